"""Meetings: prepared the day before or just before, and looked back on after."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.event import FellDue
from dialogs.memory import Network
from dialogs.reminding import named
from tests.dialogs.sample import live, session_of
from tests.phone import Phone
from tests.rhythm.people import asking, at, dues, later_than, planner, reminded_of, room_of

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
