"""The disk: the real store on a real SQLite file, of which every commit may fail or kill."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL

from bot.outage import Outage
from bot.store.database import Database
from bot.store.statement import Compiled

if TYPE_CHECKING:
    from tests.simulation.life import Life

REFUSALS: Final = ("database is locked", "database or disk is full", "disk I/O error")
_COMPILED: dict[str, Compiled] = {}
"""The statements are the same in every history: they are compiled once."""


class KilledError(BaseException):
    """The process is dead: nothing of it may go on."""


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, parameters: Any = ()) -> _Cursor:
        life: Life | None = getattr(self.connection, "life", None)
        if life is not None and sql.startswith(("COMMIT", "BEGIN")):
            return life.world.disk.boundary(life, sql, functools.partial(self._done, sql))
        if sql == "PRAGMA synchronous = FULL":
            sql = "PRAGMA synchronous = OFF"  # no power is lost here: processes are
        return self._done(sql, parameters)

    def _done(self, sql: str, parameters: Any = ()) -> _Cursor:
        super().execute(sql, parameters)
        return self


class _Connection(sqlite3.Connection):
    life: Life | None = None

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or _Cursor)

    def execute(self, sql: str, parameters: Any = ()) -> _Cursor:
        done: _Cursor = self.cursor().execute(sql, parameters)
        return done


class SimulatedDatabase(Database):
    """The database of one life of the process."""

    def __init__(self, url: URL, outage: Outage | None, key: bytes, life: Life) -> None:
        self.life = life
        super().__init__(url, outage, key)
        self._compiled = _COMPILED.setdefault(self._engine.dialect.name, self._compiled)
        life.database = self

    def _options(self) -> dict[str, Any]:
        options = super()._options()
        options["connect_args"]["factory"] = _Connection
        return options

    def _connect(self) -> None:
        if not self.life.alive:
            raise KilledError
        super()._connect()
        self._driver.life = self.life


class Disk:
    """Lets commits through, or not; ``commits`` are those that were made."""

    def __init__(self) -> None:
        self.commits = 0

    def boundary(self, life: Life, sql: str, carry_out: Callable[[], _Cursor]) -> _Cursor:
        """Carry out BEGIN or COMMIT, unless fate wants it otherwise."""
        world = life.world
        fate, chance = world.fate, world.fate.storage
        if not life.alive:
            raise KilledError
        if fate.happens(chance, fate.disk):
            why = chance.choice(REFUSALS)
            world.note(f"disk refuses {sql.split(maxsplit=1)[0]}: {why}")
            life.troubles += 1
            raise sqlite3.OperationalError(why)
        if sql != "COMMIT":
            return carry_out()
        if fate.happens(chance, fate.crash):
            after = chance.random() < 0.5
            if after:
                done = carry_out()
                self._made(life, done)
            life.die(f"{'after' if after else 'before'} commit {self.commits}")
            raise KilledError
        done = carry_out()
        self._made(life, done)
        return done

    def _made(self, life: Life, cursor: _Cursor) -> None:
        self.commits += 1
        life.world.promises.committed(cursor)


class InTheLoop:
    """Stands in for the thread of the store: what is given to it is done in the event loop."""

    def __init__(self, life: Life) -> None:
        self._life = life

    def submit(self, work: Callable[[], object]) -> None:
        """Do *work* some moments later, as a disk does; nothing when the process is dead then."""
        chance = self._life.world.fate.storage
        late = chance.random() < 0.05
        seconds = chance.uniform(0.0005, 0.4 if late else 0.004)
        self._life.world.loop.call_later(seconds, self._do, work)

    def _do(self, work: Callable[[], object]) -> None:
        if not self._life.alive:
            return
        try:
            work()
        except KilledError:
            return

    def shutdown(self, wait: bool = True) -> None:
        """End; nothing is under way."""
