"""Mandate from a file of answers: the questions, the rules, and the card in one language."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.instruments.mandate_answers import CALM
from tests.play.asking import DAY, report

ASKED = [
    *("item", "ask", "may", "source", "written", "sensitive"),
    *("overruled", "alderman_present", "two_hats", "listened_twice", "reachable"),
]


@pytest.mark.parametrize(
    ("rule", "change", "because"),
    [
        pytest.param("K1", {"may": "advise", "ask": ["hours"]}, ["ask", "may"], id="K1"),
        pytest.param("K2", {"may": "unknown", "reachable": True}, ["may", "reachable"], id="K2"),
        pytest.param("K3", {"may": "unknown"}, ["may", "reachable"], id="K3"),
        pytest.param("K4", {"sensitive": "very"}, ["sensitive"], id="K4"),
        pytest.param("K5", {"overruled": True}, ["overruled"], id="K5"),
        pytest.param("K6", {"may": "decide", "source": "nobody"}, ["source", "may"], id="K6"),
        pytest.param(
            "K7", {"may": "listen", "listened_twice": "yes"}, ["may", "listened_twice"], id="K7"
        ),
        pytest.param("K8", {"ask": ["data"]}, ["ask"], id="K8"),
        pytest.param("K9", {"alderman_present": "yes"}, ["alderman_present"], id="K9"),
        pytest.param("K10", {"item": "none"}, ["item"], id="K10"),
        pytest.param(
            "K11",
            {"ask": ["new_money"], "source": "alderman", "written": False},
            ["ask", "source", "written"],
            id="K11",
        ),
        pytest.param("K12", {"two_hats": "yes"}, ["two_hats"], id="K12"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_rule_gives_its_advice_alone(
    headless: Coach, rule: str, change: dict[str, Any], because: list[str], language: str
) -> None:
    played = report(headless, "mandate", CALM | change, language)
    assert played["results"]["rules"] == played["results"]["shown"] == [rule]
    assert [(advice["id"], advice["because"]) for advice in played["advice"]] == [(rule, because)]
    assert played["advice"][0]["source"]
    assert "<" not in played["advice"][0]["text"]
    assert played["asked"] == ASKED


def test_nothing_is_missing_and_firm_when_all_is_answered(headless: Coach) -> None:
    played = report(headless, "mandate", CALM)
    assert played["missing"] == []
    assert played["provisional"] is False
    assert played["results"]["rules"] == []
    assert list(played["results"]) == ["rules", "shown", "kind", "card"]


def test_an_empty_file_misses_everything_and_assumes_advice(headless: Coach) -> None:
    played = report(headless, "mandate", {})
    assert played["asked"] == played["missing"] == ASKED
    assert played["provisional"] is True
    assert played["results"]["kind"] == "M1"


@pytest.mark.parametrize(
    ("language", "begins"), [("nl", "In ‘de zomerwerking’"), ("en", "I can go along")]
)
def test_the_card_speaks_the_language_of_the_talk(
    headless: Coach, language: str, begins: str
) -> None:
    card = report(headless, "mandate", CALM, language)["results"]["card"]
    assert list(card) == ["may", "may_not", "sentence", "decided_by", "can_give"]
    assert card["sentence"].startswith(begins)


def test_the_text_of_the_chat_begins_with_the_sentence_to_say(headless: Coach) -> None:
    shown = play(headless, "mandate", CALM | {"may": "advise"}, "nl", DAY).shown
    assert shown.startswith("Zeg dit als ze aandringen\nOver ‘de zomerwerking’")


def test_the_day_of_the_decision_is_asked_on_demand_only(headless: Coach) -> None:
    played = report(headless, "mandate", CALM | {"decided_on": "2026-04-14"})
    assert played["asked"] == [*ASKED, "decided_on"]
    assert played["missing"] == []
    assert "op 14 april" in played["results"]["card"]["sentence"]


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"may": "perhaps"}, "reserve"),
        ({"ask": ["coffee"]}, "budgeted_money"),
        ({"source": "mayor"}, "alderman"),
        ({"written": "maybe"}, "no, yes"),
        ({"mood": "good"}, "sensitive"),
        ({"decided_on": "soon"}, "2026-03-01"),
    ],
)
def test_an_answer_that_does_not_exist_is_refused_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any], names: str
) -> None:
    with pytest.raises(PlayError, match=names):
        report(headless, "mandate", answers)
