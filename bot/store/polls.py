"""Polls as rows: when their time comes, and when a group moves or somebody is forgotten.

A vote stands under a keyed hash. The secret behind it is made once, for this database.
"""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from secrets import token_bytes, token_hex
from typing import Final

from sqlalchemy import Integer, bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot import token
from bot.ballots import VOTED
from bot.clock import from_millis, to_millis
from bot.compact import read, write
from bot.store.inbox import Arrival, put, rows_of
from bot.store.schema import polls, secrets, votes
from bot.store.statement import OneOf, constant
from bot.store.unit import Unit
from dialogs.event import Event, FellDue, Key

POLL: Final = "poll"

_SECRET: Final = select(secrets.c.value).where(secrets.c.name == constant("polls"))
_MAKE_SECRET: Final = (
    insert(secrets)
    .values(name=constant("polls"), value=bindparam("value"))
    .on_conflict_do_nothing(index_elements=["name"])
    .inline()
)

_DUE: Final = (
    select(polls.c.id, polls.c.conversation, polls.c.due)
    .where(
        polls.c.due <= bindparam("now"), or_(polls.c.fell.is_(None), polls.c.fell != polls.c.due)
    )
    .order_by(polls.c.due)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_FELL: Final = update(polls).where(polls.c.id == bindparam("of_id")).values(fell=bindparam("fell"))

_SERIES: Final = (
    select(polls.c.series).where(polls.c.conversation.like(bindparam("of_bot"))).distinct()
)
_THEIRS: Final = (
    select(polls.c.id, polls.c.conversation, polls.c.state)
    .select_from(polls.join(votes, votes.c.poll == polls.c.id))
    .where(OneOf(votes.c.voter, "voters"))
)
_DROP_VOTES: Final = delete(votes).where(OneOf(votes.c.voter, "voters"))
_DROP_POLLS: Final = delete(polls).where(polls.c.owner == bindparam("owner"))

_OF_OWNER: Final = (
    select(polls.c.id, polls.c.chats, polls.c.poll)
    .where(polls.c.owner == bindparam("owner"))
    .with_for_update()
)
_MOVE: Final = (
    update(polls)
    .where(polls.c.id == bindparam("of_id"))
    .values(
        owner=bindparam("owner"),
        conversation=bindparam("conversation"),
        chats=bindparam("chats"),
        poll=bindparam("poll"),
    )
)


def secret(unit: Unit) -> bytes:
    """Return the secret of this database; it is made when it is first needed.

    Where there is a key that is kept apart, the secret is useless without it.
    """
    if not (found := unit.rows(_SECRET)):
        unit.run(_MAKE_SECRET, value=b64encode(token_bytes(token.SECRET_BYTES)).decode())
        found = unit.rows(_SECRET)
    own = b64decode(found[0][0])
    return hmac.digest(unit.key, own, "sha256") if unit.key else own


def fall(unit: Unit, now: datetime, limit: int) -> int:
    """Put an event in the inbox for up to *limit* polls whose time has come; return how many."""
    found = unit.rows(_DUE, now=to_millis(now), most=limit)
    put(
        unit,
        rows_of(
            Arrival(
                "clock",
                f"{POLL}:{number}@{due}",
                Event(Key.parse(conversation), from_millis(due), FellDue(POLL, str(number))),
            )
            for number, conversation, due in found
        ),
    )
    unit.run_all(_FELL, [{"of_id": number, "fell": due} for number, _, due in found])
    return len(found)


def forget(unit: Unit, owner: str) -> None:
    """Delete the polls of a group; or what a person answered, and that they took part at all."""
    bot, _, chat = owner.partition(":")
    unit.run(_DROP_POLLS, owner=owner)
    found = unit.rows(_SERIES, of_bot=f"{bot}:%")
    if not found:
        return
    own = secret(unit)
    voters = [token.voter(own, int(bot), series, int(chat)) for (series,) in found]
    theirs = unit.rows(_THEIRS, voters=voters)
    unit.run(_DROP_VOTES, voters=voters)
    for number, conversation, state in theirs:
        if state == "open":
            _refresh(unit, Key.parse(conversation), number)


def move(unit: Unit, before: Key, after: Key) -> None:
    """Carry the polls of a group over to its new number; what is open shows itself there again."""
    for number, chats, stored in unit.rows(_OF_OWNER, owner=before.owner):
        poll = read(stored)
        old = Key.parse(poll["conversation"])
        there = Key(old.bot, after.chat, old.topic, old.person)
        poll["conversation"] = str(there)
        unit.run(
            _MOVE,
            of_id=number,
            owner=after.owner,
            conversation=str(there),
            chats=write([*read(chats), after.chat]),
            poll=write(poll),
        )
        if poll["state"] == "open":
            _refresh(unit, there, number)


def _refresh(unit: Unit, where: Key, number: int) -> None:
    """Let the conversation of a poll show it as it is now; the turn itself tells the time."""
    event = Event(where, datetime.now(UTC), FellDue(VOTED, str(number)))
    put(unit, rows_of([Arrival("polls", f"{number}:{token_hex(8)}", event)]))
