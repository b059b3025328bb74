"""Feedback from a file of answers: the questions, the situations, and five lines to copy."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

ASKED = [
    *("decided", "allowed", "promised", "received", "surprise"),
    *("surprise_political", "overruled_now", "tell", "need"),
]
CALM: dict[str, Any] = {
    "decided": "het charter gaat door",
    "promised": "een lokaal in mei",
    "allowed": "reserve",
    "surprise_political": "no",
    "overruled_now": "no",
    "tell": ["service"],
    **dict.fromkeys(("received", "surprise", "need"), "none"),
}
OPEN = ("received", "surprise", "need")


@pytest.mark.parametrize(
    ("situation", "change"),
    [
        pytest.param("F1", {"allowed": "within"}, id="F1"),
        pytest.param("F2", {"allowed": "too_far"}, id="F2"),
        pytest.param("F3", {"surprise_political": True}, id="F3"),
        pytest.param("F4", {"decided": "none"}, id="F4"),
        pytest.param("F5", {"received": "de zorgraad: een bus"}, id="F5"),
        pytest.param("F6", {"overruled_now": True}, id="F6"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_situation_gives_its_advice(
    headless: Coach, situation: str, change: dict[str, Any], language: str
) -> None:
    played = report(headless, "feedback", CALM | change, language)
    assert played["asked"] == ASKED
    assert played["results"]["situations"] == [situation]
    assert [advice["id"] for advice in played["advice"]] == [situation]
    assert played["provisional"] is False
    assert len(played["results"]["report"]) == 5
    assert all(isinstance(line, str) for line in played["results"]["report"])


def test_texts_that_were_not_given_are_missing_and_stay_to_be_filled_in(headless: Coach) -> None:
    told = {question: answer for question, answer in CALM.items() if question not in OPEN}
    played = report(headless, "feedback", told)
    assert played["missing"] == list(OPEN)
    assert played["provisional"] is True
    assert played["results"]["report"][2:4] == [
        "Let op: nog aan te vullen.",
        "Vraag aan jou: nog aan te vullen.",
    ]


def test_none_is_nothing_to_tell(headless: Coach) -> None:
    played = report(headless, "feedback", CALM, "en")
    assert played["missing"] == []
    assert played["provisional"] is False
    assert played["results"]["situations"] == []
    assert [advice["id"] for advice in played["advice"]] == ["report"]
    assert played["results"]["report"][1:4] == [
        "Promised: een lokaal in mei (subject to approval).",
        "Note: nothing special.",
        "Question for you: none.",
    ]


def test_who_promised_nothing_is_not_asked_what(headless: Coach) -> None:
    played = report(headless, "feedback", CALM | {"allowed": "nothing"})
    assert played["asked"] == [question for question in ASKED if question != "promised"]
    assert played["results"]["report"][1] == "Toegezegd: niets."


def test_an_empty_file_gives_a_report_to_fill_in(headless: Coach) -> None:
    played = report(headless, "feedback", {}, "en")
    assert played["missing"] == ASKED
    assert played["provisional"] is True
    assert played["results"]["report"][0] == "Decided: still to fill in."


def test_the_text_of_the_chat_begins_with_the_report(headless: Coach) -> None:
    shown = play(headless, "feedback", CALM, "nl", DAY).shown
    assert shown.startswith("Je verslag, om te kopiëren\nVoor: Mijn dienst\nBeslist: het charter")


@pytest.mark.parametrize(
    ("answers", "names"),
    [({"allowed": "partly"}, "too_far"), ({"tell": ["mayor"]}, "alderman"), ({"F1": 1}, "decided")],
)
def test_an_answer_that_does_not_exist_is_refused_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any], names: str
) -> None:
    with pytest.raises(PlayError, match=names):
        report(headless, "feedback", answers)
