"""Questions with options: one of them, in pages and in groups; yes and no; answers from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.dialogs.options import AFTER, MANY, trial
from tests.dialogs.sample import frame_of, live, session_of, started, with_steps
from tests.phone import BEGIN


def played(coach: Coach, step: str, value: object) -> Any:
    """Return what an answer from a file becomes."""
    made = replace(with_steps(coach, f"one:\n{step}\n{AFTER}"), headless=True)
    play(made, "trial", {"one": value}, "nl", BEGIN.date())
    return value


# -- one of them --------------------------------------------------------------------------------


NUMBERED = """
  ask: {nl: "Welke?", en: "Which?"}
  choose:
    options:
      c1: {nl: "Eerste", en: "First"}
      c2: {nl: "Tweede", en: "Second"}
      c3: {nl: "Derde", en: "Third"}
      c4: {nl: "Vierde", en: "Fourth"}
      c5: {nl: "Vijfde", en: "Fifth"}
      c6: {nl: "Zesde", en: "Sixth"}
      c7: {label: {nl: "Zevende", en: "Seventh"}, full: {nl: "De laatste", en: "The last"}}
"""


def test_more_than_six_options_come_in_pages(coach: Coach) -> None:
    phone = trial(coach, NUMBERED)
    assert phone.labels[5:] == ["Zesde", "Meer (1/2)", "Weet ik niet", "Overslaan", "Stop"]
    phone.presses("Meer")
    assert phone.labels[:2] == ["Zevende", "Meer (2/2)"]
    assert "<b>Zevende</b>: De laatste" in live(phone)
    phone.presses("Meer")
    assert phone.labels[0] == "Eerste"


def test_the_answer_is_marked_when_one_goes_back(coach: Coach) -> None:
    phone = trial(coach, NUMBERED)
    phone.presses("Derde")
    assert "Derde?" in live(phone)
    phone.presses("Terug")
    assert "✓ Derde" in phone.labels


@pytest.mark.parametrize("typed", ["zevende", "zevennde", "zeven", "Seventh"])
def test_options_of_other_pages_may_be_typed(coach: Coach, typed: str) -> None:
    phone = trial(coach, NUMBERED, language="en" if typed == "Seventh" else "nl")
    phone.types(typed)
    assert frame_of(phone).answers == {"one": "c7"}


def test_weet_ik_niet_is_an_answer(coach: Coach) -> None:
    phone = trial(coach, NUMBERED)
    phone.types("weet ik niet")
    assert frame_of(phone).answers == {"one": "unknown"}
    assert "Weet ik niet?" in live(phone)


TABLE = """
  ask: {nl: "Welk dier?", en: "Which animal?"}
  choose:
    unknown: false
    propose: true
    options:
      from: "{'aap': {'short': 'Aap', 'long': 'Een aap'}, 'beer': {'short': 'Beer'}, 'kat': 'Kat'}"
      label: short
      full: long
      groups: >-
        {'wild': {'label': 'In het wild', 'of': ['aap', 'beer']},
        'huis': {'label': 'Thuis', 'of': ['kat']}}
"""


def test_groups_open_and_close(coach: Coach) -> None:
    phone = trial(coach, TABLE)
    assert phone.labels[:3] == ["In het wild", "Thuis", "Ik beschrijf het zelf"]
    phone.presses("In het wild")
    assert "<b>In het wild</b>" in live(phone)
    assert phone.labels[:3] == ["Aap", "Beer", "Iets anders"]
    phone.presses("Iets anders")
    phone.presses("Thuis")
    phone.presses("Kat")
    assert frame_of(phone).answers == {"one": "kat"}
    assert frame_of(phone).scratch == {}


def test_typed_words_may_propose_some_options(coach: Coach) -> None:
    phone = trial(replace(coach, propose=lambda *_: ["beer", "gone", "aap"]), TABLE)
    phone.presses("Ik beschrijf het zelf")
    assert "in je eigen woorden" in live(phone)
    phone.types("iets groots en bruins")
    assert "Bedoel je een van deze?" in live(phone)
    assert phone.labels[:3] == ["Beer", "Aap", "Geen van deze"]
    phone.presses("Geen van deze")
    assert phone.labels[0] == "In het wild"
    phone.types("iets groots en bruins")
    phone.presses("Beer")
    assert frame_of(phone).answers == {"one": "beer"}


@pytest.mark.parametrize("proposed", [[], ["gone"]])
def test_words_that_propose_nothing_are_said_to_be_unclear(
    coach: Coach, proposed: list[str]
) -> None:
    phone = trial(replace(coach, propose=lambda *_: proposed), TABLE)
    phone.presses("Ik beschrijf het zelf")
    phone.types("iets groots en bruins")
    assert "in andere woorden" in live(phone)
    phone.presses("Toon toch de lijst")
    assert phone.labels[0] == "In het wild"


def test_an_option_may_be_there_only_sometimes(coach: Coach) -> None:
    steps = """
one:
  ask: {nl: "Is het groot?", en: "Is it big?"}
  yesno: {}
two:
  ask: {nl: "Wat?", en: "What?"}
  choose:
    options:
      big: {label: {nl: "Olifant", en: "Elephant"}, when: "one == 'yes'"}
      any: {label: {nl: "Iets", en: "Something"}}
"""
    phone = started(with_steps(coach, steps))
    phone.presses("Nee")
    assert phone.labels[0] == "Iets"
    phone.presses("Terug")
    phone.presses("Ja")
    assert phone.labels[0] == "Olifant"


SEVERAL = """
  ask: {nl: "Hoe?", en: "How?"}
  choose:
    options:
      a: {label: {nl: "Mondeling", en: "Spoken"}, sets: {source: head, written: "no"}}
      b: {label: {nl: "Schriftelijk", en: "Written"}, sets: {source: head, written: "yes"}}
      c: {label: {nl: "Van niemand", en: "From nobody"}, sets: {source: nobody}}
"""


def test_one_button_may_answer_several_questions(coach: Coach) -> None:
    phone = started(with_steps(coach, f"how:\n{SEVERAL}{AFTER.replace('said.one', 'said.source')}"))
    phone.presses("Schriftelijk")
    assert frame_of(phone).answers == {"source": "head", "written": "yes"}
    assert "Schriftelijk?" in live(phone)
    phone.presses("Terug")
    assert [label for label in phone.labels if label.startswith("✓")] == ["✓ Schriftelijk"]
    phone.presses("Van niemand")
    assert frame_of(phone).answers == {"source": "nobody", "written": None}
    phone.presses("Terug")
    phone.presses("Weet ik niet")
    assert frame_of(phone).answers == {"source": "unknown", "written": "unknown"}


def test_a_hub_asks_nothing_and_leads_on(coach: Coach) -> None:
    steps = """
hub:
  question: null
  ask: {nl: "Waarheen?", en: "Where to?"}
  choose: {unknown: false, options: {on: {nl: "Verder dan", en: "On then"}}}
after:
  ask: {nl: "Daar?", en: "There?"}
  yesno: {}
"""
    phone = started(with_steps(coach, steps))
    phone.presses("Verder dan")
    assert frame_of(phone).answers == {}
    assert "Daar?" in live(phone)


# -- yes and no ---------------------------------------------------------------------------------


YESNO = """
  ask: {nl: "Klopt het?", en: "Is it so?"}
  yesno: {}
"""


@pytest.mark.parametrize(
    ("typed", "answer"), [("ja", "yes"), ("Nee.", "no"), ("weet ik niet", "unknown")]
)
def test_yes_and_no_may_be_typed(coach: Coach, typed: str, answer: str) -> None:
    phone = trial(coach, YESNO)
    phone.types(typed)
    assert frame_of(phone).answers == {"one": answer}


def test_what_is_neither_yes_nor_no_is_asked_again(coach: Coach) -> None:
    phone = trial(coach, YESNO)
    phone.types("misschien wel")
    assert "Antwoord met ja, nee" in live(phone)
    assert session_of(phone).frames[0].answers == {}


# -- from a file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "value"),
    [
        (NUMBERED, "c7"),
        (NUMBERED, "unknown"),
        (TABLE, "kat"),
        (MANY, ["a", "b"]),
        (MANY, "a"),
        (MANY, "unknown"),
        (MANY, []),
        (YESNO, True),
        (YESNO, "no"),
    ],
)
def test_an_answer_from_a_file_is_taken(coach: Coach, step: str, value: object) -> None:
    assert played(coach, step, value) == value


@pytest.mark.parametrize(
    ("step", "value", "says"),
    [
        (NUMBERED, "c8", "one: 'c8' is not one of c1, c2, c3, c4, c5, c6, c7, unknown"),
        (NUMBERED, ["c1"], "is not one of"),
        (NUMBERED, True, "True is not one of"),
        (TABLE, "gone", "'gone' is not one of aap, beer, kat"),
        (MANY, ["a", "x"], "one: 'x' is not one of c, a, b"),
        (MANY, ["a", "b", "c"], "one: at most 2 may be chosen, not 3"),
        (YESNO, "maybe", "one: 'maybe' is not one of yes, no, unknown"),
        (YESNO, 1, "is not one of yes, no"),
        (YESNO, ["yes"], "is not one of yes, no"),
    ],
)
def test_what_is_no_answer_is_named_with_what_is_allowed(
    coach: Coach, step: str, value: object, says: str
) -> None:
    with pytest.raises(PlayError, match=says):
        played(coach, step, value)


def test_an_option_that_holds_a_fact_says_it_as_it_is_now(coach: Coach) -> None:
    steps = """
name:
  ask: {nl: "Naam?", en: "Name?"}
  write: {}
who:
  ask: {nl: "Wie?", en: "Who?"}
  choose: {options: {them: {nl: "{{ name }}", en: "{{ name }}"}, us: {nl: "Wij", en: "We"}}}
"""
    phone = started(with_steps(coach, steps))
    for name in ("OCMW", "Bibliotheek"):
        phone.types(name)
        assert phone.labels[:2] == [name, "Wij"]
        phone.presses("Terug")
