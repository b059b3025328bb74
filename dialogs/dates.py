"""Days as people type them, and as files write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

from dateutil import parser

from dialogs.route import bare
from dialogs.screen import BadAnswerError

_ISO: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?\Z")
_NEAR: Final = {
    **dict.fromkeys(("vandaag", "nu", "today", "now"), 0),
    **dict.fromkeys(("morgen", "tomorrow"), 1),
    **dict.fromkeys(("overmorgen", "the day after tomorrow"), 2),
}
_WEEKDAYS: Final = {
    name: day
    for day, names in enumerate(
        (
            ("maandag", "monday"),
            ("dinsdag", "tuesday"),
            ("woensdag", "wednesday"),
            ("donderdag", "thursday"),
            ("vrijdag", "friday"),
            ("zaterdag", "saturday"),
            ("zondag", "sunday"),
        )
    )
    for name in names
}
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "february", "feb"),
            ("maart", "march", "mrt", "mar"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("augustus", "august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}


def as_day(value: Any) -> str:
    """Return *value* when it is a day such as ``2026-03-01``, or a month such as ``2026-03``.

    Raises:
        BadAnswerError: it is no such day.
    """
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        if _ISO.match(text):
            date.fromisoformat(text if len(text) > 7 else f"{text}-01")
            return text
    except ValueError:
        pass
    raise BadAnswerError(f"{value!r} is not a day written as 2026-03-01")


def day_in(text: str, today: date) -> date | None:
    """Return the day that *text* means, seen from *today*; None when it cannot be told.

    Understood are words (*morgen*, *vrijdag*, *over drie weken* is not), ``14/3``, ``14/3/2026``,
    ``14 maart`` and ``2026-03-14``. A day without a year is the next one.
    """
    said = bare(text)
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    words = said.split()
    for word in words:
        if word in _WEEKDAYS:
            ahead = (_WEEKDAYS[word] - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead)
    spelled = [str(_MONTHS.get(word, word)) for word in words]
    if not 2 <= len(spelled) <= 3 or not all(word.isdecimal() for word in spelled):
        return None
    iso = len(spelled[0]) == 4
    try:
        found = parser.parse("-".join(spelled), dayfirst=not iso, yearfirst=iso).date()
        if len(spelled) == 2:
            found = found.replace(year=today.year)
            found = found if found >= today else found.replace(year=today.year + 1)
    except (ValueError, OverflowError):
        return None
    return found
