"""The reflection from a file of answers: what is asked, and what follows from it."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

QUESTIONS = ["moment", "did", "success", "plan_came", "worry", "take", "step", "absent"]


def advised(played: dict[str, Any]) -> list[str]:
    return [entry["id"] for entry in played["advice"]]


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(None, id="skipped"),
        pytest.param("De schepen keek op zijn telefoon", id="a-moment"),
        pytest.param("Het was slecht", id="a-verdict-is-asked-again-but-counts-once"),
    ],
)
def test_eight_questions_are_asked(headless: Coach, moment: str | None) -> None:
    played = report(headless, "debrief", {"moment": moment})
    assert played["asked"] == QUESTIONS
    assert played["missing"] == [q for q in QUESTIONS if q != "moment" or moment is None]


@pytest.mark.parametrize(
    ("answers", "follow_up"),
    [
        pytest.param(
            {"success": "no", "previous": [{"success": "no"}]}, ["offer_stuck"], id="check-3"
        ),
        pytest.param({"plan_came": "not_done", "success": "half"}, ["smaller", "half"], id="two"),
        pytest.param({"success": "other"}, ["surprise"], id="surprise"),
        pytest.param(
            {"worry": "conflict", "previous": [{"worry": "conflict"}, {"worry": "conflict"}]},
            ["offer_symptom"],
            id="offer_symptom",
        ),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_what_follows(headless: Coach, answers: dict[str, Any], follow_up: list[str]) -> None:
    played = report(headless, "debrief", answers)
    assert played["results"] == {"follow_up": follow_up}
    assert advised(played)[: len(follow_up)] == follow_up


def test_earlier_reflections_are_asked_only_when_given(headless: Coach) -> None:
    assert "previous" not in report(headless, "debrief", {})["asked"]
    given = report(headless, "debrief", {"previous": [{"success": "full", "worry": "unknown"}]})
    assert given["asked"] == [*QUESTIONS, "previous"]


def test_what_was_noted_stands_on_the_card(headless: Coach) -> None:
    played = report(headless, "debrief", {"did": "Ik zweeg", "absent": "de thuiszorg"}, "en")
    assert advised(played) == ["one_sentence", "card"]
    assert played["advice"][-1]["text"] == "You: Ik zweeg\nStill to tell: de thuiszorg"


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"success": "great"}, id="option"),
        pytest.param({"previous": [{"success": "great"}]}, id="option-in-the-past"),
        pytest.param({"previous": "twice"}, id="no-list"),
        pytest.param({"mood": "fine"}, id="question"),
    ],
)
def test_what_is_not_allowed_is_refused(headless: Coach, answers: dict[str, Any]) -> None:
    with pytest.raises(PlayError):
        play(headless, "debrief", answers, "nl", DAY)
