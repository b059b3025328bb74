"""A meeting that comes in as a calendar file: offered, moved, called off, handed over."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.ics import read
from dialogs.coach import Coach
from dialogs.event import Invited
from tests.dialogs.sample import live
from tests.phone import Phone
from tests.rhythm.files import NOW, file
from tests.rhythm.people import at, later_than, planner, room_of


def sends(phone: Phone, name: str) -> None:
    phone.happens(Invited(file(name)))


def test_a_meeting_from_a_calendar_is_offered_and_never_set_by_itself(phone: Phone) -> None:
    sends(phone, "outlook_windows_zone")
    assert "Stuurgroep kinderarmoede" in live(phone)
    assert "dinsdag 10 maart om 14 u., 1 uur 30 min." in live(phone)
    assert phone.labels[:3] == [
        "☐ Voorbereiden: ma 9 mrt, 16 u.",
        "☐ Voorbereiden: 30 min. ervoor",
        "☐ Terugkijken: di 10 mrt, 15.45 u.",
    ]
    phone.presses("Laat maar")
    assert phone.memory.reminders == ()


def planned(phone: Phone, name: str) -> None:
    sends(phone, name)
    phone.presses("Voorbereiden")
    phone.presses("Terugkijken")
    phone.presses("Klaar")


def test_a_moved_meeting_takes_its_reminders_along(phone: Phone) -> None:
    planned(phone, "outlook_windows_zone")
    sends(phone, "exchange_moved")
    assert "is veranderd" in live(phone)
    assert [one.due for one in phone.memory.reminders] == [
        at("2026-03-11T16:00"),
        at("2026-03-12T11:45"),
    ]


def test_a_meeting_that_is_off_takes_its_reminders_away(phone: Phone) -> None:
    planned(phone, "outlook_windows_zone")
    sends(phone, "exchange_cancelled")
    assert "gaat niet door. Wat klaarstond, heb ik geschrapt" in live(phone)
    assert phone.memory.reminders == ()


def test_a_meeting_that_is_off_and_was_not_planned_changes_nothing(phone: Phone) -> None:
    sends(phone, "exchange_cancelled")
    assert "Ik had er niets voor klaarstaan" in live(phone)


def test_one_time_of_a_series_is_off(phone: Phone) -> None:
    phone.now = at("2026-04-10T12:00")
    planned(phone, "outlook_every_first_tuesday")
    assert phone.memory.reminders[0].due == at("2026-05-04T16:00")
    sends(phone, "exchange_one_time_off")
    assert phone.memory.reminders[0].due == at("2026-06-01T16:00")


def test_one_time_of_a_series_moves(phone: Phone) -> None:
    phone.now = at("2026-04-10T12:00")
    planned(phone, "outlook_every_first_tuesday")
    sends(phone, "exchange_one_time_moved")
    assert phone.memory.reminders[0].due == at("2026-05-06T16:00")
    said = later_than(phone, "2026-05-06T16:05")
    assert "donderdag 7 mei om 9 u." in said[0]
    assert [one.due for one in phone.memory.reminders if one.about["rule"]][-1] == at(
        "2026-06-01T16:00"
    )


def test_a_moved_time_of_an_unknown_series_is_a_meeting_of_its_own(phone: Phone) -> None:
    sends(phone, "exchange_one_time_moved")
    assert "donderdag 7 mei om 9 u., 2 uur" in live(phone)


def test_of_several_one_is_chosen_and_the_past_is_left_out(phone: Phone) -> None:
    sends(phone, "export_of_several")
    assert phone.labels == [
        "do 12 mrt, 10 u.: Overleg 3",
        "do 16 apr, 10 u.: Overleg 2",
        "Nee, niet nodig",
    ]
    phone.presses("do 16 apr")
    assert "Overleg 2" in live(phone)


def test_without_a_zone_it_is_by_ones_own_clock(coach: Coach) -> None:
    away = planner(coach, zone="Europe/Lisbon")
    sends(away, "floating")
    assert "donderdag 26 maart om 20 u." in live(away)
    planned(away, "floating")
    assert away.memory.reminders[0].due == at("2026-03-25T16:00", "Europe/Lisbon")


def test_what_has_been_is_said_to_have_been(phone: Phone) -> None:
    phone.now = at("2027-01-01T12:00")
    sends(phone, "google_single")
    assert "Dat overleg is al voorbij" in live(phone)
    assert room_of(phone) == "menu"


def test_a_series_that_is_over_takes_its_reminders_away(phone: Phone) -> None:
    planned(phone, "google_single")
    (meeting,) = file("google_single")
    phone.happens(Invited([{**meeting, "start": "2026-02-01T09:00:00+00:00"}]))
    assert phone.memory.reminders == ()


def test_a_file_that_cannot_be_read_gets_a_kind_sentence(phone: Phone) -> None:
    phone.sends("calendar")
    assert "kon ik niet lezen als afspraak" in phone.last.text


def test_a_meeting_goes_to_ones_own_calendar(phone: Phone) -> None:
    sends(phone, "google_weekly")
    phone.presses("Naar mijn agenda")
    (meeting,) = read(str(phone.files[0].content).encode(), NOW)
    assert (meeting["uid"], meeting["rule"]) == (
        "weekly-1@google.com",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO",
    )
    assert datetime.fromisoformat(meeting["start"]) == datetime(2026, 3, 4, 9, tzinfo=UTC)
