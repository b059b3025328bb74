"""The history of the tables: each file in ``versions`` takes them one step further.

A new step: a file in ``versions`` with the next number as ``revision`` and the last one as
``down_revision``, the same change in ``bot/store/schema.py``, and :data:`HEAD` moved on; the tests
say where the three disagree. Steps only go forward: a backup is the way back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from bot.store.trouble import StoreError

HEAD: Final = "0006"

_VERSION: Final = "alembic_version"
"""The table that says how far the others are."""

# Two numbers of our own: PostgreSQL keeps such locks apart from those on owners (one number).
_LOCK: Final = "SELECT pg_advisory_xact_lock(19811, 1)"


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; other processes that start meanwhile wait for it.

    Raises:
        StoreError: a newer Knoop made this database, or something else than Knoop.
    """
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return
        # Before it begins: the import takes long, and nobody need wait for that.
        from alembic import command  # noqa: F401, PLC0415

        sqlite = engine.dialect.name == "sqlite"
        connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "BEGIN")
        if not sqlite:
            connection.exec_driver_sql(_LOCK)
        _refuse_others(connection)
        _upgrade(connection)
        connection.commit()


def version(connection: Connection) -> str | None:
    """Return how far the tables of this database are, None when there are none yet."""
    try:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DBAPIError:
        return None
    return None if found is None else str(found)


def _refuse_others(connection: Connection) -> None:
    """Raise StoreError when this database is of something else: nothing may be mixed up."""
    tables = inspect(connection).get_table_names()
    if tables and _VERSION not in tables:
        raise StoreError(
            f"The database holds tables that are not Knoop's ({min(tables)}, ...); set "
            "KNOOP_DATABASE_URL to one of its own"
        )


def _upgrade(connection: Connection) -> None:
    # Here, because it takes longer to import than most starts take.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"The database was made by a newer Knoop (tables {version(connection)}, this one knows "
            f"{HEAD}); start that version, or put back a backup"
        ) from error
