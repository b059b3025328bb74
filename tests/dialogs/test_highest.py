"""Statements that give one answer together: the highest counts, and nothing is invented."""

from dataclasses import replace
from typing import Any

import pytest

from bot.reader.dialogue import dialogue
from bot.reader.entry import StepEntry
from dialogs.coach import Coach
from tests.phone import Phone

STEP: dict[str, Any] = {
    "ask": {"nl": "Over de taak.", "en": "About the task."},
    "short": {"nl": "de taak", "en": "the task"},
    "highest": {
        "low": {"nl": "nee", "en": "no"},
        "high": {"nl": "ja", "en": "yes"},
        "enough": 4,
        "statements": [
            {"nl": "Van binnen uit.", "en": "From within."},
            {"nl": "Van buiten uit.", "en": "From outside."},
        ],
    },
}
WRITTEN: dict[str, Any] = {
    "title": {"nl": "Proef", "en": "Trial"},
    "steps": {
        "before": {"ask": {"nl": "Eerst?", "en": "First?"}, "yesno": {}},
        "task": STEP,
        "after": {"ask": {"nl": "Dan?", "en": "Then?"}, "yesno": {}},
    },
}


@pytest.fixture
def phone(coach: Coach) -> Phone:
    made = replace(coach, dialogues={**coach.dialogues, "trial": dialogue("trial", WRITTEN, None)})
    phone = Phone(made)
    phone.types("/start trial")
    phone.presses("Ja")
    return phone


def answer(phone: Phone) -> Any:
    assert phone.session is not None
    return phone.session.frames[0].answers.get("task", "nothing yet")


def state(phone: Phone) -> str:
    assert phone.session is not None
    return phone.session.frames[0].state


@pytest.mark.parametrize(
    ("pressed", "highest"),
    [
        (["2", "4"], 4),
        (["3", "1"], 3),
        (["5"], 5),
        (["Weet ik niet", "4"], 4),
        (["4", "Weet ik niet"], 4),
        (["3", "Weet ik niet"], "unknown"),
        (["Weet ik niet", "Weet ik niet"], "unknown"),
    ],
)
def test_the_highest_of_the_statements_is_the_answer(
    pressed: list[str], highest: Any, phone: Phone
) -> None:
    for label in pressed:
        phone.presses(label)
    assert answer(phone) == highest
    assert state(phone) == "after"


def test_each_statement_stands_below_the_same_words(phone: Phone) -> None:
    assert "Over de taak." in phone.last.text
    assert "Van binnen uit." in phone.last.text
    phone.types("2")
    assert "Over de taak." in phone.last.text
    assert "Van buiten uit." in phone.last.text
    assert "2/3" in phone.last.text


def test_back_goes_to_the_statement_before_and_then_to_the_step_before(phone: Phone) -> None:
    phone.presses("2")
    phone.presses("Terug")
    assert "Van binnen uit." in phone.last.text
    phone.presses("Terug")
    assert state(phone) == "before"


def test_asked_again_it_begins_with_the_first_statement_and_marks_nothing(phone: Phone) -> None:
    phone.presses("2")
    phone.presses("3")
    phone.presses("Terug")
    assert "Van binnen uit." in phone.last.text
    assert not [label for label in phone.labels if label.startswith("✓")]


def test_a_skipped_statement_leaves_the_question_without_an_answer(phone: Phone) -> None:
    phone.presses("2")
    phone.presses("Overslaan")
    assert answer(phone) is None


def test_the_shape_is_checked(coach: Coach) -> None:
    assert StepEntry.model_validate(STEP).highest is not None
