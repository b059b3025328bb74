"""What a button carries: a screen and a choice, as ``<screen>.<choice>`` in base 36.

The session knows what they mean; a button says nothing about people or answers.
"""

from __future__ import annotations

import re
from typing import Final

from dialogs.event import Pressed

IMPOSSIBLE: Final = -1
"""The numbers of a button that is none of ours; no screen and no choice has them."""

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_FORM: Final = re.compile(r"([0-9a-z]{1,12})\.([0-9a-z]{1,4})", re.ASCII)


def write(screen: int, choice: int) -> str:
    """Return what a button carries: at most 17 of the 64 bytes that Telegram allows.

    Raises:
        ValueError: For numbers that cannot be read back (below 0, or very large ones).
    """
    data = f"{_base36(screen)}.{_base36(choice)}"
    if not _FORM.fullmatch(data):
        raise ValueError(f"screen {screen} and choice {choice} do not fit on a button")
    return data


def read(data: str | None, message: int | None = None) -> Pressed:
    """Return the press that *data* means; forged or cut data give impossible numbers."""
    found = _FORM.fullmatch(data or "")
    if found is None:
        return Pressed(IMPOSSIBLE, IMPOSSIBLE, message)
    return Pressed(int(found[1], 36), int(found[2], 36), message)


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"{number} is below 0")
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if number == 0:
            return digits
