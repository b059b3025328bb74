"""The inbox: what came in, each once, in the order in which it came.

An event is stored before anybody may forget it. When its turn is over its text is wiped; the row
stays three days, so that the same event delivered again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.clock import from_millis, to_millis
from bot.compact import read, write
from bot.store.schema import inbox, moves
from bot.store.statement import NOTHING, ZERO, OneOf, constant
from bot.store.unit import Unit
from dialogs.event import Event, Key, from_json, to_json


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event with the name that its source gave it (``telegram:<bot>``, the update's number)."""

    source: str
    source_id: str
    event: Event


@dataclass(frozen=True, slots=True)
class Parked:
    """An event that failed three times; ``event`` is None when it was wiped or cannot be read.

    So is ``key`` when nobody can tell any more whose it was.
    """

    id: int
    key: Key | None
    arrived: datetime
    error: str
    event: Event | None


# The construct of PostgreSQL: SQLite writes ON CONFLICT the same way and compiles it too.
_PUT: Final = (
    insert(inbox)
    .values(
        source=bindparam("source"),
        source_id=bindparam("source_id"),
        conversation=bindparam("conversation"),
        owner=bindparam("owner"),
        event=bindparam("event"),
        arrived=bindparam("arrived"),
        tries=ZERO,
        not_before=ZERO,
        state=constant("open"),
    )
    .on_conflict_do_nothing(index_elements=["source", "source_id"])
    .inline()
)

_MOVED: Final = select(moves.c.old, moves.c.new).where(OneOf(moves.c.old, "owners"))

_PARKED: Final = (
    select(inbox.c.id, inbox.c.conversation, inbox.c.arrived, inbox.c.error, inbox.c.event)
    .where(inbox.c.state == constant("parked"))
    .order_by(inbox.c.id)
)

_REOPEN: Final = (
    update(inbox)
    .where(
        inbox.c.id == bindparam("parked"),
        inbox.c.state == constant("parked"),
        inbox.c.event != constant(""),
    )
    .values(state=constant("open"), tries=ZERO, not_before=ZERO, error=NOTHING)
)

_DROP: Final = (
    update(inbox)
    .where(inbox.c.id == bindparam("parked"), inbox.c.state == constant("parked"))
    .values(
        conversation=NOTHING,
        owner=NOTHING,
        event=constant(""),
        state=constant("done"),
        error=NOTHING,
    )
)

_OLDEST: Final = select(func.min(inbox.c.arrived), func.count()).where(
    inbox.c.state == constant("open")
)
_COUNT_PARKED: Final = (
    select(func.count()).select_from(inbox).where(inbox.c.state == constant("parked"))
)


def rows_of(arrivals: Iterable[Arrival]) -> list[dict[str, Any]]:
    """Return *arrivals* as :func:`put` takes them."""
    return [
        {
            "source": arrival.source,
            "source_id": arrival.source_id,
            "conversation": str(arrival.event.key),
            "owner": arrival.event.key.owner,
            "event": write_event(arrival.event),
            "arrived": to_millis(arrival.event.at),
        }
        for arrival in arrivals
    ]


def write_event(event: Event) -> str:
    """Return *event* as it is stored."""
    return write(to_json(event))


def read_event(stored: str) -> Event | None:
    """Return a stored event, None when its text was wiped or cannot be read (any more)."""
    try:
        return from_json(read(stored))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def read_key(stored: str | None) -> Key | None:
    """Return a stored conversation, None when it was wiped or cannot be read (any more)."""
    try:
        return None if stored is None else Key.parse(stored)
    except ValueError:
        return None


def put(unit: Unit, rows: list[dict[str, Any]]) -> int:
    """Add what is not there yet and return how many that were.

    What comes under the number that a group had before it moved, goes to where the group is now.
    """
    groups = sorted({row["owner"] for row in rows if ":-" in row["owner"]})
    if groups:
        moved: dict[str, str] = dict(unit.rows(_MOVED, owners=groups))
        rows = [_redirected(row, moved.get(row["owner"])) for row in rows]
    return unit.run_all(_PUT, rows)


def _redirected(row: dict[str, Any], owner: str | None) -> dict[str, Any]:
    event = None if owner is None else read_event(row["event"])
    if owner is None or event is None:
        return row
    key = replace(event.key, chat=int(owner.partition(":")[2]))
    return {
        **row,
        "conversation": str(key),
        "owner": owner,
        "event": write_event(replace(event, key=key)),
    }


def parked(unit: Unit) -> list[Parked]:
    """Return the events that failed three times, oldest first."""
    return [
        Parked(
            number,
            read_key(conversation),
            from_millis(arrived),
            error or "",
            read_event(event),
        )
        for number, conversation, arrived, error, event in unit.rows(_PARKED)
    ]


def reopen(unit: Unit, number: int) -> bool:
    """Let a parked event be tried again; False when there is none or its text was wiped."""
    return unit.run(_REOPEN, parked=number) == 1


def drop(unit: Unit, number: int) -> bool:
    """Give up a parked event: only that it was handled stays. False when there is none."""
    dropped = unit.run(_DROP, parked=number) == 1
    unit.erased = unit.erased or dropped
    return dropped


def oldest(unit: Unit) -> datetime | None:
    """Return when the longest waiting event arrived, None when nothing waits."""
    ((arrived, _),) = unit.rows(_OLDEST)
    return None if arrived is None else from_millis(arrived)


def waiting(unit: Unit, now: datetime) -> tuple[float, int, int]:
    """Return the age in seconds of the oldest open event, how many are open, how many parked."""
    ((arrived, count),) = unit.rows(_OLDEST)
    ((broken,),) = unit.rows(_COUNT_PARKED)
    age = 0.0 if arrived is None else max(0.0, (now - from_millis(arrived)).total_seconds())
    return age, int(count), int(broken)
