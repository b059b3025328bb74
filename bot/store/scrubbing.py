"""Scrubbing: what was wiped from the tables of a SQLite file must not stay readable in the file.

``secure_delete`` overwrites what is deleted where it stands. But the journal still holds it until a
checkpoint, and copies of rows stay behind where SQLite moved them from one page to another earlier
(measured: of six in two hundred people that were forgotten, words still stood in the file). So
after somebody was forgotten, and after a poll, the file is written anew, without what nobody may
read any more.
"""

from __future__ import annotations

import time
from typing import Any, Final

import structlog

_PAUSE: Final = 30.0
"""Seconds between two tries: somebody who reads the file holds it up."""

_NOTE: Final = "PRAGMA user_version = {}"
"""Notes in the file itself that it is to be written anew: a crash does not forget that."""

_log: Final = structlog.get_logger("knoop.store")


class Scrubbing:
    """What is to be done yet for one SQLite file."""

    def __init__(self, errors: type[Exception]) -> None:
        self._errors = errors
        self._journal = False
        self._file = False
        self._not_before = 0.0

    def begin(self, driver: Any) -> None:
        """Find out what an earlier process had still to do."""
        (noted,) = driver.execute("PRAGMA user_version").fetchone()
        self._file = self._file or bool(noted)

    @staticmethod
    def note(cursor: Any) -> None:
        """Note, in the transaction that wipes, that the file is to be written anew."""
        cursor.execute(_NOTE.format(1))

    def go_on(self, driver: Any, journal: bool, file: bool) -> None:
        """Do what is to be done after a commit that wiped something; what fails is tried later."""
        fresh = journal or file
        self._journal = self._journal or journal
        self._file = self._file or file
        if not (self._journal or self._file):
            return
        if not fresh and time.monotonic() < self._not_before:
            return
        try:
            if self._file:
                driver.execute("VACUUM")
                driver.execute(_NOTE.format(0))
                self._file, self._journal = False, True
            (busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._journal = bool(busy)
        except self._errors as error:
            _log.warning("what was wiped is still in the file", error=type(error).__name__)
        self._not_before = time.monotonic() + _PAUSE
