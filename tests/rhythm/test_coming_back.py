"""Reminders that fall due: once, at a good moment, until they are ignored twice."""

from __future__ import annotations

from datetime import timedelta

from dialogs.coach import Coach
from dialogs.event import Event, FellDue, Pressed, Said
from dialogs.reminding import named, plan_anew, with_settings
from dialogs.talk import Talk
from tests.dialogs.sample import live, session_of
from tests.phone import Phone
from tests.rhythm.people import WORDS, at, later_than, planner, reminded_of

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
