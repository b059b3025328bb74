"""The store: all that Knoop keeps, behind one small asynchronous face."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from bot.gateway import Delivery, Post
from bot.outage import Outage
from bot.store import counting, due, inbox, leases, moving, oblivion, outbox, polls, settlement
from bot.store.counting import Count
from bot.store.database import Database
from bot.store.inbox import Arrival, Parked
from bot.store.leases import Waiting, Wanted
from bot.store.memory import Person, known, recall
from bot.store.oblivion import Lapsed
from bot.store.thread import DatabaseThread
from bot.store.trouble import StoreError
from bot.store.turns import take_turns, take_turns_apart
from bot.store.unit import Unit
from bot.store.url import read_url
from bot.store.work import Think, Worked
from dialogs.event import Key
from dialogs.memory import Memory


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits: ``age`` is that of the oldest open event, in seconds (0.0 when there is none)."""

    age: float
    open: int
    parked: int
    unsent: int


class Store:
    """One database. Every method is one transaction: it happens whole, or not at all.

    Any method raises :class:`StoreError` when the database cannot do its work now (a full disk, a
    server that is away): nothing was changed then, and the same call may be made again.
    """

    def __init__(self, thread: DatabaseThread) -> None:
        self._thread = thread
        self._giving_up: asyncio.TimerHandle | None = None

    @classmethod
    async def open(cls, url: str, outage: Outage | None = None, key: str = "") -> Self:
        """Open the database at *url* and bring its tables up to date.

        *outage* hears, from then on, when the database cannot do its work. *key* is kept apart from
        the database: who took part in a poll is not to be found out without it.

        Raises:
            StoreError: it cannot be opened; the message says why and what to do.
        """
        thread = DatabaseThread(Database(read_url(url), outage, key.encode()))
        try:
            await thread.call(thread.database.open)
        except BaseException:
            await thread.stop(thread.database.close)
            raise
        return cls(thread)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""
        try:
            await self._thread.stop(self._thread.database.close)
        finally:
            if self._giving_up is not None:
                self._giving_up.cancel()

    def end_within(self, seconds: float) -> None:
        """Give up in *seconds* what a server that hangs is asked: Knoop ends, whatever hangs."""
        loop = asyncio.get_running_loop()
        self._giving_up = loop.call_later(seconds, self._thread.database.abandon)

    async def take_charge(self) -> None:
        """Do the work from now on: take turns and send. Nothing waits for a process that died.

        Raises:
            StoreError: it is a SQLite file, and another process does the work.
        """
        await self._thread.call(lambda: self._thread.database.take_charge(leases.release_all))

    async def workers(self) -> int:
        """Return how many processes do the work of this database, at least 1."""
        return await self._thread.call(self._thread.database.workers)

    @property
    def away(self) -> str:
        """Why the database could not do its work lately; empty when it could."""
        outage = self._thread.database.outage
        return "" if outage is None else outage.why

    # -- what comes in --------------------------------------------------------------------------

    async def put(self, arrivals: Sequence[Arrival]) -> int:
        """Keep what came in, each once; return how many were new. Only then may others forget."""
        if not arrivals:
            return 0
        rows = inbox.rows_of(arrivals)
        return await self._thread.unit(lambda unit: inbox.put(unit, rows))

    async def turns(
        self, think: Think, now: datetime, limit: int = 64, wanted: Wanted | None = None
    ) -> Worked:
        """Take the turns of up to *limit* conversations that nobody holds, in one commit.

        In the same commit are leased the posts that are *wanted* then. *think* runs in the thread
        of the store and must be pure: when the batch cannot be written down, it is called once more
        for each.
        """
        ways = (take_turns, take_turns_apart)
        together, apart = (_then(way, wanted, think, now, limit) for way in ways)
        try:
            return await self._thread.unit(together)
        except StoreError:
            raise
        except Exception:  # one of them cannot be written down; the others must not suffer
            return await self._thread.unit(apart)

    async def fall_due(self, now: datetime, limit: int = 64) -> int:
        """Turn reminders and polls that are due into events; return how many those were.

        At most *limit* of each are taken at once.
        """

        def fall(unit: Unit) -> int:
            return due.fall(unit, now, limit) + polls.fall(unit, now, limit)

        return await self._thread.unit(fall)

    async def secret(self) -> bytes:
        """Return the secret with which tickets to polls are signed: the same for all workers."""
        return await self._thread.unit(polls.secret)

    async def known(self, keys: Collection[Key]) -> set[str]:
        """Return the owners of those private conversations that are known, or wait to be taken."""
        return await self._thread.unit(lambda unit: known(unit, keys))

    async def age(self, now: datetime) -> float:
        """Return how many seconds the oldest open event has been waiting, 0.0 when none does."""
        arrived = await self._thread.unit(inbox.oldest)
        return 0.0 if arrived is None else max(0.0, (now - arrived).total_seconds())

    async def queue(self, now: datetime) -> Queue:
        """Return how much waits in the inbox and the outbox."""

        def look(unit: Unit) -> Queue:
            return Queue(*inbox.waiting(unit, now), outbox.count(unit))

        return await self._thread.unit(look)

    async def parked(self) -> list[Parked]:
        """Return the events that failed three times, oldest first."""
        return await self._thread.unit(inbox.parked)

    async def retry(self, number: int) -> bool:
        """Let a parked event be tried again; False when there is none or its text was wiped."""
        return await self._thread.unit(lambda unit: inbox.reopen(unit, number))

    async def drop(self, number: int) -> bool:
        """Give up a parked event and wipe its text; False when there is none of that number."""
        return await self._thread.unit(lambda unit: inbox.drop(unit, number))

    # -- what goes out --------------------------------------------------------------------------

    async def posts(
        self,
        now: datetime,
        limit: int,
        resting: Collection[str] = (),
        bot: int | None = None,
        *,
        along: int = 0,
        under_way: Sequence[Post] = (),
        take_over: bool = True,
    ) -> list[Waiting]:
        """Lease what may go now; the words are those of :class:`Wanted`."""
        return await self.lease(Wanted(now, limit, resting, bot, along, under_way, take_over))

    async def lease(self, wanted: Wanted) -> list[Waiting]:
        """Lease what is *wanted*, as far as it may go now, for ``leases.LEASE``."""
        return await self._thread.unit(lambda unit: leases.posts(unit, wanted))

    async def renew(self, taken: Iterable[Post], now: datetime) -> None:
        """Hold leased posts that are still on their way, from *now* for another ``LEASE``."""
        listed = list(taken)
        if listed:
            await self._thread.unit(lambda unit: leases.renew(unit, listed, now))

    async def settle(
        self,
        results: Sequence[tuple[Post, Delivery]],
        now: datetime,
        wanted: Wanted | None = None,
    ) -> list[Waiting]:
        """Write down how deliveries ended, and lease what is *wanted* then, in one commit."""

        def settle(unit: Unit) -> list[Waiting]:
            settlement.settle(unit, results, now)
            return [] if wanted is None else leases.posts(unit, wanted)

        return await self._thread.unit(settle)

    async def release(self, taken: Iterable[Post]) -> None:
        """Give back leased posts that were not delivered, so that others need not wait."""
        listed = list(taken)
        if listed:
            await self._thread.unit(lambda unit: leases.release(unit, listed))

    async def unsent(self) -> int:
        """Return how many posts wait or are on their way."""
        return await self._thread.unit(outbox.count)

    async def move(self, bot: int, old: int, new: int) -> None:
        """Carry all that belongs to the group *old* over to *new*, the number it has now."""
        await self._thread.unit(lambda unit: moving.move(unit, bot, old, new))

    async def counts(self) -> list[Count]:
        """Return what was counted, without whose it was."""
        return await self._thread.unit(counting.counts_of)

    # -- what is remembered ---------------------------------------------------------------------

    async def memory(self, owner: str) -> Memory:
        """Return what is remembered of *owner* (``Key.owner``)."""

        def read(unit: Unit) -> Memory:
            return recall(unit, [owner]).get(owner, Person()).memory

        return await self._thread.unit(read)

    async def forget(self, owner: str) -> None:
        """Delete everything of *owner*, at once and for good."""
        await self._thread.unit(lambda unit: oblivion.forget(unit, owner))

    async def lapse(self, today: date) -> Lapsed:
        """Let go what has had its time."""
        return await self._thread.unit(lambda unit: oblivion.lapse(unit, today))


def _then(
    take: Callable[[Unit, Think, datetime, int], Worked],
    wanted: Wanted | None,
    think: Think,
    now: datetime,
    limit: int,
) -> Callable[[Unit], Worked]:
    """Return the work that takes turns and leases what is wanted then."""

    def work(unit: Unit) -> Worked:
        worked = take(unit, think, now, limit)
        return worked if wanted is None else replace(worked, leased=leases.posts(unit, wanted))

    return work
