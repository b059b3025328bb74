"""The worker: takes turns, sends what came of them, lets old things lapse. Any number may run.

Nothing in its memory is needed after a crash: what was being sent is sent again when its lease is
over, and what was not yet taken waits in the inbox. All that work on the same database share the
pace of sending.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog
from structlog.contextvars import bind_contextvars

from bot.clock import Clock
from bot.gateway import Answered, Delivery, Gateway, Later, Lost, Post
from bot.pace import TELEGRAM, Limits, Pace
from bot.store import Store, StoreError, Think, Waiting, chat_of, place

BATCH: Final = 64
"""Turns in one commit, and deliveries at once."""

LOOK: Final = 0.5
"""Seconds between two looks at what others may have put there."""

GLANCE: Final = 0.03
"""Seconds between two looks, at least, while chats wait for their turn to be written to."""

GLANCE_AT_CLOCK: Final = 5.0
"""Seconds between two looks at what has fallen due."""

PAUSE: Final = 1.0
"""Seconds of rest after the database could not do its work."""

LAPSE_EVERY: Final = 3600.0
HOLD: Final = 5.0
"""Seconds between two looks at who else works here, and at leases that are to be held longer."""

DELIVERY: Final = 45.0
"""Seconds that a delivery may take; its lease is renewed meanwhile."""

TRIES: Final = 10
"""How often a post whose delivery breaks down in our own code is tried."""

_log: Final = structlog.get_logger("knoop.worker")


@dataclass(slots=True)
class Tally:
    """What a worker did since it began; ``turn_seconds`` and ``delivery_seconds`` are sums."""

    taken: int = 0
    failed: int = 0
    parked: int = 0
    batches: int = 0
    turn_seconds: float = 0.0
    delivery_seconds: float = 0.0
    deliveries: Counter[str] = field(default_factory=Counter)


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
        self._stopping = asyncio.Event()
        self._arrived = asyncio.Event()
        self._posted = asyncio.Event()
        self._delivered = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._settling: list[asyncio.Task[None]] = []
        self._on_their_way: dict[int, tuple[Post, asyncio.Task[None]]] = {}
        self._results: list[tuple[Post, Delivery]] = []
        self._limits = limits

    def start(self) -> None:
        """Begin; must be called in the running event loop."""
        self._pace = Pace(self._limits, _monotonic())
        works = {
            "due": self._fall_due,
            "turns": self._take_turns,
            "sending": self._send,
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
        for signal in (self._arrived, self._posted):
            signal.set()
        await _end(self._loops, end)
        # A fifth of the time is for writing down how the last deliveries ended.
        await _end([task for _, task in self._on_their_way.values()], end - within / 5)
        unfinished = [post for post, _ in self._on_their_way.values()]
        self._on_their_way.clear()
        self._delivered.set()
        await _end(self._settling, end)
        with suppress(StoreError):
            await self._store.release(unfinished)

    # -- the things it does ---------------------------------------------------------------------

    async def _take_turns(self) -> None:
        """Take turns as long as there are any, then wait for more."""
        self._arrived.clear()
        began = _monotonic()
        worked = await self._store.turns(self._think, self._clock.now(), BATCH)
        if worked.taken:
            self.tally.batches += 1
            self.tally.turn_seconds += _monotonic() - began
            self.tally.taken += worked.taken
            self.tally.failed += worked.failed
            self.tally.parked += worked.parked
        if worked.posted:
            self._posted.set()
        if not worked.taken:
            await _either(self._arrived, LOOK)

    async def _fall_due(self) -> None:
        """Let what is due come in, like a message."""
        if await self._store.fall_due(self._clock.now(), BATCH):
            self._arrived.set()
        else:
            await _either(self._stopping, GLANCE_AT_CLOCK)

    async def _send(self) -> None:
        """Lease what may go now and deliver it, each chat on its own."""
        self._posted.clear()
        room = min(BATCH - len(self._on_their_way), self._pace.room(_monotonic()))
        leased: list[Waiting] = []
        if room > 0:
            resting = self._pace.resting(_monotonic())
            leased = await self._store.posts(self._clock.now(), room, resting, self._bot)
        for waiting in leased:
            post = waiting.post
            if post.id in self._on_their_way or any(post.id == one.id for one, _ in self._results):
                continue
            self._pace.spend(chat_of(post.key), not post.key.private, _monotonic())
            task = asyncio.create_task(self._deliver(waiting), name=f"knoop post {post.id}")
            self._on_their_way[post.id] = (post, task)
        if not leased:
            wait = self._pace.wait(_monotonic())
            await _either(self._posted, LOOK if wait is None else min(max(wait, GLANCE), LOOK))

    async def _hold(self) -> None:
        """Keep others from what is still on its way, and share the pace with them."""
        unsettled = [post for post, _ in (*self._on_their_way.values(), *self._results)]
        await self._store.renew(unsettled, self._clock.now())
        self._pace.share(await self._store.workers())
        await _either(self._stopping, HOLD)

    async def _lapse(self) -> None:
        """Let go what has had its time, once an hour."""
        lapsed = await self._store.lapse(self._clock.now().date())
        _log.info(
            "lapsed",
            notes=lapsed.notes,
            plans=lapsed.plans,
            events=lapsed.events,
            sessions=lapsed.sessions,
            people=lapsed.people,
        )
        await _either(self._stopping, LAPSE_EVERY)

    # -- how ------------------------------------------------------------------------------------

    async def _deliver(self, waiting: Waiting) -> None:
        post = waiting.post
        began = _monotonic()
        bind_contextvars(post=post.id, cause=post.cause)
        result: Delivery
        try:
            async with asyncio.timeout(DELIVERY):
                result = await self._gateway.deliver(post, waiting.message)
        except Exception as error:  # a post that breaks us may not hold up the chat for ever
            _log.error("delivery broke", post=post.id, cause=post.cause, error=type(error).__name__)
            if post.tries + 1 < TRIES:
                result = Later(min(2.0**post.tries, 300.0))
            else:
                result = Lost(f"delivery broke {TRIES} times: {type(error).__name__}")
        how = type(result).__name__.lower()
        self.tally.deliveries[how] += 1
        self.tally.delivery_seconds += _monotonic() - began
        _log.debug(how, post=post.id, cause=post.cause, tries=post.tries)
        self._results.append((post, result))
        del self._on_their_way[post.id]
        self._delivered.set()

    async def _settle(self) -> None:
        """Write down how deliveries ended, all that ended meanwhile in one commit."""
        if not self._results:
            self._delivered.clear()
            await self._delivered.wait()
        ended = list(self._results)
        await self._store.settle(ended, self._clock.now())
        del self._results[: len(ended)]
        self._posted.set()
        if any(isinstance(result, Answered) for _, result in ended):
            self.wake()

    def _all_settled(self) -> bool:
        return self._stopping.is_set() and not self._on_their_way and not self._results

    async def _keep_on(self, work: Callable[[], Awaitable[None]], over: Callable[[], bool]) -> None:
        """Do *work* again and again until it is *over*, whatever it raises."""
        while not over():
            try:
                await work()
            except StoreError as error:
                _log.error("cannot go on", work=work.__name__, error=str(error))
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
