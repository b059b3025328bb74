"""Forgetting: everything of one owner goes at once, and what has had its time goes by itself.

What stays of a forgotten owner is which updates were handled, without whose they were, so that
the same update delivered again brings nothing back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, or_, select, update

from bot.clock import to_millis
from bot.compact import read, write
from bot.store import ballots, offers, polls, traces
from bot.store.inbox import read_event
from bot.store.schema import (
    inbox,
    moves,
    notes,
    outbox,
    people,
    plans,
    reminders,
    screens,
    sessions,
)
from bot.store.statement import NOTHING, OneOf, constant
from bot.store.unit import Unit
from dialogs import lapsing
from dialogs.event import Key
from dialogs.memory import KEEP_NOTES
from dialogs.session import from_json, to_json

KEEP_DONE: Final = timedelta(days=3)
"""How long it is known that an update was handled; Telegram repeats one for a day at most."""

KEEP_PARKED_TEXT: Final = timedelta(days=14)
"""How long the text of a parked event stays: as long as the text that lapses first."""

KEEP_PARKED: Final = timedelta(days=90)

KEEP_UNUSED: Final = timedelta(days=548)
"""Eighteen months without a word: everything of that person goes (UX.md, Lapse)."""


KEEP_LEFT: Final = timedelta(days=30)
"""How long a group that put Knoop out may change its mind; then everything of it goes."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """How many of each have gone: texts of notes, plans and talks, rows, sessions, whole people."""

    notes: int = 0
    plans: int = 0
    events: int = 0
    talks: int = 0
    sessions: int = 0
    people: int = 0


_WIPED: Final = {
    "conversation": NOTHING,
    "owner": NOTHING,
    "event": constant(""),
    "state": constant("done"),
    "error": NOTHING,
}

_DROP: Final = tuple(
    delete(table).where(table.c.owner == bindparam("owner"))
    for table in (sessions, screens, outbox, people)
)
_DROP_MOVES: Final = delete(moves).where(
    or_(moves.c.old == bindparam("owner"), moves.c.new == bindparam("owner"))
)
# What the clock put there says whose reminder it was, and cannot come a second time now.
_DROP_CLOCK: Final = delete(inbox).where(
    inbox.c.owner == bindparam("owner"), inbox.c.source == constant("clock")
)
_WIPE: Final = update(inbox).where(inbox.c.owner == bindparam("of_owner")).values(_WIPED)
_WIPE_SOME: Final = update(inbox).where(OneOf(inbox.c.id, "ids")).values(_WIPED)
_DONE_ELSEWHERE: Final = select(inbox.c.id, inbox.c.event).where(
    inbox.c.state != constant("done"), inbox.c.event.like(bindparam("by"))
)

_LAPSE_NOTES: Final = (
    update(notes)
    .where(notes.c.lapses <= bindparam("today"), notes.c["values"] != constant("{}"))
    .values({"values": constant("{}")})
)
_LAPSE_PLANS: Final = (
    update(plans)
    .where(plans.c.lapses <= bindparam("today"), plans.c.text != constant(""))
    .values(text=constant(""))
)
# What fell due so long ago and was never asked (the person left, its event broke) never will be.
_DROP_REMINDERS: Final = delete(reminders).where(reminders.c.due < bindparam("before"))
_LAPSE_PARKED: Final = (
    update(inbox)
    .where(
        inbox.c.state == constant("parked"),
        inbox.c.event != constant(""),
        inbox.c.arrived < bindparam("text_before"),
    )
    .values(event=constant(""))
)
_DROP_EVENTS: Final = delete(inbox).where(
    or_(
        (inbox.c.state == constant("done")) & (inbox.c.arrived < bindparam("done_before")),
        (inbox.c.state == constant("parked")) & (inbox.c.arrived < bindparam("parked_before")),
    )
)
# What a talk still holds of which the time may have come: answers, or words on its last screen.
_LEFT_TALKS: Final = select(sessions.c.conversation, sessions.c.session, sessions.c.updated).where(
    or_(
        (sessions.c.updated < bindparam("since")) & sessions.c.session.like('%"lapses":"2%'),
        (sessions.c.updated < bindparam("idle")) & sessions.c.session.like('%"heard":"2%'),
    )
)
_KEEP_TALK: Final = (
    update(sessions)
    .where(
        sessions.c.conversation == bindparam("of_conversation"),
        sessions.c.updated == bindparam("as_of"),
    )
    .values(session=bindparam("left"))
)
_DROP_SESSIONS: Final = delete(sessions).where(sessions.c.updated < bindparam("before"))
_UNUSED: Final = select(people.c.owner).where(people.c.seen < bindparam("before"))
# The number of a group is below zero.
_LEFT: Final = select(people.c.owner).where(
    people.c.gone.is_(True), people.c.owner.like("%:-%"), people.c.seen < bindparam("before")
)


def forget(unit: Unit, owner: str) -> None:
    """Delete all that is kept of *owner*, also what still waits to be handled or sent."""
    unit.hold(owner)
    for drop in _DROP:
        unit.run(drop, owner=owner)
    unit.run(_DROP_MOVES, owner=owner)
    offers.forget(unit, owner)
    polls.forget(unit, owner)
    traces.forget(unit, owner)
    unit.run(_DROP_CLOCK, owner=owner)
    unit.run(_WIPE, of_owner=owner)
    # What they did in a group and is not handled yet, or could not be.
    _, _, person = owner.partition(":")
    acts = unit.rows(_DONE_ELSEWHERE, by=f'%"person":{person},%')
    theirs = [number for number, event in acts if _by(event, owner)]
    if theirs:
        unit.run(_WIPE_SOME, ids=theirs)
    unit.forgot = True


def lapse(unit: Unit, today: date) -> Lapsed:
    """Let go what has had its time on *today*; the outcomes of notes and the dates stay."""
    day = today.isoformat()
    offers.lapse(unit, today)
    ballots.lapse(unit, _start(today))
    noted = unit.run(_LAPSE_NOTES, today=day)
    planned = unit.run(_LAPSE_PLANS, today=day)
    unit.run(_DROP_REMINDERS, before=_start(today - KEEP_NOTES))
    texts = unit.run(_LAPSE_PARKED, text_before=_start(today - KEEP_PARKED_TEXT))
    events = unit.run(
        _DROP_EVENTS,
        done_before=_start(today - KEEP_DONE),
        parked_before=_start(today - KEEP_PARKED),
    )
    unused = unit.rows(_UNUSED, before=(today - KEEP_UNUSED).isoformat())
    unused += unit.rows(_LEFT, before=(today - KEEP_LEFT).isoformat())
    for (owner,) in unused:
        forget(unit, owner)
    talks = _lapse_talks(unit, today)
    old = unit.run(_DROP_SESSIONS, before=_start(today - KEEP_UNUSED))
    unit.forgot = bool(noted or planned or texts or talks or unused or old)
    return Lapsed(noted, planned, events, talks, old, len(unused))


def _lapse_talks(unit: Unit, today: date) -> int:
    """Let talks that were left go of what has had its time; return how many did."""
    count = 0
    found = unit.rows(
        _LEFT_TALKS, since=_start(today - lapsing.SOONEST), idle=_start(today - KEEP_NOTES)
    )
    for conversation, stored, updated in found:
        session = from_json(read(stored))
        before = to_json(session)
        lapsing.let_go(session, today, "menu" if Key.parse(conversation).private else "team")
        left = to_json(session)
        if left != before:
            kept = {"of_conversation": conversation, "as_of": updated, "left": write(left)}
            count += unit.run(_KEEP_TALK, **kept)
    return count


def _by(stored: str, owner: str) -> bool:
    """Return whether *owner* did what a stored event of a group tells."""
    event = read_event(stored)
    return event is not None and f"{event.key.bot}:{event.person}" == owner


def _start(day: date) -> int:
    return to_millis(datetime.combine(day, time(), UTC))
