"""Answers about an instrument, and what is read from the outcome."""

from typing import Any

from dialogs.outcome import Outcome

YES_NO = ("yes", "no", "unknown")
CHOICES = {
    "result": ("minder leegstand", "unknown"),
    "do_self": YES_NO,
    "willing": YES_NO,
    "depends_on_money": YES_NO,
    "legal_ground": YES_NO,
    "harm_soon": YES_NO,
    "would_use_stick": YES_NO,
    "providers": ("none", "one", "several", "unknown"),
    "tried": ([], ["economic"], ["legal"], "unknown"),
}
LIGHTER = {"communicative", "economic", "budgetary"}
KINDS = {"communicative", "economic", "budgetary", "legal"}


def mix(outcome: Outcome) -> tuple[Any, ...]:
    return tuple(outcome.results[name] for name in ("rule", "main", "support", "fallback"))
