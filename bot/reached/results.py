"""The values that the results of each dialogue can have, as far as they are a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

KINDS: Final = ("communicative", "economic", "budgetary", "legal")
WHOLE: Final = "status"
"""Stands for the results as a whole, where each role has one."""

ROLES: Final = ("operator", "promotor", "vision", "creative", "champion")


def _numbered(letter: str, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(1, last + 1))


RESULTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "stuck": {
        "shown": _numbered("D", 11),
        "gate": ("safety", "first:type", "first:mandate", "first:choice", "reason_to_exist"),
    },
    "partners": {
        "rings": ("core", "complementary", "context", "none", "unknown"),
        "findings": _numbered("C", 18),
    },
    "mandate": {"rules": _numbered("K", 12), "kind": ("M0", "M1", "M2", "M3")},
    "feedback": {"situations": _numbered("F", 6)},
    "delegate": {"rules": _numbered("W", 7), "weakest": _numbered("D", 5)},
    "type": {
        "best": ("self", "lead", "nao"),
        "fit": ("fits", "rubs", "misfit", "unclear"),
        "certainty": ("certain", "uncertain"),
        "flag": ("not_a_network", "no_form_helps", "spread"),
        "gate": ("accepted_leader_first", "light_nao"),
    },
    "regie": {
        "regie_type": ("controlling", "executing", "visionary", "facilitating"),
        "pattern": tuple("ABCDEFGHI"),
        "verdict": ("keep", "adjust", "combine", "replace", "stop", "none"),
        "advice_items": _numbered("R", 12),
    },
    "instrument": {
        "rule": _numbered("N", 8),
        "main": (*KINDS, "do_self"),
        "support": KINDS[:2],
        "fallback": KINDS[1:],
    },
    "choice": {
        "rule": (*_numbered("S", 17), "S2b"),
        "interim": ("yes",),
        "contradictions": ("X1", "X2", "X3"),
    },
    "portfolio": {"networks": ("enlarge", "keep", "sharpen", "merge", "stop", "minimum")},
    "role": {
        "profile": ("strong", "can", "low"),
        "headline": ("role", "duo", "allrounder", "flat", "too_few", *ROLES),
        "caution": ("yes",),
    },
    "team_roles": {WHOLE: ("covered", "fragile", "fillable", "empty", "crowded")},
    "insights": {
        "technique": ("persona", "interview", "journey", "diary", "yesterday_interview", "tryout"),
        "assumption": ("yes",),
        "overrides": ("1", "2", "3", "4", "5"),
        "ethics": ("yes",),
    },
    "checkin": {
        "lines": ("mandate", "worry", "type", "phase", "role"),
        "purpose": ("decision", "tasks", "shared_view", "ideas", "trust", "proposal"),
    },
    "debrief": {"follow_up": ("smaller", "half", "surprise", "offer_stuck", "offer_symptom")},
    "pulse": {
        "mean_band": ("strong", "attention", "concern"),
        "spread_band": ("agreed", "some", "divided"),
        "pattern": ("two_camps", "one_apart"),
        "show": ("nothing", "band", "spread", "histogram"),
    },
}
"""Dialogue -> result -> its values, by the names of ``knoop play --json``."""


def values(dialogue: str, results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what *results* of *dialogue* come to: the name of a result, and each value in it."""
    for name, there_are in RESULTS.get(dialogue, {}).items():
        for found in [results] if name == WHOLE else _named(name, results):
            yield from ((name, value) for value in _leaves(found) if value in there_are)


def _named(name: str, within: Any) -> Iterator[Any]:
    """Yield what stands under *name*, however deep (the pulse has results per statement)."""
    if isinstance(within, Mapping):
        if name in within:
            yield within[name]
        else:
            for part in within.values():
                yield from _named(name, part)


def _leaves(found: Any) -> Iterator[str]:
    if isinstance(found, Mapping):
        for part in found.values():
            yield from _leaves(part)
    elif isinstance(found, list | tuple):
        for part in found:
            yield from _leaves(part)
    else:
        yield str(found)
