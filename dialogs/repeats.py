"""What comes again and again: *elke eerste dinsdag om 14 u.*, as a rule of calendars (RRULE).

Occurrences are worked out by the clock on the wall of one time zone, so that summer time does not
move them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time, tzinfo
from typing import Final

from dateutil.rrule import rrulestr

from dialogs.dates import N, O, W, number
from dialogs.spoken import ORDINALS, WEEKDAYS

CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST: Final = 5000
"""So many occurrences are looked through, at most, for the next one."""

_EVERY: Final = r"(?:elke|iedere|elk|ieder|every|each)"
_OF_MONTH: Final = r"(?: (?:van|of|in) (?:de |the |elke |iedere |every |each )?(?:maand|month))?"
_ON: Final = r"(?: (?:op|on))?(?: (?:de|the))?"
_OTHER: Final = (
    r"(?:tweewekelijks|biweekly|fortnightly|(?:elke|om de|every) (?:andere|other)(?: week)?)"
)
_TH: Final = r"(?P<d>\d{1,2})(?:de|ste|e|st|nd|rd|th)?"
_WEEKS, _MONTHS = r"(?:weken|weeks?)", r"(?:maanden|months?)"
_MONTHLY: Final = r"(?:(?:elke|iedere) maand|maandelijks|monthly|every month|each month)"
_QUARTERLY: Final = r"(?:elk kwartaal|driemaandelijks|every quarter|quarterly)"
_START: Final = re.compile(r"^(?!om de )(?:(?:op|om|on|at|de|het|the) )+")

_WAYS: Final = tuple(
    (re.compile(pattern), interval)
    for pattern, interval in (
        (rf"{_EVERY} {W}", 1),
        (rf"(?:wekelijks|weekly){_ON} {W}", 1),
        (rf"{_EVERY} {O} {W}{_OF_MONTH}", 1),
        (rf"{O} {W} (?:van|of) (?:elke|iedere|every|each) (?:maand|month)", 1),
        (rf"(?:om de|elke|every) {N} {_WEEKS}{_ON} {W}", 1),
        (rf"{_OTHER}{_ON} {W}", 2),
        (rf"{_MONTHLY}{_ON} (?:{O} {W}|{_TH})", 1),
        (rf"(?:om de|elke|every) {N} {_MONTHS}{_ON} (?:{O} {W}|{_TH})", 1),
        (rf"{_QUARTERLY}{_ON} (?:{O} {W}|{_TH})", 3),
    )
)


def rule_in(said: str) -> str | None:
    """Return the rule that *said* (:func:`dialogs.spoken.ready`, without hours) means, or None."""
    said = _START.sub("", said)
    for pattern, interval in _WAYS:
        found = pattern.fullmatch(said)
        if found is not None:
            words = found.groupdict()
            every = number(words["n"]) if words.get("n") else interval
            step = f";INTERVAL={every}" if every > 1 else ""
            if words.get("d"):
                return f"FREQ=MONTHLY{step};BYMONTHDAY={int(words['d'])}"
            code = CODES[WEEKDAYS[words["w"]]]
            if words.get("o"):
                return f"FREQ=MONTHLY{step};BYDAY={ORDINALS[words['o']]}{code}"
            return f"FREQ=WEEKLY{step};BYDAY={code}"
    return None


def occurrences(
    rule: str, first: datetime, zone: tzinfo, without: Collection[str] = ()
) -> Iterator[datetime]:
    """Yield the moments (UTC) of *rule* from *first* on, by the clock on the wall of *zone*.

    *without* are days (ISO) on which it does not take place.
    """
    wall = first.astimezone(zone).replace(tzinfo=None)
    for count, moment in enumerate(rrulestr(rule, dtstart=wall)):
        if count >= MOST:
            return
        if moment.date().isoformat() not in without:
            yield moment.replace(tzinfo=zone).astimezone(UTC)


def first_of(rule: str, now: datetime, hour: time) -> datetime | None:
    """Return the first moment of *rule* after *now* (by the wall) at *hour*; None: never."""
    start = datetime.combine(now.date(), hour, now.tzinfo)
    zone = now.tzinfo or UTC
    return next((one for one in occurrences(rule, start, zone) if one > now), None)
