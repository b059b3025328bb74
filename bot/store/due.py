"""What falls due: a reminder becomes an event in the inbox, once for each of its moments."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Integer, bindparam, or_, select, update

from bot.clock import from_millis, to_millis
from bot.store.inbox import Arrival, put, rows_of
from bot.store.schema import people, reminders
from bot.store.statement import constant
from bot.store.unit import Unit
from dialogs.event import Event, FellDue, Key
from dialogs.memory import Reminder
from dialogs.reminding import named

CLOCK: Final = "clock"
"""The source of such events; ``source_id`` is the reminder and its moment."""

_DUE: Final = (
    select(reminders.c.owner, reminders.c.id, reminders.c.conversation, reminders.c.due)
    .select_from(reminders.join(people, people.c.owner == reminders.c.owner))
    .where(
        reminders.c.state == constant("waiting"),
        reminders.c.due <= bindparam("now"),
        or_(reminders.c.fell.is_(None), reminders.c.fell != reminders.c.due),
        ~people.c.gone,
    )
    .order_by(reminders.c.due, reminders.c.owner, reminders.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=reminders, skip_locked=True)
)
_FELL: Final = (
    update(reminders)
    .where(reminders.c.owner == bindparam("of_owner"), reminders.c.id == bindparam("of_id"))
    .values(fell=bindparam("due"))
)


def fall(unit: Unit, now: datetime, limit: int) -> int:
    """Put an event in the inbox for up to *limit* reminders that are due; return how many.

    A reminder that is moved falls due again; what is put there twice all the same is one event.
    """
    found = unit.rows(_DUE, now=to_millis(now), most=limit)
    arrivals = []
    for owner, number, conversation, due in found:
        key = Key.parse(conversation)
        about = named(Reminder(number, "", from_millis(due), conversation))
        event = Event(key, now, FellDue("reminder", about), key.person)
        arrivals.append(Arrival(CLOCK, f"{owner}/{number}@{due}", event))
    put(unit, rows_of(arrivals))
    unit.run_all(
        _FELL,
        [{"of_owner": owner, "of_id": number, "due": due} for owner, number, _, due in found],
    )
    return len(found)
