"""One connection to the database, on which units of work run, one at a time.

Everything here is synchronous and belongs to one thread (see ``thread.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Connection, PoolProxiedConnection, StaticPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from bot.chance import Chance
from bot.outage import Outage
from bot.store import charge, file, server
from bot.store.charge import SQLiteCharge
from bot.store.migrations import migrate
from bot.store.scrubbing import Scrubbing
from bot.store.statement import Compiled
from bot.store.trouble import StoreError, trouble
from bot.store.unit import Unit

Result = TypeVar("Result")


class Database:
    """The connection. It is made again when PostgreSQL was away for a while."""

    def __init__(self, url: URL, outage: Outage | None = None, key: bytes = b"") -> None:
        """Work with what is at *url*; *outage* hears when that cannot be done.

        *key* is kept apart from the database, and makes what is under a hash there unreadable.
        """
        self._url = url
        self.sqlite: Final = url.get_backend_name() == "sqlite"
        self._where = url.database or ":memory:" if self.sqlite else f"{url.host or 'this machine'}"
        self._driver: Any = None
        self._pooled: PoolProxiedConnection | None = None
        self._scrubbing = Scrubbing(sqlite3.Error)
        self._charge = SQLiteCharge(url.database)
        self._in_charge = False
        self._abandoned = False
        self._chance = Chance()
        self._key = key
        self.outage = outage
        try:
            self._engine = create_engine(url, poolclass=StaticPool, **self._options())
        except ImportError as error:
            raise StoreError(
                "PostgreSQL needs one more package: install knoop[postgres], "
                "or use a SQLite file (KNOOP_DATABASE_URL=sqlite:path)"
            ) from error
        self._compiled = Compiled(self._engine.dialect)

    def open(self) -> None:
        """Connect, and bring the tables up to date.

        Raises:
            StoreError: that cannot be done.
        """
        if self.sqlite:
            file.make(self._url.database)
        self._connect()
        with self._explaining():
            if self.sqlite:
                file.wait_for_others(self._driver, file.MIGRATING)
            migrate(self._engine)
            if self.sqlite:
                file.wait_for_others(self._driver, file.BUSY)

    def unit(self, work: Callable[[Unit], Result]) -> Result:
        """Run *work* in one transaction and return what it returns.

        It may run twice: once more when the connection turns out to be lost.

        Raises:
            StoreError: the database cannot do it now; nothing was changed.
        """
        try:
            result = self._twice(work)
        except StoreError as error:
            if self.outage is not None:
                self.outage.failed(str(error))
            raise
        if self.outage is not None:
            self.outage.worked()
        return result

    def take_charge(self, free: Callable[[Unit], object]) -> None:
        """Do the work of this database from now on; *free* runs first when nobody else does it.

        Raises:
            StoreError: the database takes one process only, and that is another one.
        """
        if self.sqlite:
            self._charge.take()
            self.unit(free)
            return
        with self._explaining(), closing(self._connected().cursor()) as cursor:
            if charge.take_charge(cursor):
                try:
                    self._once(free)
                finally:
                    charge.share(cursor)
        self._in_charge = True

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Keep all others from working here, and give a connection with a transaction begun.

        Raises:
            StoreError: somebody works here.
        """
        with self._explaining(), self._engine.connect() as connection:
            if self.sqlite:
                self._charge.take()
            elif not charge.take_charge(connection.connection.cursor()):
                raise StoreError(f"Knoop works with PostgreSQL at {self._where}; stop it first")
            connection.exec_driver_sql("BEGIN")
            yield connection

    def workers(self) -> int:
        """Return how many processes do the work of this database, at least 1."""
        if self.sqlite:
            return 1
        ((found,),) = self.unit(lambda unit: unit.rows(charge.WORKERS))
        return max(1, int(found))

    def abandon(self) -> None:
        """Give up what a server is asked and does not answer, and ask it nothing more.

        This is called from another thread, while that of the database waits.
        """
        self._abandoned = True
        if (driver := self._driver) is not None and not self.sqlite:
            with suppress(self._errors, OSError):
                server.cut(driver)

    def close(self) -> None:
        """Let go of the database."""
        self._driver = None
        self._charge.release()
        self._engine.dispose()

    @property
    def _errors(self) -> type[Exception]:
        kind: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        return kind

    def _options(self) -> dict[str, Any]:
        if not self.sqlite:
            return server.options(self._url)
        # None: the driver begins no transactions of its own; a unit of work does.
        arguments = {"isolation_level": None, "check_same_thread": False, "timeout": 5}
        return {"paramstyle": "named", "connect_args": arguments}

    def _connect(self) -> None:
        if self._abandoned:
            raise StoreError(f"The database at {self._where} was given up, because Knoop ends")
        with self._explaining():
            self._engine.dispose()
            try:
                self._pooled = self._engine.raw_connection()
            except self._errors as error:  # also what the driver finds wrong with the address
                raise trouble(error, self._where, self.sqlite) from error
            self._driver = self._pooled.driver_connection
            if self.sqlite:
                file.begin(self._driver)
                self._scrubbing.begin(self._driver)
            else:
                server.refuse_few_letters(self._driver, self._where)
                self._driver.autocommit = True
                if self._in_charge:
                    self._count_again()

    def _connected(self) -> Any:
        if self._driver is None:
            self._connect()
        return self._driver

    def _count_again(self) -> None:
        """Count as a worker on a new connection. What others may have leased stays theirs."""
        with closing(self._driver.cursor()) as cursor:
            if charge.take_charge(cursor):
                charge.share(cursor)

    def _once(self, work: Callable[[Unit], Result]) -> Result:
        cursor = self._connected().cursor()
        unit = Unit(
            cursor, self._compiled, self.sqlite, self._troubled, self._chance, key=self._key
        )
        cursor.execute("BEGIN IMMEDIATE" if self.sqlite else "BEGIN")
        try:
            result = work(unit)
            if unit.forgot and self.sqlite:
                self._scrubbing.note(cursor)
            cursor.execute("COMMIT")
        except BaseException:
            with suppress(self._errors):
                self._driver.rollback()
            raise
        finally:
            with suppress(self._errors):
                cursor.close()
        if self.sqlite:
            self._scrubbing.go_on(self._driver, unit.erased, unit.forgot)
        return result

    def _twice(self, work: Callable[[Unit], Result]) -> Result:
        try:
            with self._explaining():
                return self._once(work)
        except StoreError:
            if not self._lost():
                raise
            self._driver = None
        with self._explaining():
            return self._once(work)

    def _lost(self) -> bool:
        return self._driver is None or (not self.sqlite and bool(self._driver.closed))

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """Turn what the driver says about the database into a sentence; let mistakes through."""
        try:
            yield
        except SQLAlchemyError as error:
            raise trouble(
                getattr(error, "orig", None) or error, self._where, self.sqlite
            ) from error
        except self._errors as error:
            if self._troubled(error):
                raise trouble(error, self._where, self.sqlite) from error
            raise

    def _troubled(self, error: BaseException) -> bool:
        """Return whether *error* is about the database, and not about what was asked of it."""
        driver = self._engine.dialect.loaded_dbapi
        if self.sqlite:
            return isinstance(error, driver.OperationalError) or type(error) is driver.DatabaseError
        passing = (driver.OperationalError, driver.InternalError, driver.InterfaceError)
        return isinstance(error, passing)
