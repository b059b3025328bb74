"""Who should join: the ring of every partner and the findings C1 to C18 about the list.

Importance and replaceability come from the arena analysis (Arteveldehogeschool ProNet, after
L'Enfant 2009; used by VVSG); the rings, their cut-offs and the findings are our judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dialogs.condition import Condition
from dialogs.facts import Given
from dialogs.instruments import arena_facts
from dialogs.instruments.arena_facts import Concerned
from dialogs.instruments.arena_list import Listed, listed
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome
from dialogs.partner import Partner, cut, fitting
from dialogs.perhaps import undecided
from dialogs.rule import Rule, holding

DERIVED: Final = arena_facts.DERIVED

NOTHING_FOUND: Final = "C18"
MAKE_LIST: Final = "ask"
"""The advice for who has no list yet."""

NAME_WIDTH: Final = 40
NAMES_WIDTH: Final = 60
"""An advice names partners up to so many characters together, and counts the others."""


@dataclass(frozen=True, slots=True)
class Arena:
    """Plays the arena analysis; ``rules`` stand in number order, which is their order of weight.

    ``rings`` are the rules of the rings, ``kinds`` the contributions in their order.
    """

    rules: tuple[Rule, ...]
    rings: tuple[Rule, ...]
    kinds: tuple[str, ...]
    cuts: Mapping[str, int]
    shown: int

    def __call__(self, given: Given) -> Outcome:
        """Return ``rings``, ``findings`` and ``shown``; any field of any partner may be missing.

        C18 stands alone: it says that, as far as is known, nothing else holds.
        """
        written = given.get("partners")
        partners = listed(written, self.rings)
        who = arena_facts.concerned(partners, given.today, self.cuts)
        facts = arena_facts.facts_of(partners, who, given, self.kinds, self.cuts)
        names = given.names(**facts)
        found = holding(self.rules, names)
        hangs = written is None or partners.open or bool(undecided(self.rules, names))
        if written is not None and not found:
            found = [rule for rule in self.rules if rule.id == NOTHING_FOUND]
        values = self._values(given, partners, who, facts) | {"hangs": "yes" if hangs else "no"}
        answered = {*given, *given.network}
        return Outcome(
            results={
                "rings": {
                    p.name: r for p, r in zip(partners.partners, partners.rings, strict=True)
                },
                "findings": [rule.id for rule in found],
                "shown": [rule.id for rule in found[: self.shown]],
            },
            advice=tuple(
                Advised(rule.id, tuple(q for q in rule.because if q in answered), values)
                for rule in found or [rule for rule in self.rules if rule.id == MAKE_LIST]
            ),
            provisional=hangs,
        )

    def _values(
        self, given: Given, partners: Listed, who: Concerned, facts: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return what the texts may mention: partners by fact, numbers, and ids."""
        aboard = who["on_board"]
        family, many = arena_facts.corner(aboard)
        carried = {kind for p in who["carriers"] for kind in arena_facts.alone(p, aboard)}
        return {
            "who": {name: _named(partners) for name, partners in who.items()},
            "corner": family,
            "in_corner": many,
            "own_seats": sum(p.has("family", "own_council") for p in aboard),
            "lacks": arena_facts.lacking(given, partners, self.kinds),
            "carried": [kind for kind in self.kinds if kind in carried],
            **{name: facts[name] for name in ("organisations", "new_phase", "deciders")},
            "against": sum(p.has("attitude", "against") for p in aboard),
        }


def _named(partners: Sequence[Partner]) -> dict[str, Any]:
    """Return the first names, how many more partners there are, and the number of them all."""
    names = fitting((cut(partner.name, NAME_WIDTH, "…") for partner in partners), NAMES_WIDTH)
    return {"names": names, "more": len(partners) - len(names), "n": len(partners)}


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/partners`` and ``advice/partners``."""
    tables = knowledge.tables["partners"]
    return Arena(
        rules=knowledge.rules["partners"],
        rings=tuple(
            Rule(name, tuple(map(Condition, ring.get("when", ()))))
            for name, ring in tables["rings"].items()
        ),
        kinds=tuple(tables["contributions"]),
        cuts=tables["cuts"],
        shown=tables["shown"],
    )
