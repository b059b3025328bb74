"""Sending: what may go is leased and delivered, each chat on its own; how it ended is written down.

What a turn posts is leased in the commit of that turn, and what waited behind a post in the commit
that settles it: a message costs no commit of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

import structlog

from bot.clock import Clock
from bot.gateway import Answered, Delivered, Delivery, Gateway, Held, Later, Lost, Post
from bot.pace import Limits, Pace
from bot.store import Store, StoreError, Waiting, Wanted, chat_of
from bot.tally import Tally

MOST: Final = 64
"""Posts that are leased at once."""

ALONG: Final = 2
"""Further posts to a private chat that go along with its first: nobody waits for two commits."""

UNDER_WAY: Final = 128
"""Deliveries at once, at most."""

LOOK: Final = 0.5
"""Seconds between two looks at what others may have posted."""

GLANCE: Final = 0.03
"""Seconds between two looks, at least, while chats wait for their turn to be written to."""

DELIVERY: Final = 45.0
"""Seconds that a delivery may take; its lease is renewed meanwhile."""

AWAY: Final = 3.0
"""Seconds without the database after which others may have been without it too."""

TAKE_OVER: Final = 10.0
"""Seconds after that in which their leases count, though they are over: others are alive, and come
to write down what they sent meanwhile (our judgement; they try again every second)."""

TRIES: Final = 10
"""How often a post whose delivery breaks down in our own code is tried."""

_log: Final = structlog.get_logger("knoop.worker")


class Sending:
    """The posts of one worker that are on their way."""

    def __init__(
        self,
        store: Store,
        gateway: Gateway,
        clock: Clock,
        limits: Limits,
        *,
        tally: Tally,
        bot: int | None,
    ) -> None:
        self._store = store
        self._gateway = gateway
        self._clock = clock
        self._tally = tally
        self._bot = bot
        self._pace = Pace(limits, _monotonic())
        self._posted = asyncio.Event()
        self._delivered = asyncio.Event()
        self._over = False
        self._reached = _monotonic()
        self._take_over_from = self._reached
        self._asked = 0
        self._on_their_way: dict[int, tuple[Post, asyncio.Task[bool]]] = {}
        self._newest: dict[str, asyncio.Task[bool]] = {}
        self._results: list[tuple[Post, Delivery]] = []

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way or waits to be written down."""
        return not self._on_their_way and not self._results

    def wake(self) -> None:
        """Say that something may go now."""
        self._posted.set()

    def end(self) -> None:
        """Begin nothing any more; what is on its way is still written down."""
        self._over = True
        self._posted.set()
        self._delivered.set()

    @contextmanager
    def asking(self) -> Iterator[Wanted | None]:
        """Give what may go now, to be asked of the store; None when nothing may.

        While it is asked for, there is so much less room for others who ask. What there is no room
        for is looked at again by :meth:`go_on`.
        """
        now = _monotonic()
        room = min(UNDER_WAY - len(self._on_their_way), self._pace.room(now)) - self._asked
        room = min(room, MOST)
        if room <= 0 or self._over:
            yield None
            return
        self._asked += room
        try:
            yield Wanted(
                self._clock.now(),
                room,
                self._pace.resting(now),
                self._bot,
                ALONG,
                self._under_way(),
                self._may_take_over(now),
            )
            self._reached = _monotonic()
        finally:
            self._asked -= room

    async def begin(self, wanted: Wanted | None, leased: Sequence[Waiting]) -> int:
        """Begin to deliver what was *leased* when it was *wanted*; return how many posts it is."""
        if wanted is None:
            return 0
        if self._over:  # it was asked for before the end, and came after it
            await self.give_back([waiting.post for waiting in leased])
            return 0
        self._begin_all(leased)
        if len(leased) == wanted.most or self._pace.wait(_monotonic()) is not None:
            self._posted.set()
        return len(leased)

    async def go_on(self) -> None:
        """Send as long as something may go, then wait for more, or for the pace."""
        self._posted.clear()
        with self.asking() as wanted:
            leased = [] if wanted is None else await self._store.lease(wanted)
        if not await self.begin(wanted, leased):
            wait = self._pace.wait(_monotonic())
            seconds = LOOK if wait is None else min(max(wait, GLANCE), LOOK)
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._posted.wait()

    async def settle(self) -> bool:
        """Write down how deliveries ended, all that ended meanwhile in one commit.

        Returns:
            Whether one of them was answered: that answer waits in the inbox.
        """
        if not self._results:
            self._delivered.clear()
            await self._delivered.wait()
        ended = list(self._results)
        with self.asking() as wanted:
            leased = await self._store.settle(ended, self._clock.now(), wanted)
        del self._results[: len(ended)]
        await self.begin(wanted, leased)
        return any(isinstance(result, Answered) for _, result in ended)

    async def hold(self) -> None:
        """Keep others from what is still on its way, and share the pace with them."""
        unsettled = [post for post, _ in (*self._on_their_way.values(), *self._results)]
        await self._store.renew(unsettled, self._clock.now())
        self._pace.share(await self._store.workers())

    async def finish(self, seconds: float) -> list[Post]:
        """Wait at most *seconds* for what is on its way; return what did not arrive."""
        tasks = [task for _, task in self._on_their_way.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=max(0.0, seconds))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        unfinished = [post for post, _ in self._on_their_way.values()]
        self._on_their_way.clear()
        return unfinished

    async def give_back(self, posts: list[Post]) -> None:
        """Let others deliver *posts*; when the database is away, they wait for the lease."""
        with suppress(StoreError):
            await self._store.release(posts)

    def _may_take_over(self, now: float) -> bool:
        """Return whether who does not renew a lease must be dead."""
        if now - self._reached > AWAY:
            self._take_over_from = now + TAKE_OVER
        return now >= self._take_over_from

    def _under_way(self) -> list[Post]:
        """Return the posts to private chats that others may follow: none there came to a stop."""
        stopped = self._stopped()
        begun = [post for post, _ in (*self._on_their_way.values(), *self._results)]
        return [one for one in begun if one.key.private and chat_of(one.key) not in stopped]

    def _stopped(self) -> set[str]:
        """Return the chats in which a post did not go, and that is not written down yet."""
        return {chat_of(post.key) for post, result in self._results if not _went(result)}

    def _begin_all(self, leased: Sequence[Waiting]) -> None:
        """Deliver *leased*, but for chats of which a post is not over yet, or not written down.

        What was to follow a post that came to a stop meanwhile goes back to the outbox.
        """
        busy: set[str] = set()
        stopped = self._stopped()
        settling = {post.id for post, _ in self._results}
        for waiting in leased:
            chat = chat_of(waiting.post.key)
            if waiting.post.id in self._on_their_way or waiting.post.id in settling:
                busy.add(chat)
            elif chat in stopped:
                self._ended(waiting.post, Held())
            elif chat not in busy:
                self._begin(waiting, chat)

    def _begin(self, waiting: Waiting, chat: str) -> None:
        post = waiting.post
        self._pace.spend(chat, not post.key.private, _monotonic())
        delivering = self._deliver(waiting, self._newest.get(chat))
        task = asyncio.create_task(delivering, name=f"knoop post {post.id}")
        self._newest[chat] = task
        self._on_their_way[post.id] = (post, task)

    async def _deliver(self, waiting: Waiting, earlier: asyncio.Task[bool] | None) -> bool:
        """Deliver it, after what is on its way to the same chat; return whether it went.

        What did not go holds the rest of its chat, and so does the end: that goes back to the
        outbox, which keeps it in order.
        """
        post = waiting.post
        if earlier is None or (await _in_time(earlier) and not self._over):
            result = await self._tried(waiting)
        else:
            result = Held()
        del self._on_their_way[post.id]
        if self._newest.get(chat := chat_of(post.key)) is asyncio.current_task():
            del self._newest[chat]
        self._ended(post, result)
        return _went(result)

    def _ended(self, post: Post, result: Delivery) -> None:
        self._results.append((post, result))
        self._delivered.set()

    async def _tried(self, waiting: Waiting) -> Delivery:
        """Hand it to the gateway; whatever breaks there is a result too."""
        post = waiting.post
        began = _monotonic()
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
        self._tally.deliveries[how] += 1
        self._tally.delivery_seconds += _monotonic() - began
        _log.debug(how, post=post.id, cause=post.cause, tries=post.tries)
        return result


def _went(result: Delivery) -> bool:
    """Return whether what follows in the same chat may go."""
    return isinstance(result, Delivered | Answered | Lost)


async def _in_time(earlier: asyncio.Task[bool]) -> bool:
    """Wait for *earlier* and return whether it went."""
    await asyncio.wait([earlier])
    return not earlier.cancelled() and earlier.result()


def _monotonic() -> float:
    """Return the seconds of the event loop's clock, which never goes back."""
    return asyncio.get_running_loop().time()
