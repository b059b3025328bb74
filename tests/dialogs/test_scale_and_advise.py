"""A scale with other words for "weet ik niet", and advice that is given in parts."""

from dataclasses import replace
from typing import Any

import pytest

from bot.reader.dialogue import dialogue
from dialogs.advice import Advice
from dialogs.coach import Coach
from dialogs.facts import Given
from dialogs.outcome import Advised, Outcome
from tests.phone import Phone

WRITTEN: dict[str, Any] = {
    "title": {"nl": "Proef", "en": "Trial"},
    "commands": {"nl": ["proef"], "en": ["trial"]},
    "steps": {
        "often": {
            "ask": {"nl": "Lukte het?", "en": "Did it work?"},
            "short": {"nl": "gelukt", "en": "worked"},
            "scale": {
                "low": {"nl": "nooit", "en": "never"},
                "high": {"nl": "altijd", "en": "always"},
                "unknown": {"nl": "Niet van toepassing", "en": "Not applicable"},
            },
        },
        "first": {
            "ask": {"nl": "Eerst:", "en": "First:"},
            "advise": {"go": {"nl": "Verder", "en": "Go on"}, "of": ["one"]},
        },
        "then": {"ask": {"nl": "Dan:", "en": "Then:"}, "advise": {"of": ["two"]}},
    },
}


def _instrument(given: Given) -> Outcome:
    return Outcome({}, (Advised("one"), Advised("two", tuple(given))))


@pytest.fixture
def phone(coach: Coach) -> Phone:
    words = {name: Advice.read(name, {"text": {"nl": name, "en": name}}) for name in ("one", "two")}
    made = replace(
        coach,
        dialogues={**coach.dialogues, "trial": dialogue("trial", WRITTEN, _instrument)},
        advice={**coach.advice, "trial": words},
    )
    phone = Phone(made)
    phone.types("/start trial")
    return phone


def test_a_scale_may_have_its_own_words_for_unknown(phone: Phone) -> None:
    assert "Niet van toepassing" in phone.labels
    phone.types("niet van toepassing")
    assert phone.session is not None
    assert phone.session.frames[0].answers == {"often": "unknown"}


def test_advice_in_parts_shows_each_part_where_it_belongs(phone: Phone) -> None:
    phone.presses("4")
    assert phone.last.text == "Eerst:\n\none"
    phone.presses("Verder")
    assert phone.last.text.startswith("Dan:\n\ntwo")
    assert "one" not in phone.last.text
    assert "gelukt" in phone.last.text
