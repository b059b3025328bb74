"""Network or not, from a file of answers: the contract of ``knoop play``."""

from __future__ import annotations

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.instruments.choice_answers import RULES
from tests.play.asking import DAY, report

NEW = ["running", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"]
RUNNING = ["running", "Q1", "Q4", "Q6", "Q8"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("answers", "rule"), RULES)
def test_a_rule_is_reached_by_the_questions_of_the_chat(
    answers: dict[str, Any], rule: str, language: str, headless: Coach
) -> None:
    told = report(headless, "choice", answers, language)
    assert told["results"] == {"rule": rule, "interim": "no", "contradictions": []}
    assert not told["provisional"]
    (advice,) = told["advice"]
    assert advice["id"] == rule
    assert advice["because"]
    assert advice["text"]
    assert advice["source"]


@pytest.mark.parametrize(
    ("answers", "rule", "contradictions", "advice"),
    [
        pytest.param({"Q1": "yes", "Q3": "2+"}, "S1", ["X1"], ["S1", "X1"], id="X1"),
        pytest.param(
            {"Q1": "with_more", "Q3": "0", "Q4": "each_other"}, "S3", ["X2"], ["S3", "X2"], id="X2"
        ),
        pytest.param({"Q1": "no", "Q3": "0", "Q4": "assignment"}, None, ["X3"], ["X3"], id="X3"),
        pytest.param(
            {"Q1": "no", "Q3": "0", "Q4": "each_other"}, None, ["X2", "X3"], ["X3"], id="two"
        ),
        pytest.param(
            {"Q1": "no", "Q3": "0", "Q4": "each_other", "mandated": True},
            "S17",
            ["X2", "X3"],
            ["S17", "X2", "X3"],
            id="S17",
        ),
    ],
)
def test_contradictions_are_named(
    answers: dict[str, Any],
    rule: str | None,
    contradictions: list[str],
    advice: list[str],
    headless: Coach,
) -> None:
    told = report(headless, "choice", {"running": False, **answers})
    assert told["results"]["rule"] == rule
    assert told["results"]["contradictions"] == contradictions
    assert [advised["id"] for advised in told["advice"]] == advice


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param({}, NEW, id="nothing"),
        pytest.param({"running": "unknown"}, ["running"], id="weet ik niet"),
        pytest.param({"running": "no"}, NEW, id="new"),
        pytest.param({"running": "yes"}, RUNNING, id="running"),
        pytest.param({"running": True, "Q8": "early"}, RUNNING, id="early signs"),
        pytest.param({"running": True, "Q8": "nothing"}, [*RUNNING, "months"], id="nothing"),
        pytest.param(
            {"running": True, "Q8": "nothing", "months": 23}, [*RUNNING, "months"], id="two years"
        ),
        pytest.param(
            {"running": True, "Q8": "nothing", "months": 24},
            [*RUNNING, "months", "missed"],
            id="the stop test",
        ),
        pytest.param(
            {"running": True, "Q8": "nothing", "started": "2020-01"},
            [*RUNNING, "missed"],
            id="the month in which it began is known",
        ),
        pytest.param(
            {"running": True, "Q8": "result", "routine": "no", "mandated": "no"},
            [*RUNNING, "routine", "mandated"],
            id="told without being asked",
        ),
    ],
)
def test_what_is_asked_is_never_more_than_eight_taps(
    answers: dict[str, Any], asked: list[str], headless: Coach
) -> None:
    told = report(headless, "choice", answers)
    assert told["asked"] == asked
    assert told["missing"] == [q for q in asked if answers.get(q) in (None, "unknown")]
    assert len([question for question in asked if question not in ("routine", "mandated")]) <= 8


def test_the_interim_measure_is_an_advice_of_its_own(headless: Coach) -> None:
    told = report(headless, "choice", {"running": "no", "Q1": "yes", "Q3": "1", "Q7": "worse"})
    assert told["results"]["interim"] == "yes"
    assert [advised["id"] for advised in told["advice"]] == ["S1", "interim"]


def test_without_the_stop_test_the_last_chance_offers_it(headless: Coach) -> None:
    answers = {"running": "yes", "Q1": "no", "Q8": "nothing", "months": 40, "missed": "unknown"}
    told = report(headless, "choice", answers)
    assert told["results"]["rule"] == "S12"
    assert told["provisional"]
    assert [advised["id"] for advised in told["advice"]] == ["S12", "stop_test"]


@pytest.mark.parametrize("running", [{}, {"running": "unknown"}])
def test_contradictions_and_the_interim_measure_do_not_wait_for_running(
    headless: Coach, running: dict[str, Any]
) -> None:
    told = report(headless, "choice", running | {"Q1": "yes", "Q3": "2+", "Q7": "worse"})
    assert told["results"]["contradictions"] == ["X1"]
    assert told["results"]["interim"] == "yes"
    told = report(headless, "choice", running | {"Q3": "0", "Q4": "each_other"})
    assert told["results"]["contradictions"] == ["X2"]


def test_the_months_as_told_go_before_the_month_it_began(headless: Coach) -> None:
    known = {"running": "yes", "Q1": "no", "Q8": "nothing", "started": "2015-01"}
    told = report(headless, "choice", known | {"months": 6})
    assert "months" in told["asked"]
    assert (
        told["results"]["rule"]
        == report(headless, "choice", known | {"started": "2026-01"})["results"]["rule"]
    )
    assert "months" not in report(headless, "choice", known)["asked"]


def test_what_is_not_on_the_way_plays_no_part(headless: Coach) -> None:
    running = {"running": "yes", "Q1": "yes", "Q8": "result"}
    told = report(headless, "choice", {**running, "Q3": "2+", "Q7": "worse"})
    assert told == report(headless, "choice", running)


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        pytest.param({"Q3": 2}, r"0, 1, 2\+", id="option"),
        pytest.param({"Q9": "yes"}, "unknown question 'Q9'", id="question"),
        pytest.param({"months": -1}, "0 to 600", id="range"),
        pytest.param({"missed": "perhaps"}, "yes, no, unknown", id="yes or no"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_is(
    answers: dict[str, Any], named: str, headless: Coach
) -> None:
    with pytest.raises(PlayError, match=named):
        play(headless, "choice", answers, "nl", DAY)


REST: dict[str, dict[str, Any]] = {
    "X1": {"running": "no", "Q1": "yes", "Q3": "2+"},
    "X2": {"running": "no", "Q1": "with_more", "Q3": "0", "Q4": "each_other"},
    "X3": {"running": "no", "Q1": "no", "Q3": "0"},
    "interim": {"running": "no", "Q1": "yes", "Q7": "worse"},
    "stop_test": {"running": "yes", "Q8": "nothing", "months": 30},
    "unsure": {"running": "yes", "Q8": "result"},
    "ask": {"running": "unknown"},
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", REST)
def test_the_rest_of_the_advice_is_reached(name: str, language: str, headless: Coach) -> None:
    told = report(headless, "choice", REST[name], language)
    assert name in [advised["id"] for advised in told["advice"]]


def test_every_advice_has_a_file_that_reaches_it(headless: Coach) -> None:
    rules = {str(case.values[1]) for case in RULES}
    assert rules | set(REST) == set(headless.advice["choice"])
