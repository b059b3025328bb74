"""How fast Knoop may speak: buckets of tokens, in all and per chat.

Telegram takes about thirty messages a second in all, one a second in a private chat with short
bursts, and twenty a minute in a group; edits count. A bucket that holds *n* and fills at *r* lets
through at most *n + r × t* in any time *t*: that is what the numbers below are chosen for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket: ``burst`` tokens when full, ``refill`` tokens a second."""

    burst: float
    refill: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates that hold in all, for one private chat and for one group."""

    in_all: Rate
    private: Rate
    group: Rate

    def shared_by(self, workers: int) -> Limits:
        """Return the part of one of *workers* that write to the same chats, at least 1."""
        return Limits(*(_part(rate, workers) for rate in (self.in_all, self.private, self.group)))


def _part(rate: Rate, workers: int) -> Rate:
    # Below one token a bucket would never let anything through.
    return Rate(max(1.0, rate.burst / workers), rate.refill / workers)


TELEGRAM: Final = Limits(
    in_all=Rate(burst=6, refill=24),
    private=Rate(burst=5, refill=1),
    group=Rate(burst=5, refill=0.25),
)
_AT_ONCE: Final = Rate(burst=1e6, refill=1e6)
UNHURRIED: Final = Limits(_AT_ONCE, _AT_ONCE, _AT_ONCE)
"""For a terminal, which takes all that comes."""


class Bucket:
    """The tokens of one chat, or of all; times are seconds, and an earlier one adds nothing."""

    __slots__ = ("_at", "_tokens", "rate")

    def __init__(self, rate: Rate, now: float) -> None:
        self.rate = rate
        self._tokens = rate.burst
        self._at = now

    def tokens(self, now: float) -> float:
        """Return how many tokens there are."""
        grown = self._tokens + max(0.0, now - self._at) * self.rate.refill
        return min(self.rate.burst, grown)

    def spend(self, now: float) -> None:
        """Take a token; it may be owed, and is then waited for."""
        self._tokens = self.tokens(now) - 1
        self._at = max(self._at, now)

    def give_back(self) -> None:
        """Take a token that was spent as not spent."""
        self._tokens += 1

    def wait(self, now: float) -> float:
        """Return in how many seconds there is a whole token, 0.0 when there is one."""
        return max(0.0, (1 - self.tokens(now)) / self.rate.refill)


class Pace:
    """Who may be written to now. It is the memory of one worker and may be lost."""

    def __init__(self, limits: Limits, now: float) -> None:
        self._whole = self._limits = limits
        self._all = Bucket(limits.in_all, now)
        self._chats: dict[str, Bucket] = {}

    def share(self, workers: int) -> None:
        """Keep to a part of the limits, because *workers* write at the same time."""
        old, new = self._limits, self._whole.shared_by(workers)
        self._limits = new
        self._all.rate = new.in_all
        for bucket in self._chats.values():
            bucket.rate = new.group if bucket.rate == old.group else new.private

    def room(self, now: float) -> int:
        """Return how many messages may go now, to whichever chats."""
        return max(0, int(self._all.tokens(now)))

    def resting(self, now: float) -> list[str]:
        """Return the chats that nothing may go to now; forgets those that are rested."""
        for chat, bucket in list(self._chats.items()):
            if bucket.tokens(now) >= bucket.rate.burst:
                del self._chats[chat]
        return [chat for chat, bucket in self._chats.items() if bucket.wait(now) > 0]

    def spend(self, chat: str, group: bool, now: float) -> None:
        """Note that a message goes to *chat*."""
        self._all.spend(now)
        bucket = self._chats.get(chat)
        if bucket is None:
            rate = self._limits.group if group else self._limits.private
            bucket = self._chats[chat] = Bucket(rate, now)
        bucket.spend(now)

    def wait(self, now: float) -> float | None:
        """Return in how many seconds more may go than now, None when all of it may go now."""
        waits = [bucket.wait(now) for bucket in (self._all, *self._chats.values())]
        return min((wait for wait in waits if wait > 0), default=None)
