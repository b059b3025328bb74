"""Whom do we send: the rules W1 to W7, and the weakest of five statements on the mandate.

The rules are our judgement, on points that VVSG makes; so are the five statements.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.rule import Rule, holding

DERIVED: Final[frozenset[str]] = frozenset()
"""What the rules may name beside the answers: nothing."""

STATEMENTS: Final = ("D1", "D2", "D3", "D4", "D5")
LOWEST: Final = 1
WEAK: Final = 2
"""A statement is weak at 1 or 2 out of 5."""

NOTHING_WRONG: Final = "W7"
"""The rule that holds when no other does."""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Judges who is sent to a network; ``rules`` are W1 to W7, then one entry per statement."""

    rules: Mapping[str, Rule]

    def __call__(self, given: Given) -> Outcome:
        """Return ``rules`` and ``weakest``; any answer may be missing.

        A statement without an answer is never the weakest; ties go to the first.
        """
        facts = given.names()
        found = [rule.id for rule in holding(self.rules.values(), facts)] or [NOTHING_WRONG]
        weakest = _weakest(given)
        advised = found if weakest is None else [*found, f"weakest_{weakest}"]
        return Outcome(
            results={"rules": found, "weakest": weakest},
            advice=tuple(Advised(name, self.rules[name].because) for name in advised),
            provisional=_may_be_weaker(given, weakest)
            or bool(undecided(self.rules.values(), facts)),
        )


def _weakest(given: Given) -> str | None:
    weak = [one for one in STATEMENTS if one in given and given[one] <= WEAK]
    return min(weak, key=lambda one: given[one], default=None)


def _may_be_weaker(given: Given, weakest: str | None) -> bool:
    """Return whether a missing answer could still make another statement the weakest."""
    decisive = weakest is not None and given[weakest] == LOWEST
    rivals = itertools.takewhile(lambda one: not (decisive and one == weakest), STATEMENTS)
    return any(one not in given for one in rivals)


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading the rules of ``advice/delegate``."""
    return Delegate({rule.id: rule for rule in knowledge.rules["delegate"]})
