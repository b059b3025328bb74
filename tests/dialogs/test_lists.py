"""A list of partners in the chat: built up, tapped, kept, and offered again."""

import pytest

from dialogs.coach import Coach
from tests.dialogs.partners import at_the_list, listed, on_the_list, partners
from tests.dialogs.sample import with_network
from tests.phone import Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    """A phone that stands at the list of partners."""
    return at_the_list(coach)


# -- building up --------------------------------------------------------------------------------


def test_names_are_typed_pasted_and_ticked(phone: Phone) -> None:
    phone.types("- OCMW\n- Kerk")
    phone.types("ocmw; Moskee")
    phone.presses("Ouderen")
    phone.presses("☐ Huisartsenkring")
    phone.presses("☑ OCMW")
    assert on_the_list(phone) == ["Kerk", "Moskee", "Huisartsenkring"]


def test_what_is_known_of_a_usual_partner_is_filled_in(phone: Phone) -> None:
    listed(phone, "huisartsenkring, OCMW, Huis van het Kind, Kerk")
    filled = [(p.get("family"), p.get("umbrella")) for p in partners(phone)]
    assert filled == [("care", "yes"), ("own_council", None), (None, None), (None, None)]


def test_a_name_may_be_typed_while_ticking(phone: Phone) -> None:
    phone.presses("Ouderen")
    phone.types("Kaartclub")
    assert on_the_list(phone) == ["Kaartclub"]
    assert "Gezinnen" in phone.labels


def test_the_themes_come_in_pages_and_the_page_is_kept(phone: Phone) -> None:
    phone.presses("Meer (1/2)")
    phone.presses("Klimaat")
    phone.presses("Klaar")
    assert "Klimaat" in phone.labels
    phone.presses("Meer (2/2)")
    assert "Ouderen" in phone.labels


def test_a_long_list_is_shortened_on_the_screen_and_dropped_from_in_pages(phone: Phone) -> None:
    phone.types("\n".join(f"Vereniging nummer {n}" for n in range(40)))
    assert "40: … " in phone.last.text.replace("<b>", "").replace("</b>", "")
    phone.presses("Schrap er een")
    for page in range(1, 5):
        phone.presses(f"Meer ({page}/5)")
    phone.presses("✕ Vereniging num")
    assert len(on_the_list(phone)) == 39


def test_the_last_one_dropped_leads_back_to_the_names(phone: Phone) -> None:
    phone.types("Kerk")
    phone.presses("Schrap er een")
    phone.presses("✕ Kerk")
    assert on_the_list(phone) == []
    assert "Ouderen" in phone.labels


def test_more_than_forty_are_left_out_and_that_is_said(phone: Phone) -> None:
    phone.types("\n".join(f"Vzw {n}" for n in range(41)))
    assert len(on_the_list(phone)) == 40
    assert "40 passen er niet op de lijst" in phone.last.text
    phone.presses("Ouderen")
    phone.presses("☐ OCMW")
    assert len(on_the_list(phone)) == 40
    assert "40 passen er niet op de lijst" in phone.last.text


def test_the_words_of_a_button_are_no_name(phone: Phone) -> None:
    phone.types("Kerk, Moskee")
    phone.types("ouderen")
    phone.types("ocmw")
    phone.types("klaar")
    phone.types("schrap er een")
    phone.types("moskee")
    phone.types("klaar")
    assert on_the_list(phone) == ["Kerk", "OCMW"]
    phone.types("verder")
    assert "Hoe belangrijk is <b>Kerk</b>" in phone.last.text
    phone.presses("Vorige tik")
    phone.types("klaar")
    assert "Hoe belangrijk is <b>Kerk</b>" in phone.last.text


def test_done_is_no_name_either_as_long_as_the_list_is_empty(phone: Phone) -> None:
    phone.types("klaar")
    assert on_the_list(phone) == []


def test_what_is_no_name_is_kindly_refused(phone: Phone) -> None:
    phone.types("...")
    assert "Typ of plak namen" in phone.last.text


# -- tapping ------------------------------------------------------------------------------------


def test_taps_may_be_typed_and_taken_back(phone: Phone) -> None:
    phone.types("Kerk, Moskee")
    phone.presses("Verder met 2")
    phone.types("heel veel")
    assert "Dat herken ik niet" in phone.last.text
    phone.types("4 heel belangrijk")
    phone.presses("Vorige tik")
    assert "Hoe belangrijk is <b>Kerk</b>" in phone.last.text
    for tap in ("3 Belangrijk", "4 Makkelijk", "In gesprek"):
        phone.presses(tap)
    phone.presses("Vorige tik")
    assert "Waar staan jullie met <b>Kerk</b>" in phone.last.text
    for _ in range(3):
        phone.presses("Vorige tik")
    assert "Verder met 2" in " ".join(phone.labels)


def test_skipping_keeps_the_list_and_leaves_the_rest_open(phone: Phone) -> None:
    phone.types("Kerk, Moskee")
    phone.presses("Verder met 2")
    phone.presses("3 Belangrijk")
    phone.presses("Overslaan")
    assert partners(phone) == [{"name": "Kerk", "importance": 3}, {"name": "Moskee"}]


def test_skipping_an_empty_list_asks_nothing_about_it(phone: Phone) -> None:
    phone.presses("Overslaan")
    assert "doel <b>nodig</b>" in phone.last.text


def test_a_changed_list_asks_only_about_who_is_new(phone: Phone) -> None:
    listed(phone, "Kerk")
    phone.presses("Iets wijzigen")
    phone.presses("De namen")
    phone.types("Moskee")
    phone.presses("Verder met 2")
    assert "<b>Moskee</b>" in phone.last.text


# -- what the network keeps ---------------------------------------------------------------------


def test_the_list_is_kept_for_the_network_and_offered_again(phone: Phone) -> None:
    listed(phone, "Kerk, Moskee")
    for label in ("Meteen", "Maak een plan", "Plan 1", "Bewaar"):
        phone.presses(label)
    phone.types("Samen Zuid")
    phone.types("/partners")
    assert "2 partners" in phone.last.text
    for label in ("Begin", "Overslaan", "Nee"):
        phone.presses(label)
    assert "ARENAKAART" in phone.last.text
    phone.presses("Iets wijzigen")
    phone.presses("De namen")
    assert "Kerk, Moskee" in phone.last.text


def test_a_network_without_partners_is_asked_for_them(coach: Coach) -> None:
    phone = Phone(coach)
    with_network(phone, "Zuid")
    phone.types("/partners")
    for label in ("Begin", "Doelen", "Overslaan", "Nee"):
        phone.presses(label)
    assert "zou moeten meedoen" in phone.last.text
