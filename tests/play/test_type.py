"""Does our network form fit, from a file of answers: the contract of ``knoop play``."""

from __future__ import annotations

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.instruments.network_forms import CASES
from tests.play.asking import DAY, report

ALL = ["trust", "size", "consensus", "competence", "leader", "coordinator", "form"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_comes_out_the_same_as_in_the_chat(
    name: str, language: str, headless: Coach
) -> None:
    answers, expected = CASES[name]
    played = play(headless, "type", answers, language, DAY)
    told = played.report
    assert tuple(told["results"]["points"].values()) == expected["points"]
    assert told["results"]["best"] == expected["best"]
    assert told["results"]["flag"] == expected.get("flag")
    assert [advice["id"] for advice in told["advice"]] == expected["advice"]
    assert all(advice["text"] and advice["source"] for advice in told["advice"])
    assert played.shown


def test_at_most_eight_taps(headless: Coach) -> None:
    assert report(headless, "type", {})["asked"] == ALL
    assert len(ALL) + 1 == 8  # two statements give one competence


@pytest.mark.parametrize(
    ("answers", "asked", "missing"),
    [
        pytest.param({}, ALL, ALL, id="nothing"),
        pytest.param(CASES["3"][0], ALL, ["coordinator"], id="case 3"),
        pytest.param({"trust": "unknown", "size": 9}, ALL, [*ALL[:1], *ALL[2:]], id="weet ik niet"),
        pytest.param({"size": 2}, ["trust", "size"], ["trust"], id="no network, nothing more"),
        pytest.param({"size": [2, 2, 9]}, ["trust", "size"], ["trust"], id="median of the size"),
        pytest.param(
            {"size": 9, "organisation": ["a"], "phase": "act", "name": "Kansen"},
            [*ALL, "organisation"],
            [name for name in ALL if name != "size"],
            id="facts of the network are not asked",
        ),
    ],
)
def test_what_is_asked_and_what_is_missing(
    answers: dict[str, Any], asked: list[str], missing: list[str], headless: Coach
) -> None:
    told = report(headless, "type", answers)
    assert told["asked"] == asked
    assert told["missing"] == missing


def test_several_respondents_answer_in_lists(headless: Coach) -> None:
    answers = {
        "trust": [1, 2, 4, 5, 5],
        "size": [10, 9, "unknown", 12, None],
        "consensus": [3, 3, 4, 4, 3],
        "competence": [3, 3, 3, 3, 3],
        "leader": [4, 4, 4, 4, 4],
        "coordinator": ["no", "no", "yes", "hours", "no"],
        "form": ["lead", "lead", "self", "unknown", "lead"],
        "organisation": ["ocmw", "school", "caw", "vdab", "politie"],
    }
    played = play(headless, "type", answers, "nl", DAY)
    told = played.report
    assert told["missing"] == []
    assert told["provisional"]
    assert told["results"]["flag"] == "spread"
    assert told["results"]["fit"] == "unclear"
    assert told["results"]["form_split"] == {"self": 1, "lead": 3, "unknown": 1}
    assert "vertrouwen: 5 antwoorden" in played.shown
    assert "[" not in played.shown


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        pytest.param({"form": "boss"}, "self, lead, nao, none, unknown", id="option"),
        pytest.param({"trust": 6}, "1 to 5", id="out of range"),
        pytest.param({"trust": [3, 0.5]}, "1 to 5", id="one respondent out of range"),
        pytest.param({"size": 2.5}, "whole number", id="half an organisation"),
        pytest.param({"competence1": 4}, "unknown question", id="two statements, one question"),
        pytest.param({"coordinator": "maybe"}, "no, hours, yes, unknown", id="hours"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_is(
    answers: dict[str, Any], named: str, headless: Coach
) -> None:
    with pytest.raises(PlayError, match=named):
        play(headless, "type", answers, "nl", DAY)


REST: dict[str, dict[str, Any]] = {
    "nao_lead": {"trust": 2, "size": 11, "consensus": 2, "competence": 3, "form": "nao"},
    "unknown_self": {**CASES["1"][0], "form": "unknown"},
    "unknown_nao": {**CASES["2"][0], "form": "unknown"},
    "none_self": {**CASES["1"][0], "form": "none"},
    "none_nao": {**CASES["2"][0], "form": "none"},
    "open": {"trust": 3, "size": 10, "consensus": 3, "competence": 3, "form": "none"},
    "who_leads_differs": {**CASES["1"][0], "form": ["self", "lead"]},
    "ask": {"size": 9},
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", REST)
def test_the_rest_of_the_advice_is_reached(name: str, language: str, headless: Coach) -> None:
    told = report(headless, "type", REST[name], language)
    assert name in [advised["id"] for advised in told["advice"]]


def test_every_advice_has_a_file_that_reaches_it(headless: Coach) -> None:
    played = [report(headless, "type", answers) for answers, _ in CASES.values()]
    reached = {advised["id"] for told in played for advised in told["advice"]}
    assert reached | set(REST) == set(headless.advice["type"])
