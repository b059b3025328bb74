"""Network or not, keep or stop: every rule, every contradiction, every combination."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Dossier, Given
from dialogs.instruments.choice import build
from dialogs.outcome import Instrument, Knowledge, Outcome
from tests.instruments.spoken import Speaker

DIALOGUE = "choice"

OPTIONS: Mapping[str, tuple[Any, ...]] = {
    "running": ("yes", "no"),
    "Q1": ("yes", "with_more", "no"),
    "Q2": ("recipe", "experts", "searching"),
    "Q3": ("0", "1", "2+"),
    "Q4": ("assignment", "each_other"),
    "Q5": ("none", "works", "stuck"),
    "Q6": ("both", "one", "none"),
    "Q7": ("little", "worse"),
    "Q8": ("result", "early", "nothing"),
    "months": (0, 11, 12, 23.5, 24),
    "missed": ("yes", "no"),
    "routine": ("yes", "no"),
    "mandated": ("yes", "no"),
}


@pytest.fixture(scope="module")
def choose(knowledge: Knowledge) -> Instrument:
    return build(knowledge)


def ids(outcome: Outcome) -> list[str]:
    return [advised.id for advised in outcome.advice]


def new(**answers: str) -> dict[str, Any]:
    """Something new that calls for a network, but for *answers*."""
    start = {"Q1": "no", "Q2": "searching", "Q3": "2+", "Q4": "each_other", "Q5": "none"}
    return {"running": "no", **start, "Q6": "both", "Q7": "little", **answers}


def running(**answers: Any) -> dict[str, Any]:
    """A network that has run for three years without anything to show, but for *answers*."""
    start = {"Q1": "no", "Q4": "each_other", "Q6": "both", "Q8": "nothing", "months": 36}
    return {"running": "yes", **start, "missed": "no", **answers}


RULES = [
    pytest.param(new(Q1="yes", Q3="1"), "S1", id="S1"),
    pytest.param(new(Q4="assignment", Q2="recipe"), "S2", id="S2"),
    pytest.param(new(Q4="assignment", Q2="experts", Q3="1", Q1="with_more"), "S2", id="S2 experts"),
    pytest.param(new(Q4="assignment"), "S2b", id="S2b"),
    pytest.param(new(Q1="with_more", Q3="0", Q4="assignment"), "S3", id="S3"),
    pytest.param(new(Q3="1"), "S4", id="S4"),
    pytest.param(new(Q5="works"), "S5", id="S5"),
    pytest.param(new(Q5="stuck", Q6="none"), "S6", id="S6"),
    pytest.param(new(Q6="none"), "S7", id="S7"),
    pytest.param(new(Q6="one"), "S8", id="S8"),
    pytest.param(new(), "S9", id="S9"),
    pytest.param(new(Q2="experts"), "S9", id="S9 experts"),
    pytest.param(new(Q2="recipe"), "S10", id="S10"),
    pytest.param(running(), "S11", id="S11"),
    pytest.param(running(months=24, Q1="yes"), "S11", id="S11 before S15"),
    pytest.param(running(months=12), "S12", id="S12"),
    pytest.param(running(months=23), "S12", id="S12 just under two years"),
    pytest.param(running(missed="yes", Q6="none"), "S12", id="S12 missed"),
    pytest.param(running(months=11, Q6="none"), "S13", id="S13"),
    pytest.param(running(Q8="early", Q4="assignment", Q6="none"), "S14", id="S14"),
    pytest.param(running(Q8="result", Q1="yes"), "S15", id="S15"),
    pytest.param(running(Q8="result", routine="yes"), "S15", id="S15 routine"),
    pytest.param(running(Q8="result", Q4="assignment", Q6="none"), "S16", id="S16"),
    pytest.param(running(mandated="yes"), "S17", id="S17"),
    pytest.param(new(mandated="yes", Q1="yes", Q3="1"), "S17", id="S17 new"),
]


@pytest.mark.parametrize(("answers", "rule"), RULES)
def test_the_first_rule_that_holds_wins_the_headline(
    answers: dict[str, Any], rule: str, choose: Instrument, speaker: Speaker
) -> None:
    outcome = choose(Given(answers))
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
    choose: Instrument,
    speaker: Speaker,
) -> None:
    outcome = choose(Given(answers))
    assert outcome.results["rule"] == rule
    assert outcome.results["contradictions"] == found
    assert ids(outcome) == advice
    assert not outcome.provisional
    speaker.check(outcome)


def test_when_residents_suffer_something_small_is_added(
    choose: Instrument, speaker: Speaker
) -> None:
    outcome = choose(Given(new(Q7="worse", Q6="one")))
    assert outcome.results == {"rule": "S8", "interim": "yes", "contradictions": []}
    assert ids(outcome) == ["S8", "interim"]
    speaker.check(outcome)


@pytest.mark.parametrize("missed", ["unknown", None])
def test_nothing_after_two_years_without_the_stop_test_is_a_last_chance_and_offers_it(
    missed: str | None, choose: Instrument, speaker: Speaker
) -> None:
    outcome = choose(Given(running(missed=missed)))
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
    choose: Instrument,
    speaker: Speaker,
) -> None:
    outcome = choose(Given(answers))
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
    answers: dict[str, Any], provisional: bool, choose: Instrument
) -> None:
    assert choose(Given(answers)).provisional == provisional


def test_the_month_in_which_a_network_began_tells_its_age(choose: Instrument) -> None:
    answers = running(months=None)
    for started, rule in [("2024-05", "S13"), ("2023-06", "S13"), ("2023-05", "S12")]:
        given = Given(answers, Dossier({"started": started}), today=date(2024, 5, 20))
        assert choose(given).results["rule"] == rule
    told = Given(running(months=36), Dossier({"started": "2024-01"}), today=date(2024, 5, 20))
    assert choose(told).results["rule"] == "S11"


def test_the_reasons_are_the_answers_that_made_the_rule_hold(choose: Instrument) -> None:
    assert choose(Given(running(Q8="result", Q1="yes"))).advice[0].because == ("Q1",)
    assert choose(Given(running(Q8="result", routine="yes"))).advice[0].because == ("routine",)
    assert choose(Given(running())).advice[0].because == ("Q8", "months", "missed")


def combinations(*questions: str, **fixed: Any) -> Iterator[dict[str, Any]]:
    """Every combination of answers to *questions*, "weet ik niet" included, with *fixed*."""
    for answers in product(*((*OPTIONS[question], "unknown") for question in questions)):
        yield {**dict(zip(questions, answers, strict=True)), **fixed}


def check_ending(answers: dict[str, Any], outcome: Outcome) -> None:
    rule, said = outcome.results["rule"], ids(outcome)
    known = {question for question, answer in answers.items() if answer != "unknown"}
    if rule is not None:
        assert said[0] == rule
        young = ("S1", "S2", "S2b", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10")
        assert rule == "S17" or answers["running"] == ("no" if rule in young else "yes")
    elif said[0] == "X3":
        assert "X3" in outcome.results["contradictions"]
    else:
        assert said[0] == "ask"
        assert outcome.provisional
        assert outcome.advice[0].values["question"] not in known
    if "unknown" not in answers.values():
        assert rule is not None or said == ["X3"]
        assert not outcome.provisional


def test_every_combination_about_something_new_ends_in_a_rule_or_in_a_question(
    choose: Instrument, speaker: Speaker
) -> None:
    seen: set[tuple[str, ...]] = set()
    for answers in combinations(*(f"Q{n}" for n in range(1, 7)), "mandated", running="no"):
        for worse in ("little", "worse", "unknown") if answers["Q6"] == "one" else ("little",):
            outcome = choose(Given({**answers, "Q7": worse}))
            check_ending({**answers, "Q7": worse}, outcome)
            assert outcome.results["interim"] == ("yes" if worse == "worse" else "no")
            if tuple(ids(outcome)) not in seen:
                seen.add(tuple(ids(outcome)))
                speaker.check(outcome)
    assert {f"S{n}" for n in range(1, 11)} | {"S2b", "S17"} <= {said[0] for said in seen}


def test_every_combination_about_a_running_network_ends_in_a_rule_or_in_a_question(
    choose: Instrument, speaker: Speaker
) -> None:
    seen: set[tuple[str, ...]] = set()
    asked = ("Q1", "Q3", "Q4", "Q8", "months", "missed", "routine")
    for answers in combinations(*asked, running="yes", mandated="no"):
        outcome = choose(Given(answers))
        check_ending(answers, outcome)
        if tuple(ids(outcome)) not in seen:
            seen.add(tuple(ids(outcome)))
            speaker.check(outcome)
            speaker.check(choose(Given({**answers, "Q6": "none"})))
    assert {f"S{n}" for n in range(11, 17)} <= {said[0] for said in seen}


def test_every_combination_without_knowing_whether_it_runs_ends_in_a_question(
    choose: Instrument,
) -> None:
    for answers in combinations("Q1", "Q3", "Q4", "Q8", "mandated", running="unknown"):
        outcome = choose(Given(answers))
        check_ending(answers, outcome)
        assert (outcome.results["rule"] is None) == (answers["mandated"] != "yes")


ANSWERS = st.fixed_dictionaries(
    {}, optional={q: st.sampled_from([*of, "unknown", None]) for q, of in OPTIONS.items()}
)


@settings(max_examples=300, deadline=None)
@drawn(answers=ANSWERS)
def test_any_part_of_the_answers_gives_words(
    answers: dict[str, Any], choose: Instrument, speaker: Speaker
) -> None:
    outcome = choose(Given(answers))
    assert outcome.advice
    speaker.check(outcome)


@settings(max_examples=100, deadline=None)
@drawn(answers=ANSWERS)
def test_what_is_not_provisional_stays_whatever_is_answered_later(
    answers: dict[str, Any], choose: Instrument
) -> None:
    outcome = choose(Given(answers))
    paths: dict[Any, list[str]] = {
        "no": ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"],
        "yes": ["Q1", "Q4", "Q6", "Q8", "months", "missed"],
    }
    missing = [
        question
        for question in paths.get(answers.get("running"), [])
        if answers.get(question) in (None, "unknown")
    ]
    if outcome.provisional or outcome.results["rule"] == "S17":
        return
    for question in missing:
        for answer in OPTIONS[question]:
            later = choose(Given({**answers, question: answer}))
            assert later.results == outcome.results


@settings(max_examples=100, deadline=None)
@drawn(answers=ANSWERS)
def test_hours_and_backing_change_only_the_words_about_a_running_network(
    answers: dict[str, Any], choose: Instrument
) -> None:
    start = {**answers, "running": "yes"}
    outcomes = [choose(Given({**start, "Q6": backing})) for backing in (*OPTIONS["Q6"], "unknown")]
    assert all(
        (outcome.results, ids(outcome), outcome.provisional)
        == (outcomes[0].results, ids(outcomes[0]), outcomes[0].provisional)
        for outcome in outcomes
    )


@settings(max_examples=100, deadline=None)
@drawn(answers=ANSWERS)
def test_rules_about_something_new_ignore_what_is_asked_of_a_running_network(
    answers: dict[str, Any], choose: Instrument
) -> None:
    start = {**answers, "running": "no"}
    only_new = {q: a for q, a in start.items() if q not in ("Q8", "months", "missed", "routine")}
    assert choose(Given(start)) == choose(Given(only_new))
