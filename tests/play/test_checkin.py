"""The check-in from a file of answers: which questions are asked, and what comes of it."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

SHORT = ["when", "purpose", "worry", "plan"]
FULL = ["when", "purpose", "worry", "commit", "people", "role", "plan"]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param({}, FULL, id="nothing"),
        pytest.param({"when": "today"}, FULL, id="full"),
        pytest.param({"when": "unknown"}, FULL, id="when-unknown"),
        pytest.param(
            {"when": "today", "mandate": {"kind": "M0"}},
            [question for question in FULL if question != "commit"],
            id="the-mandate-is-known",
        ),
        pytest.param(
            {"when": "today", "mandate": {"kind": "M0"}, "commit": "clear"},
            FULL,
            id="what-is-told-goes-before-the-known-mandate",
        ),
        pytest.param({"when": "now", "purpose": "ideas", "worry": "silence"}, SHORT, id="short"),
        pytest.param({"when": "now"}, SHORT, id="short-with-nothing-said"),
        pytest.param(
            {"when": "now", "purpose": "decision"},
            ["when", "purpose", "worry", "commit", "plan"],
            id="short-and-a-decision",
        ),
        pytest.param(
            {"when": "now", "worry": "no_decision"},
            ["when", "purpose", "worry", "commit", "plan"],
            id="short-and-no-decision",
        ),
        pytest.param(
            {"when": "now", "purpose": "ideas", "worry": "dominance", "form": "lead"},
            ["when", "purpose", "worry", "leader_is_loud", "plan"],
            id="somebody-dominates-in-a-lead-organisation",
        ),
        pytest.param(
            {"when": "now", "purpose": "ideas", "worry": "dominance", "form": "self"},
            SHORT,
            id="somebody-dominates-elsewhere",
        ),
    ],
)
def test_only_what_matters_is_asked(
    headless: Coach, answers: dict[str, Any], asked: list[str]
) -> None:
    played = report(headless, "checkin", answers)
    assert played["asked"] == asked
    assert played["missing"] == [q for q in asked if answers.get(q) in (None, "unknown")]


def test_at_most_seven_questions_and_four_for_now() -> None:
    assert len(FULL) == 7
    assert len(SHORT) == 4


@pytest.mark.parametrize(
    ("answers", "results"),
    [
        pytest.param(
            {"when": "now", "purpose": "decision", "worry": "no_decision", "commit": "nothing"},
            {"lines": ["mandate", "worry"], "purpose": "proposal"},
            id="check-1",
        ),
        pytest.param(
            {
                "when": "today",
                "purpose": "ideas",
                "worry": "silence",
                "role": "creative",
                "phase": "act",
                "form": "self",
            },
            {"lines": ["worry", "type", "phase"], "purpose": "ideas"},
            id="check-2",
        ),
    ],
)
def test_the_checks_of_the_knowledge_hold(
    headless: Coach, answers: dict[str, Any], results: dict[str, Any]
) -> None:
    assert report(headless, "checkin", answers)["results"] == results


def test_what_is_not_asked_on_the_short_route_plays_no_part(headless: Coach) -> None:
    answers = {"when": "now", "purpose": "tasks", "worry": "silence"}
    with_role = report(headless, "checkin", {**answers, "role": "vision", "commit": "nothing"})
    assert with_role["results"] == report(headless, "checkin", answers)["results"]


def test_the_card_is_the_one_piece_of_advice(headless: Coach) -> None:
    answers = {"when": "now", "worry": "silence", "plan": "Als het stil is, dan wacht ik."}
    (card,) = report(headless, "checkin", answers)["advice"]
    assert card["id"] == "card"
    assert card["because"] == ["worry"]
    assert card["text"].endswith("Plan: Als het stil is, dan wacht ik.")
    assert "Gollwitzer" in card["source"]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"when": "tomorrow"}, id="option"),
        pytest.param({"size_of_table": 3}, id="question"),
        pytest.param({"leader_is_loud": "perhaps"}, id="yes-no"),
        pytest.param({"plan": ""}, id="empty-plan"),
        pytest.param({"phase": "dance"}, id="fact"),
    ],
)
def test_what_is_not_allowed_is_refused(headless: Coach, answers: dict[str, Any]) -> None:
    with pytest.raises(PlayError):
        play(headless, "checkin", answers, "nl", DAY)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("worry", ["attendance", "dominance", "conflict", "none"])
@pytest.mark.parametrize("commit", ["nothing", "bounded", "clear", "unknown"])
def test_the_fullest_card_with_its_reasons_fits_one_screen(
    headless: Coach, language: str, worry: str, commit: str
) -> None:
    answers = {
        "when": "today",
        "purpose": "decision",
        "worry": worry,
        "commit": commit,
        "leader_is_loud": "yes",
        "people": "x" * 120,
        "plan": "y" * 300,
        "form": "lead",
    }
    played = play(headless, "checkin", answers, language, DAY)
    first_page = played.shown.partition("\n\nBron:")[0].partition("\n\nSource:")[0]
    assert len(first_page) <= 700
