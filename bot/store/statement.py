"""Statements: described once with SQLAlchemy Core, compiled once per database, run by the driver.

The modules of the store keep theirs as constants; :class:`Compiled` turns such a constant into
text for the driver. Constants in a statement are written into its text (``literal_column``), so
that a partial index can be used and a batch carries its own values only.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Dialect,
    Executable,
    Text,
    any_,
    bindparam,
    func,
    literal_column,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class OneOf(ColumnElement[bool]):
    """Whether *column* is one of a list that is given under *name* when the statement runs."""

    inherit_cache = False
    type = Boolean()

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.name = name


@compiles(OneOf)
def _one_of(element: OneOf, compiler: SQLCompiler, **options: Any) -> str:
    listed = bindparam(element.name, type_=ARRAY(element.column.type))
    return compiler.process(element.column == any_(listed), **options)


@compiles(OneOf, "sqlite")
def _one_of_json(element: OneOf, compiler: SQLCompiler, **options: Any) -> str:
    column = compiler.process(element.column, **options)
    listed = compiler.process(bindparam(element.name, type_=Text), **options)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608 - both are compiled


class Alone(ColumnElement[bool]):
    """Whether this transaction got the lock on the owner in *column*, held until it ends.

    An owner is a person with all their conversations, or a group with all its topics: so neither
    a session nor a memory is changed by two workers at once.
    """

    inherit_cache = False
    type = Boolean()

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column


@compiles(Alone)
def _alone(element: Alone, compiler: SQLCompiler, **options: Any) -> str:
    key = func.hashtextextended(element.column, literal_column("0"))
    return compiler.process(func.pg_try_advisory_xact_lock(key), **options)


# There is one writer anyway.
compiles(Alone, "sqlite")(lambda *_, **__: "1")


def constant(text: str) -> ColumnElement[Any]:
    """Return *text* as a constant of a statement; it must be a plain word, or empty."""
    return literal_column(f"'{text}'", Text)


NOTHING: Final[ColumnElement[Any]] = literal_column("NULL")
ZERO: Final[ColumnElement[Any]] = literal_column("0")
ONE: Final[ColumnElement[Any]] = literal_column("1")


class Laid(NamedTuple):
    """An ``INSERT`` that takes several rows at once: its text around one row, and that row's names.

    One statement costs one way to the server, or one giving up of the interpreter, whatever the
    number of its rows.
    """

    head: str
    row: str
    rest: str
    names: tuple[str, ...]

    def of(self, rows: int) -> str:
        """Return its text for so many rows."""
        return f"{self.head}{', '.join([self.row] * rows)}{self.rest}"


_ROW: Final = re.compile(r"(?<=VALUES )\((?:%\(\w+\)s|[^()']|'[^']*')*\)")
_VALUE: Final = re.compile(r"(?<!:):(?P<named>\w+)|%\((?P<format>\w+)\)s")


class Compiled:
    """The texts of the statements in the language of one database."""

    __slots__ = ("_dialect", "_laid", "_mark", "_texts")

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._mark = "?" if dialect.name == "sqlite" else "%s"
        self._texts: dict[Executable, tuple[str, dict[str, Any]]] = {}
        self._laid: dict[Executable, Laid | None] = {}

    def __call__(self, statement: Executable) -> tuple[str, dict[str, Any]]:
        """Return the text of *statement* and the values that it brings along itself."""
        known = self._texts.get(statement)
        if known is None:
            compiled = statement.compile(dialect=self._dialect)  # type: ignore[attr-defined]
            own = {name: value for name, value in compiled.params.items() if value is not None}
            known = self._texts[statement] = (str(compiled), own)
        return known

    def laid(self, statement: Executable) -> Laid | None:
        """Return *statement* for several rows at once; None when it is no plain ``INSERT``."""
        if statement not in self._laid:
            self._laid[statement] = self._lay(statement)
        return self._laid[statement]

    def _lay(self, statement: Executable) -> Laid | None:
        text, own = self(statement)
        found = _ROW.search(text)
        if found is None or own:
            return None
        names = tuple(each["named"] or each["format"] for each in _VALUE.finditer(found[0]))
        row = _VALUE.sub(self._mark, found[0])
        return Laid(text[: found.start()], row, text[found.end() :], names)
