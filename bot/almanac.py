"""The almanac of the coach: time zones of the system, holidays in Flanders, days of the council."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from dialogs.almanac import Almanac

FLANDERS: Final = (7, 11)
"""The holiday of the Flemish Community, which the package of holidays does not have."""

_NO_PLACE: Final = ("Etc/", "SystemV/", "US/", "posix/", "right/")


def almanac(free_days: Iterable[date] = ()) -> Almanac:
    """Return the almanac; *free_days* are more days on which the council does not work."""
    more = frozenset(free_days)

    def free(day: date) -> bool:
        return day in more or (day.month, day.day) == FLANDERS or day in _holidays(day.year)

    return Almanac(zone, called, free)


@cache
def zone(name: str) -> tzinfo | None:
    """Return the time zone called *name*, None when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def called(text: str) -> str | None:
    """Return the name of the zone that *text* means: its name, or the city in it."""
    return _places().get(_bare(text))


@cache
def _places() -> dict[str, str]:
    """Return all zones by their name and by the city that they are named after."""
    places: dict[str, str] = {}
    for name in sorted(available_timezones()):
        if "/" in name and not name.startswith(_NO_PLACE):
            places.setdefault(_bare(name.rsplit("/", 1)[1]), name)
            places[_bare(name)] = name
    for said, name in _ALSO.items():
        places[said] = name
    return places


_ALSO: Final = {
    "brussel": "Europe/Brussels",
    "belgie": "Europe/Brussels",
    "belgium": "Europe/Brussels",
    "vlaanderen": "Europe/Brussels",
    "antwerpen": "Europe/Brussels",
    "gent": "Europe/Brussels",
    "nederland": "Europe/Amsterdam",
    "londen": "Europe/London",
    "parijs": "Europe/Paris",
    "lissabon": "Europe/Lisbon",
    "rome": "Europe/Rome",
    "berlijn": "Europe/Berlin",
    "madrid": "Europe/Madrid",
    "athene": "Europe/Athens",
    "utc": "UTC",
}


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", kept).strip()


@cache
def _holidays(year: int) -> frozenset[date]:
    # Here, because it takes longer to import than the rest of Knoop together.
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("BE", years=year))
