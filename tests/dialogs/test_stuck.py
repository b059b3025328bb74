"""The talk about a stuck network on a phone: groups, own words, weighing again, gates."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from tests.dialogs.sample import live
from tests.phone import Phone

UNSAFE = "Er is iets niet veilig"
NAVIGATION = {"Terug", "Overslaan", "Stop", "Menu", "Klaar", UNSAFE}


@pytest.fixture
def phone(coach: Coach) -> Phone:
    phone = Phone(coach)
    phone.types("/vast")
    return phone


def lenses(phone: Phone) -> None:
    """Go to the lenses of "members do not show up" with an hour."""
    for label in ("Wie komt", "Leden komen niet", "Klaar", "1 uur"):
        phone.presses(label)


# -- the list of symptoms


def test_no_screen_has_more_than_six_options(phone: Phone, coach: Coach) -> None:
    groups = coach.know["nl"]["symptoms"]["groups"].values()
    assert len([label for label in phone.labels if label not in NAVIGATION]) == 6
    seen: list[str] = []
    for group in groups:
        phone.presses(group["label"])
        options = [label for label in phone.labels if label not in NAVIGATION]
        assert len(options) <= 6
        seen += [label for label in options if label != "Iets anders"]
        phone.presses("Iets anders")
    assert len(set(seen)) == 22


def test_the_lenses_are_three_taps_away(phone: Phone) -> None:
    assert "1/3" in live(phone)
    phone.presses("Wie komt, en wie doet mee")
    phone.presses("Leden komen niet opdagen")
    assert "2/3" in live(phone)
    phone.presses("Klaar")
    phone.presses("1 uur")
    assert "Lenzen om door te kijken" in live(phone)


def test_what_somebody_describes_proposes_symptoms(phone: Phone) -> None:
    phone.presses("Ik beschrijf het zelf")
    assert "in je eigen woorden" in live(phone)
    phone.types("er is altijd iemand die het hoogste woord voert")
    assert "Bedoel je een van deze?" in live(phone)
    phone.presses("Eén partner domineert")
    assert "Eén partner domineert" in live(phone)
    assert "2/3" in live(phone)


def test_words_that_mean_nothing_here_are_answered_kindly(phone: Phone) -> None:
    phone.presses("Ik beschrijf het zelf")
    phone.types("wat is het weer morgen")
    assert "Zeg het in andere woorden" in live(phone)
    phone.presses("Toon toch de lijst")
    assert "Wie komt, en wie doet mee" in phone.labels


def test_none_of_the_proposed_leads_back_to_the_list(phone: Phone) -> None:
    phone.types("de goesting is weg bij de partners")
    phone.presses("Geen van deze")
    assert "Wie komt, en wie doet mee" in phone.labels


def test_danger_in_own_words_is_not_coached(phone: Phone) -> None:
    phone.presses("Ik beschrijf het zelf")
    phone.types("de voorzitter heeft een collega geslagen")
    assert phone.turn is not None
    assert phone.turn.blank
    assert "1712" in live(phone)
    assert "Bedoel je" not in live(phone)


def test_who_does_not_know_gets_a_question_to_ask(phone: Phone) -> None:
    phone.presses("Overslaan")
    assert "Wat houdt ons tegen?" in live(phone)
    phone.presses("Toon de lijst opnieuw")
    assert "1/3" in live(phone)


# -- does anything else play a part?


def test_the_main_symptom_is_not_offered_again(phone: Phone) -> None:
    lenses(phone)
    phone.presses("Speelt er nog iets mee?")
    phone.presses("Wie komt, en wie doet mee")
    assert "☐ Te veel leden" in phone.labels
    assert not any("Leden komen niet opdagen" in label for label in phone.labels)


def test_two_more_at_most_and_the_screen_says_which(phone: Phone) -> None:
    lenses(phone)
    phone.presses("Speelt er nog iets mee?")
    phone.presses("Er komt niets uit")
    phone.presses("Veel praten, geen resultaat")
    phone.presses("Iets anders")
    phone.presses("Het wringt tussen mensen")
    phone.presses("Belangenconflict")
    assert "☑ Veel praten, geen resultaat\n☑ Belangenconflict" in live(phone)
    phone.presses("Verborgen agenda")
    assert "Kies er hoogstens 2" in live(phone)
    phone.presses("Belangenconflict")
    assert "☑ Belangenconflict" not in live(phone)


def test_weighing_again_changes_the_lenses(phone: Phone) -> None:
    lenses(phone)
    assert phone.labels[0] == "Vertrek van wat mensen drijft"
    phone.presses("Speelt er nog iets mee?")
    phone.presses("Wie komt, en wie doet mee")
    phone.presses("Te veel leden")
    phone.presses("Klaar")
    assert "(en: Te veel leden)" in live(phone)
    assert phone.labels[0] == "Wederzijdse aantrekking"
    phone.presses("Speelt er nog iets mee?")
    assert "☑ Te veel leden" in live(phone)
    assert "Wie komt, en wie doet mee" in phone.labels


def test_other_symptoms_can_be_typed(phone: Phone) -> None:
    lenses(phone)
    phone.presses("Speelt er nog iets mee?")
    phone.types("belangenconflict")
    assert "☑ Belangenconflict" in live(phone)
    phone.types("klaar")
    assert "(en: Belangenconflict)" in live(phone)


# -- lenses and the plan


def test_another_lens_is_one_tap_away(phone: Phone) -> None:
    lenses(phone)
    phone.presses("Vertrek van wat mensen drijft")
    assert "Waarom deze lens? Omdat je zei: “Leden komen niet opdagen”." in live(phone)
    phone.presses("Andere lens")
    phone.presses("Wederzijdse aantrekking")
    phone.presses("Met deze lens")
    assert "dan laat ik mensen zelf hun groepje kiezen" in live(phone)


def test_what_was_proposed_lately_comes_second_of_equals(phone: Phone) -> None:
    lenses(phone)
    assert phone.labels[:2] == ["Vertrek van wat mensen drijft", "Wederzijdse aantrekking"]
    phone.presses("Menu")
    assert [note.outcome["proposed"] for note in phone.memory.notes] == [["D3", "D5", "D1"]]
    phone.types("/vast")
    lenses(phone)
    # All of them were proposed: the order of the numbers stays.
    assert phone.labels[:2] == ["Vertrek van wat mensen drijft", "Wederzijdse aantrekking"]


def test_the_plan_that_is_kept_comes_back(phone: Phone) -> None:
    lenses(phone)
    phone.presses("Vertrek van wat mensen drijft")
    phone.presses("Met deze lens")
    phone.presses("Plan 1")
    phone.presses("Bewaar")
    (plan,) = phone.memory.plans
    assert plan.text.startswith("Als ik de volgende agenda maak, dan")
    assert plan.dialogue == "stuck"


# -- gates


def test_the_gate_stands_before_the_lenses(phone: Phone) -> None:
    phone.types("te veel leden")
    phone.presses("Klaar")
    phone.presses("1 uur")
    assert "Kijk eerst dit na" in live(phone)
    assert {"Past onze netwerkvorm?", "Wie hoort erbij?", "Toon de lenzen"} <= {*phone.labels}
    phone.presses("Toon de lenzen")
    assert "Maak samen iets" in phone.labels


def test_what_is_unsafe_gets_no_principle_and_no_plan(phone: Phone) -> None:
    phone.presses(UNSAFE)
    for number in ("112", "1712", "106", "1813", "vertrouwenspersoon"):
        assert number in live(phone)
    assert "Klopt" not in phone.labels
    phone.presses("Naar het menu")
    assert phone.memory.notes == ()
    assert phone.memory.plans == ()


def test_unsafe_holds_until_it_is_taken_back(phone: Phone) -> None:
    phone.types("belangenconflict")
    phone.presses(UNSAFE)
    phone.presses("Terug")
    phone.presses("Klaar")
    phone.presses("1 uur")
    assert "1813" in live(phone)
    phone.presses("Toch niet")
    phone.types("belangenconflict")
    phone.presses("Klaar")
    phone.presses("1 uur")
    assert "Werk aan hoe je samen praat" in phone.labels


def test_the_talk_is_found_under_its_commands(coach: Coach) -> None:
    for command, language in (("/vast", "nl"), ("/stuck", "en"), ("/start stuck", "nl")):
        phone = Phone(coach, language)
        phone.types(command)
        assert "1/3" in live(phone)
