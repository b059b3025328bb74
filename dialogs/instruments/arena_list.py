"""The list of partners as the findings look at it: who is on board, which ring each is in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dialogs.condition import NOT_ANSWERED
from dialogs.partner import Partner, partners_in
from dialogs.perhaps import undecided
from dialogs.rule import Rule, first

AUTHORITY: Final = frozenset({"contribution.authority_formal", "contribution.authority_moral"})
"""The contributions on which a ring may hang."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The partners and, in the same order, their rings.

    ``open`` is True when a ring or a status hangs on something that nobody has told.
    """

    partners: tuple[Partner, ...]
    rings: tuple[str, ...]
    open: bool

    @property
    def aboard(self) -> list[Partner]:
        """Those with status *aan boord*."""
        return [partner for partner in self.partners if partner.has("status", "aboard")]

    def ring(self, name: str) -> list[Partner]:
        """Return the partners of one ring."""
        return [p for p, ring in zip(self.partners, self.rings, strict=True) if ring == name]

    def told(self, *fields: str) -> bool:
        """Return whether each of *fields* is known for the list: one partner carries it.

        A field may name one of its values (``voice.decider``): then that value was asked too.
        """
        return all(any(self._carries(p, field) for p in self.partners) for field in fields)

    def _carries(self, partner: Partner, field: str) -> bool:
        name = field.partition(".")[0]
        return getattr(partner, name) is not None and field not in partner.unasked

    def number(self, counted: Collection[object], *fields: str) -> int | None:
        """Return how many are *counted*; None when one of *fields* is not known for the list."""
        return len(counted) if self.told(*fields) else None


def listed(written: Iterable[Mapping[str, Any]] | None, rules: tuple[Rule, ...]) -> Listed:
    """Return the list of the answer *written*, each partner in the ring that *rules* give it."""
    partners = partners_in(written)
    asked = any(partner.contribution is not None for partner in partners)
    rings, open_ = [], False
    for partner in partners:
        facts = _facts(partner, contribution_asked=asked)
        rings.append(_ring(partner, rules, facts))
        hopeful = facts | ({"contribution": NOT_ANSWERED} if partner.unasked & AUTHORITY else {})
        unsure = partner.chosen is None and bool(undecided(rules, hopeful))
        open_ = open_ or partner.status is None or unsure
    return Listed(partners, tuple(rings), open_)


def _facts(partner: Partner, *, contribution_asked: bool) -> dict[str, object]:
    brings = partner.contribution
    if brings is None and contribution_asked:
        brings = frozenset()
    told = {
        "importance": partner.importance,
        "replaceability": partner.replaceability,
        "contribution": brings,
    }
    return {name: NOT_ANSWERED if value is None else value for name, value in told.items()}


def _ring(partner: Partner, rules: tuple[Rule, ...], facts: Mapping[str, object]) -> str:
    if partner.chosen is not None:
        return partner.chosen
    if partner.importance is None or partner.replaceability is None:
        return "unknown"
    found = first(rules, facts)
    return found.id if found else "none"
