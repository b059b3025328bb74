"""The file of a SQLite database: made for its owner alone, and shared with who else has it open."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from bot.store.trouble import StoreError
from bot.store.url import MEMORY

_PRAGMAS: Final = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")

BUSY: Final = 5.0
"""Seconds to wait for others who are at work in the same file."""

MIGRATING: Final = 60.0
"""Seconds to wait for them when they may be making or changing the tables."""


def make(name: str | None) -> None:
    """Make the file, unless it is there already.

    Raises:
        StoreError: that cannot be done there.
    """
    if not name or name == MEMORY:
        return
    path = Path(name)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What people tell Knoop is nobody else's to read on this machine.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be opened: {error.strerror}; "
            "check the folder, or set KNOOP_DATABASE_URL"
        ) from error


def begin(driver: Any) -> None:
    """Set a new connection up."""
    wait_for_others(driver, BUSY)
    _write_ahead(driver)
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")


def wait_for_others(driver: Any, seconds: float) -> None:
    """Let every statement wait so long, at most, for who else is at work in the file."""
    driver.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")


def _write_ahead(driver: Any) -> None:
    """Keep the journal that lets others read meanwhile.

    SQLite itself does not wait here for somebody who writes to a new file (makes its tables, or
    asks for this same journal): it says at once that the file is locked.
    """
    end = time.monotonic() + BUSY
    while True:
        try:
            driver.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
