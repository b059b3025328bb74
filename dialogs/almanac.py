"""What the world says of days and clocks, handed to the coach as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Final

ZONE: Final = "Europe/Brussels"
"""The time zone of whoever did not choose another (UX.md)."""


def no_zone(name: str) -> tzinfo | None:
    """Return UTC for its own name, and nothing for any other."""
    return UTC if name == "UTC" else None


def no_day(_: date) -> bool:
    """Return False: no day is free."""
    return False


@dataclass(frozen=True, slots=True)
class Almanac:
    """Time zones by their name (``Europe/Brussels``; None: there is none), and free days.

    ``called`` finds the name of the zone in which a city lies ("lissabon"), None when it is not
    known. ``free`` is whether nobody works on a day: a public holiday, or one of the council.
    """

    zone: Callable[[str], tzinfo | None] = no_zone
    called: Callable[[str], str | None] = lambda _: None
    free: Callable[[date], bool] = no_day
