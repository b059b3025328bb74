"""Who does the work of a database: one process with SQLite, any number with PostgreSQL.

What shows it is a lock that goes when its process goes, also by ``kill -9``: so whoever comes knows
whether the others are still alive, and what they had leased is free when none is.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from sqlalchemy import text

from bot.store.trouble import StoreError
from bot.store.url import MEMORY

_LOCK: Final = "19812, hashtext(current_schema())"
"""A number of our own, per schema; the one for migrations is 19811."""

_BESIDE: Final = "-work"
"""What is added to the name of a SQLite file for the empty file that carries the lock."""


class SQLiteCharge:
    """The right to work on a SQLite file."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def take(self) -> None:
        """Take it, and hold it until :meth:`release` or the end of the process.

        Raises:
            StoreError: another process has it.
        """
        if self._held is not None or self._path in (None, "", MEMORY):
            return
        # SQLite's own lock on a file beside it: it works on every system that SQLite works on.
        held = sqlite3.connect(
            f"{self._path}{_BESIDE}", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            held.close()
            raise StoreError(
                f"The database {self._path} is in use: another Knoop works with it ({error}); stop "
                "that one, give this one another KNOOP_DATABASE_URL, or use PostgreSQL for several"
            ) from error
        self._held = held

    def release(self) -> None:
        """Let another process have it."""
        if self._held is not None:
            self._held.close()
            self._held = None


def take_charge(cursor: Any) -> bool:
    """Count as one that works on this PostgreSQL database, as long as the connection lives.

    Returns:
        Whether nobody else does: then nobody can begin either before :func:`share` is called.
    """
    cursor.execute(f"SELECT pg_try_advisory_lock({_LOCK})")
    ((alone,),) = cursor.fetchall()
    cursor.execute(f"SELECT pg_advisory_lock_shared({_LOCK})")
    return bool(alone)


def share(cursor: Any) -> None:
    """Let others work beside this one."""
    cursor.execute(f"SELECT pg_advisory_unlock({_LOCK})")


WORKERS: Final = text("""
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND mode = 'ShareLock' AND classid = 19812
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND CAST(objid AS bigint) = CAST(hashtext(current_schema()) AS bigint) & 4294967295
""")
"""How many count as one that works here."""
