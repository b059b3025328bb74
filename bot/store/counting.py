"""Counts: how often what happened, without whose it was. Nothing in them leads to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.schema import counts
from bot.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Count:
    """How often (``n``) something of a ``kind`` (``started``) happened to ``what`` (``stuck``)."""

    kind: str
    what: str
    n: int


_put = insert(counts).values({name: bindparam(name) for name in ("kind", "what", "n")})
_ADD: Final = _put.on_conflict_do_update(
    index_elements=["kind", "what"], set_={"n": counts.c.n + _put.excluded.n}
).inline()
_ALL: Final = select(counts.c.kind, counts.c.what, counts.c.n).order_by(
    counts.c.kind, counts.c.what
)


def add(unit: Unit, counted: Iterable[tuple[str, str]]) -> None:
    """Count *counted* (kind and what); in one order, so that no two workers wait for each other."""
    unit.run_all(
        _ADD,
        [
            {"kind": kind, "what": what, "n": times}
            for (kind, what), times in sorted(Counter(counted).items())
        ],
    )


def counts_of(unit: Unit) -> list[Count]:
    """Return all that was counted."""
    return [Count(*row) for row in unit.rows(_ALL)]
