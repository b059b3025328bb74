"""The choice of a technique from a file of answers."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

FOUR = ["know", "time", "access", "sensitive"]
FIVE = [*FOUR, "stage"]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param({}, FIVE, id="nothing"),
        pytest.param({"phase": "define"}, FOUR, id="the-phase-gives-the-stage"),
        pytest.param({"phase": "act"}, FIVE, id="acting-asks-develop-or-deliver"),
        pytest.param({"phase": "unknown"}, FIVE, id="phase-unknown"),
    ],
)
def test_at_most_five_questions_are_asked(
    headless: Coach, answers: dict[str, Any], asked: list[str]
) -> None:
    played = report(headless, "insights", answers)
    assert played["asked"] == asked
    assert played["missing"] == asked


def test_the_stage_as_told_goes_before_the_phase_of_the_network(headless: Coach) -> None:
    answers = {"know": "who", "time": "hour", "access": "yes", "sensitive": "low"}
    played = report(headless, "insights", answers | {"stage": "deliver", "phase": "define"})
    assert played["asked"] == FIVE
    assert played["missing"] == []
    assert played["results"]["technique"] == "tryout"
    assert played["results"]["assumption"] == "yes"


@pytest.mark.parametrize(
    ("answers", "results", "advice"),
    [
        pytest.param(
            {"know": "life", "time": "weeks", "access": "yes", "sensitive": "low"},
            {"technique": "diary", "assumption": "no", "overrides": [], "ethics": "no"},
            ["technique"],
            id="check-1-low",
        ),
        pytest.param(
            {"know": "life", "time": "weeks", "access": "yes", "sensitive": "high"},
            {
                "technique": "yesterday_interview",
                "assumption": "no",
                "overrides": ["2", "3"],
                "ethics": "yes",
            },
            ["technique", "ethics", "O2", "O3"],
            id="check-1-high",
        ),
        pytest.param(
            {"know": "who", "time": "months", "access": False},
            {"technique": "persona", "assumption": "yes", "overrides": ["1"], "ethics": "no"},
            ["technique", "O1"],
            id="check-2",
        ),
        pytest.param(
            {"know": "where", "time": "hour", "access": True, "sensitive": "low"},
            {"technique": "journey", "assumption": "yes", "overrides": [], "ethics": "no"},
            ["technique", "assumption"],
            id="check-3",
        ),
        pytest.param(
            {"know": "why", "time": "weeks", "access": "via", "sensitive": "high"},
            {"technique": "interview", "assumption": "no", "overrides": ["4"], "ethics": "yes"},
            ["technique", "ethics", "O4"],
            id="check-4",
        ),
        pytest.param(
            {
                "know": "who",
                "time": "weeks",
                "access": "yes",
                "sensitive": "low",
                "phase": "act",
                "stage": "deliver",
            },
            {"technique": "tryout", "assumption": "no", "overrides": ["5"], "ethics": "no"},
            ["technique", "O5", "bring"],
            id="override-5",
        ),
        pytest.param(
            {},
            {"technique": None, "assumption": "no", "overrides": [], "ethics": "no"},
            ["ask_first"],
            id="nothing",
        ),
    ],
)
def test_the_technique_and_its_care(
    headless: Coach, answers: dict[str, Any], results: dict[str, Any], advice: list[str]
) -> None:
    played = report(headless, "insights", answers)
    assert played["results"] == results
    assert [entry["id"] for entry in played["advice"]] == advice


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_checklist_is_part_of_the_words(headless: Coach, language: str) -> None:
    played = report(
        headless, "insights", {"know": "why", "time": "weeks", "sensitive": "high"}, language
    )
    ethics = played["advice"][1]
    assert ethics["id"] == "ethics"
    assert "8. " in ethics["text"]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"know": "what"}, id="option"),
        pytest.param({"stage": "act"}, id="phase-for-stage"),
        pytest.param({"phase": "deliver"}, id="stage-for-phase"),
        pytest.param({"budget": 3}, id="question"),
    ],
)
def test_what_is_not_allowed_is_refused(headless: Coach, answers: dict[str, Any]) -> None:
    with pytest.raises(PlayError):
        play(headless, "insights", answers, "nl", DAY)
