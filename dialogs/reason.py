"""Why a rule holds: the answers behind it, for "omdat je zei dat …"."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.rule import Rule


def reasons(rule: Rule, facts: Mapping[str, object]) -> tuple[str, ...]:
    """Return the questions of ``rule.because`` that were answered and made *rule* hold.

    Where one of several conditions is enough, the questions of the others are no reason.
    """
    made_it = {name for one in rule.when if one(facts) for name in one.names}
    idle = {name for one in rule.when for name in one.names} - made_it
    return tuple(q for q in rule.because if q in facts and q not in idle)
