"""An outage: what Knoop needs does not work for a while, and the log says so without a flood.

Everything that runs into it says so; written down is the first, each other reason once, and all
again when it lasts. When it works again that is said too, with how long it lasted.
"""

from __future__ import annotations

import time
from typing import Any, Final

AGAIN: Final = 600.0
"""Seconds after which the same is said once more, when it lasts."""

QUIET: Final = 45.0
"""Seconds without a failure until it is over. On a full disk much still works in between, and who
asks Telegram in vain rests up to half a minute before asking again."""


class AwayError(Exception):
    """What Knoop needs cannot do its work now; the log says why."""


class Outage:
    """What is said about one thing that may be away: *broken* while it is, *mended* afterwards."""

    def __init__(self, log: Any, broken: str, mended: str) -> None:
        self._log = log
        self._broken = broken
        self._mended = mended
        self._began: float | None = None
        self._failed = 0.0
        self._said: dict[str, float] = {}
        self._why = ""

    @property
    def why(self) -> str:
        """Why it did not work lately; empty when it does."""
        return "" if self._began is None else self._why

    def failed(self, why: str, **more: object) -> None:
        """It did not work; *more* goes with the line, when there is one."""
        now = self._failed = time.monotonic()
        if self._began is None:
            self._began = now
        self._why = why
        if now - self._said.get(why, -AGAIN) >= AGAIN:
            self._said[why] = now
            self._log.error(self._broken, why=why, **more)

    def worked(self, ago: float = 0.0) -> None:
        """It worked, *ago* seconds ago."""
        if self._began is None or time.monotonic() - ago - self._failed < QUIET:
            return
        self._log.warning(self._mended, seconds=round(self._failed - self._began))
        self._began = None
        self._said.clear()
