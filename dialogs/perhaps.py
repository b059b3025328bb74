"""What could still turn out otherwise: rules that missing answers keep silent.

A result is provisional when it hangs on an answer that nobody gave. To find out, the conditions
of a rule are read once more with every missing answer as given, and in the rule's favour. So
conditions that are read this way hold no ``not``, and ``x is unknown`` fails in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dialogs.condition import NOT_ANSWERED, Unknown
from dialogs.rule import Rule


class Perhaps:
    """Stands for a missing answer that may be anything: whatever is asked about it is so."""

    __slots__ = ()

    def _so(self, *_: object) -> bool:
        return True

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _so
    __hash__ = object.__hash__


PERHAPS: Final = Perhaps()


def undecided(rules: Iterable[Rule], facts: Mapping[str, object]) -> list[Rule]:
    """Return the rules that do not hold for *facts*, but may once what is missing is known."""
    return [rule for rule in rules if not rule.holds(facts) and _may_hold(rule, facts)]


def _may_hold(rule: Rule, facts: Mapping[str, object]) -> bool:
    for condition in rule.when:
        told = {name: facts.get(name, NOT_ANSWERED) for name in condition.names}
        hoped = {n: PERHAPS if isinstance(fact, Unknown) else fact for n, fact in told.items()}
        if condition(hoped):
            return True
    return False
