"""A unit of work: many rows by one statement are what they would be one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import bindparam, delete, select

from bot.store.counting import _ADD
from bot.store.database import Database
from bot.store.inbox import _PUT
from bot.store.schema import counts, inbox
from bot.store.unit import MOST_ROWS, Unit
from bot.store.url import read_url

_COUNTED = select(counts.c.kind, counts.c.what, counts.c.n).order_by(counts.c.what)
_ARRIVED = select(inbox.c.source_id, inbox.c.event).order_by(inbox.c.id)
# What might be taken for a place in the statement, and what no text of a server can hold.
_SIGNS = some.characters(exclude_characters="\x00", exclude_categories=["Cs"])
_WORDS = some.text(_SIGNS, max_size=8)
_TRAPS = some.sampled_from(["?", "%s", "%(n)s", ":kind", "'", '"', "), (1, 2", "VALUES (", "é😀"])


@pytest.fixture
def database(url: str) -> Any:
    made = Database(read_url(url))
    made.open()
    yield made
    made.close()


def _counted(name: str, n: int) -> dict[str, Any]:
    return {"kind": "k", "what": name, "n": n}


def _arrived(name: str, event: str) -> dict[str, Any]:
    told = {"source": "s", "source_id": name, "conversation": "c", "owner": "o"}
    return {**told, "event": event, "arrived": 0}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some.dictionaries(_WORDS | _TRAPS, some.integers(1, 2**40), max_size=2 * MOST_ROWS + 3))
def test_many_rows_are_added_as_one_by_one(database: Database, told: dict[str, int]) -> None:
    rows = [_counted(name, n) for name, n in told.items()]

    def twice(unit: Unit) -> list[Any]:
        unit.run(delete(counts))
        assert unit.run_all(_ADD, rows) == len(rows)
        for row in rows:
            assert unit.run_all(_ADD, [row]) == 1
        return unit.rows(_COUNTED)

    found = {what: n for _, what, n in database.unit(twice)}
    assert found == {name: 2 * n for name, n in told.items()}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 63, 64, 65, 131])
def test_what_is_there_already_is_left_as_it_is(database: Database, count: int) -> None:
    first = [_arrived(f"{number}", "?") for number in range(0, count, 2)]
    again = [_arrived(f"{number}", "%s") for number in range(count)]

    def put(unit: Unit) -> list[Any]:
        assert unit.run_all(_PUT, first) == len(first)
        assert unit.run_all(_PUT, [*again, *again[:1]]) == count - len(first)
        return unit.rows(_ARRIVED)

    events = dict(database.unit(put))
    assert events == {f"{number}": "%s" if number % 2 else "?" for number in range(count)}


def test_what_is_no_plain_insert_is_run_one_by_one(database: Database) -> None:
    rows = [{"name": f"{number}"} for number in range(5)]
    drop = delete(counts).where(counts.c.what == bindparam("name"))

    def work(unit: Unit) -> list[Any]:
        unit.run_all(_ADD, [_counted(f"{number}", 1) for number in range(7)])
        assert unit.run_all(drop, rows) == 5
        return unit.rows(_COUNTED)

    assert [what for _, what, _ in database.unit(work)] == ["5", "6"]
