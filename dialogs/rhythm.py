"""When something comes back: the rules of the rhythm, as pure functions of days and hours.

By default nothing goes out between 18:00 and 8:00, at weekends or on holidays; a moment that the
person picked is kept all the same (UX.md; meetings.md §5). Moments go in and out as aware values;
a wish is kept in local words (a day, an hour of the wall clock), so that it survives summer time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from dialogs.almanac import ZONE, Almanac, no_day

QUIET: Final = (time(18), time(8))
AFTERNOON: Final = time(16)
"""The hour of a reminder that goes the working day before, or on a day without an hour."""

MORNING: Final = time(9)
"""The hour of what had to wait for the morning (our judgement: not the first minute of the day)."""

EVENING: Final = time(18)
"""A reflection is not asked after this hour, whatever the quiet hours are (meetings.md §3)."""

SOON: Final = timedelta(minutes=15)
"""So long after a meeting it is asked how it went; within two hours (meetings.md §3)."""

LATE: Final = timedelta(minutes=15)
"""What goes out later than this after its moment is no longer at the moment that was picked."""

WISH: Final = ("how", "at", "day", "minutes")
"""What of a reminder says when it should come; the rest says what it is about."""

FAR: Final = 400
"""Days that are looked ahead for one on which something may go out."""

BACK: Final = 14
"""Days before a meeting in which a working day is looked for."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody may be written to: zone, quiet hours (from, to; None: none), free days.

    ``weekends``: Saturday and Sunday are quiet. ``away``: holiday mode, until the first day back.
    ``free``: public holidays, days of the council, and those of the person (setting ``days``).
    """

    zone: tzinfo
    quiet: tuple[time, time] | None = QUIET
    weekends: bool = True
    away: date | None = None
    free: Callable[[date], bool] = no_day

    @classmethod
    def of(cls, settings: Mapping[str, Any], almanac: Almanac) -> Hours:
        """Read them from the settings of a person; what is not set is as UX.md says."""
        zone = almanac.zone(str(settings.get("zone", ZONE))) or almanac.zone(ZONE) or UTC
        quiet = settings.get("quiet", [f"{at:%H:%M}" for at in QUIET])
        away = settings.get("away")
        own = frozenset(map(date.fromisoformat, settings.get("days", ())))
        return cls(
            zone=zone,
            quiet=(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
            weekends=bool(settings.get("weekends", True)),
            away=date.fromisoformat(away) if away else None,
            free=(lambda day: day in own or almanac.free(day)) if own else almanac.free,
        )

    def at(self, day: date, hour: time) -> datetime:
        """Return the moment at which the clock on the wall says *hour* on *day*."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def wall(self, moment: datetime) -> datetime:
        """Return *moment* as the clock on the wall says it."""
        return moment.astimezone(self.zone)

    def works(self, day: date) -> bool:
        """Return whether something may go out on *day* at all."""
        weekend = self.weekends and day.weekday() >= 5
        return not (weekend or self.free(day) or (self.away is not None and day < self.away))

    def awake(self, hour: time) -> bool:
        """Return whether *hour* lies outside the quiet hours."""
        if self.quiet is None:
            return True
        begin, end = self.quiet
        if begin <= end:
            return not begin <= hour < end
        return end <= hour < begin

    def allows(self, moment: datetime) -> bool:
        """Return whether something may go out at *moment*."""
        wall = self.wall(moment)
        return self.works(wall.date()) and self.awake(wall.time())

    def waking(self) -> time:
        """Return the hour at which a day begins: 9:00, or later where the quiet hours end later."""
        if self.quiet is None or self.awake(MORNING):
            return MORNING
        return self.quiet[1]

    def wanted(self, hour: time) -> time:
        """Return *hour*, or the beginning of the day where that hour is quiet."""
        return hour if self.awake(hour) else self.waking()

    def following(self, moment: datetime) -> datetime:
        """Return the first moment from *moment* on at which something may go out."""
        if self.allows(moment):
            return moment
        first = self.wall(moment).date()
        for ahead in range(FAR):
            day = first + timedelta(days=ahead)
            begins = self.at(day, self.waking())
            if self.works(day) and begins >= moment:
                return begins
        return moment

    def on(self, day: date, hour: time = AFTERNOON) -> datetime:
        """Return when something of *day* goes: at *hour*, or on the next working day."""
        for ahead in range(FAR):
            later = day + timedelta(days=ahead)
            if self.works(later):
                return self.at(later, self.wanted(hour))
        return self.at(day, self.wanted(hour))

    def day_before(self, start: datetime) -> datetime | None:
        """Return the working day before *start* at 16:00; None when there is none near it."""
        day = self.wall(start).date()
        for back in range(1, BACK + 1):
            earlier = day - timedelta(days=back)
            if self.works(earlier):
                return self.at(earlier, self.wanted(AFTERNOON))
        return None

    def after(self, end: datetime) -> datetime:
        """Return when to ask how a meeting went that ends at *end*.

        A quarter of an hour later; the next working morning when that is a quiet moment, or after
        18:00.
        """
        soon = end + SOON
        if self.allows(soon) and self.wall(soon).time() <= EVENING:
            return soon
        return self.next_morning(end)

    def wall_morning(self, moment: datetime) -> date:
        """Return the next working day after that of *moment*."""
        return self.wall(self.next_morning(moment)).date()

    def next_morning(self, moment: datetime) -> datetime:
        """Return the next working morning after the day of *moment*."""
        return self.on(self.wall(moment).date() + timedelta(days=1), self.waking())


def wish_at(day: date, hour: time | None) -> dict[str, str]:
    """Return the wish for a moment that the person picked: a day, with the hour if they said one.

    A picked day without an hour means 16:00.
    """
    return {"how": "at", "at": datetime.combine(day, hour or AFTERNOON).isoformat()}


def wish_on(day: date) -> dict[str, str]:
    """Return the wish for a day that Knoop proposed: it may move to the next working day."""
    return {"how": "on", "day": day.isoformat()}


def subject(about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a reminder is about, without the wish when it should come."""
    return {name: value for name, value in about.items() if name not in WISH}


def moment_of(about: Mapping[str, Any], hours: Hours) -> datetime | None:
    """Return when a reminder with the wish in *about* goes, in UTC; None when it never can.

    The wishes (``how``): ``at`` a picked moment, ``on`` a day, ``before`` (the working day before
    the meeting), ``minutes`` (so long before it), ``after`` (when it is over).
    """
    match about["how"]:
        case "at":
            picked = datetime.fromisoformat(about["at"])
            return hours.at(picked.date(), picked.time())
        case "on":
            return hours.on(date.fromisoformat(about["day"]))
        case "before":
            return hours.day_before(start_of(about))
        case "minutes":
            return start_of(about) - timedelta(minutes=about["minutes"])
        case _:
            return hours.after(end_of(about))


def start_of(about: Mapping[str, Any]) -> datetime:
    """Return when the meeting of *about* begins, in UTC."""
    return datetime.fromisoformat(about["start"])


def end_of(about: Mapping[str, Any]) -> datetime:
    """Return when the meeting of *about* is planned to end, in UTC."""
    return start_of(about) + timedelta(minutes=about.get("lasts", 120))


def picked(about: Mapping[str, Any]) -> bool:
    """Return whether the person picked this very moment, so that it is kept in quiet hours."""
    return about["how"] in ("at", "minutes")


def useful(kind: str, about: Mapping[str, Any], hours: Hours, now: datetime) -> bool:
    """Return whether a reminder that could not go in time is still worth sending at *now*.

    A check-in is until the meeting ends, a reflection until the next evening; anything else
    always.
    """
    if kind == "checkin":
        return now < end_of(about)
    if kind == "debrief":
        # Whoever is on holiday is not asked after it about what was before it.
        day = replace(hours, away=None).wall_morning(end_of(about))
        return now < hours.at(day, EVENING)
    return True
