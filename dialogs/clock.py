"""Hours as people say them: *14u30*, *half drie*, *ten past two*, *'s avonds*, *van 14 tot 16 u.*

An hour of one to six without a part of the day is one of the afternoon: that is when councils meet
(our judgement); the screen that follows says which hour was understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from dialogs.spoken import NUMBERS, either

MORNING, NOON, AFTERNOON, EVENING = time(9), time(12), time(14), time(20)
PARTS: Final[Mapping[str, time]] = {
    **dict.fromkeys(("vroeg", "ochtend", "'s ochtends", "'s morgens", "voormiddag"), MORNING),
    **dict.fromkeys(("in de voormiddag", "in de ochtend", "'s voormiddags"), MORNING),
    **dict.fromkeys(("deze voormiddag", "in the morning", "morning", "this morning"), MORNING),
    **dict.fromkeys(("middag", "'s middags", "noon", "at noon"), NOON),
    **dict.fromkeys(("namiddag", "'s namiddags", "in de namiddag", "vannamiddag"), AFTERNOON),
    **dict.fromkeys(("deze namiddag", "vanmiddag", "deze middag", "afternoon"), AFTERNOON),
    **dict.fromkeys(("in the afternoon", "this afternoon"), AFTERNOON),
    **dict.fromkeys(("avond", "'s avonds", "in de avond", "vanavond", "deze avond"), EVENING),
    **dict.fromkeys(("evening", "in the evening", "tonight", "this evening"), EVENING),
}
"""What a part of the day means when no hour is said (our judgement)."""

_PART: Final = re.compile(rf"(?<![\w'])(?:{either(PARTS)})(?!\w)")
_HERE: Final = "§"
"""Stands where the part of the day stood."""

_WORDS: Final = {word: number for word, number in NUMBERS.items() if word not in ("a", "an")}
_N: Final = rf"\d{{1,2}}|{either(_WORDS)}"
_U: Final = r"(?:uur|u|hrs?|h|o'clock)(?![a-z])"
_AT: Final = r"(?:(?:om|at|@) ?)?"
_T: Final = rf"(\d{{1,2}})(?: ?[:.uh] ?([0-5]\d))?( ?{_U})?( ?[ap]m)?"

_RANGE: Final = re.compile(
    rf"(?<![\d/:.-])((?:van|from|tussen|between) )?{_AT}{_T}"
    rf" ?(?:-|tot|to|until|till|en|and) ?{_T}(?![\w/:-])"
)
_PAST: Final = re.compile(
    rf"(?<!\w){_AT}(?:a )?(kwart|quarter|half|{_N})(?: minut(?:en|es))?"
    rf" (voor|to|na|over|past)( half)? ({_N})(?: {_U})?(?![\w/])"
)
_HALF: Final = re.compile(rf"(?<!\w){_AT}half ({_N})(?: {_U})?(?![\w/])")
_EXACT: Final = re.compile(
    rf"(?<![\d/:.-]){_AT}(\d{{1,2}})"
    rf"(?: ?[:uh] ?([0-5]\d)(?: ?{_U})?|\.([0-5]\d)(?: ?{_U}|(?= ?[ap]m))| ?{_U}|(?= ?[ap]m))"
    r"( ?[ap]m)?(?![\w/-])"
)
_ROUND: Final = re.compile(
    rf"(?<![\w/:.-])(?:(?:om|at|@) ?({_N})(?:\.([0-5]\d))?(?: {_U})?|({either(_WORDS)}) {_U}"
    rf"|(\d{{1,2}})(?= {_HERE}))(?![\w/.:-])"
)


@dataclass(frozen=True, slots=True)
class Clocked:
    """A text without its hours: ``begins`` and ``ends``, if they were said, and the ``rest``."""

    rest: str
    begins: time | None = None
    ends: time | None = None


class NoSuchHourError(ValueError):
    """An hour was said that no clock has."""


def clocked(said: str, language: str) -> Clocked | None:
    """Take the hours out of *said* (:func:`dialogs.spoken.ready`); None: no clock has that hour.

    *language* decides about "half 3": half past two in Dutch, half past three in English.
    """
    found = _PART.search(said)
    part = PARTS[found[0]] if found else None
    rest = _PART.sub(_HERE, said, count=1)
    try:
        for read in _READERS:
            match, hours = read(rest, part, language)
            if match is not None:
                without = f"{rest[: match.start()]} {rest[match.end() :]}"
                return Clocked(_tidy(without), *hours)
    except NoSuchHourError:
        return None
    return Clocked(_tidy(rest), part)


_AFTERNOONS: Final[Mapping[time | None, range]] = {
    None: range(1, 7),
    MORNING: range(0),
    NOON: range(8),
    AFTERNOON: range(8),
    EVENING: range(12),
}
"""The hours that are meant after noon, per part of the day that was said."""

_Hours = tuple[time, ...]
_Read = tuple[re.Match[str] | None, _Hours]


def _range(said: str, part: time | None, _: str) -> _Read:
    found = _RANGE.search(said)
    if found is None:
        return None, ()
    introduced, h1, m1, u1, am1, h2, m2, u2, am2 = found.groups()
    if not any((introduced, m1, u1, am1, m2, u2, am2)):
        return None, ()
    ends = _hour(h2, m2, am2, part)
    begins = _hour(h1, m1, am1 or am2, part)
    if begins >= ends and am1 is None:
        begins = _hour(h1, m1, None, part)
    if begins >= ends:
        raise NoSuchHourError(said)
    return found, (begins, ends)


def _past(said: str, part: time | None, _: str) -> _Read:
    found = _PAST.search(said)
    if found is None:
        return None, ()
    what, side, half, hour = found.groups()
    minutes = {"kwart": 15, "quarter": 15, "half": 30}.get(what) or _number(what)
    minutes = -minutes if side in ("voor", "to") else minutes
    minutes += 60 * _number(hour) - (30 if half else 0)
    return found, (_hour(str(minutes // 60), str(minutes % 60), None, part),)


def _half(said: str, part: time | None, language: str) -> _Read:
    found = _HALF.search(said)
    if found is None:
        return None, ()
    hour = _number(found[1]) - (1 if language == "nl" else 0)
    return found, (_hour(str(hour or 12), "30", None, part),)


def _exact(said: str, part: time | None, _: str) -> _Read:
    found = _EXACT.search(said)
    if found is None:
        return None, ()
    return found, (_hour(found[1], found[2] or found[3], found[4], part),)


def _round(said: str, part: time | None, _: str) -> _Read:
    found = _ROUND.search(said)
    if found is None:
        return None, ()
    number = next(group for group in (found[1], found[3], found[4]) if group)
    return found, (_hour(str(_number(number)), found[2], None, part),)


_READERS: Final[tuple[Callable[[str, time | None, str], _Read], ...]] = (
    *(_range, _past, _half, _exact, _round),
)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _WORDS[word]


def _hour(hour: str, minute: str | None, meridiem: str | None, part: time | None) -> time:
    """Return the time of the day; a part of the day says which half of it is meant.

    Raises:
        NoSuchHourError: there is none.
    """
    h = int(hour)
    if meridiem is not None:
        if not 1 <= h <= 12:
            raise NoSuchHourError(hour)
        h = h % 12 + (12 if "p" in meridiem else 0)
    elif h in _AFTERNOONS[part] and not (part is None and hour.startswith("0")):
        h += 12
    if h > 23:
        raise NoSuchHourError(hour)
    return time(h, int(minute or 0))


def _tidy(said: str) -> str:
    return " ".join(said.replace(_HERE, " ").split())
