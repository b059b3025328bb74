"""Discretion: what a group may see never lets one or two of them work out another's answer.

The instrument says what holds whoever is left out. That is not enough where all but two answered
the same: whoever knows those two then knows everybody. There the words are made wider, until they
also fit answers of another kind; found by going through all answers of up to eleven people. Our
judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any, Final

from dialogs.instruments.pulse import MEAN_BANDS, Pulse, Reading
from dialogs.team.voices import CHANGED, TOGETHER, pairs

VALUES: Final = range(1, 6)

Members = tuple[int, ...]
"""The answers of all members to one statement, each 1 to 5, in order."""


def discreet(pulse: Pulse, answers: Sequence[int]) -> Reading:
    """Return the reading of *answers* (each 1 to 5) as a group may see it."""
    members = tuple(sorted(answers))
    reading = pulse.read(members)
    if reading.show == "nothing" or not _exposed(pulse, members, reading):
        return reading
    nothing = replace(reading, show="nothing", mean_shown=(), spread_shown=False, pattern=None)
    hiding = (one for one in wider(pulse, members, reading) if _hides(pulse, members, one))
    return next(hiding, nothing)


def _exposed(pulse: Pulse, members: Members, reading: Reading) -> bool:
    """Return whether all but two answered the same, so that those two may know the rest.

    As long as no bars are shown, neighbours on the scale under one clear word hide each other.
    """
    most = max(members.count(value) for value in set(members))
    side_by_side = members[-1] - members[0] <= 1 and len(members) < pulse.limits.histogram
    return most >= len(members) - TOGETHER and not (side_by_side and len(reading.mean_shown) == 1)


def _seen(pulse: Pulse, reading: Reading) -> tuple[Any, ...]:
    """Return all of a reading without bars that words can show."""
    one_apart = reading.pattern == "one_apart" and reading.n >= pulse.limits.voice
    return reading.mean_shown, reading.agreement, one_apart


def wider(pulse: Pulse, members: Members, reading: Reading) -> Iterator[Reading]:
    """Yield what may be said instead, all of it true, the most telling first."""
    first = replace(reading, show="spread" if reading.spread_shown else "band")
    yield first
    plain = replace(first, pattern=None)
    quiet = replace(plain, show="band", spread_shown=False)
    yield from (plain, quiet)
    own = pulse.mean_band(members)
    for bands in (MEAN_BANDS[:2], MEAN_BANDS[1:]):
        if {own, *reading.mean_shown} <= {*bands}:
            yield replace(plain, mean_shown=bands)
            yield replace(quiet, mean_shown=bands)
    for bands in (MEAN_BANDS[:2], MEAN_BANDS[1:]):
        if own in bands:
            yield replace(quiet, mean_shown=bands)
            yield replace(quiet, mean_shown=bands, show="spread", spread_shown=True)


def _hides(pulse: Pulse, members: Members, reading: Reading) -> bool:
    """Return whether no two members can tell from *reading* that all others answered the same."""
    seen = _seen(pulse, reading)
    return all(
        any(_like(pulse, (*two, *others), seen) for others in _otherwise(rest))
        for two, rest in pairs(members)
        if len(set(rest)) == 1
    )


def _otherwise(rest: Members) -> Iterator[Members]:
    """Yield other answers than *rest*, which are all the same: up to four of them changed."""
    changed = min(len(rest), CHANGED)
    for some in combinations_with_replacement(VALUES, changed):
        yield (*rest[changed:], *some)


def _like(pulse: Pulse, answers: Members, seen: tuple[Any, ...]) -> bool:
    """Return whether *answers* that expose nobody would be shown in the same words."""
    members = tuple(sorted(answers))
    reading = pulse.read(members)
    if reading.show == "histogram" or _exposed(pulse, members, reading):
        return False
    return _seen(pulse, reading) == seen
