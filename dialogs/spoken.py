"""Words for days, months and numbers, Dutch and English together, and a text made ready to read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from dialogs.route import closest


def _numbered(groups: Iterable[str], start: int = 0) -> dict[str, int]:
    return {
        word: number for number, words in enumerate(groups, start=start) for word in words.split()
    }


WEEKDAYS: Final = _numbered(
    (
        "maandag ma maa monday mon",
        "dinsdag di din tuesday tue tues",
        "woensdag wo woe woens wednesday wed",
        "donderdag do don thursday thu thur thurs",
        "vrijdag vr vri vrij friday fri",
        "zaterdag za zat saturday sat",
        "zondag zo zon sunday sun",
    )
)
"""Days of the week: Monday is 0."""

MONTHS: Final = _numbered(
    (
        "januari january jan",
        "februari february feb",
        "maart march mrt mar maa.",
        "april apr",
        "mei may",
        "juni june jun",
        "juli july jul",
        "augustus august aug",
        "september sept sep",
        "oktober october okt oct",
        "november nov",
        "december dec",
    ),
    start=1,
)

NUMBERS: Final = _numbered(
    (
        "een one a an",
        "twee two",
        "drie three",
        "vier four",
        "vijf five",
        "zes six",
        "zeven seven",
        "acht eight",
        "negen nine",
        "tien ten",
        "elf eleven",
        "twaalf twelve",
        "dertien thirteen",
        "veertien fourteen",
        "vijftien fifteen",
    ),
    start=1,
) | {"twintig": 20, "twenty": 20, "dertig": 30, "thirty": 30}

ORDINALS: Final = {
    **_numbered(("eerste first", "tweede second", "derde third", "vierde fourth"), start=1),
    **dict.fromkeys(("laatste", "last"), -1),
}

_LONG: Final[Mapping[str, str]] = {
    word: word for table in (WEEKDAYS, MONTHS) for word in table if len(word) >= 6
}
_KNOWN: Final = {*WEEKDAYS, *MONTHS, *NUMBERS, *ORDINALS, "maand", "maanden", "month", "months"}
_GLUED: Final = re.compile(
    rf"\b(morgen|{'|'.join(word for word in WEEKDAYS if len(word) > 4)})"
    r"(vroeg|ochtend|morgen|voormiddag|middag|namiddag|avond)\b"
)


def ready(text: str) -> str:
    """Return *text* in small letters without accents, glued words apart, small typos mended."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = re.sub(r"[,;!?()]|\.(?!\d)", " ", plain.replace("a.m.", "am").replace("p.m.", "pm"))
    plain = re.sub(r"\s*[–—]\s*", "-", plain)
    plain = _GLUED.sub(r"\1 \2", " ".join(plain.split()))
    return " ".join(_mended(word) for word in plain.split())


def _mended(word: str) -> str:
    """Return the day or month that *word* is with a typo, or the word itself."""
    if len(word) < 5 or word in _KNOWN or not word.isalpha():
        return word
    return closest(word, _LONG) or word


def either(words: Iterable[str]) -> str:
    """Return a pattern for one of *words*, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: -len(word)))
