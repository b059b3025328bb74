"""Two workers in one process, on one store: what one has in hand the other leaves alone."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.worker import Worker


class Pair:
    """Stands where the worker of a process stands."""

    def __init__(self, *more: Any, **named: Any) -> None:
        self._workers = (Worker(*more, **named), Worker(*more, **named))
        self.tally = self._workers[0].tally

    def start(self) -> None:
        for worker in self._workers:
            worker.start()

    def wake(self) -> None:
        for worker in self._workers:
            worker.wake()

    async def stop(self, within: float) -> None:
        await asyncio.gather(*(worker.stop(within) for worker in self._workers))
