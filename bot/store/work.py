"""What a turn is made of, who takes it, and what a batch of turns came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.store.leases import Waiting
from bot.store.offers import Offered
from dialogs.event import Event
from dialogs.memory import Memory
from dialogs.poll import NO_POLLS, Polls

if TYPE_CHECKING:
    from dialogs.turn import Turn


@dataclass(frozen=True, slots=True)
class Work:
    """What a turn is made of. ``session`` is the stored JSON, None when there is none yet."""

    event: Event
    session: Mapping[str, Any] | None
    memory: Memory
    offered: Offered | None = None
    polls: Polls = NO_POLLS


Think = Callable[[Work], "Turn"]


@dataclass(frozen=True, slots=True)
class Worked:
    """What a batch came to: events taken, of those failed and parked, and effects posted.

    ``leased`` are the posts that were leased in the same commit.
    """

    taken: int = 0
    failed: int = 0
    parked: int = 0
    posted: int = 0
    leased: Sequence[Waiting] = ()

    def __add__(self, other: Worked) -> Worked:
        return Worked(
            self.taken + other.taken,
            self.failed + other.failed,
            self.parked + other.parked,
            self.posted + other.posted,
            [*self.leased, *other.leased],
        )
