"""How much two texts are alike: typed words against the words on buttons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz

SURE: Final = 86.0
"""From this likeness (0 to 100, edit distance) a typed word counts as an option with a typo."""

AHEAD: Final = 6.0
"""And it must be this much more like that option than like any other."""

_NO_WORD: Final = re.compile(r"[^\w]+")


def bare(text: str) -> str:
    """Return *text* in small letters, without accents, signs and double spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_WORD.sub(" ", kept).strip()


def begun(text: str, labels: Mapping[str, str]) -> str | None:
    """Return the id of the label that *text* is, or alone begins (three letters or more)."""
    said = bare(text)
    bared = {name: bare(label) for name, label in labels.items()}
    same = [name for name, label in bared.items() if label == said]
    begins = [name for name, label in bared.items() if len(said) >= 3 and label.startswith(said)]
    return next(iter(same), begins[0] if len(begins) == 1 else None)


def closest(text: str, labels: Mapping[str, str]) -> str | None:
    """Return the id of the label that *text* means, or None when it is none or several.

    Understood are the label itself, its beginning (three letters or more), whole words of it that
    no other label has, and small typos.
    """
    said = bare(text)
    if not said:
        return None
    meant = begun(text, labels)
    if meant is not None:
        return meant
    bared = {name: bare(label) for name, label in labels.items()}
    within = [
        name for name, label in bared.items() if len(said) >= 4 and f" {said} " in f" {label} "
    ]
    if len(within) == 1:
        return within[0]
    scores = sorted(
        ((fuzz.ratio(said, label), name) for name, label in bared.items()), reverse=True
    )
    if not scores or scores[0][0] < SURE:
        return None
    if len(scores) > 1 and scores[0][0] - scores[1][0] < AHEAD:
        return None
    return scores[0][1]
