"""The goals: ratios within one round, whose medians are held against what was asked for."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.rig import Measured

Round = Mapping[str, Measured]
"""What was measured in one round, by the key of the case."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of a round, and what it must be: at least or at most *wanted*.

    ``needs`` are the cases that it is made of; without one of them there is no figure.
    """

    says: str
    needs: tuple[str, ...]
    figure: Callable[[Round], float]
    wanted: float
    at_least: bool = True

    def reached(self, rounds: Sequence[Round]) -> float | None:
        """Return the median over the rounds that have all cases; None when none has."""
        whole = [one for one in rounds if all(need in one for need in self.needs)]
        return statistics.median(self.figure(one) for one in whole) if whole else None

    def line(self, rounds: Sequence[Round]) -> str:
        """Return the row of the table."""
        reached = self.reached(rounds)
        sign = "≥" if self.at_least else "≤"
        if reached is None:
            return f"| {self.says} | {sign} {self.wanted:g} | not measured | – |"
        held = reached >= self.wanted if self.at_least else reached <= self.wanted
        return (
            f"| {self.says} | {sign} {self.wanted:g} | {reached:.2f} | {'yes' if held else 'no'} |"
        )


def _ratio(part: str, over: str, under: str) -> Callable[[Round], float]:
    def figure(one: Round) -> float:
        below: float = getattr(one[under], part)
        above: float = getattr(one[over], part)
        return above / below if below else float("inf")

    return figure


def _goal(says: str, part: str, cases: tuple[str, str], wanted: float) -> Goal:
    """Return the goal for the ratio of two cases; of turns more is wanted, of all else less."""
    return Goal(says, cases, _ratio(part, *cases), wanted, at_least=says.startswith("turns"))


def _wrong(case: str) -> Goal:
    def figure(one: Round) -> float:
        measured = one[case]
        return float(measured.lost + measured.disorder + measured.unanswered)

    says = f"lost + out of order + unanswered, 10 % double taps, 10 % redelivery: {case}"
    return Goal(says, (case,), figure, 0, at_least=False)


GOALS: Final = (
    _wrong("SQLite, trouble"),
    _wrong("PostgreSQL 2, trouble"),
    _goal(
        "turns: durable (FULL) / stateless PTB, same transport",
        "turns",
        ("SQLite", "stateless"),
        0.9,
    ),
    _goal("turns: durable (FULL) / PTB echo as shipped", "turns", ("SQLite", "echo"), 4),
    _goal(
        "turns: durable (FULL) / PTB echo, side by side",
        "turns",
        ("SQLite", "echo, side by side"),
        4,
    ),
    _goal("turns: PostgreSQL, 1 worker / SQLite", "turns", ("PostgreSQL 1", "SQLite"), 0.8),
    _goal("CPU per 1,000 turns: Knoop / echo", "cpu", ("SQLite", "echo"), 0.25),
    _goal(
        "CPU per 1,000 turns: Knoop / echo, side by side",
        "cpu",
        ("SQLite", "echo, side by side"),
        0.25,
    ),
    _goal("p99: Knoop / echo, side by side", "p99", ("SQLite", "echo, side by side"), 0.3),
    _goal("p99: Knoop / echo", "p99", ("SQLite", "echo"), 0.3),
    _goal(
        "turns, API answers after 40 ms: Knoop / echo",
        "turns",
        ("SQLite, 40 ms", "echo, 40 ms"),
        20,
    ),
    _goal(
        "turns, fsync 4 ms slower: FULL / NORMAL", "turns", ("SQLite, slow", "NORMAL, slow"), 0.6
    ),
    _goal(
        "seconds to start: 100,000 sessions / none",
        "turns",
        ("start, 100,000", "start, 0"),
        1.2,
    ),
    _goal(
        "memory after start: 100,000 sessions / none",
        "memory",
        ("start, 100,000", "start, 0"),
        1.2,
    ),
)
"""In the order in which they count. Of a start, ``turns`` are the seconds that it took."""
