"""The coach at work: made ready for the turns of a store, and for what people type."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.chance import Chance
from bot.settings import Settings
from bot.store import Think, Work
from dialogs.coach import Coach, House
from dialogs.memory import Memory
from dialogs.session import from_json
from dialogs.turn import Turn, take_turn

ZONE: Final = "Europe/Brussels"

LEARNING: Final = "knoop learning"
"""The task that gets ready, beside the work, for what people type."""


def house(settings: Settings, username: str = "", sees_all: bool = False) -> House:
    """Return who runs this Knoop."""
    return House(settings.controller, settings.contact, username, sees_all)


def zone_of(memory: Memory) -> ZoneInfo:
    """Return the time zone in which somebody lives; a coach must know what *today* is there."""
    try:
        return ZoneInfo(str(memory.profile.settings.get("zone", ZONE)))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(ZONE)


def thinking(coach: Coach) -> Think:
    """Return what takes a turn of a stored session."""

    chance = Chance()

    def think(work: Work) -> Turn:
        session = None if work.session is None else from_json(work.session)
        zone = zone_of(work.memory)
        at = work.event.at.astimezone(zone)
        event = replace(work.event, at=at, token=chance.word(24))
        offered = None if work.offered is None else asdict(work.offered)
        return take_turn(
            coach, session, work.memory, event, offered, polls=work.polls, handed_over=True
        )

    return think


@asynccontextmanager
async def preparing(coach: Coach) -> AsyncIterator[None]:
    """Let *coach* learn the phrases beside the work: it takes a second, which nobody waits for.

    Entered last: what else a start does would only take longer meanwhile.
    """
    learning = asyncio.create_task(asyncio.to_thread(coach.prepare), name=LEARNING)
    try:
        yield
    finally:
        await learning
