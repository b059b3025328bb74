"""The one thread that touches the database.

The event loop never waits for a disk: it hands over a unit of work and awaits it. What is put into
the inbox while the thread is busy is committed together afterwards: that costs one write to the
disk, however much it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, Final, TypeVar

from bot.store import inbox
from bot.store.database import Database, Unit

Result = TypeVar("Result")
Rows = list[dict[str, Any]]


class DatabaseThread:
    """Runs units of work one after another."""

    def __init__(self, database: Database) -> None:
        self.database: Final = database
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knoop-store")
        self._lock = Lock()
        self._arriving: list[tuple[Rows, Future[int]]] = []

    async def call(self, work: Callable[[], Result]) -> Result:
        """Run *work* in the thread and return what it returns."""
        return await asyncio.wrap_future(self._executor.submit(work))

    async def unit(self, work: Callable[[Unit], Result]) -> Result:
        """Run *work* in a transaction of its own."""
        return await self.call(lambda: self.database.unit(work))

    async def put(self, rows: Rows) -> int:
        """Add *rows* to the inbox, together with what others put meanwhile; return the new ones."""
        added: Future[int] = Future()
        with self._lock:
            if not self._arriving:
                self._executor.submit(self._put_all)
            self._arriving.append((rows, added))
        return await asyncio.wrap_future(added)

    def stop(self) -> None:
        """Take no more work; what was handed over is still done."""
        self._executor.shutdown(wait=False)

    def _put_all(self) -> None:
        with self._lock:
            arriving, self._arriving = self._arriving, []
        waiting = [
            (rows, added) for rows, added in arriving if added.set_running_or_notify_cancel()
        ]

        def put_each(unit: Unit) -> list[int]:
            return [inbox.put(unit, rows) for rows, _ in waiting]

        try:
            counts = self.database.unit(put_each)
        except BaseException as error:
            for _, added in waiting:
                added.set_exception(error)
            return
        for (_, added), new in zip(waiting, counts, strict=True):
            added.set_result(new)
