"""One field asked over a whole list of partners."""

import pytest

from dialogs.coach import Coach
from dialogs.memory import Memory
from dialogs.screen import BadAnswerError
from dialogs.session import Session
from dialogs.view import View
from tests.dialogs.partners import at_the_list, listed, partners
from tests.phone import Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    """A phone that stands at the list of partners."""
    return at_the_list(coach)


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
