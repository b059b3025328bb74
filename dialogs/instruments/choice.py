"""Network or not, keep or stop: the rules S1 to S17, and the answers that contradict each other.

That a network only makes sense for what none of the partners can do alone is from VVSG and Kenis;
the questions, the rules and the limits in months are our judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.condition import NOT_ANSWERED, Unknown
from dialogs.facts import Given
from dialogs.outcome import Advised, Instrument, Knowledge, Outcome
from dialogs.perhaps import undecided
from dialogs.reason import reasons
from dialogs.rule import Rule, first, holding

DERIVED: Final = frozenset({"age"})
"""What the rules may name beside the answers: ``first_year``, ``second_year`` or ``older``."""

MANDATED: Final = "S17"
NO_VERDICT: Final = "X3"
CONTRADICTIONS: Final = ("X1", "X2", "X3")
INTERIM: Final = "interim"
LAST_CHANCE: Final = "S12"
NOT_ASKED: Final = "not asked"
"""Stands for what the way through the questions leaves out: no condition holds on it."""
QUESTIONS_OF: Final = {"age": "months"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Makes the strategic choice; ``paths`` say what is asked when ``running`` is yes or no."""

    paths: Mapping[str, Sequence[str]]
    ages: Mapping[str, Mapping[str, int]]
    questions: tuple[str, ...]
    rules: tuple[Rule, ...]
    contradictions: tuple[Rule, ...]
    interim: Rule

    def __call__(self, given: Given) -> Outcome:
        """Return ``rule``, ``interim`` and ``contradictions``; any answer may be missing."""
        facts = self._facts(given)
        against = holding(self.contradictions, facts)
        found = first(self.rules, facts)
        if found is None or found.id != MANDATED:
            if len(against) > 1 or any(x.id == NO_VERDICT for x in against):
                return self._no_verdict(facts, against)
            hanging = undecided(self.beside, facts)
        else:
            hanging = []
        before = self.rules if found is None else self.rules[: self.rules.index(found)]
        open_rules = undecided(before, facts)
        return Outcome(
            results=self._results(facts, found, against),
            advice=tuple(self._advise(given, facts, found, against, open_rules)),
            provisional=bool(open_rules or hanging),
        )

    @property
    def beside(self) -> tuple[Rule, ...]:
        """What may hold beside the rule."""
        return (*self.contradictions, self.interim)

    def _no_verdict(self, facts: Mapping[str, object], against: Sequence[Rule]) -> Outcome:
        """Answers that contradict each other too much: the question to ask first."""
        return Outcome(
            results=self._results(facts, None, against),
            advice=(Advised(against[-1].id, reasons(against[-1], facts)),),
            provisional=bool(undecided((self.rules[0], *self.beside), facts)),
        )

    def _results(
        self, facts: Mapping[str, object], rule: Rule | None, against: Sequence[Rule]
    ) -> Mapping[str, object]:
        return {
            "rule": rule.id if rule else None,
            "interim": "yes" if self.interim.holds(facts) else "no",
            "contradictions": [contradiction.id for contradiction in against],
        }

    def _facts(self, given: Given) -> Mapping[str, object]:
        """The answers, and in place of what was not to be asked a value that no rule knows."""
        running = given.get("running")
        asked = {"running"}.union(
            *(path for way, path in self.paths.items() if running in (way, None))
        )
        not_asked = {
            question: NOT_ASKED
            for question in self.questions
            if question not in asked and given.answers.get(question) is None
        }
        return given.names(age=self._age(given), **not_asked)

    def _age(self, given: Given) -> str | None:
        """The age band, by the months as told, else by the month in which the network began."""
        months = given.get("months", _since(given))
        if months is None:
            return None
        return next(
            age for age, band in self.ages.items() if months < band.get("below", float("inf"))
        )

    def _advise(
        self,
        given: Given,
        facts: Mapping[str, object],
        rule: Rule | None,
        against: Sequence[Rule],
        open_rules: Sequence[Rule],
    ) -> Iterable[Advised]:
        """The rule's advice and what belongs to it; without a rule the question to ask first."""
        question = self._first_missing(facts, open_rules)
        if rule is not None:
            told = {
                "backing": given.get("Q6"),
                "assignment": given.get("Q4") == "assignment",
            }
            yield Advised(rule.id, reasons(rule, facts), told)
        if rule is not None and rule.id == LAST_CHANCE and question == "missed":
            yield Advised("stop_test", ("missed",))
        elif question is not None:
            yield Advised("unsure" if rule else "ask", (question,), {"question": question})
        for contradiction in against:
            yield Advised(contradiction.id, reasons(contradiction, facts))
        if rule is not None and self.interim.holds(facts):
            yield Advised(INTERIM, self.interim.because)

    def _first_missing(self, facts: Mapping[str, object], open_rules: Sequence[Rule]) -> str | None:
        """The first question that an open rule waits for, or None when there is no such rule."""
        awaited = {
            QUESTIONS_OF.get(name, name)
            for rule in open_rules
            for condition in rule.when
            for name in condition.names
            if isinstance(facts.get(name, NOT_ANSWERED), Unknown)
        }
        return next((question for question in self.questions if question in awaited), None)


def _since(given: Given) -> int | None:
    """The months since the network began, when the dossier knows."""
    started: str | None = given.network.get("started")
    if started is None:
        return None
    year, month = int(started[:4]), int(started[5:7])
    return (given.today.year - year) * 12 + given.today.month - month


def build(knowledge: Knowledge) -> Instrument:
    """Return the instrument, reading ``knowledge/choice`` and the rules of ``advice/choice``."""
    tables = knowledge.tables["choice"]
    rules = {rule.id: rule for rule in knowledge.rules["choice"]}
    return Choice(
        paths=tables["paths"],
        ages=tables["ages"],
        questions=tuple(tables["questions"]),
        rules=tuple(rule for name, rule in rules.items() if name in tables["outcomes"]),
        contradictions=tuple(rules[name] for name in CONTRADICTIONS),
        interim=rules[INTERIM],
    )
