"""Days as people type them, and as files write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from dialogs.screen import BadAnswerError
from dialogs.spoken import MONTHS, NUMBERS, ORDINALS, WEEKDAYS, either, ready

_ISO: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?\Z")
_NEAR: Final = {
    **dict.fromkeys(("vandaag", "nu", "today", "now"), 0),
    **dict.fromkeys(("morgen", "tomorrow"), 1),
    **dict.fromkeys(("overmorgen", "day after tomorrow"), 2),
}
_UNITS: Final = {
    **dict.fromkeys(("dag", "dagen", "day", "days"), relativedelta(days=1)),
    **dict.fromkeys(("week", "weken", "weeks"), relativedelta(weeks=1)),
    **dict.fromkeys(("fortnight", "fortnights"), relativedelta(weeks=2)),
    **dict.fromkeys(("maand", "maanden", "month", "months"), relativedelta(months=1)),
    **dict.fromkeys(("jaar", "jaren", "year", "years"), relativedelta(years=1)),
}

W: Final = rf"(?P<w>{either(WEEKDAYS)})"
M: Final = rf"(?P<m>{either(MONTHS)})"
N: Final = rf"(?P<n>\d{{1,3}}|{either(NUMBERS)})"
O: Final = rf"(?P<o>{either(ORDINALS)})"  # noqa: E741 - O for ordinal, beside W, M and N
_D: Final = r"(?P<d>\d{1,2})"
_TH: Final = r"(?:de|ste|e|st|nd|rd|th)"
_UNIT: Final = rf"(?P<u>{either(_UNITS)})"
_NEXT: Final = r"(?:volgende|next)"
_THIS: Final = r"(?:deze|dit|this|komende|aanstaande|eerstkomende|eerstvolgende|coming)"
_SMALL: Final = r"(?:op|om|on|at|de|het|the|rond|around)"
_FILLER: Final = re.compile(rf"^(?:{_SMALL} )+|^{_SMALL}$")

Found = re.Match[str]


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

    Where two days may be meant ("volgende dinsdag", said on a Monday) it is the nearer one.
    """
    return next(iter(days_in(ready(text), today)), None)


def days_in(said: str, today: date) -> tuple[date, ...]:
    """Return the days that *said* (:func:`dialogs.spoken.ready`) may mean, the likeliest first.

    All of it must be understood: nothing is guessed from a part. A day without a year is the next
    one; a weekday is the coming one, never today.
    """
    said = _FILLER.sub("", said)
    for pattern, meant in _WAYS:
        found = pattern.fullmatch(said)
        if found is not None:
            try:
                return tuple(dict.fromkeys(meant(found, today)))
            except (ValueError, OverflowError):
                return ()
    return ()


def coming(weekday: int, today: date) -> date:
    """Return the first such day after *today*."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def nth_weekday(order: int, weekday: int, year: int, month: int) -> date:
    """Return the first (1), second ... or last (-1) such weekday of a month."""
    if order < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (order - 1))


def number(word: str) -> int:
    """Return the number that *word* says, in digits or in letters."""
    return int(word) if word.isdecimal() else NUMBERS[word]


def _near(found: Found, today: date) -> list[date]:
    return [today + timedelta(days=_NEAR[found["near"]])]


def _weekday(found: Found, today: date) -> list[date]:
    return [coming(WEEKDAYS[found["w"]], today)]


def _of_next_week(weekday: int, today: date) -> date:
    return today + timedelta(days=7 - today.weekday() + weekday)


def _next_weekday(found: Found, today: date) -> list[date]:
    """The coming one, or the one of next week: both are said."""
    weekday = WEEKDAYS[found["w"]]
    return [coming(weekday, today), _of_next_week(weekday, today)]


def _next_week(found: Found, today: date) -> list[date]:
    word = found.groupdict().get("w")
    days = range(5) if word is None else [WEEKDAYS[word]]
    return [_of_next_week(weekday, today) for weekday in days]


def _weekday_later(found: Found, today: date) -> list[date]:
    """A weekday, some weeks after the coming one."""
    count = number(found.groupdict().get("n") or "1")
    unit = _UNITS[found.groupdict().get("u") or "week"]
    return [coming(WEEKDAYS[found["w"]], today) + unit * count]


def _ahead(found: Found, today: date) -> list[date]:
    day: date = today + _UNITS[found["u"]] * number(found["n"])
    word = found.groupdict().get("w")
    return [day if word is None else day + timedelta(days=WEEKDAYS[word] - day.weekday())]


def _half_a_year(_: Found, today: date) -> list[date]:
    return [today + relativedelta(months=6)]


def _dated(found: Found, today: date) -> list[date]:
    """A day of a month; where the weekday that was said is another, that one too."""
    written = found.groupdict()
    month = MONTHS.get(written["m"]) or int(written["m"])
    year = written.get("y")
    if year is None:
        day = _without_year(int(found["d"]), month, today)
    else:
        day = date(int(year) + (2000 if int(year) < 100 else 0), month, int(found["d"]))
    word = written.get("w")
    if word is None or WEEKDAYS[word] == day.weekday():
        return [day]
    off = (WEEKDAYS[word] - day.weekday() + 3) % 7 - 3
    return [day, day + timedelta(days=off)]


def _without_year(day: int, month: int, today: date) -> date:
    """Return the next such day; 29 February comes once in four years."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _of_month(found: Found, today: date) -> list[date]:
    """The 15th: of this month, or of the first one after it that has such a day."""
    for months in range(13):
        first = today.replace(day=1) + relativedelta(months=months)
        if int(found["d"]) <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=int(found["d"]))
            if day >= today:
                return [day]
    return []


def _part_of_month(found: Found, today: date) -> list[date]:
    month, part = MONTHS[found["m"]], found["part"]

    def of(year: int) -> date:
        last = monthrange(year, month)[1]
        day = date(year, month, 15 if part.startswith(("half", "mid")) else last)
        return day.replace(day=1) if part.startswith("begin") else day

    this = of(today.year)
    return [this if this >= today else of(today.year + 1)]


def _friday(_: Found, today: date) -> list[date]:
    return [today + timedelta(days=(4 - today.weekday()) % 7)]


def _nth(found: Found, today: date) -> list[date]:
    """The first Tuesday of April; of the month: of this one, or of the next when it is over."""
    order, weekday = ORDINALS[found["o"]], WEEKDAYS[found["w"]]
    name = found.groupdict().get("m")
    first = today.replace(day=1)
    months = [first, first + relativedelta(months=1)]
    if name is not None:
        months = [date(year, MONTHS[name], 1) for year in (today.year, today.year + 1)]
    days = [nth_weekday(order, weekday, month.year, month.month) for month in months]
    return [next(day for day in days if day >= today)]


def _iso(found: Found, _: date) -> list[date]:
    return [date.fromisoformat(found[0])]


def _ways(*written: tuple[str, Callable[[Found, date], list[date]]]) -> Any:
    return [(re.compile(pattern), meant) for pattern, meant in written]


_WAYS: Final[list[tuple[re.Pattern[str], Callable[[Found, date], list[date]]]]] = _ways(
    (rf"(?P<near>{either(_NEAR)})", _near),
    (rf"(?:{_THIS} )?{W}(?: (?:aanstaande|eerstkomende))?", _weekday),
    (rf"{_NEXT} {W}", _next_weekday),
    (rf"{_NEXT} week(?: (?:op |on )?{W})?", _next_week),
    (rf"{W} {_NEXT} week", _next_week),
    (rf"{W} week", _weekday_later),
    (rf"(?:a|one) week (?:on|from) {W}", _weekday_later),
    (rf"{W} (?:over|binnen|in) {N} {_UNIT}", _weekday_later),
    (rf"(?:over|binnen|in) {N} {_UNIT}(?: (?:op |on )?{W})?", _ahead),
    (rf"{N} {_UNIT} from now", _ahead),
    (r"(?:over|binnen) (?:een )?half jaar|in (?:half a year|a half year)", _half_a_year),
    (r"\d{4}-\d{2}-\d{2}", _iso),
    (rf"(?:{W} )?{_D}[/.-](?P<m>\d{{1,2}})(?:[/.-](?P<y>\d{{4}}|\d{{2}}))?", _dated),
    (rf"(?:{W} )?(?:de |the )?{_D}{_TH}?(?: of)? {M}(?: (?P<y>\d{{4}}))?", _dated),
    (rf"(?:{W} )?{M} (?:the )?{_D}{_TH}?(?: (?P<y>\d{{4}}))?", _dated),
    (rf"{_D}{_TH}", _of_month),
    (r"(?:eind|einde|end)(?: van| of)?(?: de| the)? week", _friday),
    (
        rf"(?P<part>eind|einde|end|begin|beginning|half|midden|mid)(?: van| of)?[ -]{M}",
        _part_of_month,
    ),
    (rf"{O} {W}(?: (?:van|of|in) (?:(?:de |the |deze |this )?(?:maand|month)|{M}))?", _nth),
)
