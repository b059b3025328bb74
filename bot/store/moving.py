"""Moving: a group that became a supergroup has another number; all that is its own goes along.

The numbers of its messages do not: those of the old group mean nothing in the new one. An edit that
waits becomes a new message therefore, and what stood in the old group stays as it is.

Telegram tells of it several times and in several ways, and somebody may press an old button later
still: it is remembered, so that what then comes under the old number cannot undo what the group
has made of it since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import polls
from bot.store.inbox import read_event, write_event
from bot.store.outbox import chat_of
from bot.store.packing import kind_of, pack, unpack
from bot.store.schema import inbox, moves, outbox, people, screens, sessions
from bot.store.unit import Unit
from dialogs.effect import Edit, Effect, Say
from dialogs.event import Key


def _of_chat(table: Table) -> Any:
    return table.c.conversation.like(bindparam("pattern"))


def _rename(table: Table) -> Any:
    return (
        update(table)
        .where(table.c.conversation == bindparam("old"))
        .values(conversation=bindparam("new"), owner=bindparam("new_owner"))
    )


_CONVERSATIONS: Final = {
    table: select(table.c.conversation).where(_of_chat(table)).distinct()
    for table in (inbox, sessions, outbox)
}
_RENAME: Final = {table: _rename(table) for table in (inbox, sessions, outbox)}
_DROP_SESSION: Final = delete(sessions).where(sessions.c.conversation == bindparam("conversation"))
_KNOWN: Final = select(moves.c.new).where(moves.c.old == bindparam("before"))
_NOTE: Final = insert(moves).values(old=bindparam("before"), new=bindparam("after")).inline()
_DROP_SCREENS: Final = delete(screens).where(_of_chat(screens))

_EVENTS: Final = select(inbox.c.id, inbox.c.event).where(_of_chat(inbox))
_REWRITE_EVENT: Final = (
    update(inbox).where(inbox.c.id == bindparam("of_id")).values(event=bindparam("event"))
)
_POSTS: Final = select(outbox.c.id, outbox.c.kind, outbox.c.effect).where(
    outbox.c.chat == bindparam("of_chat")
)
_REWRITE_POST: Final = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"))
    .values(chat=bindparam("chat"), kind=bindparam("kind"), effect=bindparam("effect"))
)

_PEOPLE: Final = select(people.c.owner).where(people.c.owner == bindparam("of_owner"))
_DROP_PERSON: Final = delete(people).where(people.c.owner == bindparam("of_owner"))
_RENAME_PERSON: Final = (
    update(people).where(people.c.owner == bindparam("old")).values(owner=bindparam("new"))
)


def move(unit: Unit, bot: int, old: int, new: int) -> None:
    """Give everything of the chat *old* the number *new*.

    Where both have something, the talk and the memory of the old chat win the first time, and those
    of the new chat when it is told once more.
    """
    before, after = Key(bot, old), Key(bot, new)
    for owner in sorted((before.owner, after.owner)):
        unit.hold(owner)
    told_before = bool(unit.rows(_KNOWN, before=before.owner))
    if not told_before:
        unit.run(_NOTE, before=before.owner, after=after.owner)
    pattern = f"{chat_of(before)}:%"
    unit.run(_DROP_SCREENS, pattern=pattern)
    unit.run_all(
        _REWRITE_EVENT,
        [
            {"of_id": number, "event": _rewrite(event, new)}
            for number, event in unit.rows(_EVENTS, pattern=pattern)
            if event
        ],
    )
    unit.run_all(
        _REWRITE_POST,
        [
            {
                "of_id": number,
                "chat": chat_of(after),
                "kind": kind_of(effect),
                "effect": pack(effect),
            }
            for number, effect in _afresh(unit.rows(_POSTS, of_chat=chat_of(before)))
        ],
    )
    for table, find in _CONVERSATIONS.items():
        for (conversation,) in unit.rows(find, pattern=pattern):
            there = replace(Key.parse(conversation), chat=new)
            if table is sessions:
                loses = conversation if told_before else str(there)
                unit.run(_DROP_SESSION, conversation=loses)
            unit.run(_RENAME[table], old=conversation, new=str(there), new_owner=there.owner)
    polls.move(unit, before, after)
    if unit.rows(_PEOPLE, of_owner=before.owner):
        unit.run(_DROP_PERSON, of_owner=before.owner if told_before else after.owner)
        unit.run(_RENAME_PERSON, old=before.owner, new=after.owner)


def _rewrite(stored: str, chat: int) -> str:
    event = read_event(stored)
    if event is None:
        return stored
    return write_event(replace(event, key=replace(event.key, chat=chat)))


def _afresh(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[int, Effect]]:
    """Yield the waiting effects, an edit as the new message that it has to be now."""
    for number, kind, packed in rows:
        effect = unpack(kind, packed)
        if isinstance(effect, Edit):
            effect = Say(effect.screen, effect.text, effect.rows, numeric=effect.numeric)
        yield number, effect
