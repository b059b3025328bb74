"""A pulse as a picture: the bands that a group may see, and a histogram where it may.

What may be shown is decided where a poll is closed (:mod:`dialogs.team.pulse`); here nothing is
added to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

Words = Mapping[str, Any]

BANDS: Final = ("concern", "attention", "strong")
"""From left to right."""


def pulse_values(
    shown: Words, pulse: Words, words: Words, day: date, network: str = ""
) -> dict[str, Any]:
    """Return what the template ``pulse`` shows.

    *shown* is what a group saw of a poll: ``n`` answers, and ``statements`` that hold ``bands``
    (one or two, none where nothing may be shown), ``spread`` (``agreed``, ``some``, ``divided``
    or None) and ``bars``: how many chose 1, 2, 3, 4 and 5, or None. ``pulse`` and ``words`` are
    tables in one language.
    """
    own = words["pulse"]
    rows = [_row(name, told, pulse, own) for name, told in shown["statements"].items()]
    return {
        "title": own["heading"],
        "network": network,
        "day": f"{day:%d/%m/%Y}",
        "answers": own["answers"].format(shown["n"]),
        "rows": rows,
        "notes": [
            *([own["order"]] if any(row["bands"] for row in rows) else []),
            *([own["bars"]] if any(row["bars"] for row in rows) else []),
        ],
        "starter": words["starter"],
    }


def pulse_text(values: Words) -> str:
    """Return what the picture of *values* tells, in words."""
    lines = [f"{row['label']}: {row['says']}" for row in values["rows"]]
    return "\n".join([f"{values['title']}: {values['answers']}", *lines, values["starter"]])


def _row(name: str, told: Words, pulse: Words, own: Words) -> dict[str, Any]:
    bands = [band for band in BANDS if band in told["bands"]]
    bars: Sequence[int] = told["bars"] or ()
    said = [_in_words(bands, pulse, own)] if bands else [own["too_few"]]
    said += [pulse["spreads"][told["spread"]]] if told["spread"] else []
    return {
        "label": pulse["statements"][name]["label"],
        "bands": [band in bands for band in BANDS] if bands else [],
        "short": ", ".join(said),
        "says": ", ".join([*said, *([own["chosen"].format(_counted(bars, own))] if bars else [])]),
        "bars": list(bars),
        "highest": max(bars, default=0),
    }


def _in_words(bands: Sequence[str], pulse: Words, own: Words) -> str:
    labels = [str(pulse["bands"][band]) for band in bands]
    return labels[0] if len(labels) == 1 else str(own["between"].format(labels[0], labels[-1]))


def _counted(bars: Sequence[int], own: Words) -> str:
    """Return how many chose what: *3 keer 2, 5 keer 4*."""
    told = (own["times"].format(number, value) for value, number in enumerate(bars, 1) if number)
    return ", ".join(told)
