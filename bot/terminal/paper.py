"""How a screen looks in a terminal: plain lines, and a number before every button."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from dialogs.effect import Button, Edit, Say

_TAG: Final = re.compile(r"</?([a-z]+)[^>]*>")
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"
_INK: Final = {"b": _BOLD, "i": _DIM, "code": _BOLD, "pre": _DIM}


@dataclass(frozen=True, slots=True)
class Page:
    """What was printed last: the number of the screen, and what may be typed for each button."""

    screen: int = 0
    buttons: tuple[Button, ...] = ()
    numeric: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """What stands before the buttons: numbers, or letters where a number is an answer."""
        if self.numeric:
            return tuple(string.ascii_lowercase[: len(self.buttons)])
        return tuple(str(n) for n in range(1, len(self.buttons) + 1))

    def choice(self, typed: str) -> int | None:
        """Return the choice that *typed* means, or None when it is an answer in words."""
        said = typed.strip().casefold()
        if said in self.keys:
            return self.buttons[self.keys.index(said)].choice
        return None


def page_of(effect: Say | Edit) -> Page:
    """Return the page of a screen; buttons with an address are printed, not numbered."""
    buttons = tuple(b for row in effect.rows for b in row if b.link is None and b.copy is None)
    return Page(effect.screen, buttons, effect.numeric)


def lines(effect: Say | Edit, ink: bool) -> Iterator[str]:
    """Yield the lines of a screen. *ink*: with bold and dim, for a terminal that shows them."""
    yield ""
    yield from _text(effect.text, ink).splitlines()
    page = page_of(effect)
    keys = iter(page.keys)
    for row in effect.rows:
        parts = [
            f"{button.label}: {button.link or button.copy}"
            if button.link or button.copy
            else f"[{next(keys)}] {button.label}"
            for button in row
        ]
        yield "  " + "   ".join(parts)


def _text(html: str, ink: bool) -> str:
    def inked(tag: re.Match[str]) -> str:
        if not ink or tag[1] not in _INK:
            return ""
        return _PLAIN if tag[0].startswith("</") else _INK[tag[1]]

    return unescape(_TAG.sub(inked, html))
