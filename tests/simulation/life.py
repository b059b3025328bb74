"""A life: one run of the process, from its start to its end or its death."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from bot.app import serving
from bot.settings import SettingsError
from bot.store import StoreError
from bot.telegram.line import StartError

if TYPE_CHECKING:
    from tests.simulation.disk import SimulatedDatabase
    from tests.simulation.world import World

LIFE: ContextVar[Life] = ContextVar("life")
"""The life that this task belongs to."""


def tasks_of_lives(loop: asyncio.AbstractEventLoop, coroutine: Any, **more: Any) -> Any:
    """Make a task, and count it to the life in which it was made."""
    task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, **more)
    life = LIFE.get(None)
    if life is not None:
        life.tasks.append(task)
    return task


class Life:
    """The process as long as it lives. ``troubles`` counts what the database refused it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.alive = True
        self.died = False
        self.tasks: list[asyncio.Task[Any]] = []
        self.database: SimulatedDatabase | None = None
        self.troubles = 0
        self.working = False
        self._told = asyncio.Event()
        self._main: asyncio.Task[None] | None = None

    def begin(self) -> asyncio.Task[None]:
        """Start the process; the task ends when it has ended."""
        token = LIFE.set(self)
        self._main = asyncio.create_task(self._run())
        LIFE.reset(token)
        return self._main

    def end(self) -> None:
        """Tell it to end in order (SIGTERM)."""
        self._told.set()

    def die(self, where: str) -> None:
        """Kill it (``kill -9``): from now on nothing of it reaches the world any more."""
        if not self.alive:
            return
        self.alive, self.died = False, True
        self.world.note(f"KILLED {where}")
        self.world.loop.call_soon(self._bury)

    def leave(self) -> None:
        """End what is left of it when its main task is over, as ``asyncio.run`` does."""
        self.alive = False
        self.world.loop.call_soon(self._bury)

    async def _run(self) -> None:
        try:
            async with serving(self.world.settings, self.world.limits, self.world.way):
                self.working = True
                await self._told.wait()
        except (StartError, StoreError, SettingsError) as error:
            self.world.note(f"could not start: {type(error).__name__}")
        finally:
            self.alive = False

    def _bury(self, rounds: int = 0) -> None:
        """Let nothing of it go on: what waits anywhere is ended, again and again."""
        left = [task for task in self.tasks if not task.done()]
        assert rounds < 200, f"cannot be ended: {left}"
        for task in left:
            task.cancel()
        if left:
            self.world.loop.call_soon(self._bury, rounds + 1)
            return
        self.close()

    def close(self) -> None:
        """Let go of the file, as the system does when a process is gone."""
        for task in self.tasks:
            if task.done() and not task.cancelled():
                task.exception()
        if self.database is not None:
            self.database.close()
