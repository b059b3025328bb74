"""Looking something up in the chat: shelves, lists, pages, and the words that are typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from dialogs.coach import Coach
from dialogs.instruments.library import Librarian
from dialogs.steps.look import shortened
from tests.dialogs.sample import live, started, with_steps
from tests.phone import Phone


def test_shelves_lists_and_pages_are_one_tap_from_each_other(phone: Phone) -> None:
    phone.types("/zoek")
    assert "Wat wil je opzoeken?" in live(phone)
    assert "Rollen" in phone.labels
    phone.presses("Meer")
    assert "Bronnen" in phone.labels
    phone.presses("Meer")
    phone.presses("Rollen")
    phone.presses("Netwerkoperator")
    assert "agenda, verslag en uitnodigingen" in live(phone)
    phone.presses("Terug")
    assert "Netwerkpromotor" in phone.labels
    phone.presses("Alle rubrieken")
    assert "Wat wil je opzoeken?" in live(phone)


def test_a_long_list_has_pages_of_six(phone: Phone) -> None:
    phone.types("/zoek")
    phone.presses("Principes")
    assert phone.labels[-3:] == ["Meer (1/2)", "Alle rubrieken", "Stop"]
    assert len(phone.labels) == 9
    phone.presses("Meer")
    assert len(phone.labels) == 8
    phone.presses("Meer")
    assert "Meer (1/2)" in phone.labels


@pytest.mark.parametrize("typed", ["/zoek mandaten", "/explain mandat"])
def test_a_command_may_say_what_to_look_for(phone: Phone, typed: str) -> None:
    phone.types(typed)
    assert "Dit vond ik" in live(phone)
    assert phone.labels[0] == "Mandaat"


def test_an_entry_leads_to_its_dialogue_and_back(phone: Phone) -> None:
    phone.types("/zoek wicked problem")
    assert "1973" in live(phone)
    phone.presses("Netwerk of niet?")
    assert phone.session is not None
    assert [frame.dialogue for frame in phone.session.frames] == ["library", "choice"]


def test_an_entry_whose_dialogue_is_not_there_has_no_button_for_it(coach: Coach) -> None:
    without = {name: made for name, made in coach.dialogues.items() if name != "choice"}
    phone = Phone(replace(coach, dialogues=without))
    phone.types("/zoek wicked problem")
    assert phone.labels == ["Terug", "Stop"]


def test_typed_words_are_looked_for_wherever_one_is(phone: Phone) -> None:
    phone.types("/zoek wicked problem")
    phone.types("consensus")
    assert "waarvoor het netwerk dient" in live(phone)
    phone.types("terug")
    phone.types("terug")
    assert "Wat wil je opzoeken?" in live(phone)
    phone.types("terug")
    assert "Waar zit je mee?" in live(phone)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("zwembad", "vind ik niets over"), ("x" * 301, "te lang"), (" ", "niets in")],
)
def test_what_cannot_be_found_is_said(phone: Phone, typed: str, says: str) -> None:
    phone.types("/zoek")
    phone.types(typed)
    assert says in live(phone)
    assert "Wat wil je opzoeken?" in live(phone)


def test_the_command_alone_begins_at_the_shelves_again(phone: Phone) -> None:
    phone.types("/zoek wicked problem")
    phone.types("/zoek")
    assert "Wat wil je opzoeken?" in live(phone)


def test_a_question_about_a_word_opens_its_page(phone: Phone) -> None:
    phone.types("/start")
    phone.types("wat is een wicked problem")
    assert "Ik denk dat je dit zoekt: <b>Opzoeken</b>" in live(phone)
    assert "1973" in live(phone)


def test_a_long_title_is_cut_between_words() -> None:
    assert shortened(Markup("Kort")) == "Kort"
    cut = shortened(Markup("Toward a Theory of Stakeholder &amp; Salience"))
    assert cut == "Toward a Theory of Stakeholder &amp;…"


def test_behind_advice_stand_its_entries_and_one_comes_back(phone: Phone) -> None:
    phone.types("/keuze")
    while "Meer (2/2)" not in phone.labels:
        phone.presses("Weet ik niet" if "Weet ik niet" in phone.labels else "Overslaan")
    assert "Opzoeken" not in phone.labels
    phone.presses("Meer (2/2)")
    phone.presses("Opzoeken")
    assert "Dit vond ik" in live(phone)
    assert phone.session is not None
    assert [frame.dialogue for frame in phone.session.frames] == ["choice", "library"]


def opens_a_lens(phone: Phone) -> None:
    """Come to the advice about members who stay away, and open its first lens."""
    phone.types("/vast")
    phone.types("niemand komt nog opdagen")
    phone.presses("Leden komen niet opdagen")
    while "Vertrek van wat mensen drijft" not in phone.labels:
        phone.presses("Overslaan")
    phone.presses("Vertrek van wat mensen drijft")


def test_behind_a_lens_stands_its_principle(phone: Phone) -> None:
    opens_a_lens(phone)
    phone.presses("Opzoeken")
    assert phone.labels[0] == "Vertrek van wat mensen drijft"


def test_without_a_library_advice_stands_alone(coach: Coach) -> None:
    without = {name: made for name, made in coach.dialogues.items() if name != "library"}
    phone = Phone(replace(coach, dialogues=without))
    opens_a_lens(phone)
    assert "Opzoeken" not in phone.labels


def test_one_entry_behind_an_advice_opens_at_once(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/nabespreking")
    for label in ("Overslaan", "Overslaan", "Half", "Overslaan", "Niks"):
        phone.presses(label)
    while "Meer (2/2)" not in phone.labels:
        phone.presses("Overslaan")
    phone.presses("Meer (2/2)")
    phone.presses("Opzoeken")
    assert "Terug" in phone.labels
    assert "Dit vond ik" not in phone.last.text


def test_an_instrument_of_another_kind_is_named(coach: Coach) -> None:
    assert isinstance(coach.instrument("library", Librarian), Librarian)
    with pytest.raises(TypeError, match="the instrument of stuck is no Librarian"):
        coach.instrument("stuck", Librarian)


def test_only_a_library_can_be_looked_through(coach: Coach) -> None:
    trial = with_steps(coach, 'query: {ask: {nl: "Wat?", en: "What?"}, look: {}}')
    with pytest.raises(TypeError, match="trial is no library"):
        started(trial)
