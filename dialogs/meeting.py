"""A meeting that somebody wants to prepare or look back on: once, or again and again.

Its values travel in the ``about`` of a reminder: ``name``, ``network``, ``start`` and ``first``
(moments in UTC), ``lasts`` (minutes), ``zone``, ``rule`` (RRULE), ``without`` (days), ``moved``
(day -> moment), ``uid`` (of the calendar that it came from).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from dialogs.almanac import ZONE, Almanac
from dialogs.repeats import occurrences

FIELDS: Final = (
    *("name", "network", "start", "first", "lasts", "zone", "rule", "without", "moved", "uid"),
)
LASTS: Final = (60, 90, 120, 180)
"""Minutes that a meeting may last, on buttons."""

USUAL: Final = 120


def starts(meeting: Mapping[str, Any], almanac: Almanac) -> Iterator[datetime]:
    """Yield when the meeting takes place, in UTC, from its very first time on."""
    first = datetime.fromisoformat(meeting.get("first") or meeting["start"])
    rule = meeting.get("rule")
    if not rule:
        yield first
        return
    zone = almanac.zone(meeting.get("zone") or ZONE) or UTC
    moved = meeting.get("moved") or {}
    for moment in occurrences(rule, first, zone, meeting.get("without") or ()):
        elsewhere = moved.get(moment.astimezone(zone).date().isoformat())
        yield datetime.fromisoformat(elsewhere) if elsewhere else moment


def next_start(meeting: Mapping[str, Any], after: datetime, almanac: Almanac) -> datetime | None:
    """Return when it takes place for the first time after that moment; None: never again."""
    return next((start for start in starts(meeting, almanac) if start > after), None)


def upcoming(meeting: Mapping[str, Any], now: datetime, almanac: Almanac) -> dict[str, Any] | None:
    """Return *meeting* as it takes place next (it may be under way); None when it is over."""
    lasts = timedelta(minutes=meeting.get("lasts") or USUAL)
    start = next_start(meeting, now - lasts, almanac)
    if start is None:
        return None
    first = meeting.get("first") or meeting["start"]
    kept = {name: meeting[name] for name in FIELDS if meeting.get(name)}
    return {**kept, "start": start.isoformat(), "first": first}
