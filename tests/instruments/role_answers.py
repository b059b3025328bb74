"""Answers about roles: the items of both forms, and forms in which a role has a given sum."""

from typing import Any

from hypothesis import strategies as st

from dialogs.outcome import Outcome

ROLES = ("operator", "promotor", "vision", "creative", "champion")
LETTER = dict(zip(ROLES, "OPVCK", strict=True))
SHORT = ("V1", "K2", "C5R", "P1", "O5R", "V5R", "K5R", "C4", "P5R", "O2")
LONG = tuple(f"{c}{n}{'R' if n == 5 else ''}" for c in LETTER.values() for n in range(1, 6))
Q = tuple(f"Q{n}" for n in range(1, 13))
PAIRS = [("O2", "O5R"), ("P1", "P5R"), ("V1", "V5R"), ("C4", "C5R"), ("K2", "K5R")]

ITEM = st.sampled_from([1, 2, 3, 4, 5, "unknown", None])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "length": st.sampled_from(["short", "long", None]),
        "tiebreak": st.sampled_from([*ROLES, "unknown"]),
        **dict.fromkeys((*LONG, *Q), ITEM),
    },
)


def sums(**totals: int) -> dict[str, Any]:
    """Return a long form in which every role scores the sum given, 15 where none is given.

    The reversed item stays at 3, so a role may have a sum of 7 to 23.
    """
    answers: dict[str, Any] = {"length": "long"}
    for name, letter in LETTER.items():
        rest = totals.get(name, 15) - 3
        for n in range(1, 5):
            answers[f"{letter}{n}"] = rest // 4 + (n <= rest % 4)
        answers[f"{letter}5R"] = 3
    return answers


def short(**pairs: tuple[int, int]) -> dict[str, Any]:
    """Return a short form with (plain, reversed) answers per role, 3 and 3 where none is given."""
    answers: dict[str, Any] = {"length": "short"}
    for name, (plain, opposite) in zip(ROLES, PAIRS, strict=True):
        answers[plain], answers[opposite] = pairs.get(name, (3, 3))
    return answers


def headline(outcome: Outcome) -> tuple[str, list[str]]:
    return outcome.results["headline"]["kind"], outcome.results["headline"]["roles"]
