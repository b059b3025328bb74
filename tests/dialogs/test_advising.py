"""The advice in pages and lenses, its verdict, and pages to read."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.outcome import Outcome
from dialogs.screen import BadAnswerError
from dialogs.text import length, plain
from tests.dialogs.sample import live, session_of, started, with_dialogue
from tests.dialogs.trial import ASKED, WORDS, trial

ADVISE = """
  advice:
    ask: {nl: "<b>Raad</b>", en: "<b>Advice</b>"}
    advise: {go: {nl: "Naar het plan", en: "To the plan"}}
"""


# -- pages --------------------------------------------------------------------------------------


def test_three_pieces_are_shown_with_their_reason_and_the_rest_stands_behind_meer(
    coach: Coach,
) -> None:
    phone = trial(coach, ADVISE)
    assert [word in live(phone) for word in ("Eerste", "Tweede", "Derde", "Vierde")] == [
        True,
        True,
        True,
        False,
    ]
    assert "Omdat je zei: zwaar: Ja" in live(phone)
    phone.presses("Meer (2/")
    assert "Lange uitleg" in live(phone)
    assert "Vorige" in phone.labels
    while any(label.startswith("Meer") for label in phone.labels):
        phone.presses("Meer")
    assert "Meer over vier" in live(phone)
    assert "ons eigen oordeel" in live(phone)
    phone.presses("Vorige")
    assert "Meer over vier" not in live(phone)


def test_no_page_is_longer_than_a_phone_can_show(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    sizes = [length(live(phone))]
    while any(label.startswith("Meer") for label in phone.labels):
        phone.presses("Meer")
        sizes.append(length(live(phone)))
    assert sizes[0] <= 700
    assert max(sizes) <= 900


def test_the_advice_is_a_new_message_and_its_pages_are_edits(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    assert phone.turn is not None
    assert isinstance(phone.turn.effects[0], Say)
    (turned,) = phone.presses("Meer")
    assert isinstance(turned, Edit)


def test_words_on_the_buttons_of_an_advice_may_be_typed(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    phone.types("blabla bla")
    assert "Gebruik hier de knoppen" in live(phone)
    phone.types("naar het plan")
    assert "Waar zit je mee?" in live(phone)


def test_who_comes_back_after_another_answer_starts_at_the_first_page(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    phone.presses("Meer")
    phone.presses("Terug")
    phone.presses("Nee")
    assert "Eerste raad" in live(phone)
    assert "Omdat je zei" not in live(phone)


def test_an_advice_of_which_nothing_holds_is_its_head_alone(coach: Coach) -> None:
    made = with_dialogue(coach, "trial", ASKED + ADVISE, lambda _: Outcome(), WORDS)
    phone = started(made)
    phone.presses("Ja")
    assert plain(live(phone)) == "Raad"


def test_a_dialogue_without_an_instrument_has_an_empty_advice(coach: Coach) -> None:
    phone = started(with_dialogue(coach, "trial", ASKED + ADVISE))
    phone.presses("Ja")
    assert plain(live(phone)) == "Raad"


# -- lenses -------------------------------------------------------------------------------------


LENSES = """
  advice:
    ask: {nl: "<b>Lenzen</b>", en: "<b>Lenses</b>"}
    advise: {lenses: true, pick: {nl: "Kies deze", en: "Take this one"}}
  after:
    ask: {nl: "Dus {{ scratch.lens }}?", en: "So {{ scratch.lens }}?"}
    yesno: {}
"""


def test_each_lens_opens_its_own_page_and_can_be_chosen(coach: Coach) -> None:
    phone = trial(coach, LENSES)
    assert phone.labels[:3] == ["Lens één", "two", "three"]
    assert "Kort één." in live(phone)
    phone.presses("Lens één")
    assert "Eerste raad." in live(phone)
    phone.presses("Meer")
    assert "Lange uitleg" in live(phone)
    phone.presses("Andere lens")
    phone.presses("two")
    assert not any(label.startswith("Meer") for label in phone.labels)
    phone.types("kies deze")
    assert "Dus two?" in live(phone)


def test_a_lens_is_closed_when_the_advice_comes_anew(coach: Coach) -> None:
    phone = trial(coach, LENSES)
    phone.presses("Lens één")
    phone.presses("Terug")
    phone.presses("Nee")
    assert phone.labels[0] == "Lens één"


def test_lenses_without_a_choice_are_for_reading(coach: Coach) -> None:
    phone = trial(coach, LENSES.replace(', pick: {nl: "Kies deze", en: "Take this one"}', ""))
    phone.presses("two")
    assert phone.labels[0] == "Andere lens"


def test_the_verdict_counts_for_the_lens_that_is_open(coach: Coach) -> None:
    phone = trial(coach, LENSES)
    assert "Klopt" not in phone.labels
    phone.presses("Lens één")
    phone.presses("Klopt")
    assert "Dank je" in live(phone)
    assert "Klopt" not in phone.labels
    assert phone.turn is not None
    assert ("advice_right", "trial.one nl") in phone.turn.counted


# -- pages to read ------------------------------------------------------------------------------


SAY = """
  page:
    ask: {nl: "Lees dit.", en: "Read this."}
    say: {go: {nl: "Gelezen", en: "Read it"}}
  links:
    ask: {nl: "Kies een deur.", en: "Choose a door."}
    say: {}
    links: [{label: {nl: "De deur", en: "The door"}, to: last}]
  last:
    ask: {nl: "Laatste?", en: "Last?"}
    yesno: {}
"""


def test_a_page_is_read_and_gone_on_from(coach: Coach) -> None:
    phone = trial(coach, SAY)
    phone.types("iets anders dan dat")
    assert "Gebruik hier de knoppen" in live(phone)
    phone.types("gelezen")
    phone.types("iets anders dan dat")
    assert "Gebruik hier de knoppen" in live(phone)
    phone.presses("De deur")
    assert "Laatste?" in live(phone)
    phone.presses("Terug")
    phone.presses("Terug")
    phone.presses("Gelezen")
    assert "Kies een deur." in live(phone)


def test_a_page_asks_nothing(coach: Coach) -> None:
    phone = trial(coach, SAY)
    step = phone.coach.dialogues["trial"].steps["page"]
    with pytest.raises(BadAnswerError, match="'page' is not asked by page"):
        step.accept("page", "x", object())  # type: ignore[arg-type]
    assert session_of(phone).frames
