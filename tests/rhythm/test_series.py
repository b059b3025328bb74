"""Meetings that come again and again: prepared and looked back on each time."""

from __future__ import annotations

from dialogs.event import FellDue
from dialogs.reminding import named
from tests.dialogs.sample import live
from tests.phone import Phone
from tests.rhythm.people import at, dues, every_first_tuesday, later_than, reminded_of


def test_every_first_tuesday_through_summer_time(phone: Phone) -> None:
    every_first_tuesday(phone)
    said = []
    for month in ("03-03", "04-07", "05-05", "06-02"):
        said += later_than(phone, f"2026-{month}T13:31")
        phone.presses("Niet nodig")
        said += later_than(phone, f"2026-{month}T16:16")
        phone.presses("Niet nodig")
    assert len(said) == 8
    assert sorted(dues(phone)) == [at("2026-07-07T13:30"), at("2026-07-07T16:15")]


def test_one_time_is_left_out_and_the_series_goes_on(phone: Phone) -> None:
    every_first_tuesday(phone)
    phone.types("/herinner")
    phone.presses("di 3 mrt, 13.30 u.")
    phone.presses("Sla één keer over")
    assert at("2026-04-07T13:30") in dues(phone)
    assert at("2026-03-03T13:30") not in dues(phone)


def test_a_series_is_dropped_as_a_whole(phone: Phone) -> None:
    every_first_tuesday(phone)
    phone.types("/herinner")
    assert "(keert terug)" in live(phone)
    phone.presses("di 3 mrt, 13.30 u.")
    phone.presses("Schrap")
    assert dues(phone) == [at("2026-03-03T16:15")]


def test_a_series_that_was_missed_for_months_goes_on_with_the_next_time(phone: Phone) -> None:
    every_first_tuesday(phone)
    reminder = phone.memory.reminders[0]
    phone.now = at("2026-05-20T12:00")
    phone.happens(FellDue("reminder", named(reminder)))
    assert at("2026-06-02T13:30") in dues(phone)


def test_in_holiday_mode_a_series_waits_and_goes_on(phone: Phone) -> None:
    every_first_tuesday(phone)
    phone.types("/instellingen")
    phone.presses("Vakantie")
    phone.types("1 mei")
    assert dues(phone) == [at("2026-05-05T13:30"), at("2026-05-05T16:15")]
    (said,) = later_than(phone, "2026-05-05T13:31")
    assert "5 mei" in said


def test_a_single_meeting_in_a_holiday_is_told_as_missed(phone: Phone) -> None:
    start = at("2026-03-05T14:00").isoformat()
    reminded_of(phone, "2026-03-04T16:00", "checkin", start=start, how="before")
    phone.types("/instellingen")
    phone.presses("Vakantie")
    phone.types("1 mei")
    assert later_than(phone, "2026-05-05T12:00") == []
    phone.types("/menu")
    assert "niet op tijd" in live(phone)
