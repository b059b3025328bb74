"""Files of calendars, in the manner of different programs, and what Knoop makes of them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.almanac import almanac
from bot.ics import CalendarError, as_document, read, write
from dialogs.effect import Appointment
from dialogs.meeting import starts
from tests.rhythm.files import HERE, NOW, file

ALMANAC = almanac()
FREE = range(date(2026, 3, 11).toordinal(), date(2028, 12, 1).toordinal())
PARIS, BRUSSELS = "Europe/Paris", "Europe/Brussels"


def test_there_are_twenty_programs_or_more() -> None:
    assert len(list(HERE.glob("*.ics"))) >= 20


@pytest.mark.parametrize(
    ("name", "called", "start", "lasts", "zone"),
    [
        (
            "outlook_windows_zone",
            "Stuurgroep kinderarmoede",
            "2026-03-10T13:00Z",
            90,
            "Europe/Paris",
        ),
        ("google_single", "Netwerk jeugd", "2026-03-10T13:00Z", 60, ""),
        (
            "apple_brussels",
            "Overleg Huis van het Kind",
            "2026-03-10T08:30Z",
            120,
            "Europe/Brussels",
        ),
        ("apple_whole_day", "Studiedag regie", "2026-03-18T09:00", 480, ""),
        ("thunderbird", "Werkgroep wonen", "2026-03-17T18:30Z", 120, BRUSSELS),
        ("teams_from_london", "European network call", "2026-03-27T10:00Z", 60, "Europe/London"),
        ("zoom_utc", "Intervisie netwerkmanagers", "2026-04-01T12:00Z", 60, ""),
        (
            "nextcloud_duration",
            "Samen tegen eenzaamheid",
            "2026-03-20T12:00Z",
            90,
            "Europe/Brussels",
        ),
        ("zimbra_own_zone", "Lokaal overleg opvang", "2026-03-24T12:00Z", 60, ""),
        ("floating", "Raadzaal: netwerk mobiliteit", "2026-03-26T20:00", 120, ""),
        ("odd_but_true", "Gekozen: overleg, deel 2", "2026-04-09T12:00Z", 60, ""),
        ("rule_nobody_plans", "Elke seconde", "2026-04-09T12:00Z", 60, ""),
    ],
)
def test_a_single_meeting(name: str, called: str, start: str, lasts: int, zone: str) -> None:
    (meeting,) = file(name)
    told = {key: meeting[key] for key in ("name", "lasts", "zone", "rule", "cancelled", "part")}
    assert told == {
        **{"name": called, "lasts": lasts, "zone": zone},
        **{"rule": "", "cancelled": False, "part": False},
    }
    assert datetime.fromisoformat(meeting["start"]) == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (
            "outlook_every_first_tuesday",
            ["03-03 14:00", "05-05 14:00", "06-02 14:00", "07-07 14:00", "08-04 14:00"],
        ),
        (
            "google_weekly",
            ["03-04 10:00", "03-18 10:00", "04-01 10:00", "04-15 10:00", "04-29 10:00"],
        ),
        (
            "google_weekly_with_changes",
            ["03-04 10:00", "04-02 14:00", "04-08 10:00", "04-15 10:00", "04-22 10:00"],
        ),
        (
            "last_working_day",
            ["03-31 09:00", "04-30 09:00", "05-29 09:00", "06-30 09:00", "07-31 09:00"],
        ),
        ("new_york", ["03-16 14:00", "03-23 14:00", "03-30 15:00", "04-06 15:00"]),
    ],
)
def test_a_meeting_that_repeats_goes_by_the_clock_of_its_zone(name: str, days: list[str]) -> None:
    (meeting,) = file(name)
    zone = ALMANAC.zone("Europe/Brussels")
    found = [f"{start.astimezone(zone):%m-%d %H:%M}" for start in starts(meeting, ALMANAC)]
    assert found[:5] == days


def test_a_rule_that_ends_ends() -> None:
    (meeting,) = file("outlook_every_first_tuesday")
    last = list(starts(meeting, ALMANAC))[-1]
    assert last.date() == date(2026, 12, 1)


def test_what_was_called_off_and_what_changed_says_so() -> None:
    (off,), (one_off,), (moved,) = (
        file(name)
        for name in ("exchange_cancelled", "exchange_one_time_off", "exchange_one_time_moved")
    )
    assert (off["cancelled"], off["part"]) == (True, False)
    assert (one_off["cancelled"], one_off["part"], one_off["without"]) == (
        True,
        True,
        ["2026-05-05"],
    )
    assert (moved["cancelled"], moved["part"]) == (False, True)
    assert list(moved["moved"]) == ["2026-05-05"]


def test_an_export_holds_several() -> None:
    assert sorted(meeting["name"] for meeting in file("export_of_several")) == [
        *("Overleg 1", "Overleg 2", "Overleg 3")
    ]


def test_nobody_who_comes_is_read() -> None:
    everything = "".join(str(file(path.stem)) for path in HERE.glob("*.ics"))
    for name in ("Peeters", "Maes", "@stad", "meet", "Teams-vergadering"):
        assert name not in everything


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hallo",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR",
        b"BEGIN:VEVENT",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:zonder dag\r\nEND:VEVENT\r\nEND:VCALENDAR",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_appointment_is_refused(content: bytes) -> None:
    with pytest.raises(CalendarError):
        read(content, NOW)


def calendar(*events: str) -> bytes:
    """A calendar of events, each with the lines given."""
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n".encode()


def test_of_a_whole_calendar_comes_what_is_ahead_the_soonest_first() -> None:
    past = [f"UID:p{n}\r\nDTSTART:20250{n % 9 + 1}10T140000Z" for n in range(1000)]
    over = "UID:o\r\nDTSTART:20200106T140000Z\r\nRRULE:FREQ=WEEKLY;UNTIL=20210101"
    weekly = "UID:w\r\nDTSTART:20200106T140000Z\r\nRRULE:FREQ=WEEKLY"
    later, soon = (f"UID:{day}\r\nDTSTART:{day}T140000Z" for day in ("20260320", "20260303"))
    found = read(calendar(over, *past, weekly, later, soon), NOW)
    assert [meeting["uid"] for meeting in found[:4]] == ["20260303", "20260320", "w", "p0"]
    assert len(found) == 20


def test_of_a_thousand_days_on_which_it_does_not_take_place_the_last_hundred_are_kept() -> None:
    days = "".join(f"\r\nEXDATE:{day:%Y%m%d}T140000Z" for day in map(date.fromordinal, FREE))
    (meeting,) = read(calendar(f"UID:1\r\nDTSTART:20260310T140000Z{days}"), NOW)
    assert len(meeting["without"]) == 100
    assert meeting["without"][-1] == date.fromordinal(FREE[-1]).isoformat()


@pytest.mark.parametrize("year", ["0001", "1969", "2100", "9999"])
def test_a_meeting_of_another_age_is_none(year: str) -> None:
    with pytest.raises(CalendarError):
        read(calendar(f"UID:1\r\nDTSTART:{year}0310T140000Z"), NOW)


@given(st.binary(max_size=300), st.sampled_from(sorted(path.name for path in HERE.glob("*.ics"))))
def test_a_broken_file_is_read_or_refused(noise: bytes, name: str) -> None:
    content = (HERE / name).read_bytes()
    middle = len(content) // 2
    try:
        read(content[:middle] + noise + content[middle:], NOW)
    except CalendarError:
        return


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=2",
        "FREQ=DAILY;INTERVAL=400",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=40",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=20",
    ],
)
def test_a_rule_that_no_council_plans_is_one_meeting(rule: str) -> None:
    content = (HERE / "zoom_utc.ics").read_text()
    (meeting,) = read(content.replace("SUMMARY", f"RRULE:{rule}\nSUMMARY").encode(), NOW)
    assert meeting["rule"] == ""


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY",
        "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=5",
        "FREQ=YEARLY;BYDAY=1MO;BYMONTH=5",
        "FREQ=WEEKLY;UNTIL=20260601",
        "FREQ=WEEKLY;COUNT=3",
    ],
)
def test_a_rule_that_councils_plan_is_kept(rule: str) -> None:
    content = (HERE / "zoom_utc.ics").read_text()
    (meeting,) = read(content.replace("SUMMARY", f"RRULE:{rule}\nSUMMARY").encode(), NOW)
    assert meeting["rule"].startswith(rule)
    assert next(starts({**meeting, "zone": None}, ALMANAC), None) is not None


MEETING = Appointment(
    name="Overleg: zorg & wonen",
    start="2026-03-03T13:00:00+00:00",
    minutes=90,
    zone="Europe/Brussels",
    rule="FREQ=MONTHLY;BYDAY=1TU",
    without=("2026-04-07",),
    made="2026-03-02T12:00:00+00:00",
)


def test_what_knoop_writes_it_reads_again() -> None:
    (meeting,) = read(write(MEETING).encode(), NOW)
    assert {key: meeting[key] for key in ("name", "start", "lasts", "zone", "rule", "without")} == {
        **{"name": MEETING.name, "start": MEETING.start, "lasts": 90, "zone": "Europe/Brussels"},
        **{"rule": MEETING.rule, "without": ["2026-04-07"]},
    }


def test_the_same_meeting_has_the_same_name_for_a_calendar() -> None:
    (one,), (again,) = read(write(MEETING).encode(), NOW), read(write(MEETING).encode(), NOW)
    assert one["uid"] == again["uid"]


def test_the_file_is_named_after_the_meeting() -> None:
    assert as_document(MEETING).name == "Overleg zorg  wonen.ics"
    assert as_document(Appointment("???", MEETING.start, 60, "Mars/Base")).name == "knoop.ics"
