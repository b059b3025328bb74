"""All my networks at once: one line per network, and the hours that stopping and merging free.

The table is our judgement; VVSG asks to make the strategic choice again for every network kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, Final

from dialogs.facts import UNKNOWN, Given
from dialogs.instruments.respondents import exact
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome

DERIVED: Final[frozenset[str]] = frozenset()
"""Its advice has no conditions: the table decides."""

UNCLEAR: Final = "unclear"
NAMED: Final = 4
"""How many networks an advice names; the rest is counted."""

SHORT: Final = 24
"""How many characters of a name an advice says."""

QUESTIONS: Final = ("Q8", "missed")

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One network: its line (None when it cannot be told), and whether an answer may change it.

    ``hours`` a month is None when it is not known.
    """

    name: str
    line: str | None
    hours: Fraction | None
    hangs: bool
    missed_unknown: bool
    young: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Gives every network its line; reads ``content/knowledge/portfolio.yaml``."""

    lines: Sequence[str]
    table: Mapping[str, Mapping[str, str]]
    overrules: Mapping[str, Mapping[str, Any]]
    frees: Sequence[str]

    def __call__(self, given: Given) -> Outcome:
        """Return the line per network, most hours first, and the hours: total and freed."""
        told: Sequence[Told] = given.get("networks", ())
        rows = [self._row(name, network) for name, network in _named(told)]
        rows.sort(key=lambda row: -1 if row.hours is None else row.hours, reverse=True)
        hours = {
            "total": _hours(rows),
            "freed": _hours(row for row in rows if row.line in self.frees),
        }
        return Outcome(
            results={"networks": {row.name: row.line for row in rows}, "hours": hours},
            advice=tuple(self._advise(rows, hours)),
            provisional=not rows or any(row.hangs or row.hours is None for row in rows),
        )

    def line(self, network: Told) -> str | None:
        """Return the line of *network*; None when it hangs on what exists today, not known."""
        exists = _said(network, "Q8")
        if exists is None:
            return None
        line = self.table[exists][_said(network, "missed") or UNKNOWN]
        for question, rule in self.overrules.items():
            if _said(network, question) == rule["answer"] and exists != rule.get("unless"):
                line = rule["lines"].get(line, line)
        return line

    def _row(self, name: str, network: Told) -> Row:
        hours = _said(network, "hours")
        lines = self._lines(network, QUESTIONS)
        return Row(
            name=name,
            line=self.line(network) if len(lines) > 1 else lines.pop(),
            hours=None if hours is None else exact(hours),
            hangs=len(self._lines(network, (*QUESTIONS, *_said_unknown(network)))) > 1,
            missed_unknown=_said(network, "missed") is None,
            young=_said(network, "young") == "yes",
        )

    def _lines(self, network: Told, questions: Iterable[str]) -> set[str | None]:
        """Every line that *network* may get, whatever the missing answers to *questions* are."""
        options = {"Q8": tuple(self.table)}
        missing = {
            question: options.get(question, ("yes", "no"))
            for question in questions
            if _said(network, question) is None
        }
        return {
            self.line({**network, **dict(zip(missing, answers, strict=True))})
            for answers in product(*missing.values())
        }

    def _advise(self, rows: Sequence[Row], hours: Mapping[str, float]) -> Iterable[Advised]:
        """The overview, what each line asks for, the stop test, and what to find out first."""
        because = ("networks",)
        if rows:
            shown = [
                {
                    "name": _short(row.name),
                    "line": row.line or UNCLEAR,
                    "hours": None if row.hours is None else _whole(row.hours),
                }
                for row in rows
            ]
            yield Advised("overview", because, {"rows": shown, "hours": hours})
        for line in self.lines:
            of_line = [row for row in rows if row.line == line]
            if of_line:
                young = any(row.young for row in of_line)
                yield Advised(line, because, _names(of_line) | {"young": young})
        untested = [row for row in rows if row.line is not None and row.missed_unknown]
        if untested:
            yield Advised("stop_test", because, _names(untested))
        unclear = [row for row in rows if row.line is None]
        if unclear or not rows:
            yield Advised("ask", because, _names(unclear))


def _said(network: Told, question: str) -> Any:
    answer = network.get(question)
    return None if answer == UNKNOWN else answer


def _said_unknown(network: Told) -> Iterable[str]:
    return (question for question, answer in network.items() if answer == UNKNOWN)


def _short(name: str) -> str:
    return name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"


def _named(told: Iterable[Told]) -> Iterable[tuple[str, Told]]:
    """Give every network a name of its own: without one its number, a second of a name "(2)"."""
    taken: set[str] = set()
    for number, network in enumerate(told, 1):
        name = called = str(_said(network, "name") or number)
        times = 1
        while name in taken:
            times += 1
            name = f"{called} ({times})"
        taken.add(name)
        yield name, network


def _names(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "names": [_short(row.name) for row in rows[:NAMED]],
        "rest": max(0, len(rows) - NAMED),
    }


def _hours(rows: Iterable[Row]) -> float:
    return _whole(sum((row.hours for row in rows if row.hours is not None), Fraction(0)))


def _whole(hours: Fraction) -> float:
    return int(hours) if hours.denominator == 1 else float(hours)


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/portfolio``."""
    tables = knowledge.tables["portfolio"]
    return Portfolio(
        lines=[line for line in tables["lines"] if line != UNCLEAR],
        table=tables["table"],
        overrules=tables["overrules"],
        frees=tables["frees"],
    )
