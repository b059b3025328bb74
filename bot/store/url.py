"""Where the database is: the address of ``KNOOP_DATABASE_URL``, or a file of the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.trouble import StoreError

MEMORY: Final = ":memory:"
"""The name of a SQLite database that is no file."""

_DRIVERS: Final = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def default_url() -> str:
    """Return the address of the SQLite file in the data folder of the user.

    Raises:
        StoreError: the user has none.
    """
    return f"sqlite:{_data_folder() / 'knoop' / 'knoop.sqlite3'}"


def read_url(text: str) -> URL:
    """Return the address that *text* gives, with the driver that Knoop uses.

    ``sqlite:///path`` (a fourth slash begins a full path), ``sqlite:path`` and
    ``postgresql://user@host/database`` are understood.

    Raises:
        StoreError: it is none of these.
    """
    scheme, colon, rest = text.partition(":")
    driver = _DRIVERS.get(scheme.partition("+")[0])
    if not colon or driver is None:
        raise StoreError(
            "KNOOP_DATABASE_URL must begin with sqlite: or postgresql://, "
            f"not with {scheme[:20]!r}; leave it out to use {default_url()}"
        )
    sqlite = driver.startswith("sqlite")
    if sqlite and not rest.startswith("//"):
        return _checked(URL.create(driver, database=rest))
    try:
        url = make_url(f"{driver}:{rest}")
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            "KNOOP_DATABASE_URL cannot be read; write postgresql://user:password@host:5432/name"
        ) from error
    return _checked(url) if sqlite else url


def _checked(url: URL) -> URL:
    """Return the address of a SQLite file; raise StoreError when it is not just that."""
    if url.host or url.query or not url.database:
        raise StoreError(
            "KNOOP_DATABASE_URL names no file, or more than a file; write sqlite:/path/to/file"
        )
    return url


def existing(text: str) -> URL:
    """Return the address that *text* gives, when no new file would be made there.

    Raises:
        StoreError: it cannot be read, or it is a SQLite file that is not there.
    """
    url = read_url(text)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise StoreError(
            f"There is no database {url.database}; set KNOOP_DATABASE_URL to the one that the "
            "Knoop has that you look after"
        )
    return url


def _data_folder() -> Path:
    try:
        home = Path.home()
    except RuntimeError:  # an account that nobody entered, as in some containers
        raise StoreError(
            "This account has no folder of its own; set KNOOP_DATABASE_URL to sqlite:/path/to/file"
        ) from None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
