"""The worker: takes turns, sends what came of them, lets old things lapse. Any number may run.

Nothing in its memory is needed after a crash: what was being sent is sent again when its lease is
over, and what was not yet taken waits in the inbox. All that work on the same database share the
pace of sending.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog

from bot.clock import Clock
from bot.complaints import place
from bot.gateway import Gateway
from bot.pace import TELEGRAM, Limits
from bot.sending import Sending
from bot.store import Store, StoreError, Think
from bot.tally import Tally

BATCH: Final = 64
"""Turns in one commit."""

LOOK: Final = 0.5
"""Seconds between two looks at what others may have put there."""

GLANCE_AT_CLOCK: Final = 5.0
"""Seconds between two looks at what has fallen due."""

PAUSE: Final = 1.0
"""Seconds of rest after the database could not do its work."""

LAPSE_EVERY: Final = 3600.0
HOLD: Final = 5.0
"""Seconds between two looks at who else works here, and at leases that are to be held longer."""

_log: Final = structlog.get_logger("knoop.worker")


class Worker:
    """Runs beside what receives events; ``wake`` it when something was put in the inbox.

    It sends the posts of *bot* only, unless that is None. Its store must be in its charge
    (``Store.take_charge``).
    """

    def __init__(
        self,
        store: Store,
        think: Think,
        gateway: Gateway,
        clock: Clock,
        limits: Limits = TELEGRAM,
        *,
        bot: int | None = None,
    ) -> None:
        self.tally: Final = Tally()
        self._store = store
        self._think = think
        self._gateway = gateway
        self._clock = clock
        self._bot = bot
        self._limits = limits
        self._stopping = asyncio.Event()
        self._arrived = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._settling: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; must be called in the running event loop."""
        self.sending = Sending(
            self._store,
            self._gateway,
            self._clock,
            self._limits,
            tally=self.tally,
            bot=self._bot,
        )
        works = {
            "due": self._fall_due,
            "turns": self._take_turns,
            "sending": self.sending.go_on,
            "holding": self._hold,
            "lapsing": self._lapse,
        }
        self._loops = [
            asyncio.create_task(self._keep_on(work, self._stopping.is_set), name=f"knoop {name}")
            for name, work in works.items()
        ]
        settling = self._keep_on(self._settle, self._all_settled)
        self._settling = [asyncio.create_task(settling, name="knoop settling")]

    def wake(self) -> None:
        """Say that something was put in the inbox."""
        self._arrived.set()

    async def stop(self, within: float = 10.0) -> None:
        """Finish what is under way, at most *within* seconds; give back the rest."""
        end = _monotonic() + within
        self._stopping.set()
        self._arrived.set()
        self.sending.end()
        await _end(self._loops, end)
        # A fifth of the time is for writing down how the last deliveries ended.
        unfinished = await self.sending.finish(end - within / 5 - _monotonic())
        self.sending.end()
        await _end(self._settling, end)
        await self.sending.give_back(unfinished)

    # -- the things it does ---------------------------------------------------------------------

    async def _take_turns(self) -> None:
        """Take turns as long as there are any, then wait for more."""
        self._arrived.clear()
        began = _monotonic()
        with self.sending.asking() as wanted:
            worked = await self._store.turns(self._think, self._clock.now(), BATCH, wanted)
        sent = await self.sending.begin(wanted, worked.leased)
        if worked.taken:
            self.tally.batches += 1
            self.tally.turn_seconds += _monotonic() - began
            self.tally.taken += worked.taken
            self.tally.failed += worked.failed
            self.tally.parked += worked.parked
        if worked.posted > sent:
            self.sending.wake()
        if not worked.taken:
            await _either(self._arrived, LOOK)

    async def _fall_due(self) -> None:
        """Let what is due come in, like a message."""
        if await self._store.fall_due(self._clock.now(), BATCH):
            self._arrived.set()
        else:
            await _either(self._stopping, GLANCE_AT_CLOCK)

    async def _hold(self) -> None:
        """Hold what is on its way, together with others who work here."""
        await self.sending.hold()
        await _either(self._stopping, HOLD)

    async def _lapse(self) -> None:
        """Let go what has had its time, once an hour."""
        lapsed = await self._store.lapse(self._clock.now().date())
        _log.info(
            "lapsed",
            notes=lapsed.notes,
            plans=lapsed.plans,
            events=lapsed.events,
            talks=lapsed.talks,
            sessions=lapsed.sessions,
            people=lapsed.people,
        )
        await _either(self._stopping, LAPSE_EVERY)

    # -- how ------------------------------------------------------------------------------------

    async def _settle(self) -> None:
        """Write down what came of the posts."""
        if await self.sending.settle():
            self.wake()

    def _all_settled(self) -> bool:
        return self._stopping.is_set() and self.sending.idle

    async def _keep_on(self, work: Callable[[], Awaitable[None]], over: Callable[[], bool]) -> None:
        """Do *work* again and again until it is *over*, whatever it raises."""
        while not over():
            try:
                await work()
            except StoreError:  # the store has said so
                await asyncio.sleep(PAUSE)
            except Exception as error:  # a worker that ends is worse than one that complains
                _log.error(
                    "went wrong",
                    work=work.__name__,
                    error=type(error).__name__,
                    where=place(error),
                )
                await asyncio.sleep(PAUSE)


def _monotonic() -> float:
    """Return the seconds of the event loop's clock, which never goes back."""
    return asyncio.get_running_loop().time()


async def _either(signal: asyncio.Event, seconds: float) -> None:
    """Wait for *signal*, but no longer than *seconds*."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await signal.wait()


async def _end(tasks: list[asyncio.Task[None]], end: float) -> None:
    """Wait for *tasks* until the moment *end*, then cancel what still runs."""
    if not tasks:
        return
    left = max(0.0, end - _monotonic())
    _, late = await asyncio.wait(tasks, timeout=left)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
