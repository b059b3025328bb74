"""The world of one history: its clock, its Telegram, its disk, and the process that comes back."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import structlog

from bot.app import Way
from bot.making import named
from bot.pace import UNHURRIED
from bot.reader.coach import read_coach
from bot.settings import Settings
from bot.store.database import Database
from bot.store.url import read_url
from bot.worker import Worker
from dialogs.coach import Coach
from dialogs.effect import Document
from tests.botapi.account import Account
from tests.botapi.state import State
from tests.botapi.world import World as Chats
from tests.simulation.courier import Courier
from tests.simulation.disk import Disk, InTheLoop, SimulatedDatabase
from tests.simulation.fate import Fate
from tests.simulation.late import LateUpdates
from tests.simulation.life import LIFE, Life, tasks_of_lives
from tests.simulation.loop import VirtualLoop
from tests.simulation.pair import Pair
from tests.simulation.promises import BrokenError, Promises

if TYPE_CHECKING:
    from tests.simulation.people import Person

BEGIN: Final = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
PATIENCE: Final = 1200.0
"""Seconds within which everything must be done when nothing goes wrong any more."""

_BOTAPI: Final = ("world", "state", "user", "trouble", "asking")
_SHARED_MEMORY: Final = Path("/dev/shm")


class World:
    """Everything there is; ``note`` writes down what happens, for whoever reads a replay."""

    def __init__(self, fate: Fate, loop: VirtualLoop, folder: Path) -> None:
        self.fate = fate
        self.loop = loop
        self.path = folder / "knoop.sqlite3"
        self.skew = timedelta(0)
        self.trace: list[str] = []
        self.mistakes: list[str] = []
        self.cast: list[Person] = []
        self.group = False
        self.arrivals: dict[int | None, float] = {}
        self.coming = 0
        self.disk = Disk()
        self.courier = Courier(self)
        self.way = Way.WEBHOOK if fate.webhook else Way.POLLING
        self.coach = _coach()
        self.limits = UNHURRIED
        bot = Account(4242, "Knoop", username="KnoopBot", is_bot=True)
        self.updates = LateUpdates(self)
        self.telegram = State(Chats(bot), "4242:loopback", updates=self.updates)
        self.promises = Promises(self)
        self.settings = Settings(
            token=self.telegram.token,
            database_url=f"sqlite:{self.path}",
            controller="Stad Zuid",
            contact="dpo@stad.example",
            webhook_url="https://knoop.example/telegram",
            burst=0,
        )
        self.lives = 0
        self._life: Life | None = None
        self._over = False

    def now(self) -> datetime:
        """Return what the clock on the wall of this world says."""
        return BEGIN + timedelta(seconds=self.loop.time() - 1000) + self.skew

    def time(self) -> float:
        """Return the seconds since 1970 of that clock, as ``time.time`` does."""
        return self.now().timestamp()

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return self.loop.time()

    def note(self, what: str) -> None:
        """Write down what happens."""
        what = what.replace(str(self.path), self.path.name)
        self.trace.append(f"{self.loop.time() - 1000:9.3f}  {what}")

    # -- the process ----------------------------------------------------------------------------

    async def keeps_running(self) -> None:
        """Start the process, and again whenever it is gone, as systemd does."""
        while not self._over:
            self._life = life = Life(self)
            self.lives += 1
            self.note(f"life {self.lives} begins")
            main = life.begin()
            with suppress(asyncio.CancelledError):
                await asyncio.wait([main])
            if not life.died:
                life.leave()
            while any(not task.done() for task in life.tasks):  # noqa: ASYNC110 - no time passes
                await asyncio.sleep(0)
            life.close()
            self.promises.over()
            error = None if main.cancelled() else main.exception()
            if error is not None and not life.died:
                self.promises.noticed(f"the process ended with {error!r}")
            if not self._over:
                await asyncio.sleep(self.fate.storage.choice((0.05, 1.0, 25.0)))

    def restart(self) -> None:
        """End the process in order; it comes back by itself."""
        if self._life is not None and self._life.working:
            self.note("told to end")
            self._life.end()

    async def comes_to_rest(self) -> None:
        """Let nothing go wrong any more, and wait until everything is done.

        Raises:
            BrokenError: it is not done within ``PATIENCE`` seconds.
        """
        self.fate.calm = True
        self.note("from here on nothing goes wrong")
        end = self.loop.time() + PATIENCE
        still = 0
        while still < 2:
            await asyncio.sleep(2.0)
            if self.mistakes:
                raise BrokenError(self.mistakes[0])
            waiting = self._waiting()
            still = 0 if waiting else still + 1
            if self.loop.time() > end:
                raise BrokenError(f"it does not come to rest: {waiting}")

    async def ends(self) -> None:
        """End the process in order; that takes less than ten seconds."""
        self._over = True
        if self._life is not None:
            began = self.loop.time()
            self._life.end()
            while self._life.alive:  # noqa: ASYNC110 - it costs nothing here
                await asyncio.sleep(0.1)
            if self.loop.time() - began > 10:
                raise BrokenError("it takes more than ten seconds to end")

    def _waiting(self) -> list[object]:
        waits: list[object] = [one.id for one in self.telegram.updates.waiting]
        if self.coming or self._life is None or not self._life.working:
            waits.append("on their way")
        with closing(sqlite3.connect(self.path)) as reading:
            waits += reading.execute("SELECT id, event FROM inbox WHERE state = 'open'").fetchall()
            waits += reading.execute("SELECT id, kind FROM outbox").fetchall()
        return waits


class _Clock:
    def __init__(self, world: World) -> None:
        self.now = world.now


@cache
def _coach() -> Coach:
    return read_coach()


@cache
def _empty() -> bytes:
    """Return the file of a database in which nothing is yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "knoop.sqlite3"
        database = Database(read_url(f"sqlite:{path}"))
        database.open()
        database.close()
        return path.read_bytes()


@contextmanager
def made(fate: Fate) -> Iterator[World]:
    """Give the world of one history, and put Knoop in it."""
    loop = VirtualLoop()
    loop.set_task_factory(tasks_of_lives)
    asyncio.set_event_loop(loop)
    place = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="knoop-simulation-", dir=place))
    try:
        world = World(fate, loop, folder)
        world.path.write_bytes(_empty())
        with _in(world):
            yield world
    finally:
        loop.close()
        asyncio.set_event_loop(None)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _in(world: World) -> Iterator[None]:
    """Replace time, threads, HTTP and chance by those of *world*, as long as the block lasts."""
    from tests.simulation.wire import Wire  # noqa: PLC0415 - it needs a life, which needs a world

    chance = world.fate.secrets

    def bytes_(length: int) -> bytes:
        return chance.randbytes(length)

    with ExitStack() as stack:
        for module in _BOTAPI:
            stack.enter_context(patch(f"tests.botapi.{module}.time", world))
        stack.enter_context(patch("bot.outage.time", world))
        replaced: dict[str, Any] = {
            "bot.app.SystemClock": lambda: _Clock(world),
            "bot.app.read_coach": lambda: world.coach,
            "bot.app.command_lists": lambda _coach: [],
            "bot.app.Worker": Pair if world.fate.pair else Worker,
            "bot.telegram.webhook.listening": world.courier.listening,
            "bot.worker.LOOK": 3.0,
            "bot.sending.LOOK": 3.0,
            "bot.telegram.line.Transport": Wire,
            "bot.telegram.outbound.file_of": lambda made: Document(
                named(made), b"file", made.caption
            ),
            "bot.store.store.Database": lambda url, outage, key: SimulatedDatabase(
                url, outage, key, LIFE.get()
            ),
            "bot.store.thread.ThreadPoolExecutor": lambda **_: InTheLoop(LIFE.get()),
            "bot.chance.urandom": bytes_,
            "bot.store.polls.token_bytes": bytes_,
            "bot.store.polls.token_hex": lambda length: bytes_(length).hex(),
        }
        for name, instead in replaced.items():
            stack.enter_context(patch(name, instead))
        listening = _Listening(world)
        logging.getLogger().addHandler(listening)
        stack.callback(logging.getLogger().removeHandler, listening)
        before = structlog.get_config()
        structlog.configure(processors=[_to(world)], cache_logger_on_first_use=False)
        stack.callback(structlog.configure, **before)
        yield


class _Listening(logging.Handler):
    """Hears what libraries log, with their tracebacks."""

    def __init__(self, world: World) -> None:
        super().__init__(logging.WARNING)
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        self._world.promises.logged({"library": record.name, "line": self.format(record)})


def _to(world: World) -> Any:
    def processor(_logger: Any, _name: str, entry: dict[str, Any]) -> dict[str, Any]:
        life = LIFE.get(None)
        if life is None or life.alive:
            world.promises.logged(entry)
            if entry.get("event") not in ("kept", "turn taken", "delivered", "lapsed"):
                world.note(f"log: {entry}")
        raise structlog.DropEvent

    return processor
