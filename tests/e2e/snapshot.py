"""A copy of Knoop to run in a process of its own: nobody who edits the content disturbs it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.settings import Settings

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "*.pyc")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Code and content as they were when the copy was made; ``log`` is what it complains about."""

    root: Path

    @classmethod
    def take(cls, root: Path) -> Snapshot:
        """Copy code and content to *root*."""
        for folder in ("bot", "dialogs", "content"):
            shutil.copytree(ROOT / folder, root / folder, ignore=_LEFT_OUT)
        return cls(root)

    @property
    def log(self) -> Path:
        return self.root / "knoop.log"

    async def start(
        self, settings: Settings, *words: str, **more: str
    ) -> asyncio.subprocess.Process:
        """Run ``knoop telegram``, or another command, from the copy; *more* are settings too."""
        environment = {
            **os.environ,
            "KNOOP_TOKEN": settings.token,
            "KNOOP_API_URL": settings.api_url,
            "KNOOP_FILE_URL": settings.file_url,
            "KNOOP_DATABASE_URL": settings.database_url,
            "KNOOP_LOG": "warning",
            "KNOOP_CACHE": str(self.root / "cache"),
            "NO_PROXY": "127.0.0.1",
            "PYTHONPATH": str(self.root),
            **{f"KNOOP_{name.upper()}": value for name, value in more.items()},
        }
        with self.log.open("ab") as complaints:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *(words or ("telegram",))),
                env=environment,
                cwd=self.root,
                stderr=complaints,
            )


@dataclass(frozen=True, slots=True)
class Books:
    """What a database says about the work: events per state, why some failed, posts to send."""

    states: dict[str, int]
    errors: list[str]
    posts: int

    @property
    def waiting(self) -> int:
        """How many events and posts wait."""
        return self.states.get("open", 0) + self.posts

    @classmethod
    def read(cls, database: Path) -> Books:
        """Read the SQLite file that a running Knoop is writing.

        Raises:
            sqlite3.OperationalError: it is busy, or not made yet.
        """
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reading:
            states = dict(reading.execute("select state, count(*) from inbox group by state"))
            errors = [row[0] for row in reading.execute("select error from inbox where error > ''")]
            ((posts,),) = reading.execute("select count(*) from outbox")
        reading.close()
        return cls(states, errors, posts)
