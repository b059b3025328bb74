"""Questions with several answers: any of several options, in pages and in groups, and ticks."""

from __future__ import annotations

from dialogs.coach import Coach
from dialogs.memory import Memory, Note
from tests.dialogs.options import AFTER, MANY, trial
from tests.dialogs.sample import frame_of, live, started, with_dialogue, with_steps
from tests.phone import BEGIN


def test_ticks_are_given_in_the_order_of_the_options(coach: Coach) -> None:
    phone = trial(coach, MANY)
    assert "<b>Aap</b>: Een aap" in live(phone)
    phone.presses("Bank")
    phone.presses("Cent")
    assert phone.labels[:3] == ["☑ Cent", "☐ Aap", "☑ Bank"]
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"one": ["c", "b"]}
    assert "Cent, Bank?" in live(phone)


def test_too_many_ticks_are_refused_kindly(coach: Coach) -> None:
    phone = trial(coach, MANY)
    for label in ("Cent", "Aap", "Bank"):
        phone.presses(label)
    assert "hoogstens 2" in live(phone)
    phone.presses("Cent")
    phone.presses("Bank")
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"one": ["a", "b"]}


def test_ticks_may_be_typed(coach: Coach) -> None:
    phone = trial(coach, MANY)
    phone.types("bank")
    phone.types("zwembad")
    assert "sluit af met Klaar" in live(phone)
    phone.types("klaar")
    assert frame_of(phone).answers == {"one": ["b"]}


def test_nothing_ticked_is_an_answer_and_so_is_weet_ik_niet(coach: Coach) -> None:
    phone = trial(coach, MANY)
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"one": []}
    assert "niets?" in live(phone)
    phone.presses("Terug")
    phone.types("weet ik niet")
    assert frame_of(phone).answers == {"one": "unknown"}


def test_a_tick_whose_option_is_gone_is_let_go(coach: Coach) -> None:
    phone = trial(coach, MANY)
    phone.presses("Bank")
    phone.presses("Cent")
    phone.coach = with_steps(coach, f"one:\n{MANY.replace('      b:', '      d:')}\n{AFTER}")
    phone.presses("Aap")
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"one": ["c", "a"]}


def test_words_of_an_option_that_is_gone_show_its_id(coach: Coach) -> None:
    phone = trial(coach, MANY)
    phone.presses("Bank")
    phone.presses("Klaar")
    phone.coach = with_steps(coach, f"one:\n{MANY.replace('      b:', '      d:')}\n{AFTER}")
    phone.types("zwembad")
    assert "b?" in live(phone)


GROUPED = """
first:
  ask: {nl: "Het ergst?", en: "The worst?"}
  choose: {options: {from: "{'aap': 'Aap', 'beer': 'Beer', 'kat': 'Kat'}"}}
one:
  ask: {nl: "Wat nog?", en: "What else?"}
  many:
    most: 2
    without: first
    options:
      from: "{'aap': 'Aap', 'beer': 'Beer', 'kat': 'Kat'}"
      groups: >-
        {'wild': {'label': 'Wild', 'of': ['aap', 'beer']},
        'huis': {'label': 'Thuis', 'of': ['kat']}}
"""


def test_groups_of_ticks_leave_out_what_was_answered_before(coach: Coach) -> None:
    phone = started(with_steps(coach, GROUPED + AFTER))
    phone.presses("Aap")
    phone.presses("Wild")
    assert phone.labels[:3] == ["☐ Beer", "Iets anders", "Klaar"]
    phone.presses("Beer")
    phone.presses("Iets anders")
    assert "☑ Beer" in live(phone)
    phone.types("kat")
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"first": "aap", "one": ["beer", "kat"]}
    phone.presses("Terug")
    phone.presses("Terug")
    phone.presses("Kat")
    assert "☑ Beer" in live(phone)
    assert "☑ Kat" not in live(phone)
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"first": "kat", "one": ["beer"]}


TICKS = """
title: {nl: "Proef", en: "Trial"}
silent:
  twice: {from: "past.count[-1] == 2 and 'yes'", yesno: {}}
steps:
  both:
    ask: {nl: "Wat geldt?", en: "What holds?"}
    ticks:
      options:
        early: {nl: "Vroeg", en: "Early"}
        twice: {nl: "Twee keer", en: "Twice"}
  after:
    ask: {nl: "{{ said.early }}; {{ said.twice }}?", en: "{{ said.early }}; {{ said.twice }}?"}
    yesno: {}
"""


def test_each_tick_is_a_question_of_its_own(coach: Coach) -> None:
    phone = started(with_dialogue(coach, "trial", TICKS))
    phone.presses("Vroeg")
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"early": "yes", "twice": "no"}
    assert "Vroeg; Twee keer: Nee?" in live(phone)
    phone.presses("Terug")
    assert phone.labels[:2] == ["☑ Vroeg", "☐ Twee keer"]
    phone.presses("Overslaan")
    assert frame_of(phone).answers == {"early": None, "twice": None}
    assert "…; …?" in live(phone)


def test_a_tick_may_be_filled_in_from_what_is_remembered(coach: Coach) -> None:
    day = BEGIN.date()
    note = Note(1, None, "trial", day, day, outcome={"count": 2})
    made = with_dialogue(coach, "trial", TICKS)
    phone = started(made, memory=Memory(notes=(note,)))
    assert phone.labels[:2] == ["☐ Vroeg", "☑ Twee keer"]
    phone.presses("Klaar")
    assert frame_of(phone).answers == {"early": "no", "twice": "yes"}
