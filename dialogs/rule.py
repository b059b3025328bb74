"""A rule: the circumstances that call for a piece of advice, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.condition import Condition


@dataclass(frozen=True, slots=True)
class Rule:
    """A piece of advice and when it holds; its words are the advice of the same id.

    ``when`` is a list of conditions of which one must hold, each judged on its own facts; a
    condition on an unknown fact does not hold. A rule without ``when`` holds only when an
    instrument says so itself.
    """

    id: str
    when: tuple[Condition, ...] = ()
    because: tuple[str, ...] = ()

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Return whether one of its conditions holds for *facts*."""
        return any(condition(facts) for condition in self.when)


def holding(rules: Iterable[Rule], facts: Mapping[str, object]) -> list[Rule]:
    """Return the rules that hold for *facts*, in the order in which they are written."""
    return [rule for rule in rules if rule.holds(facts)]


def first(rules: Iterable[Rule], facts: Mapping[str, object]) -> Rule | None:
    """Return the first rule that holds for *facts*, or None."""
    return next((rule for rule in rules if rule.holds(facts)), None)
