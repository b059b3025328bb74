"""The door: who is let in, and how fast. It stands before the inbox.

The rule itself is pure (``dialogs/access.py``), but it cannot be asked in a turn: of somebody who
is not let in nothing may be stored, and a turn begins with an event that is stored. The same holds
for the pace: what floods in must not fill the inbox, or all others would wait behind it. So both
are decided here, and what is said about it goes straight to Telegram, without an outbox.

Somebody counts as known when they are remembered: nothing more has to be kept for it, and ``/wis``
makes them unknown again. The pace is counted by the times that Telegram gives, so that what was
sent slowly while Knoop was away is all taken when it is back. It is the memory of one process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

import structlog

from bot.pace import Bucket, Rate
from bot.telegram.intake import Keep, Received
from dialogs.access import Access
from dialogs.event import Blocked, Event, Key, Started

PER_SECOND: Final = 1.0
"""How many events a second one person can go on with, after a burst (our judgement)."""

AGAIN: Final = 60.0
"""Seconds before the same chat hears the same sentence again."""

SENTENCES: Final = Rate(burst=10, refill=5)
"""How many such sentences are said in all: they go outside the pace of the worker."""

MANY: Final = 10_000
"""People whose pace is in memory, before those who are calm are forgotten."""

REFUSED: Final = "not_admitted"
TOO_FAST: Final = "too_fast"

Known = Callable[[Collection[Key]], Awaitable[Collection[str]]]
"""Returns which of some private conversations are known already, as the owners of them."""

Tell = Callable[[Event, str], Awaitable[object]]
"""Says a sentence of the house, by its key, to whoever did something."""

_log: Final = structlog.get_logger("knoop")


class Door:
    """Hands on to the inbox what may come in."""

    def __init__(self, keep: Keep, known: Known, tell: Tell, access: Access, at_once: int) -> None:
        """Let in by *access*, and *at_once* events of one person together (0: any number)."""
        self._keep = keep
        self._known = known
        self._tell = tell
        self._access = access
        self._at_once = at_once
        self._buckets: dict[int, Bucket] = {}
        self._told: dict[tuple[int, str], float] = {}
        self._sentences: Bucket | None = None
        self._telling: set[asyncio.Task[None]] = set()

    async def keep(self, received: Sequence[Received]) -> None:
        """Keep of *received* what may come in; raises what ``Keep`` raises, and may be repeated."""
        in_time, hasty = self._by_pace(received)
        try:
            admitted, strange = await self._by_access(in_time)
            if admitted:
                await self._keep(admitted)
        except BaseException:
            # What could not be kept comes again, and must not be counted twice.
            for one in in_time:
                self._give_back(one.event)
            raise
        for one in strange:
            self._refuse(one.event, REFUSED)
        for one in hasty:
            self._refuse(one.event, TOO_FAST)

    async def close(self) -> None:
        """Say no more."""
        for telling in self._telling:
            telling.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)

    # -- who ------------------------------------------------------------------------------------

    async def _by_access(
        self, received: Sequence[Received]
    ) -> tuple[list[Received], list[Received]]:
        """Part those that are let in from those that are not."""
        if self._access.open:
            return list(received), []
        known = await self._who_is_known(received)
        admitted, strange = [], []
        for one in received:
            event, owner = one.event, _own(one.event).owner
            if not self._access.admits(event, owner in known):
                strange.append(one)
                continue
            if self._access.invited(event):
                # A code is no answer to anything: it comes in as a beginning.
                known.add(owner)
                one = replace(one, event=replace(event, what=Started()))  # noqa: PLW2901
            admitted.append(one)
        return admitted, strange

    async def _who_is_known(self, received: Sequence[Received]) -> set[str]:
        asked = {_own(one.event) for one in received if one.event.person not in self._access.people}
        if not asked or not self._access.codes:
            return set()
        return set(await self._known(asked))

    # -- how fast -------------------------------------------------------------------------------

    def _by_pace(self, received: Sequence[Received]) -> tuple[list[Received], list[Received]]:
        """Part what comes in time from what comes too fast."""
        if not self._at_once:
            return list(received), []
        in_time: list[Received] = []
        hasty: list[Received] = []
        for one in received:
            now = one.event.at.timestamp()
            bucket = self._bucket(one.event, now)
            # Who blocks Knoop is heard always: it must not go on writing to them.
            if bucket.tokens(now) < 1 and not isinstance(one.event.what, Blocked):
                hasty.append(one)
                continue
            bucket.spend(now)
            in_time.append(one)
        return in_time, hasty

    def _give_back(self, event: Event) -> None:
        if self._at_once:
            self._bucket(event, event.at.timestamp()).give_back()

    def _bucket(self, event: Event, now: float) -> Bucket:
        bucket = self._buckets.get(_who(event))
        if bucket is None:
            if len(self._buckets) >= MANY:
                self._forget_the_calm(now)
            rate = Rate(float(self._at_once), PER_SECOND)
            bucket = self._buckets[_who(event)] = Bucket(rate, now)
        return bucket

    def _forget_the_calm(self, now: float) -> None:
        self._buckets = {
            who: bucket
            for who, bucket in self._buckets.items()
            if bucket.tokens(now) < bucket.rate.burst
        }

    # -- what is said about it ------------------------------------------------------------------

    def _refuse(self, event: Event, why: str) -> None:
        """Say why in one sentence, once a minute in one chat, and never many at once."""
        if isinstance(event.what, Blocked):
            return
        now = asyncio.get_running_loop().time()
        self._told = {chat: at for chat, at in self._told.items() if now - at < AGAIN}
        if self._sentences is None:
            self._sentences = Bucket(SENTENCES, now)
        chat = (event.key.chat, why)
        if chat in self._told or self._sentences.tokens(now) < 1:
            return
        self._told[chat] = now
        self._sentences.spend(now)
        _log.info("not let in", why=why)
        telling = asyncio.create_task(self._say(event, why))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _say(self, event: Event, why: str) -> None:
        with suppress(Exception):  # it is no more than a courtesy
            await self._tell(event, why)


def _who(event: Event) -> int:
    return event.key.chat if event.person is None else event.person


def _own(event: Event) -> Key:
    """Return the private conversation of whoever did something."""
    who = _who(event)
    return Key(event.key.bot, who, 0, who)
