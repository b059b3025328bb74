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
        if "received" in given:
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
        if "need" not in given:
            return "call" if urgent else "missing"
        need = str(given["need"])
        words = re.findall(r"\w+", need.lower())
        if WRITTEN_DATE.search(need) or not self.days.isdisjoint(words):
            return "typed"
        return "urgent" if urgent else "undated"


def _decided(given: Given) -> str:
    decided = given.get("decided")
    return "missing" if decided is None else "none" if decided == "none" else "typed"


def _promised(given: Given) -> str:
    allowed = str(given.get("allowed", "unchecked"))
    return allowed if allowed == "nothing" or "promised" in given else "missing"


def _political(given: Given) -> str | None:
    """Return whether something politically sensitive came up; who tells of no surprise had none."""
    if "surprise" in given or given.said_unknown("surprise_political"):
        return given.get("surprise_political")
    return str(given.get("surprise_political", "no"))


def _notice(given: Given) -> str:
    if _political(given) == "yes":
        return "political" if "surprise" in given else "untold"
    return "typed" if "surprise" in given else "missing"


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

        Words that were not typed (a surprise, a promise of others) count as nothing to tell; an
        own promise that is named by its kind only makes the report provisional.
        """
        facts = given.names(
            surprise_political=_political(given),
            others_promised="yes" if "received" in given else "no",
        )
        found = {rule.id: rule for rule in holding(self.rules, facts)}
        untold = given.get("allowed", "nothing") != "nothing" and "promised" not in given
        return Outcome(
            results={
                "report": self.report.write(given, list(found)),
                "situations": list(found),
            },
            advice=tuple(
                Advised(name, found[name].because) for name in MOST_URGENT if name in found
            ),
            provisional=untold or bool(undecided(self.rules, facts)),
        )


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/feedback`` and the rules ``advice/feedback``."""
    tables = knowledge.tables["feedback"]
    return Feedback(
        report=Report(tables["lines"], frozenset(tables["days"].split())),
        rules=knowledge.rules["feedback"],
    )
