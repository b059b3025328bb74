"""When Knoop may write: time zone, quiet hours, weekends, holiday mode."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.almanac import ZONE
from dialogs.moments import moments_in
from dialogs.reminding import hours_of, plan_anew, with_settings
from dialogs.rhythm import QUIET
from dialogs.rooms.when import short
from dialogs.screen import Choice, Row, Screen, in_columns, in_pages
from dialogs.session import Action
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

ZONES: Final = ("Europe/Brussels", "Europe/London", "Europe/Lisbon", "Europe/Athens")
MOST_DAYS: Final = 30
"""So many free days of one's own are kept."""

PER_PAGE: Final = 5
HOURS: Final = (("18:00", "08:00"), ("20:00", "07:00"), ("22:00", "07:00"))
_TWO_HOURS: Final = re.compile(
    r"\D*(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(?:u\w*\.?)?\D+?(\d{1,2})(?:[:.h]?([0-5]\d))?\D*"
)


class Settings:
    """Each setting is a line and a button; a change plans all reminders anew."""

    def screen(self, talk: View) -> Screen:
        """Return the settings, or the choice of one of them."""
        asks = talk.session.scratch.get("asks")
        if asks is None:
            return self._overview(talk)
        rows: list[Row] = ASKED[asks](talk)
        rows.append([Choice(talk.word("back"), ["overview"])])
        return Screen(talk.word(f"ask_{asks}"), rows)

    def _overview(self, talk: View) -> Screen:
        hours, settings = hours_of(talk), talk.memory.profile.settings
        away = _away(talk)
        quiet = talk.word("no_quiet_hours")
        if hours.quiet is not None:
            quiet = _from_to(talk, *hours.quiet)
        lines = [
            talk.word("settings_head"),
            talk.word("setting_zone", zone=settings.get("zone", ZONE)),
            talk.word("setting_quiet", quiet=quiet),
            talk.word("setting_weekends_quiet" if hours.weekends else "setting_weekends_open"),
            talk.word("setting_away", day=talk.day(away) if away else ""),
            talk.word("setting_free", days=", ".join(short(talk, d, None) for d in own_days(talk))),
        ]
        weekends = "weekends_open" if hours.weekends else "weekends_quiet"
        rows = [
            [Choice(talk.word("zone_word"), ["ask", "zone"])],
            [Choice(talk.word("quiet_word"), ["ask", "quiet"])],
            [Choice(talk.word(weekends), ["weekends"])],
            [
                Choice(talk.word("away_word"), ["ask", "away"]),
                Choice(talk.word("free_word"), ["ask", "free"]),
            ],
            [
                Choice(talk.word("reminders_word"), ["room", "reminders"]),
                Choice(talk.word("go_on"), ["leave"]),
            ],
        ]
        return Screen(joined("\n", lines), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Open a setting, or set it."""
        scratch = talk.session.scratch
        match action:
            case ["ask", setting]:
                scratch["asks"] = setting
            case ["weekends"]:
                quiet = hours_of(talk).weekends
                self._set(talk, weekends=False if quiet else None)
            case ["set", setting, value]:
                self._set(talk, **{setting: value})
            case ["work", day]:
                self._keep_days(talk, [one for one in own_days(talk) if one.isoformat() != day])
            case ["page", page]:
                scratch["page"] = page
            case _:
                scratch.pop("asks", None)

    def hear(self, talk: Talk, text: str) -> bool:
        """Understand a city, two hours, or a day, where one of these is asked."""
        asks = talk.session.scratch.get("asks")
        if asks is None:
            return False
        if asks == "zone" and (zone := talk.coach.almanac.called(text)):
            self._set(talk, zone=zone)
        elif asks == "quiet" and (hours := _typed_hours(text)):
            self._set(talk, quiet=hours)
        elif asks == "away" and (meant := moments_in(text, talk.event.at, talk.language)):
            if meant[0].day > talk.today:
                self._set(talk, away=meant[0].day.isoformat())
            else:
                talk.note = talk.word("moment_is_past")
        elif asks == "free" and (meant := moments_in(text, talk.event.at, talk.language)):
            self._add_day(talk, meant[0].day)
        else:
            talk.note = talk.word(f"no_{'away' if asks == 'free' else asks}_understood")
        return True

    def _add_day(self, talk: Talk, day: date) -> None:
        days = sorted({*own_days(talk), day})
        if day < talk.today:
            talk.note = talk.word("moment_is_past")
        elif len(days) > MOST_DAYS:
            talk.note = talk.word("too_many_days", most=MOST_DAYS)
        else:
            self._keep_days(talk, days)

    def _keep_days(self, talk: Talk, days: list[date]) -> None:
        """Keep the free days; the screen stays, there are often several."""
        with_settings(talk, days=[day.isoformat() for day in days] or None)
        plan_anew(talk)
        talk.note = talk.word("setting_kept")

    def _set(self, talk: Talk, **settings: Any) -> None:
        talk.session.scratch.pop("asks", None)
        with_settings(talk, **settings)
        plan_anew(talk)
        talk.note = talk.word("setting_kept")


def _away(talk: View) -> date | None:
    """Return the first day back of a holiday that is not over yet."""
    away = hours_of(talk).away
    return away if away is not None and away > talk.today else None


def _zones(_: View) -> list[Row]:
    return in_columns([Choice(name.split("/")[1], ["set", "zone", name]) for name in ZONES], 2)


def _quiet(talk: View) -> list[Row]:
    standard = [f"{hour:%H:%M}" for hour in QUIET]
    rows: list[Row] = []
    for begin, end in HOURS:
        label = _from_to(talk, time.fromisoformat(begin), time.fromisoformat(end))
        value = None if [begin, end] == standard else [begin, end]
        rows.append([Choice(label, ["set", "quiet", value])])
    return [*rows, [Choice(talk.word("no_quiet_hours"), ["set", "quiet", []])]]


def _days(talk: View) -> list[Row]:
    monday = talk.today + timedelta(days=7 - talk.today.weekday())
    days = [monday, monday + timedelta(days=7), monday + timedelta(days=14)]
    rows: list[Row] = [
        [Choice(short(talk, day, None), ["set", "away", day.isoformat()])] for day in days
    ]
    if _away(talk):
        rows.append([Choice(talk.word("away_off"), ["set", "away", None])])
    return rows


def own_days(talk: View) -> list[date]:
    """Return the free days of the person that are still to come."""
    kept = map(date.fromisoformat, talk.memory.profile.settings.get("days", ()))
    return [day for day in kept if day >= talk.today]


def _free(talk: View) -> list[Row]:
    rows: list[Row] = [
        [Choice(talk.word("no_free_day", day=short(talk, day, None)), ["work", day.isoformat()])]
        for day in own_days(talk)
    ]
    return in_pages(rows, talk.session.scratch.get("page", 0), PER_PAGE, talk.word)


ASKED: Final[Mapping[str, Callable[[View], list[Row]]]] = {
    "zone": _zones,
    "quiet": _quiet,
    "away": _days,
    "free": _free,
}
"""The buttons of each setting that is asked."""


def _from_to(talk: View, begin: time, end: time) -> Markup:
    clocks = [talk.word("clock", hour=one.hour, minute=f"{one:%M}") for one in (begin, end)]
    return talk.word("from_to", begin=clocks[0], end=clocks[1])


def _typed_hours(text: str) -> list[str] | None:
    """Return two hours of the clock out of *text*: ``19-7``, ``van 19 u. tot 7.30 u.``"""
    found = _TWO_HOURS.fullmatch(text.casefold())
    if found is None:
        return None
    try:
        hours = [time(int(found[at]), int(found[at + 1] or 0)) for at in (1, 3)]
    except ValueError:
        return None
    return [f"{hour:%H:%M}" for hour in hours]
