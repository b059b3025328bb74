"""The way around works in every state: back, skip, stop, menu, help, language, old buttons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.coach import Coach
from dialogs.effect import Commands, Edit, Say
from dialogs.event import Blocked, Broke, Edited, FellDue, Pressed, Started, Unreadable
from dialogs.memory import Fact, Memory, Network, Profile
from dialogs.rooms import ROOMS
from dialogs.rooms.room import Room
from dialogs.screen import Screen
from dialogs.session import Frame
from dialogs.view import View
from tests.dialogs.sample import live, started, with_steps
from tests.phone import BEGIN, Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    return Phone(coach)


def said(phone: Phone) -> str:
    return phone.last.text


def test_the_first_screen_says_what_knoop_does_and_asks_one_question(phone: Phone) -> None:
    effects = phone.types("/start")
    assert isinstance(effects[0], Commands)
    assert "Knoop" in said(phone)
    assert "Waar zit je mee?" in said(phone)
    assert phone.labels[:3] == ["Mijn netwerk zit vast", "Wie hoort erbij?", "Welk mandaat heb ik?"]


@pytest.mark.parametrize(
    ("hint", "word"),
    [
        (None, "Waar zit je mee?"),
        ("nl", "Waar"),
        ("nl-BE", "Waar"),
        ("en-GB", "What"),
        ("fr", "What"),
    ],
)
def test_the_first_language_is_that_of_the_app(coach: Coach, hint: str | None, word: str) -> None:
    phone = Phone(coach, hint)
    phone.types("/start")
    assert word in said(phone)


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


def test_the_language_changes_in_the_middle_and_nothing_is_lost(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/taal")
    phone.presses("English")
    assert "2/" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]
    assert "What must be different" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]
    assert phone.memory.profile.language == "en"


@pytest.mark.parametrize("typed", ["nederlands", "nl"])
def test_a_language_may_be_typed(phone: Phone, typed: str) -> None:
    phone.types("/language")
    phone.types("english")
    phone.types("/language")
    phone.types(typed)
    assert "Waar zit je mee?" in said(phone)


def test_a_command_may_name_the_language(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("/taal en")
    assert "When does your meeting start" in said(phone)


def test_words_that_are_no_language_find_their_own_door(phone: Phone) -> None:
    phone.types("/taal")
    phone.types("zwembad")
    assert "Waar zit je mee?" in said(phone)


def test_a_double_press_is_taken_once_and_in_silence(phone: Phone) -> None:
    phone.types("/checkin")
    live = phone.session.live  # type: ignore[union-attr]
    press = Pressed(live.number, 2)
    assert phone.happens(press)
    assert phone.happens(press) == []
    assert "2/" in said(phone)


def test_an_old_button_answers_kindly_and_shows_where_the_talk_is(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    effects = phone.happens(Pressed(1, 0))
    assert "vorige vraag" in said(phone)
    assert "2/" in said(phone)
    assert isinstance(effects[0], Say)


@pytest.mark.parametrize(("screen", "choice"), [(10**9, 0), (0, 0), (-3, -1), (2, 10**6)])
def test_a_forged_button_does_nothing(phone: Phone, screen: int, choice: int) -> None:
    phone.types("/checkin")
    before = phone.session.frames[0].answers  # type: ignore[union-attr]
    phone.happens(Pressed(screen, choice))
    assert phone.session.frames[0].answers == before  # type: ignore[union-attr]


def test_words_on_a_button_may_be_typed_and_the_question_closes(phone: Phone) -> None:
    phone.types("/checkin")
    effects = phone.types("vandaag")
    asked, closed = effects
    assert isinstance(asked, Say)
    assert isinstance(closed, Edit)
    assert closed.rows == ()
    assert "→" in closed.text
    assert "2/" in said(phone)


def test_words_that_are_no_answer_are_kindly_redirected(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("paarse olifant")
    assert "Tik op een knop" in said(phone)
    assert "1/" in said(phone)


def test_a_message_that_is_far_too_long_is_said_to_be(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("x" * 5000)
    assert "5000" in said(phone)


@pytest.mark.parametrize(
    ("what", "word"),
    [
        (Unreadable("voice"), "Spraak"),
        (Edited(), "aanpassen"),
        (Broke(), "liep iets mis"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(phone: Phone, what: Unreadable, word: str) -> None:
    phone.types("/checkin")
    phone.happens(what)
    assert word in said(phone)
    assert "1/" in said(phone)


@pytest.mark.parametrize("what", [Blocked(), FellDue("nothing")])
def test_what_concerns_nobody_is_passed_over(phone: Phone, what: Blocked) -> None:
    phone.types("/checkin")
    assert phone.happens(what) == []


def test_help_comes_back_to_the_question(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("help")
    phone.presses("Verder")
    assert "1/" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]


def test_a_step_that_is_gone_begins_the_dialogue_again_with_the_answers_kept(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    assert phone.session is not None
    phone.session.frames[0].state = "gone"
    phone.session.frames[0].path = ["when", "gone"]
    phone.types("/help")
    assert "vernieuwd" in said(phone)
    phone.presses("Verder")
    assert "1/" in phone.messages[phone.session.live.ref].text
    assert "✓ Vandaag" in phone.labels


def test_a_dialogue_that_is_gone_leads_to_the_menu(phone: Phone) -> None:
    phone.types("/checkin")
    assert phone.session is not None
    phone.session.frames = [Frame("no_such_dialogue", "x")]
    phone.session.paused = [Frame("nor_this", "x")]
    phone.types("hallo")
    assert "Waar zit je mee?" in said(phone)
    assert phone.session.frames == []


def test_a_renamed_step_is_found_again(coach: Coach) -> None:
    checkin = coach.dialogues["checkin"]
    steps = dict(checkin.steps)
    steps["purpose"] = replace(steps["purpose"], was=("aim",))
    phone = Phone(
        replace(coach, dialogues={**coach.dialogues, "checkin": replace(checkin, steps=steps)})
    )
    phone.types("/checkin")
    phone.presses("Vandaag")
    assert phone.session is not None
    phone.session.frames[0].state = "aim"
    phone.session.frames[0].path = ["when", "aim"]
    phone.types("/help")
    phone.presses("Verder")
    assert "2/" in phone.messages[phone.session.live.ref].text


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


def test_words_that_mean_nothing_show_the_menu_without_guessing(phone: Phone) -> None:
    phone.types("/start")
    phone.types("qwertyuiop")
    assert "vind ik niet" in said(phone)
    assert "Waar zit je mee?" in said(phone)


def test_typed_words_have_the_screen_that_stood_drawn_once(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.types("/start")
    drawn = Counter[str]()
    menu = ROOMS["menu"].screen

    def screen(_: Room, talk: View) -> Screen:
        drawn["menu"] += 1
        return menu(talk)

    monkeypatch.setattr(type(ROOMS["menu"]), "screen", screen)
    phone.types("qwertyuiop")
    before, after = 1, 1
    assert drawn["menu"] == before + after


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
