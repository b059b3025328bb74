"""Puts the parts together for a talk in the terminal: nothing of Telegram is needed."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.almanac import almanac
from bot.clock import SystemClock
from bot.reader.coach import read_coach
from bot.settings import Settings, read_days
from bot.store import Arrival, Store
from bot.terminal.chat import talk, typed_lines
from bot.terminal.gateway import TerminalGateway
from bot.thinking import house, preparing, thinking
from dialogs.event import Event, Happening, Key

TERMINAL: Final = 0
"""The number of the terminal, where Telegram has the number of a bot."""

TRIES = 4
"""Looks at the inbox after one typed line: an event that fails is tried three times."""


async def chat(settings: Settings, language: str | None) -> None:
    """Talk in this terminal until the person ends it.

    Raises:
        StoreError: the database cannot be opened or written.
        ContentError: the content is broken.
    """
    coach = replace(
        read_coach(house=house(settings)), almanac=almanac(read_days(settings.free_days))
    )
    gateway = TerminalGateway(print, sys.stdout.isatty(), Path.cwd())
    key, clock, think = Key(TERMINAL, 0, 0, 0), SystemClock(), thinking(coach)
    begun = time.time_ns()
    count = 0
    async with await Store.open(settings.database_url) as store, preparing(coach):
        await store.take_charge()

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
    while waiting := await store.posts(clock.now(), 16, bot=TERMINAL):
        ended = [(one.post, await gateway.deliver(one.post, one.message)) for one in waiting]
        await store.settle(ended, clock.now())
