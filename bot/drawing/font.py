"""The letters of the pictures: how wide words are, and how they are broken over lines.

SVG does not wrap text, so everything that a picture says is measured here first. The fonts travel
with the content (SIL Open Font License); nothing of the machine's own is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import category

from fontTools.ttLib import TTFont

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "content" / "pictures" / "fonts"
FAMILY: Final = "Noto Sans"
FILES: Final[Mapping[str, Path]] = {
    "plain": FOLDER / "NotoSans-Regular.ttf",
    "bold": FOLDER / "NotoSans-Bold.ttf",
}
ELLIPSIS: Final = "…"
HYPHEN: Final = "-"
ENDS_A_LINE: Final = "-/"
"""After these a long word may go on in the next line without a hyphen."""


@dataclass(frozen=True, slots=True)
class Font:
    """One weight: how far each sign moves the pen, in parts of the size."""

    advances: Mapping[int, float]

    @classmethod
    def read(cls, path: Path) -> Font:
        """Read the widths of the font at *path*."""
        with TTFont(path, lazy=True) as font:
            whole = font["head"].unitsPerEm
            widths = font["hmtx"]
            signs = font.getBestCmap()
            return cls({sign: widths[name][0] / whole for sign, name in signs.items()})

    def knows(self, sign: str) -> bool:
        """Return whether the font can draw *sign*."""
        return ord(sign) in self.advances

    def width(self, text: str, size: float) -> float:
        """Return how wide *text* is at *size*; signs that cannot be drawn take no room."""
        return size * sum(self.advances.get(ord(sign), 0.0) for sign in text)

    def fit(self, text: str, size: float, width: float) -> str:
        """Return *text*, cut so that it is at most *width* wide; an ellipsis tells that."""
        if self.width(text, size) <= width:
            return text
        return self._start(text, size, width - self.width(ELLIPSIS, size)).rstrip() + ELLIPSIS

    def wrap(self, text: str, size: float, width: float, most: int = 99) -> list[str]:
        """Return *text* in lines of at most *width*, at most *most* of them.

        A word that is too long for a line of its own is broken, with a hyphen where it has none.
        """
        lines: list[str] = []
        words = text.split()
        line = ""
        while words:
            word = words.pop(0)
            longer = f"{line} {word}" if line else word
            if self.width(longer, size) <= width:
                line = longer
            elif line and self.width(word, size) <= width:
                lines.append(line)
                line = word
            else:
                part, rest = self._broken(word, line, size, width)
                if part:
                    lines.append(f"{line} {part}" if line else part)
                    words.insert(0, rest)
                else:
                    lines.append(line)
                    words.insert(0, word)
                line = ""
        lines += [line] if line else []
        if len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.fit(" ".join(lines[most - 1 :]), size, width)]

    def _broken(self, word: str, line: str, size: float, width: float) -> tuple[str, str]:
        """Return what of *word* fits behind *line*, and the rest; nothing when it is too little."""
        before = self.width(f"{line} ", size) if line else 0.0
        start = self._start(word, size, width - before - self.width(HYPHEN, size))
        if line and len(start) < 4:
            return "", word
        for place in range(len(start), 3, -1):
            if word[place - 1] in ENDS_A_LINE:
                return word[:place], word[place:]
        return start + HYPHEN, word[len(start) :]

    def _start(self, text: str, size: float, width: float) -> str:
        """Return as much of the beginning of *text* as fits; one sign at least."""
        taken = 0.0
        for place, sign in enumerate(text):
            taken += size * self.advances.get(ord(sign), 0.0)
            if taken > width:
                return text[: max(1, place)]
        return text


@cache
def font(weight: str = "plain") -> Font:
    """Return the font of *weight* (``plain`` or ``bold``); read once."""
    return Font.read(FILES[weight])


def drawable(text: str) -> str:
    """Return *text* without what the font cannot draw (emoji, other scripts, control signs)."""
    letters = font()
    return "".join(
        sign
        for sign in text
        if sign == "\n" or (letters.knows(sign) and not category(sign).startswith("C"))
    )
