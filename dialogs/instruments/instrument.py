"""Which regie instrument to choose: the lightest that can work, and the next step. Our judgement.

The four kinds are those of VVSG; *do it yourself* comes from Hood (1983). The first rule that
holds gives the main instrument, or the question to ask first; support and fallback are named, or
said to be missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dialogs.condition import Condition
from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.reason import reasons
from dialogs.rule import Rule, first

DERIVED: Final[frozenset[str]] = frozenset()

GROUND: Final = "legal_ground"


@dataclass(frozen=True, slots=True)
class Mix:
    """One main instrument, at most one support, one fallback; None where there is none.

    The fallback is the first of ``fallbacks`` that holds (its id is a kind), else ``otherwise``.
    """

    main: str | None = None
    support: str | None = None
    fallbacks: tuple[Rule, ...] = ()
    otherwise: str | None = None

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Mix:
        """Build it from its entry in ``content/knowledge/regie.yaml``."""
        choices = written.get("fallback", ())
        return cls(
            main=written.get("main"),
            support=written.get("support"),
            fallbacks=tuple(
                Rule(choice["kind"], (Condition(choice["when"]),))
                for choice in choices
                if "when" in choice
            ),
            otherwise=next((c["kind"] for c in choices if "when" not in c), None),
        )


@dataclass(frozen=True, slots=True)
class Choosing:
    """The instrument ``instrument``: its rules in order, and what N1 to N8 propose.

    A rule without a mix is a question to ask first.
    """

    rules: tuple[Rule, ...]
    mixes: Mapping[str, Mix]

    def __call__(self, given: Given) -> Outcome:
        """Return rule, main, support and fallback; all None when a question comes first."""
        facts = given.names()
        place = next(n for n, rule in enumerate(self.rules) if rule.holds(facts))
        rule = self.rules[place]
        mix = self.mixes.get(rule.id, Mix())
        instead = undecided(self.rules[:place], facts)
        chosen = first(mix.fallbacks, facts)
        fallback = chosen.id if chosen else mix.otherwise
        behind = [] if chosen else undecided(mix.fallbacks, facts)
        advice = [Advised(rule.id, reasons(rule, facts) or rule.because, {"fallback": fallback})]
        if _hang_on(GROUND, instead, given):
            advice.insert(0, Advised("ask_lawyer", (GROUND,)))
        elif _hang_on(GROUND, behind, given):
            advice.append(Advised("ask_lawyer", (GROUND,)))
        if mix.main in given.get("tried", ()):
            advice.append(Advised("again", ("tried",), {"main": mix.main}))
        return Outcome(
            results={
                "rule": rule.id if rule.id in self.mixes else None,
                "main": mix.main,
                "support": mix.support,
                "fallback": fallback,
            },
            advice=tuple(advice),
            provisional=mix == Mix() or bool(instead or behind),
        )


def _hang_on(question: str, rules: Sequence[Rule], given: Given) -> bool:
    """Return whether one of *rules* may still hold, depending on *question*."""
    return question not in given and any(
        question in condition.names for rule in rules for condition in rule.when
    )


def build(knowledge: Knowledge) -> Choosing:
    """Read the mixes from the tables and the rules, in their order, from the advice."""
    return Choosing(
        rules=knowledge.rules["instrument"],
        mixes={
            name: Mix.read(written)
            for name, written in knowledge.tables["regie"]["choice"]["mixes"].items()
        },
    )
