"""Meetings: prepared the day before or just before, looked back on after, again and again."""

from __future__ import annotations

from datetime import datetime

import pytest

from dialogs.coach import Coach
from dialogs.event import FellDue
from dialogs.memory import Network
from dialogs.reminding import named
from tests.dialogs.sample import live, session_of
from tests.phone import Phone
from tests.rhythm.people import at, later_than, planner, reminded_of, room_of


@pytest.fixture
def phone(coach: Coach) -> Phone:
    return planner(coach)


def asking(phone: Phone) -> Phone:
    """Somebody who wants to be reminded of a meeting."""
    phone.types("/herinner")
    phone.presses("Nieuwe herinnering")
    phone.presses("Een overleg")
    return phone


def dues(phone: Phone) -> list[datetime]:
    return [one.due for one in phone.memory.reminders]


# -- when is it ---------------------------------------------------------------------------------


def test_a_meeting_is_typed_with_its_hours(phone: Phone) -> None:
    asking(phone).types("dinsdag 10 maart van 14 tot 15.30 u")
    assert "dinsdag 10 maart om 14 u., 1 uur 30 min." in live(phone)
    phone.presses("Terugkijken")
    phone.presses("Klaar")
    assert dues(phone) == [at("2026-03-10T15:45")]
    assert "stille uren" not in live(phone)
    assert room_of(phone) == "reminders"


def test_a_day_without_an_hour_asks_the_hour(phone: Phone) -> None:
    asking(phone).types("dinsdag")
    phone.types("ooit")
    assert "Typ een uur" in live(phone)
    phone.types("14")
    assert "dinsdag 3 maart om 14 u." in live(phone)


def test_the_hour_may_stand_on_a_button(phone: Phone) -> None:
    asking(phone).types("elke eerste donderdag")
    phone.presses("19.30 u.")
    assert "donderdag 5 maart om 19.30 u., 2 uur, en telkens weer" in live(phone)


def test_what_may_be_two_days_is_asked(phone: Phone) -> None:
    asking(phone).types("volgende vrijdag 10u")
    assert phone.labels[:2] == ["vr 6 mrt, 10 u.", "vr 13 mrt, 10 u."]
    phone.presses("vr 13 mrt")
    assert "vrijdag 13 maart om 10 u." in live(phone)


@pytest.mark.parametrize("typed", ["ooit", "14 maart 2020 10u"])
def test_what_is_no_moment_ahead_is_asked_again(phone: Phone, typed: str) -> None:
    asking(phone).types(typed)
    assert room_of(phone) == "meeting"
    assert "Wanneer begint het?" in live(phone)


def test_its_length_is_one_tap_at_a_time(phone: Phone) -> None:
    asking(phone).types("morgen 10u")
    for shown in ("3 uur", "1 uur", "1 uur 30 min.", "2 uur"):
        length = next(
            one for one in phone.labels if " uur" in f" {one}" and "min. ervoor" not in one
        )
        phone.presses(length)
        assert f"om 10 u., {shown}" in live(phone)


def test_nothing_ticked_is_nothing_set(phone: Phone) -> None:
    asking(phone).types("morgen 10u")
    phone.presses("Terugkijken")
    phone.presses("Terugkijken")
    phone.presses("Klaar")
    assert "ik kom er niet op terug" in live(phone)
    assert phone.memory.reminders == ()


def test_only_what_is_still_ahead_is_offered(phone: Phone) -> None:
    asking(phone).types("vandaag 13.20 u")
    assert [one for one in phone.labels if one.startswith("☐")] == [
        "☐ Terugkijken: ma 2 mrt, 15.35 u."
    ]


def test_typed_words_find_their_own_door_where_all_is_known(phone: Phone) -> None:
    asking(phone).types("morgen 10u")
    phone.types("help")
    assert room_of(phone) == "help"


# -- before -------------------------------------------------------------------------------------


def test_an_evening_meeting_gets_its_check_in_though_the_evening_is_quiet(phone: Phone) -> None:
    asking(phone).types("dinsdag van 20 tot 22 u")
    phone.presses("Voorbereiden: 30 min.")
    phone.presses("Terugkijken")
    phone.presses("Klaar")
    assert "Dat valt in je stille uren" in live(phone)
    (said,) = later_than(phone, "2026-03-03T19:31")
    assert "Kinderarmoede</b>: dinsdag 3 maart om 20 u." in said
    phone.presses("Ja, begin")
    assert "Wanneer start je overleg?" in live(phone)
    (said,) = later_than(phone, "2026-03-04T09:01")
    assert "zit erop" in said


def test_the_day_before_one_can_ask_for_half_an_hour_before(phone: Phone) -> None:
    asking(phone).types("donderdag 14u")
    phone.presses("Voorbereiden: wo")
    phone.presses("Klaar")
    later_than(phone, "2026-03-04T16:01")
    phone.presses("Vraag het 30 min. ervoor")
    assert "donderdag 5 maart om 13.30 u. kom ik erop terug" in live(phone)
    assert len(later_than(phone, "2026-03-05T13:31")) == 1
    phone.presses("Niet nodig")
    assert phone.memory.reminders == ()


def test_half_an_hour_before_that_has_just_passed_is_not_set(phone: Phone) -> None:
    start = at("2026-03-04T14:00").isoformat()
    reminded_of(
        phone, "2026-03-04T12:00", "checkin", start=start, how="at", at="2026-03-04T12:00:00"
    )
    later_than(phone, "2026-03-04T12:01")
    phone.now = at("2026-03-04T13:45")
    phone.presses("Vraag het 30 min. ervoor")
    assert phone.memory.reminders == ()


def test_a_check_in_that_came_too_late_goes_while_the_meeting_lasts(phone: Phone) -> None:
    start = at("2026-03-04T20:00").isoformat()
    wish = {"how": "minutes", "minutes": 30}
    reminder = reminded_of(phone, "2026-03-04T19:30", "checkin", start=start, **wish)
    phone.now = at("2026-03-04T20:10")
    assert phone.happens(FellDue("reminder", named(reminder)))


def test_an_old_check_in_makes_way_for_a_new_one(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    start = at("2026-03-05T14:00").isoformat()
    reminded_of(phone, "2026-03-04T16:00", "checkin", start=start, how="before")
    later_than(phone, "2026-03-04T16:01")
    phone.presses("Ja, begin")
    assert "Wanneer start je overleg?" in live(phone)
    assert session_of(phone).paused == []


def test_the_network_of_the_meeting_is_meant(phone: Phone) -> None:
    memory = phone.memory.with_network(Network(9, "Mobiliteit", phone.now.date()))
    phone.memory = memory
    start = at("2026-03-05T14:00").isoformat()
    reminded_of(phone, "2026-03-04T16:00", "checkin", start=start, how="before", network=1)
    (said,) = later_than(phone, "2026-03-04T16:01")
    assert "Kinderarmoede" in said
    phone.presses("Ja, begin")
    assert phone.memory.profile.network == 1


def test_a_meeting_of_no_network_is_just_a_meeting(coach: Coach) -> None:
    phone = Phone(coach, now=at("2026-03-02T13:00"))
    asking(phone).types("dinsdag 14u")
    assert "<b>Overleg</b>" in live(phone)
    phone.presses("Terugkijken")
    phone.presses("Klaar")
    (said,) = later_than(phone, "2026-03-03T17:00")
    assert "Je overleg" in said
    phone.presses("Ja, begin")
    assert "Eén moment" in live(phone)


# -- after --------------------------------------------------------------------------------------


def looking_back(coach: Coach, end: str = "2026-03-03T15:00") -> Phone:
    phone = planner(coach)
    start = at(end.replace("T15", "T13")).isoformat()
    reminded_of(phone, "2026-03-03T15:15", "debrief", start=start, how="after")
    return phone


def test_a_reflection_is_asked_again_the_next_morning_and_then_no_more(coach: Coach) -> None:
    phone = looking_back(coach)
    assert len(later_than(phone, "2026-03-03T15:16")) == 1
    assert len(later_than(phone, "2026-03-04T08:59")) == 0
    assert len(later_than(phone, "2026-03-04T09:01")) == 1
    assert later_than(phone, "2026-04-01T12:00") == []


def test_whoever_answers_the_first_is_not_asked_again(coach: Coach) -> None:
    phone = looking_back(coach)
    later_than(phone, "2026-03-03T15:16")
    phone.presses("Niet nodig")
    assert later_than(phone, "2026-04-01T12:00") == []


def test_whoever_looks_back_unasked_is_not_asked(coach: Coach) -> None:
    phone = looking_back(coach)
    phone.now = at("2026-03-03T15:01")
    phone.types("/nabespreking")
    while "Maak een plan" not in phone.labels:
        phone.presses("Overslaan")
    phone.presses("Maak een plan")
    phone.presses("Overslaan")
    assert phone.memory.reminders == ()


def test_a_reflection_that_waited_too_long_is_told_as_missed(coach: Coach) -> None:
    phone = looking_back(coach)
    reminder = phone.memory.reminders[0]
    phone.now = at("2026-03-04T18:30")
    assert phone.happens(FellDue("reminder", named(reminder))) == []
    phone.types("/menu")
    assert "niet op tijd" in live(phone)


# -- again and again ----------------------------------------------------------------------------


def every_first_tuesday(phone: Phone) -> Phone:
    asking(phone).types("elke eerste dinsdag om 14u")
    phone.presses("Voorbereiden: 30")
    phone.presses("Terugkijken")
    phone.presses("Klaar")
    return phone


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


# -- offered after a check-in -------------------------------------------------------------------


def checked_in(phone: Phone, when: str) -> Phone:
    phone.types("/checkin")
    phone.presses(when)
    for _ in range(12):
        if "Klaar" in phone.labels:
            break
        phone.presses("Plan 1") if "Plan 1" in phone.labels else phone.presses("Overslaan")
    phone.presses("Klaar")
    return phone


@pytest.mark.parametrize(("when", "due"), [("Nu", "14:15"), ("Binnen 15", "14:30")])
def test_on_the_doorstep_one_tap_asks_for_a_reflection(phone: Phone, when: str, due: str) -> None:
    checked_in(phone, when)
    assert "Zal ik na afloop vragen hoe het ging?" in live(phone)
    phone.presses("1 uur")
    assert f"{due[:2]}.{due[3:]} u." in live(phone)
    assert room_of(phone) == "menu"


@pytest.mark.parametrize("when", ["Vandaag", "Later"])
def test_otherwise_it_is_asked_when_the_meeting_is(phone: Phone, when: str) -> None:
    checked_in(phone, when)
    assert "Wanneer begint het?" in live(phone)
    phone.presses("Nee, niet nodig")
    assert phone.memory.reminders == ()
    assert room_of(phone) == "menu"


def test_a_meeting_that_is_planned_already_is_not_offered_again(phone: Phone) -> None:
    every_first_tuesday(phone)
    checked_in(phone, "Nu")
    assert room_of(phone) == "menu"


def test_whoever_prepares_unasked_is_not_asked(phone: Phone) -> None:
    every_first_tuesday(phone)
    phone.now = at("2026-03-03T10:00")
    checked_in(phone, "Vandaag")
    assert at("2026-03-03T13:30") not in dues(phone)
    assert at("2026-04-07T13:30") in dues(phone)


def test_a_check_in_that_was_left_offers_nothing(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("/stop")
    assert room_of(phone) == "stopped"
