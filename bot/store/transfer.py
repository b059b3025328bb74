"""Carrying everything over from one database to another, of the same kind or of the other.

Both are held while that goes on, so that nobody works with either. It is one transaction in the new
database: it has all, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select, text

from bot.store.database import Database
from bot.store.schema import metadata, outbox
from bot.store.trouble import StoreError
from bot.store.url import existing, read_url

CHUNK: Final = 1000
"""Rows that are in memory at once."""


def carry_over(old: str, new: str) -> dict[str, int]:
    """Carry all rows of the database at *old* over to the empty one at *new*.

    Returns:
        How many rows there were, per table; as many were counted in the new database.

    Raises:
        StoreError: one of them cannot be used, is in use, the old one is not there, or the new
            one is not empty.
    """
    if existing(old) == read_url(new):
        raise StoreError("The old and the new database are the same; name another one with --to")
    with _held(old) as source, _held(new) as target:
        if any(_count(target, table) for table in metadata.sorted_tables):
            raise StoreError(
                "The new database is not empty; name an empty one, so that nothing is mixed up"
            )
        carried: dict[str, int] = {}
        for table in metadata.sorted_tables:
            _copy(source, target, table)
            carried[table.name] = _count(source, table)
            arrived = _count(target, table)
            if arrived != carried[table.name]:
                raise StoreError(
                    f"Of the {carried[table.name]} rows of {table.name} {arrived} arrived; "
                    "nothing was carried over"
                )
        _number_on(target)
        target.exec_driver_sql("COMMIT")
    return carried


@contextmanager
def _held(url: str) -> Iterator[Connection]:
    """Open the database, keep all others from working with it, and begin a transaction."""
    database = Database(read_url(url))
    try:
        database.open()
        with database.alone() as connection:
            yield connection
    finally:
        database.close()


def _copy(source: Connection, target: Connection, table: Table) -> None:
    found = source.execution_options(yield_per=CHUNK).execute(select(table))
    for rows in found.mappings().partitions(CHUNK):
        target.execute(table.insert(), [_row(table, dict(row)) for row in rows])


def _row(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    # Whoever held it is gone: nothing waits for a lease in the new database.
    return {**row, "leased_until": None} if table is outbox else row


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _number_on(connection: Connection) -> None:
    """Let PostgreSQL give out numbers after the highest; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.columns.get("id")
        if column is not None and column.identity is not None:
            found = connection.execute(select(func.max(column))).scalar()
            if found is not None:
                after = text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), :last)")
                connection.execute(after, {"last": found})
