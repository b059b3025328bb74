"""Settling posts: writing down how each delivery ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.clock import to_millis
from bot.gateway import Answered, Delivered, Delivery, Gone, Held, Later, Lost, Moved, Post
from bot.store.inbox import Arrival, put, rows_of
from bot.store.leases import LONGEST_REST, release
from bot.store.moving import move
from bot.store.outbox import chat_of
from bot.store.schema import outbox, people, screens
from bot.store.statement import NOTHING, ONE, OneOf
from bot.store.unit import Unit
from dialogs.effect import LookUp
from dialogs.event import Event, Found

_log: Final = structlog.get_logger("knoop.store")

_NOTED: Final = (
    select(outbox.c.id, outbox.c.conversation, outbox.c.ref, outbox.c.owner)
    .where(OneOf(outbox.c.id, "ids"), outbox.c.ref.is_not(None))
    .order_by(outbox.c.id)
)

_put_screen: Final = insert(screens).values(
    {column.name: bindparam(column.name) for column in screens.columns}
)
_NOTE: Final = _put_screen.on_conflict_do_update(
    index_elements=["conversation", "ref"], set_={"message": _put_screen.excluded.message}
).inline()

_DROP: Final = delete(outbox).where(OneOf(outbox.c.id, "ids"))
_LATER: Final = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"))
    .values(
        not_before=bindparam("not_before"),
        tries=outbox.c.tries + ONE,
        leased_until=NOTHING,
    )
)
_DROP_CHAT: Final = delete(outbox).where(outbox.c.chat == bindparam("of_chat"))
_GONE: Final = (
    update(people).where(people.c.owner == bindparam("of_owner")).values(gone=bindparam("gone"))
)
# From that day on a group that put Knoop out has thirty days to change its mind.
_PUT_OUT: Final = (
    update(people)
    .where(people.c.owner == bindparam("of_owner"), people.c.gone.is_(False))
    .values(gone=bindparam("gone"), seen=bindparam("today"))
)


def settle(unit: Unit, results: Sequence[tuple[Post, Delivery]], now: datetime) -> None:
    """Carry out what the *results* mean for the outbox, the screens and the people."""
    # First, and so before a row is locked: a group is moved under the lock on its owner.
    for post, result in results:
        if isinstance(result, Moved):
            move(unit, post.key.bot, post.key.chat, result.chat)
            _log.info("group moved", **_ids(post))
    over: list[int] = []
    back: list[Post] = []
    messages: dict[int, int] = {}
    later: list[dict[str, Any]] = []
    answers: list[Arrival] = []
    for post, result in results:
        match result:
            case Delivered(message=message):
                over.append(post.id)
                if message is not None:
                    messages[post.id] = message
            case Answered(what=what):
                over.append(post.id)
                answers.append(_answer(post, what, now))
            case Later(seconds=seconds):
                when = to_millis(now + min(timedelta(seconds=seconds), LONGEST_REST))
                later.append({"of_id": post.id, "not_before": when})
            case Lost(reason=reason):
                over.append(post.id)
                _log.error("post lost", **_ids(post), reason=reason, tries=post.tries)
            case Gone(reason=reason):
                unit.run(_DROP_CHAT, of_chat=chat_of(post.key))
                if post.key.private:
                    unit.run(_GONE, of_owner=post.key.owner, gone=True)
                else:
                    today = now.date().isoformat()
                    unit.run(_PUT_OUT, of_owner=post.key.owner, gone=True, today=today)
                _log.info("person gone", **_ids(post), reason=reason)
            case Held() | Moved():
                back.append(post)
    # A post without cause is a goodbye: of whom it was for, nothing may stay in the journal either.
    unit.erased = unit.erased or any(not post.cause for post, _ in results)
    _note(unit, messages)
    unit.run_all(_LATER, later)
    if over:
        unit.run(_DROP, ids=over)
    if back:
        release(unit, back)
    put(unit, rows_of(answers))


def _note(unit: Unit, messages: Mapping[int, int]) -> None:
    """Note the numbers of new *messages*, by post, for what changes them later.

    Of a post that was dropped meanwhile, because somebody is forgotten, nothing is noted.
    """
    notes: dict[tuple[str, int], dict[str, Any]] = {}
    if messages:
        for number, conversation, ref, owner in unit.rows(_NOTED, ids=list(messages)):
            row = {"conversation": conversation, "ref": ref, "owner": owner}
            notes[conversation, ref] = row | {"message": messages[number]}
    unit.run_all(_NOTE, list(notes.values()))


def _answer(post: Post, what: Found, now: datetime) -> Arrival:
    """Return what was asked for as an event: whoever asked is who acts again."""
    person = post.effect.person if isinstance(post.effect, LookUp) else None
    return Arrival("answer", str(post.id), Event(post.key, now, what, person))


def _ids(post: Post) -> dict[str, object]:
    """Return by what the log names a post: its number, and the event it came from."""
    return {"post": post.id, "cause": post.cause}
