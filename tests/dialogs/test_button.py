"""Buttons pressed twice, late or never shown, and words for which there is no button."""

from __future__ import annotations

from collections import Counter

import pytest

from dialogs.effect import Edit, Say
from dialogs.event import Blocked, Broke, Edited, FellDue, Pressed, Unreadable
from dialogs.rooms import ROOMS
from dialogs.rooms.room import Room
from dialogs.screen import Screen
from dialogs.view import View
from tests.dialogs.sample import said
from tests.phone import Phone


def test_a_double_press_is_taken_once_and_in_silence(phone: Phone) -> None:
    phone.types("/checkin")
    live = phone.session.live  # type: ignore[union-attr]
    press = Pressed(live.number, 2)
    assert phone.happens(press)
    assert phone.happens(press) == []
    assert "2/" in said(phone)


def test_an_old_button_answers_kindly_and_shows_where_the_talk_is(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    effects = phone.happens(Pressed(1, 0))
    assert "vorige vraag" in said(phone)
    assert "2/" in said(phone)
    assert isinstance(effects[0], Say)


@pytest.mark.parametrize(("screen", "choice"), [(10**9, 0), (0, 0), (-3, -1), (2, 10**6)])
def test_a_forged_button_does_nothing(phone: Phone, screen: int, choice: int) -> None:
    phone.types("/checkin")
    before = phone.session.frames[0].answers  # type: ignore[union-attr]
    phone.happens(Pressed(screen, choice))
    assert phone.session.frames[0].answers == before  # type: ignore[union-attr]


def test_words_on_a_button_may_be_typed_and_the_question_closes(phone: Phone) -> None:
    phone.types("/checkin")
    effects = phone.types("vandaag")
    asked, closed = effects
    assert isinstance(asked, Say)
    assert isinstance(closed, Edit)
    assert closed.rows == ()
    assert "→" in closed.text
    assert "2/" in said(phone)


def test_words_that_are_no_answer_are_kindly_redirected(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("paarse olifant")
    assert "Tik op een knop" in said(phone)
    assert "1/" in said(phone)


def test_a_message_that_is_far_too_long_is_said_to_be(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("x" * 5000)
    assert "5000" in said(phone)


@pytest.mark.parametrize(
    ("what", "word"),
    [
        (Unreadable("voice"), "Spraak"),
        (Edited(), "aanpassen"),
        (Broke(), "liep iets mis"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(phone: Phone, what: Unreadable, word: str) -> None:
    phone.types("/checkin")
    phone.happens(what)
    assert word in said(phone)
    assert "1/" in said(phone)


@pytest.mark.parametrize("what", [Blocked(), FellDue("nothing")])
def test_what_concerns_nobody_is_passed_over(phone: Phone, what: Blocked) -> None:
    phone.types("/checkin")
    assert phone.happens(what) == []


def test_words_that_mean_nothing_show_the_menu_without_guessing(phone: Phone) -> None:
    phone.types("/start")
    phone.types("qwertyuiop")
    assert "vind ik niet" in said(phone)
    assert "Waar zit je mee?" in said(phone)


def test_typed_words_have_the_screen_that_stood_drawn_once(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.types("/start")
    drawn = Counter[str]()
    menu = ROOMS["menu"].screen

    def screen(_: Room, talk: View) -> Screen:
        drawn["menu"] += 1
        return menu(talk)

    monkeypatch.setattr(type(ROOMS["menu"]), "screen", screen)
    phone.types("qwertyuiop")
    before, after = 1, 1
    assert drawn["menu"] == before + after
