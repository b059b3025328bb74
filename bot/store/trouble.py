"""What can be wrong with the database, in one sentence that says what to do."""

from __future__ import annotations

from typing import Final

from bot.outage import AwayError

_SQLITE: Final = (
    ("locked", "another program keeps it locked; stop that program, then try again"),
    ("full", "the disk is full; make room, then try again"),
    ("readonly", "Knoop may not write there; change its owner or rights, or the folder's"),
    ("unable to open", "it cannot be opened; check that the folder exists and may be written to"),
    ("not a database", "the file is not a database of Knoop; move it away or name another one"),
    ("malformed", "the file is damaged; put back a backup of it"),
    ("disk i/o", "the disk refuses to read or write; check the disk and the room on it"),
)


class StoreError(AwayError):
    """The database cannot do its work now; the message says why, and what to do."""


def trouble(error: Exception, where: str, sqlite: bool) -> StoreError:
    """Return what *error* of the driver means, for the database at *where* (no password in it)."""
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if not sqlite:
        return StoreError(
            f"PostgreSQL at {where} does not do its work ({said}); check that the server runs "
            "and that KNOOP_DATABASE_URL is right"
        )
    for sign, meaning in _SQLITE:
        if sign in said.lower():
            return StoreError(f"The database {where}: {meaning} ({said})")
    return StoreError(f"The database {where} does not do its work ({said}); see the log")
