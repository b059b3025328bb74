"""What was typed in groups, and what a group shows and keeps of it.

The sentences of ``looks`` were each written before the lists of words that they were held against
were changed (docs/routing.md has the figures of each first look).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.session import to_json
from tests.table import Seat, Table

LOOKS = Path(__file__).parent / "looks"


def looks() -> Iterator[tuple[str, str, str]]:
    """Yield language, door (``apart``: none) and text of every line."""
    for path in sorted(LOOKS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            language, door, text = line.split("\t")
            yield language, door, text


def table_of(coach: Coach, language: str = "nl") -> Table:
    made = Table(coach, language=language)
    made.joins()
    return made


def shown(table: Table) -> str:
    """All that the group was shown since it was last looked at."""
    said = "\n".join(effect.text for _, effect in table.said if isinstance(effect, Say | Edit))
    table.shown.clear()
    return said


def kept(table: Table) -> str:
    """All that is kept of the group."""
    session = table.group().phone.session
    assert session is not None
    return json.dumps(to_json(session), ensure_ascii=False) + repr(dict(table.memories))


def room(table: Table) -> str | None:
    session = table.group().phone.session
    assert session is not None
    return session.room


def dialogue(table: Table) -> str:
    session = table.group().phone.session
    assert session is not None
    assert session.frame is not None
    return session.frame.dialogue


def labels(seat: Seat) -> list[str]:
    return [button.label for row in seat.last.rows for button in row]
