"""Templates to fill in: delivered as text files, in the language of the chat."""

import pytest

from dialogs.coach import Coach
from tests.phone import Phone

TECHNIQUES = {
    "Voor wie": "persona.txt",
    "Wat iemand": "interview.txt",
    "Waar het misloopt": "gebruikersreis.txt",
    "Het dagelijks leven": "dagboek.txt",
}


def ask_for(phone: Phone, *pressed: str) -> Phone:
    phone.types("/gebruiker")
    for label in pressed:
        phone.presses(label)
    return phone


def written(phone: Phone) -> str:
    content = phone.files[-1].content
    assert isinstance(content, str)
    return content


@pytest.mark.parametrize(("know", "file"), TECHNIQUES.items())
def test_the_template_of_the_technique_is_a_file(coach: Coach, know: str, file: str) -> None:
    phone = ask_for(Phone(coach), know, "Twee tot", "Rechtstreeks", "Gewoon", "We stellen")
    phone.presses("Sjabloon als bestand")
    assert phone.files[-1].name == file
    assert "AANNAME: " not in written(phone)
    assert ":\n…\n" in written(phone)
    assert "?:" not in written(phone)


def test_a_template_for_an_assumption_says_so_first(coach: Coach) -> None:
    phone = ask_for(Phone(coach), "Voor wie", "Een uur", "Nu niet", "Gewoon", "We stellen")
    phone.presses("Sjabloon als bestand")
    assert written(phone).startswith("AANNAME: ")
    phone.presses("Andere sjablonen")
    phone.presses("Interview")
    assert written(phone).startswith("INTERVIEW")


def test_every_template_can_be_had_in_both_languages(coach: Coach) -> None:
    for language, labels in {
        "nl": ("Persona", "Interview", "Gebruikersreis", "Dagboek", "Terugkoppeling"),
        "en": ("Persona", "Interview", "User journey", "Diary", "Return note"),
    }.items():
        phone = ask_for(Phone(coach, language), *["Overslaan" if language == "nl" else "Skip"] * 5)
        phone.presses("Andere sjablonen" if language == "nl" else "Other templates")
        for label in labels:
            phone.presses(label)
            assert written(phone).startswith(label.split(" ")[0].upper())
            assert written(phone).count("…") >= 4
        assert len({file.name for file in phone.files}) == 5


def test_the_checklist_can_be_ticked_off(coach: Coach) -> None:
    phone = ask_for(Phone(coach), *["Overslaan"] * 5)
    phone.presses("Acht vragen vooraf")
    phone.presses("Als bestand")
    assert written(phone).count("[ ] ") == 8
    assert written(phone).count("\n- ") == 4


def test_without_a_technique_there_is_no_template_of_it(coach: Coach) -> None:
    phone = ask_for(Phone(coach), *["Overslaan"] * 5)
    assert "Sjabloon als bestand" not in phone.labels
    phone.presses("Maak een plan")
    assert "Plan 1" not in phone.labels
