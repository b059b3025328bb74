"""From answers to roles: means per role, their order, and what stands out.

All in exact fractions: one answer step on a scale must not be lost in a floating point. Centring
within the person (every role less the mean of all) takes out how high somebody answers in
general, because each role has the same mix of plain and reversed items (Ray 1990). Cut-offs: our
judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import Given

MIDDLE: Final = 3
REVERSED_FROM: Final = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of the self-test, answered 1 to 5; a reversed one counts as 6 minus that."""

    id: str
    role: str
    reverse: bool
    pair: str | None

    def score(self, given: Given) -> Fraction:
        """Return what the answer says about the role, 1 to 5."""
        answer = Fraction(given[self.id])
        return REVERSED_FROM - answer if self.reverse else answer


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """How far apart means must lie to say something; see ``content/knowledge/roles.yaml``."""

    answered: Mapping[str, int]
    missing_roles: int
    tie: Fraction
    flat: Fraction
    strong: Fraction
    low: Fraction
    low_below: Fraction
    caution: Fraction

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Cutoffs:
        """Build them from the table, every number exactly as it is written."""
        exact = ("tie", "flat", "strong", "low", "low_below", "caution")
        return cls(
            written["answered"],
            written["missing_roles"],
            **{name: Fraction(str(written[name])) for name in exact},
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """The means per role (None: too few answers) and what they say, for one filled-in form."""

    means: Mapping[str, Fraction | None]
    answers: Sequence[int]
    leaning: Fraction | None
    cutoffs: Cutoffs

    @property
    def known(self) -> dict[str, Fraction]:
        """The roles with enough answers; none at all when too many roles lack them."""
        known = {role: mean for role, mean in self.means.items() if mean is not None}
        return known if len(self.means) - len(known) < self.cutoffs.missing_roles else {}

    @property
    def centred(self) -> dict[str, Fraction]:
        """Every known role, less the mean of all known roles."""
        known = self.known
        middle = sum(known.values(), Fraction()) / max(len(known), 1)
        return {role: mean - middle for role, mean in known.items()}

    @property
    def flat(self) -> bool:
        """Whether the roles lie too close together to name one, or all answers are the same."""
        means = self.known.values()
        return len(set(self.answers)) == 1 or max(means) - min(means) < self.cutoffs.flat

    @property
    def highest(self) -> list[str]:
        """The highest role and those within one answer step of it, highest first."""
        known = self.known
        near = [r for r in known if max(known.values()) - known[r] <= self.cutoffs.tie]
        return sorted(near, key=lambda role: -known[role])

    @property
    def lowest(self) -> str | None:
        """The one role that suits somebody less, or None; a shared last place names nobody."""
        centred = self.centred
        last = [role for role in centred if centred[role] == min(centred.values())]
        if len(last) != 1 or centred[last[0]] > self.cutoffs.low:
            return None
        return last[0] if self.known[last[0]] < self.cutoffs.low_below else None

    @property
    def cautious(self) -> bool:
        """Whether somebody (dis)agreed with nearly everything, opposites included."""
        return self.leaning is not None and abs(self.leaning) > self.cutoffs.caution

    @property
    def profile(self) -> dict[str, str | None]:
        """Every role as ``strong``, ``can`` or ``low``; None with too few answers."""
        centred = self.centred
        told: dict[str, str | None] = dict.fromkeys(self.means)
        flat = bool(centred) and self.flat
        for role, distance in centred.items():
            strong = not flat and distance >= self.cutoffs.strong
            low = not flat and role == self.lowest
            told[role] = "strong" if strong else "low" if low else "can"
        return told


def means_of(
    items: Sequence[Item], roles: Sequence[str], needed: int, given: Given
) -> dict[str, Fraction | None]:
    """Return the mean of every role over the answered *items*; None below *needed* answers."""
    means: dict[str, Fraction | None] = {}
    for role in roles:
        own = [item.score(given) for item in items if item.role == role and item.id in given]
        means[role] = sum(own, Fraction()) / len(own) if len(own) >= needed else None
    return means


def leaning_of(items: Sequence[Item], given: Given) -> Fraction | None:
    """Return how far the answers to opposite pairs lie above the middle, -2 to 2, or None.

    Only pairs with both answers count: somebody who weighs them evens out at 0.
    """
    paired = [Fraction(given[i.id]) for i in items if i.id in given and i.pair in given]
    return sum(paired, Fraction()) / len(paired) - MIDDLE if paired else None
