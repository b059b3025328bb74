"""The one thread that touches the database.

The event loop never waits for a disk: it hands over units of work and awaits them. What arrives
together, or while the thread is busy, is committed together: that costs one write to the disk,
however much it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from bot.store.database import Database
from bot.store.unit import Unit

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Errand:
    """A unit of work and who waits for it; without ``unit`` it is nothing that is committed."""

    work: Callable[..., Any]
    waiting: asyncio.Future[Any]
    unit: bool


Outcomes = list[tuple[Any, BaseException | None]]


class DatabaseThread:
    """Runs units of work in the order in which they came."""

    def __init__(self, database: Database) -> None:
        self.database: Final = database
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knoop-store")
        self._errands: list[_Errand] = []
        self._busy = False
        self._stopped = False

    async def call(self, work: Callable[[], Result]) -> Result:
        """Run *work* in the thread, for itself, and return what it returns."""
        return await self._given(work, unit=False)

    async def unit(self, work: Callable[[Unit], Result]) -> Result:
        """Run *work* in a transaction, with what else waits for one.

        When that fails, everything is run again, each in a transaction of its own: so none suffers
        from another, and *work* may run twice.
        """
        return await self._given(work, unit=True)

    async def stop(self, last: Callable[[], object]) -> None:
        """Finish what was given, do *last*, and take no more."""
        done = self._given(last, unit=False)
        self._stopped = True
        try:
            await done
        finally:
            self._executor.shutdown(wait=False)

    def _given(self, work: Callable[..., Result], unit: bool) -> asyncio.Future[Result]:
        if self._stopped:
            raise RuntimeError("this store was closed")
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[Result] = loop.create_future()
        self._errands.append(_Errand(work, waiting, unit))
        if not self._busy:
            self._busy = True
            # Not at once: what else is given in this round of the loop goes along.
            loop.call_soon(self._hand_over, loop)
        return waiting

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give the thread what waits, up to what must be done for itself."""
        self._errands = [one for one in self._errands if not one.waiting.cancelled()]
        together = self._errands[:1]
        for errand in self._errands[1:]:
            if not (together[0].unit and errand.unit):
                break
            together.append(errand)
        del self._errands[: len(together)]
        self._busy = bool(together)
        if not together:
            return

        def run() -> None:
            outcomes = self._run(together)
            loop.call_soon_threadsafe(self._hand_back, loop, together, outcomes)

        self._executor.submit(run)

    def _hand_back(
        self, loop: asyncio.AbstractEventLoop, together: Sequence[_Errand], outcomes: Outcomes
    ) -> None:
        for errand, (result, error) in zip(together, outcomes, strict=True):
            if errand.waiting.cancelled():
                continue
            if error is None:
                errand.waiting.set_result(result)
            else:
                errand.waiting.set_exception(error)
        # After those that were served: what they ask for next goes along.
        loop.call_soon(self._hand_over, loop)

    def _run(self, together: Sequence[_Errand]) -> Outcomes:
        if len(together) > 1:
            try:
                results = self.database.unit(lambda unit: [one.work(unit) for one in together])
            except Exception:  # whoever is to blame finds out below
                return [self._run_alone(errand) for errand in together]
            return [(result, None) for result in results]
        return [self._run_alone(errand) for errand in together]

    def _run_alone(self, errand: _Errand) -> tuple[Any, BaseException | None]:
        try:
            return (self.database.unit(errand.work) if errand.unit else errand.work()), None
        except BaseException as error:
            return None, error
