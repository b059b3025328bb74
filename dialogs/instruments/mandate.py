"""What mandate do I have: the rules K1 to K12, the kind M0 to M3, and the card for the meeting.

The kinds, the rules and the sentences are our judgement, built on VVSG and Arteveldehogeschool.
Nothing here is legal advice: who decides what is in a council's own delegation decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dialogs.facts import Given
from dialogs.instruments.mandate_card import Card
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.rule import Rule, holding

DERIVED: Final = frozenset({"beyond", "quiet"})
"""What the rules may name beside the answers: ``beyond``, the list of what is asked beyond the
stated mandate, and ``quiet``, whether (yes, no) nothing on the agenda calls for a promise."""

MOST_URGENT: Final = ("K1", "K8", "K11", "K4", "K2", "K3")
"""The rules that are shown first, in this order; the others follow by number."""

CLEAR: Final = "clear"
"""The advice for who knows the mandate, when no rule holds; it is no rule itself."""

SHOWN: Final = 3
KINDS: Final = ("M0", "M1", "M2", "M3")
ASSUMED: Final = "M1"
"""The kind of mandate to go by when nobody knows: give advice, promise nothing."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """Judges one item of an agenda: which rules hold, what is left of the mandate, the card.

    ``rules`` stand in number order; ``order`` names them most urgent first.
    """

    card: Card
    rules: tuple[Rule, ...]
    order: tuple[str, ...]

    def __call__(self, given: Given) -> Outcome:
        """Return ``rules``, ``shown``, ``kind`` and ``card``; any answer may be missing.

        The kind is M1 when the mandate is unknown, and one lower (never below M0) for an item
        that is very sensitive. K1 is judged on the mandate as it was stated.
        """
        stated = self._stated(given)
        asked = given.get("ask", [] if given.get("item") == "none" else None)
        beyond = self._beyond(given, stated, asked)
        facts = given.names(ask=asked, beyond=beyond, quiet=_quiet(given, asked))
        found = {rule.id: rule for rule in holding(self.rules, facts)}
        shown = [rule for rule in self.order if rule in found]
        kind = KINDS[max(0, KINDS.index(stated) - ("K4" in found))]
        heaviest = sorted(asked or (), key=self._weight, reverse=True)
        values = {"asked": heaviest, "beyond": sorted(beyond or (), key=self._weight, reverse=True)}
        advice = [Advised(name, found[name].because, values) for name in shown]
        if not found and "may" in given:
            advice = [Advised(CLEAR, ("may", "ask"), values)]
        return Outcome(
            results={
                "rules": list(found),
                "shown": shown[:SHOWN],
                "kind": kind,
                "card": self.card.write(given, stated, kind, heaviest),
            },
            advice=tuple(advice),
            provisional="may" not in given or bool(undecided(self.rules, facts)),
        )

    def _stated(self, given: Given) -> str:
        may = given.get("may")
        held = (name for name, kind in self.card.kinds.items() if kind["stated"] == may)
        return next(held, ASSUMED)

    def _weight(self, asked: str) -> int:
        return int(self.card.asks[asked]["weight"])

    def _beyond(self, given: Given, stated: str, asked: list[str] | None) -> list[str] | None:
        """Return what is asked beyond the mandate; None when too little is known to tell."""
        kinds = [stated] if "may" in given else list(KINDS)
        beyond = [
            one
            for one in (self.card.asks if asked is None else asked)
            if any(one not in self.card.kinds[kind]["within"] for kind in kinds)
        ]
        told = "may" in given and asked is not None
        return beyond if told or not beyond else None


def _quiet(given: Given, asked: list[str] | None) -> str | None:
    """Return whether nothing calls for a promise; None when that is not known."""
    if "item" in given:
        return "yes" if given["item"] == "none" else "no"
    return "no" if asked else None


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/mandate`` and the rules of ``advice/mandate``."""
    tables, rules = knowledge.tables["mandate"], knowledge.rules["mandate"]
    later = [rule.id for rule in rules if rule.id not in (*MOST_URGENT, CLEAR)]
    return Mandate(
        card=Card(tables["kinds"], tables["asks"], tables["card"], tables["months"]),
        rules=rules,
        order=(*MOST_URGENT, *later),
    )
