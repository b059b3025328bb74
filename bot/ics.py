"""Files for calendars (iCalendar, .ics): a meeting out of one, and one out of a meeting.

What is read is when and how often, what it is called, and whether it was cancelled; never who comes
(RFC 5545; programs differ: names of zones of Windows, zones of their own, no zone at all).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import blake2b
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.almanac import zone as zone_called
from dialogs.effect import Appointment, Document

MOST: Final = 20
"""So many meetings of one file are read."""

LONGEST_NAME: Final = 60
ALL_DAY: Final = (time(9), 480)
"""When a meeting of a whole day begins, and how many minutes it lasts (our judgement)."""

USUAL: Final = 60
AHEAD: Final = timedelta(days=3660)
"""So far ahead a file tells when the clock changes."""

MOST_APART: Final[Mapping[str, int]] = {"DAILY": 31, "WEEKLY": 52, "MONTHLY": 24, "YEARLY": 5}
"""How many days, weeks ... may lie between two times of one meeting."""

MOST_WITHOUT: Final = 100
"""So many days on which a meeting does not take place are kept, the last ones."""

_YEARS: Final = frozenset(str(year) for year in range(1970, 2100))
"""A meeting of another year is a slip, or bait."""

_UNTIL: Final = re.compile(r"UNTIL=(\d{8})")
_BYDAY: Final = re.compile(r"([+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
_KNOWN: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)


class CalendarError(ValueError):
    """A file that is no calendar, or holds no meeting."""


def read(content: bytes, now: datetime) -> list[dict[str, Any]]:
    """Return the meetings of a file, each as the values of :class:`dialogs.event.Invited`.

    Moments are ISO texts: with an offset, or without one where the file gives no time zone (then
    they are by the clock of whoever reads it). Of a whole calendar come first what is ahead (from
    the day before *now* on), the soonest first, then what repeats.

    Raises:
        CalendarError: there is none in it.
    """
    meetings: dict[str, dict[str, Any]] = {}
    try:
        with warnings.catch_warnings():
            # It warns where it has to guess what a zone of somebody's own means.
            warnings.simplefilter("ignore")
            calendars = Calendar.from_ical(content.decode("utf-8-sig", "replace"), multiple=True)
        for calendar in calendars:
            gone = str(calendar.get("METHOD", "")).upper() == "CANCEL"
            for event in calendar.walk("VEVENT"):
                _add(meetings, event, gone)
    except Exception as error:  # whatever is wrong with it: it is somebody else's file
        raise CalendarError(type(error).__name__) from error
    found = [_whole(meeting) for meeting in meetings.values()]
    if not found:
        raise CalendarError("no meeting")
    yesterday = (now - timedelta(days=1)).date().isoformat()
    found.sort(key=lambda one: (_is_over(one, yesterday), bool(one["rule"]), one["start"]))
    return found[:MOST]


def _is_over(meeting: Mapping[str, Any], yesterday: str) -> bool:
    """Return whether the last time of a meeting was before *yesterday*, as far as it is written."""
    if meeting["part"]:
        return False
    until = _UNTIL.search(meeting["rule"])
    if until is not None:
        return until[1] < yesterday.replace("-", "")
    return not meeting["rule"] and bool(meeting["start"] < yesterday)


def _add(meetings: dict[str, dict[str, Any]], event: Any, gone: bool) -> None:
    """Add an event, or a changed time of one that repeats, to what is known by its UID."""
    if "DTSTART" not in event:
        return
    uid = str(event.get("UID", "")) or f"no-uid-{len(meetings)}"
    cancelled = gone or str(event.get("STATUS", "")).upper() == "CANCELLED"
    start, zone, whole_day = _start(event["DTSTART"])
    if start[:4] not in _YEARS:
        return
    known = meetings.setdefault(uid, {"uid": uid[:200], "without": [], "moved": {}})
    if "RECURRENCE-ID" in event:
        original, _, _ = _start(event["RECURRENCE-ID"])
        known.setdefault("name", _name(event))
        day = original[:10]
        if cancelled:
            known["without"].append(day)
        else:
            known["moved"][day] = start
            known["once"] = {"start": start, "zone": zone, "lasts": _minutes(event)}
        return
    known |= {
        "name": _name(event),
        "start": start,
        "zone": zone,
        "lasts": ALL_DAY[1] if whole_day else _minutes(event),
        "rule": _rule(event.get("RRULE"), zone),
        "cancelled": cancelled,
    }
    for dates in _listed(event.get("EXDATE")):
        known["without"] += [_start(one)[0][:10] for one in _listed(dates.dts)]


def _whole(meeting: dict[str, Any]) -> dict[str, Any]:
    """Return a meeting with all its values.

    ``part``: only a change of one or more of its times came, the rest is elsewhere.
    """
    once = meeting.pop("once", None)
    meeting["without"] = sorted(set(meeting["without"]))[-MOST_WITHOUT:]
    if "start" in meeting:
        return {**meeting, "part": False}
    known = {"name": "", "lasts": USUAL, "rule": "", **(once or {"start": "", "zone": ""})}
    return {**known, **meeting, "part": True, "cancelled": once is None}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _name(event: Any) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())[:LONGEST_NAME]


def _start(stamp: Any) -> tuple[str, str, bool]:
    """Return a moment (ISO), the name of its zone (or nothing), and whether it is a whole day."""
    value = stamp.dt
    if not isinstance(value, datetime):
        return datetime.combine(value, ALL_DAY[0]).isoformat(), "", True
    if value.tzinfo is None:
        named = _zone(stamp.params.get("TZID", ""))
        if named is None:
            return value.isoformat(), "", False
        value = value.replace(tzinfo=ZoneInfo(named))
        return value.astimezone(UTC).isoformat(), named, False
    named = _zone(stamp.params.get("TZID", "")) or _key(value.tzinfo)
    return value.astimezone(UTC).isoformat(), named, False


def _zone(name: str) -> str | None:
    """Return the name by which the world knows a zone; Windows has names of its own."""
    name = WINDOWS_TO_OLSON.get(name.strip('"'), name.strip('"'))
    # Some programs write "/freeassociation.sourceforge.net/Europe/Brussels".
    for candidate in (name, "/".join(name.split("/")[-2:])):
        if candidate and "/" in candidate and zone_called(candidate) is not None:
            return candidate
    return None


def _key(zone: tzinfo) -> str:
    return str(getattr(zone, "key", "")) if "/" in str(getattr(zone, "key", "")) else ""


def _minutes(event: Any) -> int:
    start = event["DTSTART"].dt
    length = timedelta(minutes=USUAL)
    if "DTEND" in event and isinstance(event["DTEND"].dt, datetime):
        length = _aware(event["DTEND"].dt) - _aware(start)
    elif "DURATION" in event:
        length = event.duration
    minutes = int(length / timedelta(minutes=1))
    return minutes if 0 < minutes <= 24 * 60 else USUAL


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _rule(recur: Any, zone: str) -> str:
    """Return how it repeats, in what we can work out; nothing for what no council would plan.

    The end of a rule is written by the clock on the wall, as all its moments are.
    """
    recur = _listed(recur)[0] if recur else None
    if recur is None or not _sane({str(name).upper(): recur[name] for name in recur}):
        return ""
    parts = {name: values for name, values in recur.items() if name != "UNTIL"}
    rule = str(vRecur(parts).to_ical(), "ascii")  # type: ignore[no-untyped-call]
    until = recur.get("UNTIL", [None])[0]
    if isinstance(until, datetime):
        wall = until.astimezone(ZoneInfo(zone or "UTC")) if until.tzinfo else until
        rule += f";UNTIL={wall:%Y%m%dT%H%M%S}"
    elif isinstance(until, date):
        rule += f";UNTIL={until:%Y%m%d}T235959"
    return rule


def _sane(recur: Mapping[str, Any]) -> bool:
    """Return whether a rule is one of those that really occur.

    Others can have no moment at all, and looking for one would take until the year 9999.
    """
    often = str(recur["FREQ"][0]).upper()
    every = int(recur.get("INTERVAL", [1])[0])
    by = {name for name in recur if name.startswith("BY")}
    if not _KNOWN.issuperset(recur) or not 1 <= every <= MOST_APART.get(often, 0):
        return False
    longest = 31 if every == 1 and often == "MONTHLY" else 28
    days = [_BYDAY.fullmatch(str(day)) for day in recur.get("BYDAY", ())]
    dates = [int(day) for day in recur.get("BYMONTHDAY", ())]
    places = [int(place) for place in recur.get("BYSETPOS", ())]
    if not all(days) or not all(1 <= abs(day) <= longest for day in dates):
        return False
    ordered = any(day and day[1] for day in days)
    if often == "DAILY":
        return by <= {"BYDAY"} and not ordered and (every == 1 or not by)
    if often == "WEEKLY":
        return by <= {"BYDAY"} and not ordered
    if often == "MONTHLY":
        if places:
            return (
                by == {"BYDAY", "BYSETPOS"}
                and not ordered
                and -5 <= min(places) <= max(places) <= 5
            )
        return by in ({"BYDAY"}, {"BYMONTHDAY"}, set())
    return by <= {"BYMONTH", "BYMONTHDAY"} or (by == {"BYMONTH", "BYDAY"} and ordered)


def as_document(meeting: Appointment) -> Document:
    """Return *meeting* as a file to hand over."""
    name = re.sub(r"[^\w -]", "", meeting.name).strip() or "knoop"
    return Document(f"{name}.ics", write(meeting), meeting.caption)


def write(meeting: Appointment) -> str:
    """Return *meeting* as a file that any calendar can add."""
    zone = ZoneInfo(meeting.zone) if zone_called(meeting.zone) else ZoneInfo("Europe/Brussels")
    start = datetime.fromisoformat(meeting.start).astimezone(zone)
    event = Event()
    event.add("uid", meeting.uid or _uid(meeting))
    event.add("dtstamp", datetime.fromisoformat(meeting.made or meeting.start).astimezone(UTC))
    event.add("summary", meeting.name)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=meeting.minutes))
    if meeting.rule:
        event.add("rrule", vRecur.from_ical(meeting.rule))
    for day in meeting.without:
        event.add("exdate", datetime.combine(date.fromisoformat(day), start.time(), zone))
    calendar = Calendar()
    calendar.add("prodid", "-//Knoop//knoop//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones(start.date() - timedelta(days=366), start.date() + AHEAD)
    return str(calendar.to_ical(), "utf-8")


def _uid(meeting: Appointment) -> str:
    """Return a name that stays the same for the same meeting, and tells nothing of it."""
    values: Mapping[str, Any] = {"start": meeting.start, "rule": meeting.rule, "name": meeting.name}
    return f"{blake2b(repr(values).encode(), digest_size=12).hexdigest()}@knoop"
