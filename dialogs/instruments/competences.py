"""Twelve competences of a network manager: one point of growth and what goes well already.

The order of the clusters (personal first, technical last) is that of VVSG and of O'Leary, Choi &
Gerard (2012): how often practitioners name them, not what they bring. Weights and the guard on
technical knowledge are our judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dialogs.facts import Given


@dataclass(frozen=True, slots=True)
class Competence:
    """One item, answered 1 (never) to 5 (almost always); ``weight`` is at most 1."""

    id: str
    order: int
    cluster: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Growth:
    """The items and when one of them becomes the point of growth."""

    items: tuple[Competence, ...]
    cutoffs: Mapping[str, Any]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Growth:
        """Build it from ``content/knowledge/roles.yaml``."""
        return cls(
            items=tuple(
                Competence(name, one["order"], one["cluster"], Fraction(str(one["weight"])))
                for name, one in table["competences"].items()
            ),
            cutoffs=table["growth"],
        )

    def answered(self, given: Given) -> list[Competence]:
        """Return the items with an answer; *not applicable* is left out."""
        return [item for item in self.items if item.id in given]

    def point(self, given: Given) -> str | None:
        """Return the item with the largest weighted gap to 5, or None to choose for oneself.

        Equal gaps: the higher weight first, then the first in order. A low answer on technical
        knowledge counts only when everything else is as good as perfect.
        """
        answered = self.answered(given)
        if all(given[item.id] >= self.cutoffs["fine"] for item in answered):
            return None
        open_ones = [i for i in answered if given[i.id] < 5 and self._may_grow(i, given)]
        if not open_ones:
            return None
        return min(open_ones, key=lambda i: (-(5 - given[i.id]) * i.weight, -i.weight, i.order)).id

    def _may_grow(self, item: Competence, given: Given) -> bool:
        if item.cluster != self.cutoffs["guarded"]:
            return True
        others = [given[other.id] for other in self.answered(given) if other != item]
        perfect = bool(others) and min(others) >= self.cutoffs["others_at"]
        return perfect and given[item.id] <= self.cutoffs["guarded_at"]

    def strengths(self, given: Given, growth: str | None) -> list[str]:
        """Return the highest answers: ties by weight, then in order; never the point of growth."""
        able = [
            i
            for i in self.answered(given)
            if i.id != growth and given[i.id] >= self.cutoffs["strength_at"]
        ]
        able.sort(key=lambda i: (-given[i.id], -i.weight, i.order))
        return [item.id for item in able[: self.cutoffs["strengths"]]]
