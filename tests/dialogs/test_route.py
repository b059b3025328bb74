"""Typed words outside a question: which door, which of two, or the menu; and what comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.coach import Coach
from dialogs.effect import Forget
from dialogs.memory import Memory, Reminder
from dialogs.route import Doors, Tongue, closest
from tests.dialogs.sample import live
from tests.phone import BEGIN, Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    phone = Phone(coach)
    phone.types("/start")
    return phone


def standing(phone: Phone) -> list[str]:
    assert phone.session is not None
    return [frame.dialogue for frame in phone.session.frames]


# -- in the chat --------------------------------------------------------------------------------


def test_a_sure_sentence_opens_its_dialogue_and_says_so_with_a_way_back(phone: Phone) -> None:
    phone.types("wat mag ik toezeggen op het overleg")
    assert standing(phone) == ["mandate"]
    assert "Ik denk dat je dit zoekt: <b>Welk mandaat heb ik?</b>" in live(phone)
    phone.types("terug")
    assert "Waar zit je mee?" in live(phone)


def test_typed_words_answer_the_first_question_too(phone: Phone) -> None:
    phone.types("niemand komt nog opdagen bij ons overleg")
    assert standing(phone) == ["stuck"]
    assert phone.labels[0] == "Leden komen niet opdagen"


def test_who_talks_dutch_may_type_english(phone: Phone) -> None:
    phone.types("our network is stuck, one partner dominates everything")
    assert standing(phone) == ["stuck"]
    assert "Eén partner domineert" in phone.labels


def test_nothing_that_fits_leads_to_the_menu(phone: Phone) -> None:
    phone.types("hoe bak ik een taart met appels")
    assert "vind ik niet meteen terug" in live(phone)
    assert "Waar zit je mee?" in live(phone)


def two_doors(coach: Coach, first: str, second: str) -> Phone:
    tongue = Tongue(coach.languages, {}, {}, [])
    phrases = {first: {"nl": ["paarse olifant"]}, second: {"nl": ["paarse olifant"]}}
    phone = Phone(replace(coach, doors=Doors(tongue, phrases, {})))
    phone.types("/start")
    phone.types("mijn paarse olifant")
    return phone


def test_two_close_doors_are_asked_about(coach: Coach) -> None:
    phone = two_doors(coach, "mandate", "checkin")
    assert "Welke bedoel je?" in live(phone)
    assert phone.labels == ["Welk mandaat heb ik?", "Straks vergadering", "Geen van deze"]
    phone.presses("Straks vergadering")
    assert standing(phone) == ["checkin"]


def test_the_words_reach_the_door_that_is_chosen(coach: Coach) -> None:
    phone = two_doors(coach, "mandate", "library")
    phone.session.scratch["said"] = "wicked problem"  # type: ignore[union-attr]
    phone.presses("Opzoeken")
    assert "1973" in live(phone)


def test_neither_of_two_doors_leads_to_all(coach: Coach) -> None:
    phone = two_doors(coach, "mandate", "checkin")
    phone.presses("Geen van deze")
    assert "Waar zit je mee?" in live(phone)


def test_one_of_two_doors_may_be_typed(coach: Coach) -> None:
    phone = two_doors(coach, "mandate", "checkin")
    phone.types("straks vergadering")
    assert standing(phone) == ["checkin"]


def test_a_door_may_be_a_command(coach: Coach) -> None:
    phone = two_doors(coach, "mandate", "privacy")
    assert phone.labels[1] == "Wat ik bewaar, en waarom"
    phone.presses("Wat ik bewaar")
    assert "Wat Knoop bewaart" in live(phone)


def test_a_door_that_is_not_there_yet_is_said_to_be_so(coach: Coach) -> None:
    without = {name: made for name, made in coach.dialogues.items() if name != "team_roles"}
    commands = {name: made for name, made in coach.commands.items() if made.id != "team_roles"}
    phone = two_doors(replace(coach, dialogues=without, commands=commands), "mandate", "team_roles")
    assert phone.labels[1] == "Wie neemt welke rol op?"
    phone.presses("Wie neemt")
    assert "kan ik nog niet" in live(phone)
    assert "Waar zit je mee?" in live(phone)


def test_clear_words_on_a_page_of_advice_move_on(phone: Phone) -> None:
    phone.types("/keuze")
    while "Meer (2/2)" not in phone.labels:
        phone.presses("Weet ik niet" if "Weet ik niet" in phone.labels else "Overslaan")
    phone.types("gebruik")
    assert standing(phone) == ["choice"]
    phone.types("wat mag ik toezeggen op het overleg")
    assert standing(phone) == ["mandate"]


# -- what comes before everything ---------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["verwijder al mijn gegevens", "delete everything you know about me", "wis alles aub"]
)
def test_deleting_is_heard_in_the_middle_of_a_question(phone: Phone, typed: str) -> None:
    phone.types("/mandaat")
    phone.types(typed)
    assert "Zal ik alles wissen?" in live(phone)
    phone.presses("Nee")
    assert "1/" in live(phone)


@pytest.mark.parametrize("typed", ["stuur me geen herinneringen meer", "stop sending reminders"])
def test_stopping_is_heard_in_the_middle_of_a_question(phone: Phone, typed: str) -> None:
    phone.types("/mandaat")
    phone.types(typed)
    assert phone.session is not None
    assert phone.session.room == "reminders"
    (frame,) = phone.session.frames
    assert (frame.dialogue, frame.answers) == ("mandate", {})


def with_a_reminder(coach: Coach) -> Phone:
    reminder = Reminder(1, "plan", BEGIN + timedelta(days=1), "1:1:0:1")
    phone = Phone(coach, memory=Memory(reminders=(reminder,)))
    phone.types("/start")
    return phone


@pytest.mark.parametrize(
    "typed", ["Stop sending me notifications", "stuur me geen herinneringen meer"]
)
def test_who_wants_no_more_reminders_gets_none_at_once(coach: Coach, typed: str) -> None:
    phone = with_a_reminder(coach)
    phone.types(typed)
    assert [one.state for one in phone.memory.reminders] == ["stopped"]
    assert "ik herinner je nergens meer aan" in live(phone)
    assert "Toch weer herinneren" in phone.labels


def test_what_only_sounds_like_it_shows_what_can_be_stopped(coach: Coach) -> None:
    phone = with_a_reminder(coach)
    phone.types("die piepkes ga ik niet meer willen krijgen van u")
    assert [one.state for one in phone.memory.reminders] == ["waiting"]
    assert "Stop ze allemaal" in phone.labels


def test_without_reminders_stopping_says_that_nothing_is_planned(phone: Phone) -> None:
    phone.types("stuur me geen herinneringen meer")
    assert "Er staat niets klaar" in live(phone)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("mijn buurvrouw krijgt klop van haar vent", "1712"),
        ("ik kan bijna niet meer rechtop staan van vermoeidheid", "leidinggevende"),
        ("kuis heel mijn boeltje hier maar op", "Zal ik alles wissen?"),
    ],
)
def test_what_no_rule_has_words_for_is_heard_by_likeness(
    coach: Coach, phone: Phone, typed: str, says: str
) -> None:
    assert (coach.care(typed), coach.asks(typed)) == (None, None)
    phone.types(typed)
    assert says in live(phone)
    assert typed not in live(phone)


def test_an_answer_must_sound_more_like_it(coach: Coach) -> None:
    likely = "de kinderen krijgen daar niks te eten, denk ik"
    assert coach.first(likely, "nl") == "violence"
    phone = Phone(coach)
    phone.types("/instrument")
    phone.types("minder kinderen die niks te eten krijgen, dankzij de scholen en de winkels")
    assert standing(phone) == ["instrument"]


@pytest.mark.parametrize("typed", ["ja, wis alles", "Ja", "Ja wis alles"])
def test_deleting_may_be_confirmed_in_words(phone: Phone, typed: str) -> None:
    phone.types("verwijder mijn gegevens")
    phone.types(typed)
    assert phone.turn is not None
    assert any(isinstance(effect, Forget) for effect in phone.turn.effects)


def test_deleting_may_be_refused_in_words(phone: Phone) -> None:
    phone.types("verwijder mijn gegevens")
    phone.types("nee")
    assert "Waar zit je mee?" in live(phone)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("goeiemorgen", "Dag. Zeg gerust"), ("bedankt", "Graag gedaan"), ("thanks", "Graag gedaan")],
)
def test_who_is_polite_gets_a_kind_answer(phone: Phone, typed: str, says: str) -> None:
    phone.types(typed)
    assert says in live(phone)
    assert "Waar zit je mee?" in live(phone)


@pytest.mark.parametrize("typed", ["english please", "kan je ook in het engels praten"])
def test_another_language_may_be_asked_for_in_words(phone: Phone, typed: str) -> None:
    phone.types(typed)
    assert "English" in phone.labels


def test_words_on_a_button_are_an_answer(phone: Phone) -> None:
    phone.types("/vast")
    phone.types("Mensen zijn het project moe")
    assert standing(phone) == ["stuck"]


@pytest.mark.parametrize("typed", ["je moet niets wissen", "do not delete anything"])
def test_a_denied_request_is_none(coach: Coach, typed: str) -> None:
    assert coach.asks(typed) is None


def test_a_typo_in_the_words_of_a_button_of_the_menu_is_forgiven(phone: Phone) -> None:
    phone.types("Mijn netwrek zit vast")
    assert standing(phone) == ["stuck"]


def test_words_find_their_door_where_neither_a_room_nor_a_dialogue_stands(phone: Phone) -> None:
    assert phone.session is not None
    phone.session.room = None
    phone.types("niemand komt nog opdagen bij ons overleg")
    assert standing(phone) == ["stuck"]


def test_two_texts_that_are_equally_near_are_none() -> None:
    assert closest("vergaderinh", {"one": "vergadering", "two": "vergaderina"}) is None
