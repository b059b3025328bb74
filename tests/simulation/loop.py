"""An event loop without time: when nothing is to be done, it is the moment of what comes next."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Mapping
from typing import Any, Final

ROUNDS: Final = 150_000
"""A history takes some thousands of rounds; what takes so many goes round for ever."""


class StuckError(Exception):
    """Nothing will ever happen any more, or it will never end."""


class _NoFiles(selectors.BaseSelector):
    """Waits for nothing: it moves the clock of its loop instead."""

    def __init__(self) -> None:
        self.loop: VirtualLoop | None = None
        self._rounds = 0

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, 0, None)

    def get_key(self, fileobj: Any) -> selectors.SelectorKey:
        raise KeyError(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return {}

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise StuckError("everybody waits for somebody else")
        self._rounds += 1
        if self._rounds > ROUNDS:
            raise StuckError("it goes round for ever")
        assert self.loop is not None
        self.loop.moment += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """One thread, no files, no real time; ``moment`` is the time in seconds."""

    def __init__(self) -> None:
        self.moment = 1000.0
        selector = _NoFiles()
        super().__init__(selector)
        selector.loop = self

    def time(self) -> float:
        return self.moment

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Any, *args: Any, context: Any = None
    ) -> Any:
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> Any:
        """Do it here and now: another thread would bring chance in."""
        done: asyncio.Future[Any] = self.create_future()

        def work() -> None:
            if done.cancelled():
                return
            try:
                done.set_result(func(*args))
            except Exception as error:
                done.set_exception(error)

        self.call_soon(work)
        return done
