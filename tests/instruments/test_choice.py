"""Network or not, keep or stop: every rule, every contradiction, what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dialogs.facts import Dossier, Given
from dialogs.outcome import Instrument, Knowledge
from tests.instruments.choice_answers import RULES, new, running
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "choice"


@pytest.mark.parametrize(("answers", "rule"), RULES)
def test_the_first_rule_that_holds_wins_the_headline(
    answers: dict[str, Any], rule: str, choice: Instrument, speaker: Speaker
) -> None:
    outcome = choice(Given(answers))
    assert outcome.results == {"rule": rule, "interim": "no", "contradictions": []}
    assert ids(outcome) == [rule]
    assert not outcome.provisional
    speaker.check(outcome)


def test_every_rule_has_a_case_that_carries_its_name(knowledge: Knowledge) -> None:
    reached = {str(case.id) for case in RULES}
    assert set(knowledge.tables["choice"]["outcomes"]) <= reached


@pytest.mark.parametrize(
    ("answers", "rule", "found", "advice"),
    [
        pytest.param(new(Q1="yes"), "S1", ["X1"], ["S1", "X1"], id="X1"),
        pytest.param(
            new(Q1="with_more", Q3="0"), "S3", ["X2"], ["S3", "X2"], id="X2 leaves a rule"
        ),
        pytest.param(new(Q3="0", Q4="assignment"), None, ["X3"], ["X3"], id="X3"),
        pytest.param(new(Q3="0"), None, ["X2", "X3"], ["X3"], id="two contradictions"),
        pytest.param(
            running(Q8="result", Q1="yes", Q3="2+"), "S15", ["X1"], ["S15", "X1"], id="X1 running"
        ),
        pytest.param(
            running(Q1="no", Q3="0", Q4="assignment"), "S11", [], ["S11"], id="X3 only when new"
        ),
        pytest.param(
            new(Q3="0", mandated="yes"), "S17", ["X2", "X3"], ["S17", "X2", "X3"], id="S17 holds"
        ),
    ],
)
def test_a_contradiction_is_named_and_two_of_them_give_no_verdict(
    answers: dict[str, Any],
    rule: str | None,
    found: list[str],
    advice: list[str],
    choice: Instrument,
    speaker: Speaker,
) -> None:
    outcome = choice(Given(answers))
    assert outcome.results["rule"] == rule
    assert outcome.results["contradictions"] == found
    assert ids(outcome) == advice
    assert not outcome.provisional
    speaker.check(outcome)


def test_when_residents_suffer_something_small_is_added(
    choice: Instrument, speaker: Speaker
) -> None:
    outcome = choice(Given(new(Q7="worse", Q6="one")))
    assert outcome.results == {"rule": "S8", "interim": "yes", "contradictions": []}
    assert ids(outcome) == ["S8", "interim"]
    speaker.check(outcome)


@pytest.mark.parametrize("missed", ["unknown", None])
def test_nothing_after_two_years_without_the_stop_test_is_a_last_chance_and_offers_it(
    missed: str | None, choice: Instrument, speaker: Speaker
) -> None:
    outcome = choice(Given(running(missed=missed)))
    assert outcome.results["rule"] == "S12"
    assert ids(outcome) == ["S12", "stop_test"]
    assert outcome.provisional
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("answers", "rule", "question"),
    [
        pytest.param({}, None, "running", id="nothing known"),
        pytest.param({"Q1": "yes"}, None, "running", id="new or running"),
        pytest.param({"running": "no"}, None, "Q1", id="new"),
        pytest.param({"running": "yes"}, None, "Q1", id="running"),
        pytest.param(running(Q8="unknown"), None, "Q8", id="result unknown"),
        pytest.param(running(months="unknown"), None, "months", id="age unknown"),
        pytest.param(new(Q4="assignment", Q2="unknown"), None, "Q2", id="recipe unknown"),
        pytest.param(new(Q3="0", Q1="unknown"), None, "Q1", id="alone unknown, X2 as well"),
        pytest.param(new(Q1="unknown"), "S9", "Q1", id="S9 unless alone"),
        pytest.param(running(Q8="result", Q1="unknown"), "S16", "Q1", id="S16 unless alone"),
        pytest.param(
            running(Q8="result", routine="unknown"), "S16", "routine", id="S16 unless routine"
        ),
        pytest.param(new(mandated="unknown"), "S9", "mandated", id="S9 unless mandated"),
    ],
)
def test_what_hangs_on_a_missing_answer_is_provisional_and_the_question_is_named(
    answers: dict[str, Any],
    rule: str | None,
    question: str,
    choice: Instrument,
    speaker: Speaker,
) -> None:
    outcome = choice(Given(answers))
    assert outcome.provisional
    assert outcome.results["rule"] == rule
    asking = next(advised for advised in outcome.advice if advised.id in ("ask", "unsure"))
    assert asking.id == ("unsure" if rule else "ask")
    assert asking.values["question"] == question
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("answers", "provisional"),
    [
        pytest.param(new(Q7="unknown"), True, id="the interim measure may be needed"),
        pytest.param(new(Q1="yes", Q3="unknown"), True, id="a contradiction may show"),
        pytest.param(running(Q7="unknown"), True, id="told while running"),
        pytest.param(new(Q3="0", mandated="unknown"), True, id="no verdict, unless mandated"),
        pytest.param({"mandated": "yes"}, False, id="mandated, nothing else known"),
        pytest.param(new(missed="unknown"), False, id="not about something new"),
        pytest.param(new(Q5="works", Q2="unknown", Q6="unknown"), False, id="not needed to join"),
    ],
)
def test_only_what_can_still_change_the_outcome_makes_it_provisional(
    answers: dict[str, Any], provisional: bool, choice: Instrument
) -> None:
    assert choice(Given(answers)).provisional == provisional


def test_the_month_in_which_a_network_began_tells_its_age(choice: Instrument) -> None:
    answers = running(months=None)
    for started, rule in [("2024-05", "S13"), ("2023-06", "S13"), ("2023-05", "S12")]:
        given = Given(answers, Dossier({"started": started}), today=date(2024, 5, 20))
        assert choice(given).results["rule"] == rule
    told = Given(running(months=36), Dossier({"started": "2024-01"}), today=date(2024, 5, 20))
    assert choice(told).results["rule"] == "S11"


def test_the_reasons_are_the_answers_that_made_the_rule_hold(choice: Instrument) -> None:
    assert choice(Given(running(Q8="result", Q1="yes"))).advice[0].because == ("Q1",)
    assert choice(Given(running(Q8="result", routine="yes"))).advice[0].because == ("routine",)
    assert choice(Given(running())).advice[0].because == ("Q8", "months", "missed")
