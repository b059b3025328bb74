"""The way around works in every state: back, skip, stop, menu, help, and coming back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.coach import Coach
from dialogs.effect import Commands
from dialogs.event import Started
from dialogs.memory import Fact, Memory, Network, Profile
from tests.dialogs.sample import live, said, started, with_steps
from tests.phone import BEGIN, Phone


def test_the_first_screen_says_what_knoop_does_and_asks_one_question(phone: Phone) -> None:
    effects = phone.types("/start")
    assert isinstance(effects[0], Commands)
    assert "Knoop" in said(phone)
    assert "Waar zit je mee?" in said(phone)
    assert phone.labels[:3] == ["Mijn netwerk zit vast", "Wie hoort erbij?", "Welk mandaat heb ik?"]


def test_a_deep_link_opens_its_dialogue(phone: Phone) -> None:
    phone.types("/start mandate")
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.dialogue == "mandate"


def test_a_deep_link_to_nowhere_shows_the_menu(phone: Phone) -> None:
    phone.types("/start nonsense")
    assert "Waar zit je mee?" in said(phone)


@pytest.mark.parametrize("command", ["/mandaat", "/mandate", "/MANDAAT"])
def test_every_command_works_in_both_languages(phone: Phone, command: str) -> None:
    phone.types(command)
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.dialogue == "mandate"


def test_an_unknown_command_is_named_and_nothing_is_lost(phone: Phone) -> None:
    phone.types("/mandaat")
    phone.types("/bestaatniet")
    assert "/bestaatniet" in said(phone)
    assert "1/" in said(phone)


def test_back_restores_the_earlier_answer(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.presses("Terug")
    assert "✓ Vandaag" in phone.labels


def test_back_at_the_first_question_leads_to_the_menu(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("terug")
    assert "Waar zit je mee?" in said(phone)


def test_back_out_of_help_leads_to_the_question(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("/help")
    phone.types("/terug")
    assert "1/" in said(phone)


def test_a_skipped_question_counts_as_missing(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Overslaan")
    assert phone.session is not None
    assert phone.session.frames[0].answers == {"when": None}


def test_overslaan_may_be_typed(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("overslaan")
    assert "2/" in said(phone)


def test_stop_keeps_the_place_and_verder_takes_it_up_again(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/stop")
    assert "Ik bewaar waar je was" in said(phone)
    phone.presses("Verder")
    assert "2/" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]


def test_stop_and_wipe_throws_the_answers_away(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.presses("Stop")
    phone.presses("Stop en wis")
    assert phone.session is not None
    assert phone.session.paused == []
    assert phone.session.frames == []


def test_stop_outside_a_dialogue_shows_the_menu(phone: Phone) -> None:
    phone.types("/start")
    phone.types("/stop")
    assert "Waar zit je mee?" in said(phone)


def test_start_in_the_middle_offers_to_go_on(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/start")
    phone.presses("Verder: Straks vergadering")
    assert "2/" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]


def test_another_dialogue_lets_the_first_wait(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/mandaat")
    phone.types("/checkin")
    assert "2/" in said(phone)
    assert [frame.dialogue for frame in phone.session.paused] == ["mandate"]  # type: ignore[union-attr]


def test_opening_the_same_dialogue_again_changes_nothing(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/checkin")
    assert "2/" in said(phone)


def test_a_paused_dialogue_can_be_chosen_in_the_menu(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/mandaat")
    phone.types("/menu")
    phone.presses("Verder: Straks vergadering")
    assert phone.session is not None
    assert phone.session.frame is not None
    assert phone.session.frame.dialogue == "checkin"


def test_help_comes_back_to_the_question(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("help")
    phone.presses("Verder")
    assert "1/" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]


def test_somebody_who_comes_back_after_three_weeks_sees_what_was_open(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.now += timedelta(days=21)
    phone.happens(Started())
    assert "Verder: Straks vergadering" in phone.labels
    assert phone.turn is not None
    assert ("came", "back") in phone.turn.counted


def test_who_stays_away_for_long_is_not_counted_as_coming_back(phone: Phone) -> None:
    phone.types("/start")
    assert phone.turn is not None
    assert ("came", "first") in phone.turn.counted
    phone.now += timedelta(days=60)
    phone.types("/start")
    assert not any(kind == "came" for kind, _ in phone.turn.counted)


ASKS_WHAT_IS_KNOWN = """
sure:
  ask: {nl: "Zeker?", en: "Sure?"}
  yesno: {}
phase:
  ask: {nl: "Welke fase?", en: "Which phase?"}
  short: {nl: "fase", en: "phase"}
  keep: network.phase
  choose: {options: {from: "know.partners.phases", label: short}}
now:
  ask: {nl: "En nu?", en: "And now?"}
  yesno: {}
"""


def test_going_back_passes_what_was_known_and_tells_it_only_behind_its_question(
    coach: Coach,
) -> None:
    known = Network(1, "Noord", BEGIN.date(), {"phase": Fact("goals", BEGIN.date(), "told")})
    memory = Memory(Profile(network=1, last_id=1), (known,))
    phone = started(with_steps(coach, ASKS_WHAT_IS_KNOWN), memory=memory)
    phone.presses("Ja")
    assert "En nu?" in live(phone)
    assert "Ik weet al: fase" in live(phone)
    phone.presses("Terug")
    assert "Zeker?" in live(phone)
    assert "fase" not in live(phone)
    assert "Klopt niet meer" not in phone.labels
    phone.presses("Nee")
    assert "Ik weet al: fase" in live(phone)
