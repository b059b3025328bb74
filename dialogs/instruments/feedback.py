"""Report back home: the situations F1 to F6, and a message of five lines that is ready to copy.

The situations and the words are our judgement, built on VVSG and Arteveldehogeschool.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.rule import Rule, holding

DERIVED: Final = frozenset({"others_promised"})
"""What the rules may name beside the answers: whether (yes, no) others promised something."""

MOST_URGENT: Final = ("F6", "F2", "F3", "F5", "F4", "F1")
"""The order in which the advice is given: what cannot wait until tomorrow comes first."""

TODAY: Final = frozenset({"F2", "F3", "F6"})
"""The situations that somebody at home must hear of on the same day."""

NEXT_TIME: Final = ("F6", "F2", "F3", "F4", "reserve", "F5", "F1")
"""What the last line is about: the first of these that holds (``reserve`` is what was promised)."""

REPORT: Final = "report"
"""The advice when none of the situations holds: send what is there."""

NOTHING: Final = "none"
"""How somebody says that there is nothing to tell; a text that is missing says nothing at all."""

WRITTEN_DATE: Final = re.compile(r"\d[/.-]\d")

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Writes the five lines of a report from the table ``lines``, in every language at once.

    ``days`` are words by which a question already says when its answer is needed.
    """

    lines: Mapping[str, Mapping[str, Any]]
    days: frozenset[str]

    def write(self, given: Given, situations: Sequence[str]) -> list[dict[str, str]]:
        """Return what was decided and promised, what to note, what is asked, and next time.

        What was not told is said to be missing, never made up.
        """
        typed = {
            name: " ".join(str(given[name]).split()).rstrip(".")
            for name in ("decided", "promised", "received", "surprise", "need")
            if name in given
        }
        promised = [self.lines["promised"][_promised(given)]]
        if given.get("received", NOTHING) != NOTHING:
            promised.append(self.lines["received"])
        five = (
            [self.lines["decided"][_decided(given)]],
            promised,
            [self.lines["notice"][_notice(given)]],
            [self.lines["ask"][self._asks(given, situations)]],
            [self.lines["next"][_next(given, situations)]],
        )
        return [
            {
                language: " ".join(words[language].format_map(typed) for words in line)
                for language in line[0]
            }
            for line in five
        ]

    def _asks(self, given: Given, situations: Sequence[str]) -> str:
        urgent = not TODAY.isdisjoint(situations)
        need = str(given.get("need", "missing"))
        if need in (NOTHING, "missing"):
            return "call" if urgent else need
        words = re.findall(r"\w+", need.lower())
        if WRITTEN_DATE.search(need) or not self.days.isdisjoint(words):
            return "typed"
        return "urgent" if urgent else "undated"


def _decided(given: Given) -> str:
    return _told(given, "decided")


def _told(given: Given, name: str) -> str:
    """Return what the text *name* is: ``missing``, ``none`` (nothing to tell) or ``typed``."""
    if name not in given:
        return "missing"
    return NOTHING if given[name] == NOTHING else "typed"


def _promised(given: Given) -> str:
    allowed, told = str(given.get("allowed", "unchecked")), _told(given, "promised")
    if allowed == "nothing" or told == NOTHING:
        return "nothing"
    return allowed if told == "typed" else "missing"


def _political(given: Given) -> str | None:
    """Return whether something politically sensitive came up; who had no surprise, had none."""
    if given.get("surprise") != NOTHING or given.said_unknown("surprise_political"):
        return given.get("surprise_political")
    return str(given.get("surprise_political", "no"))


def _notice(given: Given) -> str:
    told = _told(given, "surprise")
    if _political(given) == "yes":
        return "political" if told == "typed" else "untold"
    return told


def _next(given: Given, situations: Sequence[str]) -> str:
    held = {*situations, given.get("allowed")}
    return next((one for one in NEXT_TIME if one in held), "other")


@dataclass(frozen=True, slots=True)
class Feedback:
    """Judges one meeting afterwards: which situations hold, and the report of five lines."""

    report: Report
    rules: tuple[Rule, ...]

    def __call__(self, given: Given) -> Outcome:
        """Return ``report`` and ``situations``; any answer may be missing.

        A text that says ``none`` is nothing to tell. One that is missing leaves a line to fill in,
        which makes the report provisional; so does an own promise that is named by its kind only.
        """
        facts = given.names(
            surprise_political=_political(given),
            others_promised={"typed": "yes", NOTHING: "no"}.get(_told(given, "received")),
        )
        found = {rule.id: rule for rule in holding(self.rules, facts)}
        untold = given.get("allowed", "nothing") != "nothing" and "promised" not in given
        untold = untold or not {"surprise", "need"} <= set(given)
        advice = [Advised(name, found[name].because) for name in MOST_URGENT if name in found]
        return Outcome(
            results={
                "report": self.report.write(given, list(found)),
                "situations": list(found),
            },
            advice=tuple(advice or [Advised(REPORT, ("decided",))]),
            provisional=untold or bool(undecided(self.rules, facts)),
        )


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/feedback`` and the rules ``advice/feedback``."""
    tables = knowledge.tables["feedback"]
    return Feedback(
        report=Report(tables["lines"], frozenset(tables["days"].split())),
        rules=knowledge.rules["feedback"],
    )
