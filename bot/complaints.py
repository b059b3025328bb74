"""The log: what cannot be written there ends nothing, and what libraries say is without words."""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO

import structlog

LONGEST: Final = 200
"""Signs that are kept of what a library says."""

_log: Final = structlog.get_logger("knoop.library")


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


class Overheard(logging.Handler):
    """Writes what libraries log as a line like ours.

    They put in their lines what they were handling (a request, an update), and traces of many lines
    behind them: what people wrote, or the token. So of what they say only the part that is the same
    every time is written down, and of an error what it is and where it came up.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line for *record*."""
        said = (str(record.msg).splitlines() or [""])[0][:LONGEST]
        error = record.exc_info[1] if record.exc_info else None
        about = {} if error is None else {"error": type(error).__name__, "where": place(error)}
        _log.log(record.levelno, said, library=record.name, **about)


def place(error: BaseException) -> str:
    """Return the file and line where *error* came up: that never holds what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
