"""Names in a group: whether a typed answer names somebody, and says nothing else about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dialogs.route import bare

_BETWEEN: Final = re.compile(r"[,;+&/]|\b(?:en|and)\b", re.I)

_SIGNS: Final = re.compile(r"[()\"'.]")

Functions = Mapping[str, Sequence[str]]
"""``words`` of functions, ``articles``, and what stands ``before`` somebody's organisation."""


def names(text: str, functions: Functions) -> bool:
    """Return whether *text* is one name or more: of people, functions or organisations.

    A word by itself may be a name in small letters. Of several, each must be written as a name, be
    a word for a function, or come after *van* or an article: *Tom is difficult* is a sentence.
    """
    parts = [part.split() for part in _BETWEEN.split(_SIGNS.sub(" ", text).strip())]
    return all(part and all(_fits(part, functions)) for part in parts)


def _fits(words: Sequence[str], functions: Functions) -> Iterator[bool]:
    """Yield for each of *words* whether it may stand where it stands in a name."""
    any_word = len(words) == 1
    may_have_article = True
    for word in words:
        plain = bare(word)
        if may_have_article and plain in functions["articles"]:
            yield True
            any_word, may_have_article = True, False
            continue
        named = word[:1].isupper() or plain in functions["words"]
        yield plain.isalpha() and (any_word or named or plain in functions["before"])
        any_word = may_have_article = plain in functions["before"]
