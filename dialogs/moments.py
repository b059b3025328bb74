"""Moments as people type them: a day, an hour, both, from and to, or again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dialogs.clock import clocked
from dialogs.dates import days_in, number
from dialogs.repeats import first_of, rule_in
from dialogs.spoken import NUMBERS, either, ready

LONGEST: Final = 100
"""Characters; nobody needs more to say when."""

NO_HOUR: Final = time(23, 59)
_N: Final = rf"\d{{1,3}}|{either(NUMBERS)}"
_SPANS: Final = (
    (re.compile(rf"(?:over|binnen|in) ({_N}) (?:minuten|minuut|minutes?|min)"), 1),
    (re.compile(rf"(?:over|binnen|in) ({_N}) (?:uur|uren|hours?|u|h)"), 60),
)
_SHORT: Final = {
    **dict.fromkeys(("een half uur", "half an hour", "een halfuur"), 30),
    **dict.fromkeys(("een kwartier", "a quarter of an hour"), 15),
    **dict.fromkeys(("anderhalf uur", "an hour and a half"), 90),
}
_SOON: Final = re.compile(rf"(?:over|binnen|in) ({either(_SHORT)})")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: a day, from when and until when, if they said so, and how it repeats.

    ``rule`` is a rule as calendars know it (RRULE); ``day`` is then its first one.
    """

    day: date
    hour: time | None = None
    until: time | None = None
    rule: str | None = None


def moments_in(text: str, now: datetime, language: str = "nl") -> tuple[Typed, ...]:
    """Return what *text* may mean, seen from *now* (by the clock on the wall).

    Nothing: it is not understood. Several: it may be any of these, so it has to be asked.
    """
    if len(text) > LONGEST:
        return ()
    said = ready(text)
    soon = _soon(said, now)
    if soon is not None:
        return (soon,)
    found = clocked(said, language)
    if found is None:
        return ()
    rest = found.rest
    if rest in ("nu", "now", "direct", "meteen") and found.begins is None:
        return (Typed(now.date(), now.time().replace(second=0, microsecond=0)),)
    rule = rule_in(rest)
    if rule is not None:
        first = first_of(rule, now, found.begins or NO_HOUR)
        if first is None:
            return ()
        return (Typed(first.astimezone(now.tzinfo).date(), found.begins, found.ends, rule),)
    if not rest.removeprefix("straks") and found.begins is not None:
        return (Typed(_today_or_tomorrow(found.begins, now), found.begins, found.ends),)
    return tuple(Typed(day, found.begins, found.ends) for day in days_in(rest, now.date()))


def _soon(said: str, now: datetime) -> Typed | None:
    """Return what *over twee uur* or *in half an hour* means."""
    minutes: int | None = None
    for pattern, each in _SPANS:
        found = pattern.fullmatch(said)
        if found is not None:
            minutes = number(found[1]) * each
    soon = _SOON.fullmatch(said)
    if soon is not None:
        minutes = _SHORT[soon[1]]
    if minutes is None:
        return None
    moment = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    return Typed(moment.date(), moment.time())


def _today_or_tomorrow(hour: time, now: datetime) -> date:
    return now.date() + timedelta(days=0 if hour > now.time() else 1)
