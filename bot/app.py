"""Puts the parts together: the only place that knows all of them."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from bot.clock import SystemClock
from bot.reader.coach import read_coach
from bot.settings import Settings
from bot.store import Arrival, Store, Think, Work
from bot.terminal.chat import talk, typed_lines
from bot.terminal.gateway import TerminalGateway
from dialogs.coach import Coach, House
from dialogs.event import Event, Happening, Key
from dialogs.session import from_json
from dialogs.turn import Turn, take_turn

TRIES = 4
"""Looks at the inbox after one typed line: an event that fails is tried three times."""


def house(settings: Settings, username: str = "") -> House:
    """Return who runs this Knoop."""
    return House(settings.controller, settings.contact, username)


def thinking(coach: Coach) -> Think:
    """Return what takes a turn of a stored session."""

    def think(work: Work) -> Turn:
        session = None if work.session is None else from_json(work.session)
        return take_turn(coach, session, work.memory, work.event)

    return think


async def chat(settings: Settings, language: str | None) -> None:
    """Talk in this terminal until the person ends it.

    Raises:
        StoreError: the database cannot be opened or written.
        ContentError: the content is broken.
    """
    coach = read_coach(house=house(settings))
    gateway = TerminalGateway(print, sys.stdout.isatty(), Path.cwd())
    key, clock, think = Key(0, 0, 0, 0), SystemClock(), thinking(coach)
    begun = time.time_ns()
    count = 0
    async with await Store.open(settings.database_url) as store:

        async def happens(what: Happening) -> None:
            nonlocal count
            count += 1
            event = Event(key, clock.now(), what, 0, language)
            await store.put([Arrival("terminal", f"{begun}-{count}", event)])
            for _ in range(TRIES):
                worked = await store.turns(think, clock.now())
                await _hand_over(store, gateway, clock)
                if not worked.failed:
                    return
                await asyncio.sleep(5)

        await talk(happens, lambda: gateway.page, typed_lines(None), language)


async def _hand_over(store: Store, gateway: TerminalGateway, clock: SystemClock) -> None:
    """Print all that waits."""
    while waiting := await store.posts(clock.now(), 16):
        ended = [(one.post, await gateway.deliver(one.post, one.message)) for one in waiting]
        await store.settle(ended, clock.now())
