"""Where the log is written: what cannot be written there may not end what Knoop is doing."""

from __future__ import annotations

from contextlib import suppress
from typing import TextIO


class Complaints:
    """A stream that drops a line when the disk of the log is full, or nobody reads any more."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write *text*, or drop it."""
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        """Hand over what was written, if that can be done."""
        with suppress(OSError):
            self._stream.flush()
