"""Moments as people type them: a day, an hour, or both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from dialogs.dates import day_in

_HOUR: Final = re.compile(
    r"\b(?:om |at )?(\d{1,2})(?:(?:[:.]|\s?u(?:ur)?\.?\s?|h)(\d{2})|\s?(?:u(?:ur)?\b\.?|h\b|uhr\b))"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: a day, and the hour when they said one."""

    day: date
    hour: time | None = None


def moments_in(text: str, now: datetime) -> tuple[Typed, ...]:
    """Return what *text* may mean, seen from *now*: nothing when it is not understood."""
    said = " ".join(text.casefold().split())
    found = _HOUR.search(said)
    hour: time | None = None
    if found is not None:
        try:
            hour = time(int(found[1]), int(found[2] or 0))
        except ValueError:
            return ()
        said = f"{said[: found.start()]} {said[found.end() :]}".strip() or "vandaag"
    day = day_in(said, now.date())
    return () if day is None else (Typed(day, hour),)
