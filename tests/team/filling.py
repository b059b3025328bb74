"""How people at a table start a poll and fill it in."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.effect import Edit, Say
from dialogs.text import plain
from tests.table import Table


def starts(table: Table, person: int = 2, form: str = "Kort", topic: int = 0) -> None:
    """Let *person* start a pulse in the group."""
    here = table.group(person, topic)
    here.types("/peiling")
    for label in (form, "Nee", "3 dagen"):
        here.presses(label)


def fills(table: Table, person: int, values: Iterable[str], line: str = "", topic: int = 0) -> None:
    """Let *person* answer the pulse: a digit per statement, "-" to skip, "?" for unknown."""
    table.group(person, topic).presses("Vul in")
    there = table.private(person)
    there.presses("Begin")
    for value in values:
        there.presses({"-": "Overslaan", "?": "Weet ik niet"}.get(value, value))
    if line:
        there.types(line)
    else:
        there.presses("Overslaan")
    there.presses("Dien in")


def closes(table: Table, person: int = 2, topic: int = 0) -> str:
    """Let *person* close the poll, and return what the group sees then."""
    table.group(person, topic).presses("Sluit en toon")
    return plain(table.group(person, topic).text)


def pulse(table: Table, answers: Iterable[str], first: int = 2) -> str:
    """Play a whole pulse and return its result; *answers* are those of persons 2, 3 ..."""
    starts(table)
    for number, values in enumerate(answers):
        fills(table, first + number, values)
    return closes(table)


def texts(table: Table) -> list[str]:
    """Return all words that the group was ever shown."""
    return [plain(effect.text) for _, effect in table.said if isinstance(effect, Say | Edit)]
