"""Corners of the rhythm that a day rarely brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.coach import Coach
from dialogs.event import FellDue
from dialogs.reminding import named
from tests.dialogs.sample import live
from tests.phone import Phone
from tests.rhythm.people import at, later_than, planner, reminded_of, room_of

SERIES = {"how": "after", "start": "2026-03-09T13:00:00+00:00", "zone": "Europe/Brussels"}


def moving(coach: Coach, now: str = "2026-03-02T13:00") -> Phone:
    """Somebody who is asked to when a reminder shall move."""
    phone = planner(coach, now)
    reminded_of(phone, "2027-06-01T16:00", how="on", day="2027-06-01")
    phone.types("/herinner")
    phone.presses("di 1 jun 2027")
    phone.presses("Verzet")
    return phone


@pytest.mark.parametrize("hour", ["", " 15 u"])
def test_a_moment_that_may_be_two_is_asked(coach: Coach, hour: str) -> None:
    phone = moving(coach)
    phone.types(f"volgende dinsdag{hour}")
    assert "Welk moment bedoel je?" in live(phone)
    clock = "16:00" if not hour else "15:00"
    phone.presses("di 10 mrt")
    assert phone.memory.reminders[0].due == at(f"2026-03-10T{clock}")


def test_a_day_of_another_year_names_the_year(coach: Coach) -> None:
    assert "ma 4 jan 2027, 16 u." in moving(coach, "2026-12-28T12:00").labels


def test_a_second_question_after_a_meeting_is_not_moved_by_a_setting(coach: Coach) -> None:
    phone = planner(coach)
    asked = reminded_of(phone, "2026-03-10T09:00", "debrief", **SERIES)
    once = replace(asked, nudges=1)
    phone.memory = replace(phone.memory, reminders=(once,))
    phone.types("/instellingen")
    phone.presses("Ook in het weekend")
    assert phone.memory.reminders == (once,)


def test_a_series_that_ends_has_no_next_time(coach: Coach) -> None:
    phone = planner(coach)
    rule = {"rule": "FREQ=WEEKLY;COUNT=2", "first": "2026-03-02T13:00:00+00:00"}
    reminded_of(phone, "2026-03-09T16:15", "debrief", **SERIES, **rule)
    assert len(later_than(phone, "2026-03-09T17:00")) == 1
    phone.presses("Niet nodig")
    assert phone.memory.reminders == ()


def test_what_was_ticked_too_late_is_not_set(coach: Coach) -> None:
    phone = planner(coach)
    for label in ("/herinner", "Nieuwe herinnering", "Een overleg"):
        phone.types(label) if label[0] == "/" else phone.presses(label)
    phone.types("vandaag van 14 tot 15 u")
    phone.presses("Terugkijken")
    phone.types("mijn netwerk zit vast want niemand komt opdagen")
    phone.types("/herinner")
    for label in ("Nieuwe herinnering", "Een overleg"):
        phone.presses(label)
    phone.types("vandaag van 14 tot 15 u")
    phone.presses("Terugkijken")
    phone.now += timedelta(hours=5)
    phone.presses("Klaar")
    assert phone.memory.reminders == ()
    assert "ik kom er niet op terug" in live(phone)


def test_half_an_hour_before_that_has_passed_meanwhile_is_not_set(coach: Coach) -> None:
    phone = planner(coach)
    about = {"how": "before", "start": "2026-03-02T17:00:00+00:00"}
    reminder = reminded_of(phone, "2026-03-02T13:00", "checkin", **about)
    phone.now = at("2026-03-02T13:20")
    phone.happens(FellDue("reminder", named(reminder)))
    phone.now = at("2026-03-02T17:45")
    phone.presses("Vraag het 30 min. ervoor")
    assert "30 min" not in str(phone.labels)
    assert room_of(phone) == "reminded"


def test_settings_stand_in_the_export(coach: Coach) -> None:
    phone = planner(coach, quiet=["19:00", "07:00"])
    phone.types("/export")
    assert '"19:00"' in str(phone.files[0].content)
    assert "19:00" in str(phone.files[1].content)


def test_a_menu_without_more_has_no_button_for_it(coach: Coach) -> None:
    phone = Phone(replace(coach, menu={**coach.menu, "more": ()}))
    phone.types("/start")
    assert "Meer" not in phone.labels
