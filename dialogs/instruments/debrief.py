"""Debrief: which question or offer follows from how the meeting went.

It asks for moments and never grades the person (Tannenbaum and Cerasoli, 2013); the rules are our
judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dialogs.facts import Given
from dialogs.outcome import Advised, Knowledge, Outcome
from dialogs.rule import Rule, holding

DERIVED: Final = frozenset({"failed_before", "same_worry", "has_symptom", "judging"})
"""What the rules of ``content/advice/debrief.yaml`` may name beside the answers.

``failed_before``: yes when the previous meeting of this network did not work out either.
``same_worry``: how often this worry came up now and before. ``has_symptom``: yes when the worry
has a symptom in ``stuck``. ``judging``: yes when the moment is a verdict, not something that
happened.
"""

FOLLOW_UPS: Final = ("smaller", "half", "surprise", "offer_stuck", "offer_symptom")
NOTED: Final = ("moment", "did", "take", "step", "absent")
OFTEN: Final = 3


@dataclass(frozen=True, slots=True)
class Debrief:
    """Reads one reflection beside the earlier ones of the same network."""

    rules: tuple[Rule, ...]
    symptoms: Mapping[str, str]
    verdicts: frozenset[str]
    fillers: frozenset[str]

    def __call__(self, given: Given) -> Outcome:
        """Return the follow-ups that hold, and after them the card with what was noted.

        With nothing to follow up and nothing taken along, one sentence is asked for instead.
        """
        successes, worries = earlier(given, "success"), earlier(given, "worry")
        worry = given.get("worry")
        before = worries.count(worry) if worry is not None else 0
        names = given.names(
            failed_before="yes" if successes[-1:] == ["no"] else "no",
            same_worry=before + 1,
            has_symptom="yes" if worry in self.symptoms else "no",
            judging="yes" if self.judging(given.get("moment", "")) else "no",
        )
        found = holding(self.rules, names)
        follow_up = [rule.id for rule in found if rule.id in FOLLOW_UPS]
        noted = {name: given[name] for name in NOTED if name in given}
        values = {
            "worried": worry,
            "times": before + 1,
            "symptom": self.symptoms.get(worry or ""),
        }
        advice = [Advised(rule.id, rule.because, values) for rule in found]
        if not advice and "take" not in noted:
            advice.append(Advised("one_sentence"))
        if noted:
            advice.append(Advised("card", (), {"noted": noted}))
        return Outcome(
            results={"follow_up": follow_up},
            advice=tuple(advice),
            provisional=hangs(given, self.symptoms, worries),
        )

    def judging(self, moment: str) -> bool:
        """Return whether *moment* only passes a verdict ("het was slecht") and tells nothing."""
        words = set(re.findall(r"\w+", moment.lower()))
        return bool(words & self.verdicts) and words <= self.verdicts | self.fillers


def earlier(given: Given, question: str) -> list[Any]:
    """Return the answers to *question* after earlier meetings of this network, oldest first.

    They come with the answers (``previous``), or else from what is remembered.
    """
    if "previous" in given:
        return [one.get(question) for one in given["previous"]]
    return list(given.past.get(question, ()))


def hangs(given: Given, symptoms: Mapping[str, str], worries: Sequence[Any]) -> bool:
    """Return whether a missing answer could add a follow-up."""
    nearly = any(worries.count(worry) >= OFTEN - 1 for worry in symptoms)
    return "success" not in given or "plan_came" not in given or ("worry" not in given and nearly)


def build(knowledge: Knowledge) -> Debrief:
    """Return the instrument that reads the worries of ``content/knowledge/meetings.yaml``.

    A worry without a symptom (``no_decision`` leads to the mandate) is never offered as one.
    """
    table = knowledge.tables["meetings"]
    return Debrief(
        rules=knowledge.rules["debrief"],
        symptoms={
            name: worry["symptom"] for name, worry in table["worries"].items() if "symptom" in worry
        },
        verdicts=frozenset(table["verdicts"]["words"]),
        fillers=frozenset(table["verdicts"]["fillers"]),
    )
