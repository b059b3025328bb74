"""Discretion: what a group may see never lets one member work out what another answered.

The instrument says what holds whoever is left out. That is not enough in two corners, found by
going through all answers of up to eight people: when all others sit at one end of the scale, the
one who does not knows what each of them answered; and bars that all stand in one place tell
everybody's answer. Our judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dialogs.instruments.pulse import MEAN_BANDS, Reading

ENDS: Final = (1, 5)
APART: Final = 2


def discreet(reading: Reading, answers: Sequence[int]) -> Reading:
    """Return *reading* of *answers* (each 1 to 5) as a group may see it."""
    if reading.show == "histogram" and len(set(answers)) == 1:
        reading = replace(reading, show="spread")
    if len(reading.mean_shown) == 1 and _all_but_one_at_an_end(answers):
        reading = replace(reading, mean_shown=_wider(reading.mean_shown[0]))
    return reading


def _all_but_one_at_an_end(answers: Sequence[int]) -> bool:
    for end in ENDS:
        others = [answer for answer in answers if answer != end]
        if len(others) == 1 and abs(others[0] - end) >= APART:
            return True
    return False


def _wider(band: str) -> tuple[str, ...]:
    """Return *band* with the one beside it, towards the middle."""
    return MEAN_BANDS[:2] if band == "strong" else MEAN_BANDS[1:]
