"""Every rule of lapse that the coach itself keeps, with the clock put forward."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.coach import Coach
from dialogs.memory import KEEP_MANDATE, KEEP_NOTES
from tests.dialogs.sample import live, session_of, with_steps
from tests.phone import Phone

WORDS = "De brug in de Kerkstraat"
SIZE = 'size:\n  ask: {nl: "Hoeveel?", en: "How many?"}\n  number: {}'


def left_at(coach: Coach, command: str, typed: str) -> Phone:
    """Somebody who typed something in a talk, and then put the phone away."""
    phone = Phone(coach)
    phone.types("/start")
    phone.types(command)
    phone.types(typed)
    return phone


@pytest.mark.parametrize(
    ("command", "days"),
    [("/mandaat", 14), ("/terugkoppeling", 14), ("/nabespreking", 90)],
)
def test_what_was_answered_lapses_with_the_words_of_its_dialogue(
    coach: Coach, command: str, days: int
) -> None:
    phone = left_at(coach, command, WORDS)
    phone.now += timedelta(days=days - 1)
    phone.types("/help")
    assert WORDS in str(session_of(phone))
    phone = left_at(coach, command, WORDS)
    phone.now += timedelta(days=days)
    phone.types("/help")
    assert WORDS not in str(session_of(phone))
    assert "lang geleden" in live(phone)


def test_a_paused_talk_lapses_in_silence(coach: Coach) -> None:
    phone = left_at(coach, "/mandaat", WORDS)
    phone.types("/stop")
    phone.now += timedelta(days=14)
    phone.types("/menu")
    assert "lang geleden" not in live(phone)
    assert not any(label.startswith("Verder:") for label in phone.labels)
    assert WORDS not in str(session_of(phone))


def test_whoever_goes_on_answering_keeps_what_was_said(coach: Coach) -> None:
    phone = left_at(coach, "/mandaat", WORDS)
    for _ in range(3):
        phone.now += timedelta(days=10)
        phone.types("weet ik niet")
    assert WORDS in str(session_of(phone))


def test_a_button_of_a_talk_that_lapsed_answers_kindly(coach: Coach) -> None:
    phone = left_at(coach, "/mandaat", WORDS)
    phone.now += timedelta(days=20)
    phone.presses("Stop")
    assert "lang geleden" in live(phone)
    assert session_of(phone).room == "menu"


def test_a_talk_of_before_this_rule_is_left_alone(coach: Coach) -> None:
    phone = Phone(with_steps(coach, SIZE))
    phone.types("/start trial")
    session_of(phone).frames[0].lapses = ""
    phone.now += timedelta(days=30)
    phone.types("5")
    assert "lang geleden" not in live(phone)


def test_the_periods_are_those_that_are_promised() -> None:
    assert (KEEP_NOTES.days, KEEP_MANDATE.days) == (90, 14)
