"""What a button carries: a screen and a choice, as ``<screen>.<choice>`` in base 36.

The session knows what they mean; a button says nothing about people or answers. A button of a
poll carries ``p.<poll>.<verb>`` instead: it works as long as the poll is kept, whatever else was
said since.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dialogs.event import Pressed, Tapped

IMPOSSIBLE: Final = -1
"""The numbers of a button that is none of ours; no screen and no choice has them."""

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_FORM: Final = re.compile(r"([0-9a-z]{1,12})\.([0-9a-z]{1,4})", re.ASCII)
_SCREENS: Final = 36**12
_CHOICES: Final = 36**4
_VERB: Final = re.compile(r"p\.([0-9a-z]{1,13})\.([a-z0-9_]{1,16})", re.ASCII)


def write(screen: int, choice: int) -> str:
    """Return what a button carries: at most 17 of the 64 bytes that Telegram allows.

    Raises:
        ValueError: For numbers that cannot be read back (below 0, or very large ones).
    """
    if not (0 <= screen < _SCREENS and 0 <= choice < _CHOICES):
        raise ValueError(f"screen {screen} and choice {choice} do not fit on a button")
    return f"{_base36(screen)}.{_base36(choice)}"


def read(data: str | None, message: int | None = None) -> Pressed:
    """Return the press that *data* means; forged or cut data give impossible numbers."""
    found = _FORM.fullmatch(data or "")
    if found is None:
        return Pressed(IMPOSSIBLE, IMPOSSIBLE, message)
    return Pressed(int(found[1], 36), int(found[2], 36), message)


def write_verb(poll: int, verb: str) -> str:
    """Return what a button of a poll carries: at most 32 of the 64 bytes.

    Raises:
        ValueError: For a number below 0 or a verb that cannot be read back.
    """
    data = f"p.{_base36(poll)}.{verb}"
    if not _VERB.fullmatch(data):
        raise ValueError(f"poll {poll} and verb {verb!r} do not fit on a button")
    return data


def read_verb(data: str | None) -> Tapped | None:
    """Return the button of a poll that *data* means, None when it is another button."""
    found = _VERB.fullmatch(data or "")
    return None if found is None else Tapped(int(found[1], 36), found[2])


@lru_cache(maxsize=1024)
def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is below 0")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
