"""Answers about a regie instrument: twelve statements in four clusters, and what else is asked."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

STATEMENTS = tuple(f"R{n}" for n in range(1, 13))
OF = {
    "works": ("R2", "R3", "R12"),
    "carried": ("R5", "R8", "R9"),
    "sustained": ("R4", "R6", "R7"),
    "fits_here": ("R1", "R10", "R11"),
}
KINDS = ("communicative", "economic", "budgetary", "legal")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "support": (*KINDS, "none"),
    "fallback": (*KINDS, "none"),
    "age": ("under1", "1to3", "over3"),
    "key_partner": ("no", "in", "out"),
    "responded": ("nobody", "incumbent", "several"),
    "one_provider": ("yes", "no"),
    "applied": ("rarely", "sometimes", "often"),
    "enforce": ("yes", "no"),
    "own_script": ("yes", "no"),
}
KNOWN = {
    "enforce": "yes",
    "own_script": "no",
    "kind": "budgetary",
    "age": "1to3",
    "key_partner": "no",
}

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "result": st.sampled_from(["minder leegstand", "unknown"]),
        **{q: st.sampled_from([*options, "unknown", None]) for q, options in CHOICES.items()},
        **{s: st.sampled_from([1, 2, 3, 4, 5, "unknown", None]) for s in STATEMENTS},
    },
)


def all_at(answer: int, **other: Any) -> dict[str, Any]:
    """Return every statement with *answer*, changed by *other*."""
    return {**dict.fromkeys(STATEMENTS, answer), **other}


def clusters_at(**means: Any) -> dict[str, Any]:
    """Return statements such that every cluster in *means* has that answer three times."""
    return {s: means[cluster] for cluster, statements in OF.items() for s in statements}
