"""Network or not, keep or stop: whatever is answered, in every combination."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.outcome import Instrument, Outcome
from tests.instruments.choice_answers import OPTIONS
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "choice"


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
    choice: Instrument, speaker: Speaker
) -> None:
    seen: set[tuple[str, ...]] = set()
    for answers in combinations(*(f"Q{n}" for n in range(1, 7)), "mandated", running="no"):
        for worse in ("little", "worse", "unknown") if answers["Q6"] == "one" else ("little",):
            outcome = choice(Given({**answers, "Q7": worse}))
            check_ending({**answers, "Q7": worse}, outcome)
            assert outcome.results["interim"] == ("yes" if worse == "worse" else "no")
            if tuple(ids(outcome)) not in seen:
                seen.add(tuple(ids(outcome)))
                speaker.check(outcome)
    assert {f"S{n}" for n in range(1, 11)} | {"S2b", "S17"} <= {said[0] for said in seen}


def test_every_combination_about_a_running_network_ends_in_a_rule_or_in_a_question(
    choice: Instrument, speaker: Speaker
) -> None:
    seen: set[tuple[str, ...]] = set()
    asked = ("Q1", "Q3", "Q4", "Q8", "months", "missed", "routine")
    for answers in combinations(*asked, running="yes", mandated="no"):
        outcome = choice(Given(answers))
        check_ending(answers, outcome)
        if tuple(ids(outcome)) not in seen:
            seen.add(tuple(ids(outcome)))
            speaker.check(outcome)
            speaker.check(choice(Given({**answers, "Q6": "none"})))
    assert {f"S{n}" for n in range(11, 17)} <= {said[0] for said in seen}


def test_every_combination_without_knowing_whether_it_runs_ends_in_a_question(
    choice: Instrument,
) -> None:
    for answers in combinations("Q1", "Q3", "Q4", "Q8", "mandated", running="unknown"):
        outcome = choice(Given(answers))
        check_ending(answers, outcome)
        assert (outcome.results["rule"] is None) == (answers["mandated"] != "yes")


ANSWERS = st.fixed_dictionaries(
    {}, optional={q: st.sampled_from([*of, "unknown", None]) for q, of in OPTIONS.items()}
)


@settings(max_examples=300, deadline=None)
@drawn(answers=ANSWERS)
def test_any_part_of_the_answers_gives_words(
    answers: dict[str, Any], choice: Instrument, speaker: Speaker
) -> None:
    outcome = choice(Given(answers))
    assert outcome.advice
    speaker.check(outcome)


@settings(max_examples=100, deadline=None)
@drawn(answers=ANSWERS)
def test_what_is_not_provisional_stays_whatever_is_answered_later(
    answers: dict[str, Any], choice: Instrument
) -> None:
    outcome = choice(Given(answers))
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
            later = choice(Given({**answers, question: answer}))
            assert later.results == outcome.results


@settings(max_examples=100, deadline=None)
@drawn(answers=ANSWERS)
def test_hours_and_backing_change_only_the_words_about_a_running_network(
    answers: dict[str, Any], choice: Instrument
) -> None:
    start = {**answers, "running": "yes"}
    outcomes = [choice(Given({**start, "Q6": backing})) for backing in (*OPTIONS["Q6"], "unknown")]
    assert all(
        (outcome.results, ids(outcome), outcome.provisional)
        == (outcomes[0].results, ids(outcomes[0]), outcomes[0].provisional)
        for outcome in outcomes
    )


@settings(max_examples=100, deadline=None)
@drawn(answers=ANSWERS)
def test_rules_about_something_new_ignore_what_is_asked_of_a_running_network(
    answers: dict[str, Any], choice: Instrument
) -> None:
    start = {**answers, "running": "no"}
    only_new = {q: a for q, a in start.items() if q not in ("Q8", "months", "missed", "routine")}
    assert choice(Given(start)) == choice(Given(only_new))
