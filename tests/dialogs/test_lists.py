"""A list of partners in the chat: built up, changed, and asked field by field."""

from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.memory import Memory
from dialogs.screen import BadAnswerError
from dialogs.session import Session
from dialogs.view import View
from tests.phone import Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    """A phone that stands at the list of partners."""
    made = Phone(coach)
    made.types("/partners")
    for label in ("Begin", "Doelen", "Overslaan", "Nee"):
        made.presses(label)
    return made


def partners(phone: Phone) -> list[dict[str, Any]]:
    assert phone.session is not None
    assert phone.session.frame is not None
    answer: list[dict[str, Any]] = phone.session.frame.answers["partners"]
    return answer


def on_the_list(phone: Phone) -> list[str]:
    assert phone.session is not None
    assert phone.session.frame is not None
    return [entry["name"] for entry in phone.session.frame.scratch["list:partners"]["entries"]]


def listed(phone: Phone, names: str, *taps: str) -> None:
    """Put *names* on the list, tap the same for each, and go on to the voices."""
    phone.types(names)
    phone.presses("Verder met")
    while "Vorige tik" in phone.labels:
        for tap in taps or ("4 Heel", "1 Niemand", "Aan boord"):
            phone.presses(tap)


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


# -- one field over the list --------------------------------------------------------------------


def test_a_value_is_ticked_over_the_whole_list(phone: Phone) -> None:
    listed(phone, "Kerk, Moskee, Kiosk")
    phone.presses("Verder")
    phone.presses("Kerk")
    phone.presses("Moskee")
    phone.types("kerk")
    phone.presses("Klaar")
    assert [p["voice"] for p in partners(phone)] == [[], ["user"], []]
    assert "beslisser" in phone.last.text


def test_values_that_were_not_asked_stay_open(phone: Phone) -> None:
    listed(phone, "Kerk, Moskee")
    phone.presses("Verder")
    phone.presses("Niemand")
    unasked = {"voice.decider", "voice.doer", "voice.critic"}
    assert all(set(p["unasked"]) == unasked for p in partners(phone))
    phone.presses("Weet ik niet")
    phone.presses("Niemand")
    phone.presses("Overslaan")
    assert all(set(p["unasked"]) == {"voice.decider", "voice.critic"} for p in partners(phone))
    assert "Niemand aan tafel kan ja zeggen" not in phone.last.text
    assert "Niemand spreekt als gebruiker" in phone.last.text


def test_not_knowing_takes_an_earlier_tick_back(phone: Phone) -> None:
    listed(phone, "Kerk, Moskee")
    phone.presses("Verder")
    phone.presses("Kerk")
    phone.presses("Klaar")
    phone.presses("Terug")
    assert "☑ Kerk" in phone.labels
    phone.presses("Weet ik niet")
    assert [p["voice"] for p in partners(phone)] == [[], []]
    assert all("voice.user" in p["unasked"] for p in partners(phone))


def test_not_knowing_any_voice_leaves_the_field_open(phone: Phone) -> None:
    listed(phone, "Kerk")
    phone.presses("Verder")
    for _ in range(4):
        phone.types("weet ik niet")
    assert "voice" not in partners(phone)[0]


def test_a_long_list_is_asked_in_pages(phone: Phone) -> None:
    phone.types("\n".join(f"Vereniging van de vrienden van het park nummer {n}" for n in range(8)))
    phone.presses("Overslaan")
    phone.presses("Verder")
    phone.presses("Meer (1/2)")
    assert len([label for label in phone.labels if label.startswith("☐")]) == 2
    phone.presses("Meer (2/2)")
    assert len([label for label in phone.labels if label.startswith("☐")]) == 6


def test_a_name_that_is_not_on_the_list_is_kindly_refused(phone: Phone) -> None:
    listed(phone, "Kerk")
    phone.presses("Verder")
    phone.types("Synagoge")
    assert "Tik aan wat past" in phone.last.text


def deeper(phone: Phone, *labels: str) -> None:
    listed(phone, "Kerk, OCMW")
    phone.presses("Meteen naar het advies")
    for label in labels:
        phone.presses(label)


def test_a_tap_goes_to_the_next_value_and_round(phone: Phone) -> None:
    deeper(phone, "Vul meer in", "Hoe staan", "OCMW", "OCMW", "Klaar")
    assert [p.get("attitude") for p in partners(phone)] == [None, "follows"]
    for label in ("Hoe staan", "OCMW", "OCMW", "OCMW", "Kerk", "Klaar"):
        phone.presses(label)
    assert [p.get("attitude") for p in partners(phone)] == ["pulls", None]


def test_a_value_that_was_not_known_starts_the_round(phone: Phone) -> None:
    listed(phone, "Kerk", "Weet ik niet", "1 Niemand", "Aan boord")
    for label in ("Iets wijzigen", "Hoe belangrijk"):
        phone.presses(label)
    assert "Kerk: …" in phone.labels
    phone.presses("Kerk")
    phone.presses("Klaar")
    assert partners(phone)[0]["importance"] == 1


def test_many_values_are_chosen_from_a_screen_of_their_own(phone: Phone) -> None:
    deeper(phone, "Vul meer in", "Uit welke hoek", "Kerk")
    phone.types("fabriek")
    assert "Dat herken ik niet" in phone.last.text
    phone.types("vereniging")
    assert "Kerk: Vereniging" in phone.labels
    phone.presses("OCMW")
    phone.presses("Weet ik niet")
    phone.presses("Klaar")
    assert [p.get("family") for p in partners(phone)] == ["association", None]


def test_who_is_not_ticked_is_no_umbrella(phone: Phone) -> None:
    deeper(phone, "Vul meer in", "Uit welke hoek", "Klaar", "Kerk", "Klaar")
    assert [p["umbrella"] for p in partners(phone)] == ["yes", "no"]


def test_days_ago_are_noted_as_a_day_and_kept(phone: Phone) -> None:
    deeper(phone, "Vul meer in", "Wanneer", "Kerk", "Klaar", "Wanneer")
    assert "Kerk: 2026-02-23" in phone.labels
    phone.presses("Klaar")
    assert partners(phone)[0]["last_contact"] == "2026-02-23"


def test_a_question_about_nobody_is_not_asked(phone: Phone) -> None:
    listed(phone, "Kerk", "1 Niet", "4 Makkelijk", "Wil niet")
    phone.presses("Meteen naar het advies")
    phone.presses("Vul meer in")
    phone.presses("Mogen ze")
    assert "Hoe staan ze erin?" in phone.labels


def test_the_own_choice_of_a_ring_goes_first_until_it_is_taken_back(phone: Phone) -> None:
    deeper(phone, "Vul meer in", "Iets wijzigen", "De ring", "Kerk", "Context", "Klaar")
    assert partners(phone)[0]["ring"] == "context"
    for label in ("De ring", "Kerk", "Weet ik niet", "Klaar"):
        phone.presses(label)
    assert "ring" not in partners(phone)[0]
    phone.presses("De ring")
    assert "Kerk: Kern" in phone.labels


def test_a_partner_that_is_dropped_takes_its_open_ticks_along(phone: Phone) -> None:
    listed(phone, "Kerk, Moskee")
    phone.presses("Verder")
    phone.presses("Kerk")
    phone.presses("Terug")
    for label in ("Iets wijzigen", "De namen", "Schrap", "✕ Kerk", "Klaar", "Verder met 1"):
        phone.presses(label)
    phone.presses("Verder")
    assert "☐ Moskee" in phone.labels


def test_a_field_of_the_list_is_no_question_of_its_own(coach: Coach) -> None:
    step = coach.dialogues["partners"].steps["attitude"]
    with pytest.raises(BadAnswerError, match="is not asked by attitude"):
        step.accept("attitude", "pulls", View(coach, Session("nl"), Memory(), None))  # type: ignore[arg-type]


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
    phone.types("/netwerken")
    phone.presses("Nieuw netwerk")
    phone.types("Zuid")
    phone.types("/partners")
    for label in ("Begin", "Doelen", "Overslaan", "Nee"):
        phone.presses(label)
    assert "zou moeten meedoen" in phone.last.text
