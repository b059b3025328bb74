"""A unit of work: one transaction under way. It is committed whole, or nothing of it remains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Executable

from bot.chance import Chance
from bot.compact import write
from bot.store.statement import Compiled

Row = tuple[Any, ...]

MOST_ROWS: Final = 64
"""Rows that one statement brings along at most."""


class Unit:
    """One transaction under way: runs statements.

    ``troubled`` tells whether an exception is about the database itself; ``erased`` is set when
    text was wiped, which must not stay in the journal; ``forgot`` when somebody was forgotten, or
    what a team answered, of which nothing may stay anywhere in the file. ``key`` is kept apart
    from the database; empty where there is none.
    """

    __slots__ = ("_compiled", "_cursor", "chance", "erased", "forgot", "key", "sqlite", "troubled")

    def __init__(
        self,
        cursor: Any,
        compiled: Compiled,
        sqlite: bool,
        troubled: Callable[[BaseException], bool],
        chance: Chance,
        *,
        key: bytes,
    ) -> None:
        self.chance = chance
        self.key = key
        self._cursor = cursor
        self._compiled = compiled
        self.sqlite = sqlite
        self.troubled = troubled
        self.erased = False
        self.forgot = False

    def rows(self, statement: Executable, **values: Any) -> list[Row]:
        """Return the rows that *statement* finds; a list among *values* is a list of keys."""
        self._execute(statement, values)
        found: list[Row] = self._cursor.fetchall()
        return found

    def run(self, statement: Executable, **values: Any) -> int:
        """Run *statement* and return how many rows it changed."""
        self._execute(statement, values)
        return int(self._cursor.rowcount)

    def run_all(self, statement: Executable, many: Sequence[dict[str, Any]]) -> int:
        """Run *statement* once for each of *many*; return how many rows changed in all.

        An ``INSERT`` takes many rows at once: where it changes what is there already, no two of
        *many* may be about the same row.
        """
        if not many:
            return 0
        laid = self._compiled.laid(statement)
        if laid is None:
            text, own = self._compiled(statement)
            self._cursor.executemany(text, [own | values for values in many])
            return int(self._cursor.rowcount)
        changed = 0
        begin = 0
        while left := len(many) - begin:
            # The sizes are powers of two, so that there are few texts to be prepared.
            size = min(1 << left.bit_length() - 1, MOST_ROWS)
            rows = many[begin : begin + size]
            self._cursor.execute(laid.of(size), [row[name] for row in rows for name in laid.names])
            changed += int(self._cursor.rowcount)
            begin += size
        return changed

    def hold(self, owner: str) -> None:
        """Wait until no other worker changes what belongs to *owner*; held until the end."""
        if not self.sqlite:
            self._cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))", (owner,)
            )

    @contextmanager
    def part(self) -> Iterator[None]:
        """Undo what happened inside when it raises, and go on with the transaction."""
        self._cursor.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._cursor.execute("ROLLBACK TO SAVEPOINT part")
            raise
        finally:
            self._cursor.execute("RELEASE SAVEPOINT part")

    def _execute(self, statement: Executable, values: dict[str, Any]) -> None:
        text, own = self._compiled(statement)
        if self.sqlite:
            values = {
                name: write(value) if isinstance(value, list) else value
                for name, value in values.items()
            }
        self._cursor.execute(text, own | values)
