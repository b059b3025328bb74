"""Templates to fill in: handed over as documents, in the language of the chat."""

import pytest

from dialogs.coach import Coach
from dialogs.effect import Form
from dialogs.memory import Memory, Network, Profile
from tests.phone import BEGIN, Phone

TECHNIQUES = {
    "Voor wie": "persona",
    "Wat iemand": "interview",
    "Waar het misloopt": "gebruikersreis",
    "Het dagelijks leven": "dagboek",
}


def ask_for(phone: Phone, *pressed: str) -> Phone:
    phone.types("/gebruiker")
    for label in pressed:
        phone.presses(label)
    return phone


def last(phone: Phone) -> Form:
    return phone.forms[-1]


@pytest.mark.parametrize(("know", "file"), TECHNIQUES.items())
def test_the_template_of_the_technique_is_a_form(coach: Coach, know: str, file: str) -> None:
    phone = ask_for(Phone(coach), know, "Twee tot", "Rechtstreeks", "Gewoon", "We stellen")
    phone.presses("Sjabloon als bestand")
    assert last(phone).file == file
    assert last(phone).values["first"] == ""
    assert all(field["label"] for field in last(phone).values["fields"])


def test_a_template_for_an_assumption_says_so_first(coach: Coach) -> None:
    phone = ask_for(Phone(coach), "Voor wie", "Een uur", "Nu niet", "Gewoon", "We stellen")
    phone.presses("Sjabloon als bestand")
    assert last(phone).values["first"].startswith("AANNAME: ")
    phone.presses("Andere sjablonen")
    phone.presses("Interview")
    assert last(phone).values["first"] == ""


def test_what_is_known_is_filled_in(coach: Coach) -> None:
    network = Network(1, "Zuid & <b>Co", BEGIN.date(), {}, ())
    phone = Phone(coach, memory=Memory(Profile(network=1, last_id=1), (network,)))
    ask_for(phone, *["Overslaan"] * 5).presses("Andere sjablonen")
    phone.presses("Persona")
    assert last(phone).values["known"] == ["Netwerk: Zuid & <b>Co", "Gemaakt op 2 maart 2026"]


def test_every_template_can_be_had_in_both_languages(coach: Coach) -> None:
    for language, labels in {
        "nl": ("Persona", "Interview", "Gebruikersreis", "Dagboek", "Terugkoppeling"),
        "en": ("Persona", "Interview", "User journey", "Diary", "Return note"),
    }.items():
        phone = ask_for(Phone(coach, language), *["Overslaan" if language == "nl" else "Skip"] * 5)
        phone.presses("Andere sjablonen" if language == "nl" else "Other templates")
        for label in labels:
            phone.presses(label)
            assert last(phone).values["title"].startswith(label.split(" ")[0])
            assert len(last(phone).values["fields"]) >= 4
        assert len({form.file for form in phone.forms}) == 5


def test_the_checklist_can_be_ticked_off(coach: Coach) -> None:
    phone = ask_for(Phone(coach), *["Overslaan"] * 5)
    phone.presses("Acht vragen vooraf")
    phone.presses("Als bestand")
    assert len(last(phone).values["boxes"]) == 8
    assert len(last(phone).values["rules"]) == 4


def test_without_a_technique_there_is_no_template_of_it(coach: Coach) -> None:
    phone = ask_for(Phone(coach), *["Overslaan"] * 5)
    assert "Sjabloon als bestand" not in phone.labels
    phone.presses("Maak een plan")
    assert "Plan 1" not in phone.labels
