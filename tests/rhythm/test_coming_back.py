"""Reminders that fall due: once, at a good moment, until they are ignored twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.event import Event, FellDue, Key, Pressed, Said
from dialogs.reminding import named, plan_anew, with_settings
from dialogs.talk import Talk
from tests.dialogs.sample import live, session_of, started, with_steps
from tests.phone import Phone
from tests.rhythm.people import WORDS, at, later_than, planner, reminded_of, room_of

PLAN = """
size:
  ask: {nl: "Hoeveel?", en: "How many?"}
  number: {}
plan:
  ask: {nl: "Maak één plan.", en: "Make one plan."}
  plan: {suggestions: [{nl: "Als het stil valt, tel ik tot tien.", en: "When silent, I count."}]}
"""


def with_a_plan(coach: Coach, **phone: Any) -> Phone:
    """Somebody who just kept a plan."""
    planned = started(with_steps(coach, PLAN), now=at("2026-03-02T13:00"), **phone)
    planned.types("5")
    planned.presses("Plan 1")
    planned.presses("Bewaar")
    return planned


# -- consent ------------------------------------------------------------------------------------


def test_a_kept_plan_is_not_followed_up_unless_the_person_says_so(coach: Coach) -> None:
    phone = with_a_plan(coach)
    assert "Zal ik vragen of het lukte?" in live(phone)
    assert phone.memory.reminders == ()
    phone.presses("Nee, niet nodig")
    assert phone.memory.reminders == ()
    assert later_than(phone, "2027-03-01T12:00") == []


def test_a_proposed_day_is_one_tap(coach: Coach) -> None:
    phone = with_a_plan(coach)
    assert phone.labels == ["ma 9 mrt, 16 u.", "ma 16 mrt, 16 u.", "Nee, niet nodig"]
    phone.presses("ma 9 mrt")
    assert "Goed: maandag 9 maart om 16 u. kom ik erop terug." in live(phone)
    (said,) = later_than(phone, "2026-03-12T12:00")
    assert "Op 02/03 maakte je dit plan" in said
    assert phone.now == at("2026-03-12T12:00")


def test_a_typed_moment_is_kept_in_quiet_hours_and_that_is_said(coach: Coach) -> None:
    phone = with_a_plan(coach)
    phone.types("zaterdag 20 u")
    assert "zaterdag 7 maart om 20 u." in live(phone)
    assert "Jij koos het" in live(phone)
    assert later_than(phone, "2026-03-07T19:59") == []
    assert len(later_than(phone, "2026-03-07T20:01")) == 1


@pytest.mark.parametrize("typed", ["ooit", "vandaag 9 u", "gisteren"])
def test_what_is_no_moment_ahead_is_asked_again(coach: Coach, typed: str) -> None:
    phone = with_a_plan(coach)
    phone.types(typed)
    assert room_of(phone) == "when"
    assert phone.memory.reminders == ()


def test_in_a_group_nothing_is_offered(coach: Coach) -> None:
    phone = started(with_steps(coach, PLAN))
    phone.types("5")
    phone.presses("Plan 1")
    phone.key = Key(1, -5)
    phone.presses("Bewaar")
    assert room_of(phone) != "when"


def test_on_the_example_network_nothing_is_offered(coach: Coach) -> None:
    phone = Phone(with_steps(coach, PLAN))
    phone.types("/start")
    phone.presses("Probeer met een voorbeeld")
    phone.types("/start trial")
    phone.types("5")
    phone.presses("Plan 1")
    phone.presses("Bewaar")
    assert room_of(phone) != "when"


def test_after_the_offer_the_network_is_named_as_before(coach: Coach) -> None:
    phone = with_a_plan(coach)
    phone.presses("ma 9 mrt")
    assert room_of(phone) == "naming"
    phone.types("Kinderarmoede")
    assert [plan.network for plan in phone.memory.plans] == [phone.memory.profile.network]


# -- what comes of it ---------------------------------------------------------------------------


@pytest.fixture
def asked(coach: Coach) -> Phone:
    """Somebody who is asked how a plan went."""
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    assert len(later_than(phone, "2026-03-09T16:05")) == 1
    return phone


def test_a_plan_that_was_tried_closes_and_what_was_seen_is_kept(asked: Phone) -> None:
    assert WORDS in live(asked)
    asked.presses("Ja, geprobeerd")
    assert asked.memory.plans[0].status == "done"
    asked.types("Twee mensen spraken voor het eerst.")
    (note,) = asked.memory.notes
    assert note.values == {"saw": "Twee mensen spraken voor het eerst."}
    assert (note.lapses - note.made).days == 90
    assert asked.memory.reminders == ()
    assert room_of(asked) == "menu"


def test_what_was_seen_may_be_left_out(asked: Phone) -> None:
    asked.presses("Ja, geprobeerd")
    asked.presses("Overslaan")
    assert asked.memory.notes == ()
    assert "Dat plan is klaar" in live(asked)


def test_a_plan_that_was_not_tried_shrinks(asked: Phone) -> None:
    asked.presses("Nog niet")
    asked.types("Als het stil valt, dan tel ik tot tien.")
    old, new = asked.memory.plans
    assert (old.status, new.status) == ("not_done", "open")
    assert (new.dialogue, new.network, new.made) == ("stuck", 1, date(2026, 3, 9))
    assert "Zal ik vragen of het lukte?" in live(asked)
    asked.presses("ma 16 mrt")
    assert [reminder.about["plan"] for reminder in asked.memory.reminders] == [new.id]


def test_a_smaller_plan_is_never_a_duty(asked: Phone) -> None:
    asked.presses("Nog niet")
    asked.presses("Laat maar")
    assert [plan.status for plan in asked.memory.plans] == ["not_done"]


def test_a_moment_that_did_not_come_is_asked_after_later(asked: Phone) -> None:
    asked.presses("Het moment kwam niet")
    assert asked.memory.plans[0].status == "open"
    asked.presses("ma 16 mrt")
    assert len(later_than(asked, "2026-03-17T12:00")) == 1


def test_a_plan_may_be_let_go(asked: Phone) -> None:
    asked.presses("Laat los")
    assert asked.memory.plans[0].status == "dropped"
    assert asked.memory.reminders == ()


def test_answers_may_be_typed(asked: Phone) -> None:
    asked.types("ja, geprobeerd")
    assert "Wat zag je gebeuren?" in live(asked)
    asked.types("x" * 301)
    assert "te lang" in live(asked)


def test_other_words_find_their_own_door(asked: Phone) -> None:
    asked.types("mandaat")
    assert room_of(asked) != "reminded"


def test_one_tap_stops_every_reminder(asked: Phone) -> None:
    reminded_of(asked, "2026-03-11T16:00")
    asked.presses("Stop met herinneren")
    assert [one.state for one in asked.memory.reminders] == ["stopped"]
    assert later_than(asked, "2026-03-31T12:00") == []


def test_a_plan_whose_words_have_lapsed_is_asked_about_without_them(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-09-07T16:00", plan=99)
    (said,) = later_than(phone, "2026-09-08T12:00")
    assert "De woorden bewaar ik niet meer" in said
    phone.presses("Nog niet")
    phone.types("Als ik bel, dan vraag ik één ding.")
    assert phone.memory.plans[-1].network == 1


def test_a_plan_whose_words_have_lapsed_can_still_be_done(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-09-07T16:00", plan=99)
    later_than(phone, "2026-09-08T12:00")
    phone.presses("Ja, geprobeerd")
    phone.types("Het werkte.")
    assert phone.memory.notes[0].outcome == {}


def test_a_dialogue_under_way_waits_below_the_reminder(coach: Coach) -> None:
    phone = planner(coach)
    phone.types("/checkin")
    reminded_of(phone, "2026-03-09T16:00")
    later_than(phone, "2026-03-09T16:05")
    phone.presses("Verder")
    assert "Wanneer start je overleg?" in live(phone)


# -- once, and at a good moment -----------------------------------------------------------------


def test_the_same_moment_never_asks_twice(coach: Coach) -> None:
    phone = planner(coach)
    due = FellDue("reminder", named(reminded_of(phone, "2026-03-09T16:00")))
    phone.now = at("2026-03-09T16:00")
    assert phone.happens(due)
    assert phone.happens(due) == []


def test_a_reminder_that_was_moved_or_taken_away_meanwhile_says_nothing(coach: Coach) -> None:
    phone = planner(coach)
    due = FellDue("reminder", named(reminded_of(phone, "2026-03-09T16:00")))
    phone.now = at("2026-03-09T15:59")
    assert phone.happens(due) == []
    phone.memory = planner(coach).memory
    phone.now = at("2026-03-09T16:00")
    assert phone.happens(due) == []


def test_an_unknown_kind_of_moment_says_nothing(coach: Coach) -> None:
    assert planner(coach).happens(FellDue("eclipse", "1")) == []


def test_what_fell_due_while_knoop_was_down_goes_at_the_next_good_moment(coach: Coach) -> None:
    phone = planner(coach)
    reminder = reminded_of(phone, "2026-03-06T16:00")
    phone.now = at("2026-03-06T21:00")
    assert phone.happens(FellDue("reminder", named(reminder))) == []
    assert len(later_than(phone, "2026-03-09T09:01")) == 1


def test_a_picked_evening_that_was_missed_is_no_reason_to_wake_somebody(coach: Coach) -> None:
    phone = planner(coach)
    reminder = reminded_of(phone, "2026-03-04T20:00", how="at", at="2026-03-04T20:00:00")
    phone.now = at("2026-03-04T23:30")
    assert phone.happens(FellDue("reminder", named(reminder))) == []
    assert len(later_than(phone, "2026-03-05T09:01")) == 1


def test_what_is_of_no_use_any_more_is_told_at_the_next_screen(coach: Coach) -> None:
    phone = planner(coach)
    start = at("2026-03-04T20:00").isoformat()
    wish = {"how": "minutes", "minutes": 30}
    reminder = reminded_of(phone, "2026-03-04T19:30", "checkin", start=start, **wish)
    phone.now = at("2026-03-05T08:00")
    assert phone.happens(FellDue("reminder", named(reminder))) == []
    phone.types("/menu")
    assert "je herinnering van woensdag 4 maart om 19.30 u. niet op tijd" in live(phone)
    assert phone.memory.reminders == ()
    phone.types("/menu")
    assert "niet op tijd" not in live(phone)


def test_what_was_missed_is_told_beside_what_there_is_to_say(coach: Coach) -> None:
    phone = planner(coach)
    start = at("2026-03-04T20:00").isoformat()
    reminder = reminded_of(phone, "2026-03-04T16:00", "checkin", how="before", start=start)
    phone.now = at("2026-03-05T08:00")
    phone.happens(FellDue("reminder", named(reminder)))
    phone.sends("voice")
    assert "niet op tijd" in phone.last.text
    assert "Ik lees alleen tekst" in phone.last.text


def test_somebody_in_the_middle_of_a_talk_is_not_interrupted(coach: Coach) -> None:
    phone = planner(coach)
    reminder = reminded_of(phone, "2026-03-09T16:00")
    phone.now = at("2026-03-09T15:55")
    phone.types("/checkin")
    phone.now = at("2026-03-09T16:00")
    assert phone.happens(FellDue("reminder", named(reminder))) == []
    assert "Wanneer start je overleg?" in live(phone)
    assert len(later_than(phone, "2026-03-09T16:16")) == 1


def test_in_holiday_mode_it_waits_until_the_first_day_back(coach: Coach) -> None:
    phone = planner(coach, away="2026-03-16")
    reminded_of(phone, "2026-03-09T16:00")
    assert later_than(phone, "2026-03-16T08:59") == []
    assert len(later_than(phone, "2026-03-16T09:01")) == 1


def test_two_at_the_same_hour_do_not_push_each_other_away(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    reminded_of(phone, "2026-03-09T16:00")
    assert len(later_than(phone, "2026-03-10T15:00")) == 1
    phone.presses("Laat los")
    assert len(later_than(phone, "2026-03-11T15:00")) == 1


def test_what_cannot_wait_goes_first_and_the_other_comes_back(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    reminded_of(phone, "2026-03-09T17:00", how="at", at="2026-03-09T17:00:00")
    assert len(later_than(phone, "2026-03-09T18:00")) == 2
    phone.presses("Laat los")
    assert len(later_than(phone, "2026-03-11T09:00")) == 1


# -- ignored ------------------------------------------------------------------------------------


def ignoring(coach: Coach) -> Phone:
    phone = planner(coach)
    for day in ("03", "05", "09", "11"):
        reminded_of(phone, f"2026-03-{day}T16:00")
    return phone


def test_two_that_were_ignored_in_a_row_end_it_and_that_is_said(coach: Coach) -> None:
    phone = ignoring(coach)
    said = later_than(phone, "2026-06-01T12:00")
    assert len(said) == 3
    assert "Ik vroeg je twee keer iets en hoorde niets" in said[-1]
    assert [one.state for one in phone.memory.reminders] == ["stopped", "stopped"]


def test_whoever_did_anything_meanwhile_ignored_nothing(coach: Coach) -> None:
    phone = ignoring(coach)
    assert len(later_than(phone, "2026-03-04T12:00")) == 1
    phone.types("/menu")
    assert len(later_than(phone, "2026-03-10T12:00")) == 2
    phone.types("/menu")
    (said,) = later_than(phone, "2026-03-12T12:00")
    assert "Heb je het geprobeerd?" in said


def test_what_was_stopped_can_begin_again_where_there_is_still_a_moment(coach: Coach) -> None:
    phone = ignoring(coach)
    later_than(phone, "2026-03-10T12:00")
    phone.presses("Toch weer herinneren")
    assert "Er staat weer één herinnering klaar" in live(phone)
    assert len(later_than(phone, "2026-03-12T12:00")) == 1


def test_a_reminder_does_not_count_as_coming_back(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    phone.now = at("2026-03-09T16:00")
    phone.waits(phone.now)
    assert phone.turn is not None
    assert ("came", "back") not in phone.turn.counted
    assert session_of(phone).seen == "2026-03-02"


def test_what_somebody_asked_for_ends_the_example(coach: Coach) -> None:
    phone = planner(coach)
    reminder = reminded_of(phone, "2026-03-09T16:00")
    session_of(phone).example = True
    phone.now = at("2026-03-09T16:00")
    assert phone.happens(FellDue("reminder", named(reminder)))
    assert WORDS in live(phone)
    assert not session_of(phone).example


def test_a_button_of_an_old_reminder_answers_kindly(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    later_than(phone, "2026-03-09T16:05")
    old = phone.last.screen
    phone.types("/menu")
    phone.happens(Pressed(old, 0))
    assert "Die knop hoort bij een vorige vraag" in live(phone)


# -- hours that change --------------------------------------------------------------------------


def changed(phone: Phone, **settings: object) -> None:
    """Plan everything anew, as after a change of settings."""
    assert phone.session is not None
    talk = Talk(phone.coach, phone.session, phone.memory, Event(phone.key, phone.now, Said("")))
    with_settings(talk, **settings)
    plan_anew(talk)
    phone.memory = talk.memory


def test_in_another_zone_everything_goes_by_the_new_clock(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    changed(phone, zone="Europe/Lisbon")
    assert phone.memory.reminders[0].due == at("2026-03-09T16:00", "Europe/Lisbon")


def test_holiday_mode_moves_what_was_picked_earlier(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T20:00", how="at", at="2026-03-09T20:00:00")
    changed(phone, away="2026-03-16")
    assert phone.memory.reminders[0].due == at("2026-03-16T09:00")


def test_what_can_no_longer_be_planned_stays_as_it_was(coach: Coach) -> None:
    phone = planner(coach)
    kept = reminded_of(phone, "2026-03-09T16:00", day="2026-02-01")
    changed(phone, quiet=None)
    assert phone.memory.reminders == (kept,)
    assert phone.now - kept.due < timedelta(0)
