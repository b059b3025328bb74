"""Numbers, scales and free words: pressed, typed, given before, and from a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from dialogs.effect import Say
from tests.dialogs.sample import frame_of, live, started, with_dialogue, with_steps
from tests.phone import BEGIN, Phone

AFTER = """
after:
  ask: {nl: "{{ said.one }}?", en: "{{ said.one }}?"}
  yesno: {}
"""
NUMBER = """
one:
  ask: {nl: "Hoeveel?", en: "How many?"}
  number: {min: 1, max: 99, near: [3, 5, 8]}
"""
SCALE = """
one:
  ask: {nl: "Hoe goed?", en: "How good?"}
  scale: {low: {nl: "slecht", en: "bad"}, high: {nl: "goed", en: "good"}}
"""
WRITE = """
one:
  ask: {nl: "Wat speelt er?", en: "What is going on?"}
  write:
    max: 20
    unknown: true
    options: {none: {nl: "Niets bijzonders", en: "Nothing special"}}
"""
PLAIN = """
one:
  ask: {nl: "Wat speelt er?", en: "What is going on?"}
  write: {}
"""


@pytest.fixture(params=[NUMBER, SCALE, WRITE], ids=["number", "scale", "write"])
def any_phone(coach: Coach, request: pytest.FixtureRequest) -> Phone:
    return started(with_steps(coach, request.param + AFTER))


def phone_at(coach: Coach, step: str) -> Phone:
    return started(with_steps(coach, step + AFTER))


# -- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"), [("7", 7), ("een stuk of 12", 12), ("weet ik niet", "unknown")]
)
def test_a_number_may_be_typed(coach: Coach, typed: str, answer: object) -> None:
    phone = phone_at(coach, NUMBER)
    phone.types(typed)
    assert frame_of(phone).answers == {"one": answer}


@pytest.mark.parametrize("typed", ["0", "100", "3 of 4", "veel", "1234567890"])
def test_what_is_not_one_number_in_range_is_asked_again(coach: Coach, typed: str) -> None:
    phone = phone_at(coach, NUMBER)
    phone.types(typed)
    assert "Typ één getal van 1 tot 99" in live(phone)
    assert frame_of(phone).answers == {}


def test_a_typed_number_stands_on_a_button_when_one_goes_back(coach: Coach) -> None:
    phone = phone_at(coach, NUMBER)
    phone.types("12")
    phone.presses("Terug")
    assert phone.labels[:4] == ["3", "5", "8", "✓ 12"]
    phone.presses("5")
    phone.presses("Terug")
    assert phone.labels[:4] == ["3", "✓ 5", "8", "Weet ik niet"]


def test_a_way_in_that_numbers_its_buttons_is_told_that_numbers_are_answers(coach: Coach) -> None:
    phone = phone_at(coach, NUMBER)
    assert phone.turn is not None
    said = phone.turn.effects[-1]
    assert isinstance(said, Say)
    assert said.numeric


# -- scales -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "answer"), [("4", 4), ("weet ik niet", "unknown")])
def test_a_scale_may_be_typed(coach: Coach, typed: str, answer: object) -> None:
    phone = phone_at(coach, SCALE)
    phone.types(typed)
    assert frame_of(phone).answers == {"one": answer}


@pytest.mark.parametrize("typed", ["6", "0", "goed"])
def test_what_is_not_on_the_scale_is_asked_again(coach: Coach, typed: str) -> None:
    phone = phone_at(coach, SCALE)
    phone.types(typed)
    assert "Kies een cijfer van 1 tot 5" in live(phone)


def test_the_value_on_a_scale_is_said_in_words_and_marked(coach: Coach) -> None:
    phone = phone_at(coach, SCALE)
    phone.presses("4")
    assert "4 op 5?" in live(phone)
    phone.presses("Terug")
    assert phone.labels[3] == "✓ 4"


# -- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("een  ruzie\nover geld", "een ruzie over geld"),
        ("niets bijzonders", "none"),
        ("niets", "none"),
        ("weet ik niet", "unknown"),
        ("ni", "ni"),
    ],
)
def test_words_are_taken_as_they_are_or_for_a_button(coach: Coach, typed: str, answer: str) -> None:
    phone = phone_at(coach, WRITE)
    phone.types(typed)
    assert frame_of(phone).answers == {"one": answer}


@pytest.mark.parametrize(
    ("typed", "says"), [("x" * 21, "te lang om te lezen: 21"), (" \n ", "Daar stond niets in")]
)
def test_words_that_cannot_be_an_answer_are_refused_kindly(
    coach: Coach, typed: str, says: str
) -> None:
    phone = phone_at(coach, WRITE)
    phone.types(typed)
    assert says in live(phone)
    assert frame_of(phone).answers == {}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("<b>&", "&lt;b&gt;&amp;"), ("niets", "Niets bijzonders"), ("weet ik niet", "Weet ik niet")],
)
def test_what_was_said_before_may_be_left_so(coach: Coach, typed: str, shown: str) -> None:
    phone = phone_at(coach, WRITE)
    phone.types(typed)
    assert f"{shown}?" in live(phone)
    before = dict(frame_of(phone).answers)
    phone.presses("Terug")
    assert f"Eerder zei je: {shown}" in live(phone)
    phone.presses("Zo laten")
    assert frame_of(phone).answers == before


@pytest.mark.parametrize("press", ["Niets bijzonders", "Weet ik niet"])
def test_an_answer_at_hand_may_be_pressed(coach: Coach, press: str) -> None:
    phone = phone_at(coach, WRITE)
    phone.presses(press)
    assert f"{press}?" in live(phone)


def test_a_text_without_answers_at_hand_is_typed(coach: Coach) -> None:
    phone = phone_at(coach, PLAIN)
    assert phone.labels == ["Overslaan", "Stop"]
    phone.types("weet jij dat niet")
    assert frame_of(phone).answers == {"one": "weet jij dat niet"}


# -- every kind ---------------------------------------------------------------------------------


def test_skipping_is_no_answer(any_phone: Phone) -> None:
    any_phone.presses("Overslaan")
    assert frame_of(any_phone).answers == {"one": None}
    assert "…?" in live(any_phone)


# -- from a file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "value"),
    [
        (NUMBER, 7),
        (NUMBER, 7.0),
        (NUMBER, "unknown"),
        (SCALE, 3.5),
        (SCALE, "unknown"),
        (WRITE, "ruzie"),
        (WRITE, 12),
        (WRITE, "none"),
        (WRITE, None),
    ],
)
def test_an_answer_from_a_file_is_taken(coach: Coach, step: str, value: object) -> None:
    made = replace(with_steps(coach, step + AFTER), headless=True)
    report = play(made, "trial", {"one": value}, "nl", BEGIN.date()).report
    assert report["asked"] == ["one", "after"]
    missing = ["one", "after"] if value in (None, "unknown") else ["after"]
    assert report["missing"] == missing


@pytest.mark.parametrize(
    ("step", "value", "says"),
    [
        (NUMBER, 0, "one: 0 is not a whole number of 1 to 99, nor unknown"),
        (NUMBER, 2.5, "2.5 is not a whole number"),
        (NUMBER, "zeven", "'zeven' is not a whole number"),
        (SCALE, 6, "one: 6 is not a number of 1 to 5, nor unknown"),
        (SCALE, True, "True is not a number"),
        (SCALE, [3], "is not a number"),
        (WRITE, "x" * 1001, "one: the text must have 1 to 1000 characters"),
        (WRITE, "", "one: the text must have 1 to 1000 characters"),
        (WRITE, ["ruzie"], "is not a text"),
        (WRITE, True, "True is not a text"),
    ],
)
def test_what_is_no_answer_is_named_with_what_is_allowed(
    coach: Coach, step: str, value: object, says: str
) -> None:
    with pytest.raises(PlayError, match=says):
        play(with_steps(coach, step + AFTER), "trial", {"one": value}, "nl", BEGIN.date())


RESPONDENTS = """
title: {nl: "Proef", en: "Trial"}
respondents: true
steps:
  one:
    ask: {nl: "Hoe goed?", en: "How good?"}
    scale: {low: {nl: "slecht", en: "bad"}, high: {nl: "goed", en: "good"}}
  advice:
    ask: {nl: "Gezegd: {{ said.one }}.", en: "Said: {{ said.one }}."}
    advise: {}
"""


def test_an_answer_may_be_a_list_with_one_entry_a_person(coach: Coach) -> None:
    made = with_dialogue(coach, "trial", RESPONDENTS)
    shown = play(made, "trial", {"one": [3, None, "unknown", 5]}, "nl", BEGIN.date()).shown
    assert shown == "Gezegd: 2 antwoorden."
    with pytest.raises(PlayError, match="6 is not a number of 1 to 5"):
        play(made, "trial", {"one": [3, 6]}, "nl", BEGIN.date())
