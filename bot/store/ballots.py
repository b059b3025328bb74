"""The ballots of a batch of turns: polls and votes loaded for it, and written down with it.

When a poll is over its answers are wiped in the commit of that turn, also where somebody was still
answering.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot import token
from bot.ballots import VOTED, Ballots, Box, brought, named_in
from bot.clock import from_millis, to_millis
from bot.compact import read, write
from bot.store.inbox import Arrival, put, rows_of
from bot.store.polls import secret
from bot.store.schema import inbox, people, polls, sessions, votes
from bot.store.statement import OneOf, constant
from bot.store.unit import Unit
from dialogs.effect import Whisper
from dialogs.event import Event, FellDue, Key
from dialogs.poll import from_json, to_json

KEEP_VOTERS: Final = timedelta(days=365)
"""How long it is kept who took part, as hashes, without answers."""

OVERDUE: Final = timedelta(days=7)
"""A poll that nobody could close by then (Knoop was put out of the group) ends without a result."""

OVER: Final = "poll_over"

TOLD: Final = "turn"
"""The source of what one conversation tells another."""

_POLLS: Final = (
    select(polls.c.id, polls.c.chats, polls.c.poll)
    .where(or_(OneOf(polls.c.owner, "owners"), OneOf(polls.c.id, "ids")))
    .order_by(polls.c.id)
    .with_for_update()
)
_VOTES: Final = select(votes.c.poll, votes.c.voter, votes.c.answers).where(
    OneOf(votes.c.poll, "polls")
)

_FIELDS: Final = ("id", "owner", "conversation", "chats", "series", "state", "begun", "due", "poll")
_ADD: Final = insert(polls).values({name: bindparam(name) for name in _FIELDS}).inline()
_KEEP: Final = (
    update(polls)
    .where(polls.c.id == bindparam("of_id"))
    .values(state=bindparam("state"), due=bindparam("due"), poll=bindparam("poll"))
)
_put_vote: Final = insert(votes).values(
    {name: bindparam(name) for name in ("poll", "voter", "answers")}
)
_CAST: Final = _put_vote.on_conflict_do_update(
    index_elements=["poll", "voter"], set_={"answers": _put_vote.excluded.answers}
).inline()
_EMPTY: Final = update(votes).where(OneOf(votes.c.poll, "polls")).values(answers=constant(""))

_ANSWERING: Final = select(sessions.c.conversation, sessions.c.session).where(
    sessions.c.session.like(bindparam("naming"))
)
_WAITING: Final = select(inbox.c.id).where(
    inbox.c.conversation == bindparam("conversation"),
    inbox.c.state == constant("open"),
    inbox.c.source == constant(TOLD),
    inbox.c.source_id.like(bindparam("told")),
)
_PEOPLE: Final = select(people.c.owner).where(people.c.owner.like(bindparam("of_bot")))

_DROP_VOTERS: Final = delete(votes).where(
    votes.c.poll.in_(
        select(polls.c.id).where(
            polls.c.state != constant("open"), polls.c.begun < bindparam("before")
        )
    )
)
_LEFT_OPEN: Final = select(polls.c.id, polls.c.poll).where(
    polls.c.state == constant("open"), polls.c.due < bindparam("before")
)


def gather(unit: Unit, events: Iterable[Event], stored: Mapping[str, str]) -> Ballots:
    """Return the polls that the turns of *events* have to do with; nobody else changes them now.

    *stored* are the sessions of their conversations, as JSON.
    """
    owners = {event.key.owner for event in events if not event.key.private}
    tickets = [ticket for event in events if (ticket := brought(event)) is not None]
    named = {ticket.about for ticket in tickets if ticket.kind == "poll"}
    for session in stored.values():
        named |= named_in(session)
    if not owners and not named and not tickets:
        return Ballots()
    boxes = {
        number: Box(from_json(read(poll)), tuple(read(chats)))
        for number, chats, poll in unit.rows(_POLLS, owners=sorted(owners), ids=sorted(named))
    }
    for number, voter, answers in unit.rows(_VOTES, polls=sorted(boxes)) if boxes else ():
        boxes[number].votes[voter] = read(answers) if answers else None
    return Ballots(secret(unit), boxes.values())


def save(unit: Unit, ballots: Ballots, now: datetime) -> None:
    """Write down what changed; of what is over every answer goes."""
    changed = [box for box in ballots.boxes.values() if not box.kept]
    unit.run_all(_ADD, [_row(box) for box in changed if box.fresh])
    unit.run_all(
        _KEEP,
        [{"of_id": box.poll.id, **_state(box)} for box in changed if not box.fresh],
    )
    unit.run_all(
        _CAST,
        [
            {"poll": box.poll.id, "voter": voter, "answers": write(box.votes[voter] or {})}
            for box in ballots.boxes.values()
            for voter in sorted(box.changed)
        ],
    )
    over = [box.poll.id for box in changed if box.emptied]
    if over:
        unit.run(_EMPTY, polls=over)
        unit.forgot = True
        for number in over:
            _tell_who_is_answering(unit, number, now)


def _row(box: Box) -> dict[str, Any]:
    key = box.key
    return {
        "id": box.poll.id,
        "owner": key.owner,
        "conversation": str(key),
        "chats": write(box.chats),
        "series": box.poll.series,
        "begun": to_millis(box.poll.begun),
        **_state(box),
    }


def _state(box: Box) -> dict[str, Any]:
    due = box.poll.due
    return {
        "state": box.poll.state,
        "due": None if due is None else to_millis(due),
        "poll": write(to_json(box.poll)),
    }


def _tell_who_is_answering(unit: Unit, number: int, now: datetime) -> None:
    """Let those who are in the middle of it know that it is over: their answers go, too."""
    found = unit.rows(_ANSWERING, naming=f'%"poll":{number}%')
    put(
        unit,
        rows_of(
            told(unit, key, now, FellDue(OVER, str(number)))
            for where, session in found
            if number in named_in(session) and (key := Key.parse(where)).private
        ),
    )


def told(unit: Unit, where: Key, now: datetime, what: FellDue) -> Arrival:
    """Return *what* one conversation tells another, as it comes into the inbox.

    Its name stays there after its words are gone, and stands in the log: it tells nothing of either
    conversation, or of what was told, but that somebody voted in which poll.
    """
    voted = f":{VOTED}:{what.about}" if what.kind == VOTED else ""
    return Arrival(TOLD, f"{unit.chance.bits(62)}{voted}", Event(where, now, what))


def told_already(unit: Unit, conversation: str, kind: str, about: str, handled: set[int]) -> bool:
    """Return whether a conversation is about to hear of a vote anyway (*handled* is over now)."""
    if kind != VOTED:
        return False
    waiting = unit.rows(_WAITING, conversation=conversation, told=f"%:{VOTED}:{about}")
    return any(number not in handled for (number,) in waiting)


def whisper(unit: Unit, effect: Whisper, now: datetime) -> None:
    """Let the private chat of a voter know something, where that person still is one of ours."""
    own = secret(unit)
    for _, _, stored in unit.rows(_POLLS, owners=[], ids=[effect.poll]):
        poll = from_json(read(stored))
        key = Key.parse(poll.conversation)
        for (owner,) in unit.rows(_PEOPLE, of_bot=f"{key.bot}:%"):
            person = int(owner.partition(":")[2])
            if token.voter(own, key.bot, poll.series, person) == effect.voter:
                there = Key(key.bot, person, 0, person)
                due = FellDue(effect.kind, effect.about)
                put(unit, rows_of([told(unit, there, now, due)]))
                return


def lapse(unit: Unit, start: int) -> None:
    """Let go who took part long ago, and the answers of polls that nobody could close.

    *start* is the moment at which today begins.
    """
    day = timedelta(days=1) // timedelta(milliseconds=1)
    unit.run(_DROP_VOTERS, before=start - KEEP_VOTERS.days * day)
    for number, stored in unit.rows(_LEFT_OPEN, before=start - OVERDUE.days * day):
        poll = {**read(stored), "state": "lapsed", "due": None}
        unit.run(_KEEP, of_id=number, state="lapsed", due=None, poll=write(poll))
        unit.run(_EMPTY, polls=[number])
        unit.forgot = True
        _tell_who_is_answering(unit, number, from_millis(start))
