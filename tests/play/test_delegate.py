"""Delegate from a file of answers: the questions, the rules, and the weakest statement."""

from typing import Any

import pytest

from bot.play import PlayError
from dialogs.coach import Coach
from tests.play.asking import report

STATEMENTS = ["D1", "D2", "D3", "D4", "D5"]
ASKED = [
    *("want", "may", "experience", "hours"),
    *("backing", "likes_contact", "rotates", "listened_before", *STATEMENTS),
]
FINE: dict[str, Any] = {
    "want": "negotiate",
    "may": "reserve",
    "experience": "senior",
    "hours": "enough",
    "backing": "yes",
    "likes_contact": "yes",
    "rotates": "no",
    "listened_before": "no",
    **dict.fromkeys(STATEMENTS, 4),
}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        pytest.param("W1", {"want": "decide", "may": "listen"}, id="W1"),
        pytest.param("W2", {"experience": "junior", "backing": False}, id="W2"),
        pytest.param("W3", {"rotates": True}, id="W3"),
        pytest.param("W4", {"hours": "none"}, id="W4"),
        pytest.param("W5", {"likes_contact": False}, id="W5"),
        pytest.param("W6", {"want": "listen", "listened_before": True}, id="W6"),
        pytest.param("W7", {}, id="W7"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_rule_gives_its_advice(
    headless: Coach, rule: str, change: dict[str, Any], language: str
) -> None:
    played = report(headless, "delegate", FINE | change, language)
    assert played["asked"] == ASKED
    assert played["missing"] == []
    assert played["results"] == {"rules": [rule], "weakest": None}
    assert [advice["id"] for advice in played["advice"]] == [rule]
    assert played["provisional"] is False


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_weakest_statement_gets_one_sentence(
    headless: Coach, statement: str, language: str
) -> None:
    played = report(headless, "delegate", FINE | {statement: 1}, language)
    assert played["results"]["weakest"] == statement
    last = played["advice"][-1]
    assert (last["id"], last["because"]) == (f"weakest_{statement}", [statement])


def test_an_empty_file_advises_the_talk_of_a_quarter_of_an_hour(headless: Coach) -> None:
    played = report(headless, "delegate", {})
    assert played["missing"] == ASKED
    assert played["results"] == {"rules": ["W7"], "weakest": None}
    assert played["provisional"] is True


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"want": "win"}, "negotiate"),
        ({"D1": 6}, "1 to 5"),
        ({"D6": 1}, "D5"),
        ({"hours": 2}, "enough"),
    ],
)
def test_an_answer_that_does_not_exist_is_refused_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any], names: str
) -> None:
    with pytest.raises(PlayError, match=names):
        report(headless, "delegate", answers)
