"""How a team that is stuck comes to see what it shares, and chooses."""

from __future__ import annotations

from tests.table import Table
from tests.team.filling import closes, texts, ticks

FIVE = ("S02 S20", "S02 S20", "S02 S20", "S01 S13", "S13")


def stuck(table: Table, *ticked: str) -> str:
    """Play it to the shared symptoms; *ticked* are those of persons 2, 3 ... with spaces."""
    for person, names in enumerate(ticked, 2):
        ticks(table, person, *names.split())
    closes(table)
    return next(said for said in reversed(texts(table)) if "antwoorden" in said)


def chooses(table: Table, *votes: str) -> None:
    for person, label in enumerate(votes, 2):
        table.group(person).presses(label)


def lenses(table: Table) -> list[str]:
    return [row[0].label for row in table.group().last.rows[:-1]]
