"""A list of other things than partners, with an amount for each of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.play import PlayError, play
from bot.reader.dialogue import dialogue
from bot.reader.entry import StepEntry
from dialogs.coach import Coach
from tests.phone import Phone

STEP: dict[str, Any] = {
    "ask": {"nl": "Welke netwerken?", "en": "Which networks?"},
    "short": {"nl": "je lijst", "en": "your list"},
    "list": {
        "noun": {"nl": "netwerk", "en": "network"},
        "nouns": {"nl": "netwerken", "en": "networks"},
        "taps": ["hours"],
        "fields": {
            "hours": {
                "kind": "amount",
                "ask": {"nl": "Hoeveel uur kost {{ entry }}?", "en": "How many hours?"},
                "options": {"2": {"nl": "2", "en": "2"}, "8": {"nl": "8", "en": "8"}},
                "columns": 2,
            }
        },
    },
}
WRITTEN: dict[str, Any] = {
    "title": {"nl": "Proef", "en": "Trial"},
    "steps": {
        "networks": STEP,
        "after": {"ask": {"nl": "{{ said.networks }}?", "en": "{{ said.networks }}?"}, "yesno": {}},
    },
}


@pytest.fixture
def trial(coach: Coach) -> Coach:
    return replace(coach, dialogues={**coach.dialogues, "trial": dialogue("trial", WRITTEN, None)})


@pytest.fixture
def phone(trial: Coach) -> Phone:
    phone = Phone(trial)
    phone.types("/start trial")
    phone.types("Wijk\nZorg")
    phone.presses("Verder met")
    return phone


def networks(phone: Phone) -> Any:
    assert phone.session is not None
    return phone.session.frames[0].answers["networks"]


def test_an_amount_is_typed_or_tapped(phone: Phone) -> None:
    assert "netwerk 1/2" in phone.last.text
    phone.types("ongeveer 12 uur")
    phone.presses("8")
    assert networks(phone) == [{"name": "Wijk", "hours": 12}, {"name": "Zorg", "hours": 8}]
    assert "2 netwerken?" in phone.last.text


def test_weet_ik_niet_is_an_answer_to_an_amount(phone: Phone) -> None:
    phone.types("weet ik niet")
    phone.presses("Weet ik niet")
    assert [entry["hours"] for entry in networks(phone)] == ["unknown", "unknown"]


@pytest.mark.parametrize("typed", ["veel", "2 of 3", "123456"])
def test_what_is_no_amount_is_refused_kindly(typed: str, phone: Phone) -> None:
    phone.types(typed)
    assert "Typ één getal van 0 tot 9999." in phone.last.text


@pytest.mark.parametrize("hours", [0, 2.5, 40, "unknown"])
def test_a_file_may_give_any_amount(hours: Any, trial: Coach) -> None:
    answers = {"networks": [{"name": "Wijk", "hours": hours}]}
    assert play(trial, "trial", answers, "nl", date(2026, 3, 2)).report["missing"] == ["after"]


@pytest.mark.parametrize("hours", [-1, "veel", True, 10000])
def test_a_file_may_not_give_anything_else(hours: Any, trial: Coach) -> None:
    answers = {"networks": [{"name": "Wijk", "hours": hours}]}
    with pytest.raises(PlayError, match="entry 1, hours"):
        play(trial, "trial", answers, "nl", date(2026, 3, 2))


def test_the_shape_is_checked() -> None:
    assert StepEntry.model_validate(STEP).list_ is not None


def asked_how_many(coach: Coach) -> Phone:
    steps = {
        "size": {"ask": {"nl": "Hoeveel?", "en": "How many?"}, "number": {"near": [3, 5]}},
        "after": {"ask": {"nl": "Dan?", "en": "Then?"}, "yesno": {}},
    }
    made = dialogue("trial", {**WRITTEN, "steps": steps}, None)
    phone = Phone(replace(coach, dialogues={**coach.dialogues, "trial": made}))
    phone.types("/start trial")
    return phone


def test_a_number_that_was_given_before_is_marked(coach: Coach) -> None:
    phone = asked_how_many(coach)
    for number, labels in (("5", ["3", "✓ 5"]), ("11", ["3", "5", "✓ 11"])):
        phone.types(number)
        phone.presses("Terug")
        assert [label for label in phone.labels if label[-1].isdigit()] == labels


def test_weet_ik_niet_may_be_typed_where_a_number_is_asked(coach: Coach) -> None:
    phone = asked_how_many(coach)
    phone.types("weet ik niet")
    assert phone.session is not None
    assert phone.session.frames[0].answers == {"size": "unknown"}


def test_a_typed_number_is_the_amount_and_no_number_of_a_button(phone: Phone) -> None:
    assert phone.session is not None
    assert phone.turn is not None
    assert phone.turn.effects[-1].numeric  # type: ignore[union-attr]
