"""Words to copy with one tap, as far as a button can hold them."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING, Final

from dialogs.effect import Button, Rows
from dialogs.partner import cut

if TYPE_CHECKING:
    from dialogs.view import View

LONGEST: Final = 256
"""So many characters a button may copy (Bot API, CopyTextButton), in UTF-16 units."""

MOST: Final = 3
LABEL: Final = 38


def fits_a_button(words: str) -> bool:
    """Return whether *words* (plain text) may be copied by a button."""
    return len(words.encode("utf-16-le")) <= 2 * LONGEST


def copy_rows(label: str, several: Iterable[str], talk: View) -> Rows:
    """Return a button for each of *several* texts that fits one; *label* names its words."""
    short = [words for words in dict.fromkeys(several) if fits_a_button(words)]
    return tuple(
        (Button(cut(unescape(str(talk.word(label, words=words))), LABEL, "…"), copy=words),)
        for words in short[:MOST]
    )
