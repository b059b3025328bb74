"""Chance, drawn from the operating system by the page.

Every draw asks the system and lets another thread go first; a turn needs two small ones, so they
are cut from a page that is drawn at once. No bit is given twice.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from os import urandom
from typing import Final

_PAGE: Final = 4096


class Chance:
    """Secrets for one thread."""

    __slots__ = ("_page", "_used")

    def __init__(self) -> None:
        self._page = b""
        self._used = 0

    def bits(self, number: int) -> int:
        """Return a whole number of *number* bits."""
        drawn = int.from_bytes(self._bytes(-(-number // 8)), "big")
        return drawn >> (-number % 8)

    def word(self, size: int) -> str:
        """Return *size* bytes as ``A-Za-z0-9_-``; three of them make four letters."""
        return urlsafe_b64encode(self._bytes(size)).decode().rstrip("=")

    def _bytes(self, size: int) -> bytes:
        if self._used + size > len(self._page):
            self._page, self._used = urandom(_PAGE), 0
        self._used += size
        return self._page[self._used - size : self._used]
