"""The rooms of the house: networks, dossier, plans, care, the example."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.memory import Memory
from tests.dialogs.sample import checked_in, live, with_network
from tests.phone import Phone

# -- networks


def test_a_network_is_asked_for_when_something_is_first_worth_remembering(phone: Phone) -> None:
    checked_in(phone)
    assert "Zal ik dit onthouden" in live(phone)
    phone.types("Kinderarmoede Zuid")
    assert "Onthouden: <b>Kinderarmoede Zuid</b>" in live(phone)
    assert [plan.network for plan in phone.memory.plans] == [1 * phone.memory.networks[0].id]


def test_what_gets_no_name_is_not_remembered(phone: Phone) -> None:
    checked_in(phone)
    phone.presses("Niet onthouden")
    assert phone.memory.networks == ()


def test_a_name_that_is_too_long_is_said_to_be(phone: Phone) -> None:
    checked_in(phone)
    phone.types("x" * 61)
    assert "te lang" in live(phone)
    assert phone.memory.networks == ()


def test_two_networks_and_one_tap_to_change(phone: Phone) -> None:
    with_network(phone, "Noord", "Zuid")
    phone.types("/checkin")
    assert "netwerk: Zuid" in live(phone)
    phone.presses("Ander netwerk")
    phone.presses("Noord")
    assert "netwerk: Noord" in live(phone)
    assert phone.memory.current is not None
    assert phone.memory.current.name == "Noord"


def test_a_network_can_be_renamed_archived_and_brought_back(phone: Phone) -> None:
    with_network(phone, "Noord")
    phone.types("/netwerken")
    phone.presses("Hernoem")
    phone.types("Noordrand")
    assert phone.memory.networks[0].name == "Noordrand"
    phone.types("/netwerken")
    phone.presses("Archiveer")
    assert phone.memory.networks[0].archived
    phone.presses("Haal 1 uit het archief")
    assert not phone.memory.networks[0].archived
    phone.presses("Verder")
    assert "Waar zit je mee?" in live(phone)


def test_one_may_think_better_of_a_new_network(phone: Phone) -> None:
    phone.types("/netwerken")
    phone.presses("Nieuw netwerk")
    phone.presses("Terug")
    assert "geen netwerk" in live(phone)
    phone.types("x" * 61)
    assert "te lang" in live(phone)


# -- dossier


def test_every_fact_of_a_network_can_be_changed_and_forgotten(phone: Phone) -> None:
    with_network(phone, "Noord")
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    assert "niets van" in live(phone)
    for field, answer in (("Fase", "Doelen kiezen"), ("Wie leidt", "Eén partner")):
        phone.presses("Pas iets aan")
        phone.presses(field)
        phone.presses(answer)
    phone.presses("Pas iets aan")
    phone.presses("Organisaties")
    phone.types("twaalf")
    assert "past hier niet" in live(phone)
    phone.types("12")
    phone.presses("Pas iets aan")
    phone.presses("De vraag")
    phone.types("Hoe komt het dat niemand belt?")
    phone.presses("Pas iets aan")
    phone.presses("Meer")
    phone.presses("Zelfde doel")
    phone.presses("4")
    assert "4 op 5" in live(phone)
    current = phone.memory.current
    assert current is not None
    known = {name: fact.value for name, fact in current.facts.items()}
    assert known == {
        "phase": "goals",
        "form": "lead",
        "size": 12,
        "question": "Hoe komt het dat niemand belt?",
        "consensus": 4,
    }
    phone.presses("Pas iets aan")
    phone.presses("Fase")
    phone.types("verkennen")
    phone.presses("Pas iets aan")
    phone.presses("Fase")
    phone.presses("Vergeet dit")
    assert "phase" not in phone.memory.current.facts  # type: ignore[union-attr]
    phone.presses("Pas iets aan")
    phone.presses("Fase")
    phone.presses("Terug")
    phone.types("zomaar iets")
    assert "vind ik niet" in live(phone)


def test_a_fact_that_is_known_is_not_asked_again_and_one_tap_changes_it(phone: Phone) -> None:
    with_network(phone, "Noord")
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    phone.presses("Pas iets aan")
    phone.presses("Fase")
    phone.presses("Doelen kiezen")
    phone.presses("Verder")
    phone.types("/partners")
    phone.presses(phone.labels[0])
    assert "Ik weet al" in live(phone)
    assert "doelen" in live(phone).casefold()
    phone.presses("Klopt niet meer")
    phone.presses(phone.labels[0])
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.state == "phase"


def test_without_a_network_there_is_nothing_to_show(phone: Phone) -> None:
    with_network(phone, "Noord")
    phone.types("/netwerken")
    phone.presses("In één oogopslag")
    assert phone.session is not None
    phone.memory = Memory()
    phone.types("/stop")
    phone.session.room = "dossier"
    phone.sends("voice")
    assert "geen netwerk" in live(phone)
    phone.presses("Menu")
    assert "Waar zit je mee?" in live(phone)


# -- plans


@pytest.mark.parametrize(
    ("label", "status", "answer"),
    [
        ("Gelukt", "done", "Mooi"),
        ("Niet gedaan", "not_done", "half"),
        ("Laat los", "dropped", "los"),
    ],
)
def test_a_plan_comes_back_another_day(phone: Phone, label: str, status: str, answer: str) -> None:
    with_network(phone, "Noord")
    checked_in(phone)
    phone.now = phone.now.replace(day=phone.now.day + 2)
    phone.types("/start")
    assert "Vorige keer" in live(phone)
    phone.presses(label)
    assert answer in live(phone)
    assert phone.memory.plans[0].status == status


# -- care


def test_danger_comes_before_everything_and_is_not_repeated(phone: Phone) -> None:
    phone.types("/checkin")
    effects = phone.types("een partner heeft mij bedreigd met een mes")
    assert phone.turn is not None
    assert phone.turn.blank
    assert all("mes" not in getattr(effect, "text", "") for effect in effects)
    phone.presses("Verder")
    assert "1/" in live(phone)


def test_after_care_the_menu_is_one_tap_away(phone: Phone) -> None:
    phone.types("ik wil niet meer leven")
    phone.presses("Menu")
    assert "Waar zit je mee?" in live(phone)


# -- the example


def test_the_example_keeps_nothing(phone: Phone) -> None:
    phone.types("/start")
    phone.presses("Probeer met een voorbeeld")
    assert "verzonnen netwerk" in live(phone)
    checked_in(phone)
    assert phone.memory == Memory()
    phone.types("/menu")
    phone.presses("Stop het voorbeeld")
    assert "Het voorbeeld is weg" in live(phone)
    assert phone.memory == Memory()


@pytest.mark.parametrize(
    ("opened", "typed", "stands"),
    [
        ("/wis", "ja, wis alles", "Alles is gewist"),
        ("/netwerken", "nieuw netwerk", "Hoe heet het netwerk"),
    ],
)
def test_words_that_stand_on_a_button_of_the_room_mean_that_button(
    coach: Coach, opened: str, typed: str, stands: str
) -> None:
    phone = Phone(coach)
    phone.types("/start")
    phone.types(opened)
    phone.types(typed)
    assert stands in phone.last.text


def test_back_on_a_button_of_the_room_goes_back_within_it(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/vast")
    phone.types("/instellingen")
    phone.presses("Vakantie")
    phone.types("terug")
    assert "Wanneer ik mag schrijven" in phone.last.text
