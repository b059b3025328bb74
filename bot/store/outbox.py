"""The outbox: what is to be carried out. Leases tell by whom (``leases.py``).

Only what nobody has taken is changed by a later edit, so that no words can vanish on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.clock import to_millis
from bot.store.packing import kind_of, pack, unpack
from bot.store.schema import outbox
from bot.store.statement import NOTHING, ZERO, OneOf, constant
from bot.store.unit import Unit
from dialogs.effect import Edit, Effect, Forget, Pin, Say
from dialogs.event import Key


@dataclass(frozen=True, slots=True)
class Posting:
    """The effects of one turn. ``trace``: whether the numbers of its messages are noted.

    ``cause`` is the name that its source gave to the event, for the log; a goodbye to somebody who
    is forgotten has none.
    """

    key: Key
    effects: Sequence[Effect]
    trace: bool = True
    cause: str = ""


_POST: Final = (
    insert(outbox)
    .values(
        conversation=bindparam("conversation"),
        owner=bindparam("owner"),
        chat=bindparam("chat"),
        kind=bindparam("kind"),
        ref=bindparam("ref"),
        effect=bindparam("effect"),
        cause=bindparam("cause"),
        not_before=bindparam("not_before"),
        tries=ZERO,
        leased_until=NOTHING,
    )
    .inline()
)

_MERGEABLE: Final = (
    select(outbox.c.id, outbox.c.conversation, outbox.c.kind, outbox.c.ref, outbox.c.effect)
    .where(
        OneOf(outbox.c.conversation, "conversations"),
        outbox.c.ref.is_not(None),
        outbox.c.kind.in_([constant("say"), constant("edit")]),
        outbox.c.leased_until.is_(None),
    )
    .order_by(outbox.c.id)
    .with_for_update(skip_locked=True)
)

# What only waits to take in more changes goes at once when something is said after it: the order
# in a chat would hold that up. What Telegram held up keeps waiting: it was tried.
_HURRY: Final = (
    update(outbox)
    .where(
        OneOf(outbox.c.chat, "chats"),
        outbox.c.not_before > ZERO,
        outbox.c.tries == ZERO,
        outbox.c.leased_until.is_(None),
    )
    .values(not_before=ZERO)
)

_REWRITE: Final = (
    update(outbox).where(outbox.c.id == bindparam("of_id")).values(effect=bindparam("effect"))
)

_COUNT: Final = select(func.count()).select_from(outbox)


def post(unit: Unit, postings: Iterable[Posting], now: datetime) -> int:
    """Add the effects of *postings* and return how many rows that made.

    An edit of a screen that still waits goes into it instead of behind it.
    """
    postings = list(postings)
    waiting = _mergeable(unit, postings)
    rewritten: dict[int, Effect] = {}
    rows: list[dict[str, Any]] = []
    places: dict[tuple[str, int], int] = {}
    hurried: set[str] = set()
    for posting in postings:
        conversation = str(posting.key)
        for effect in posting.effects:
            if isinstance(effect, Forget):
                continue
            ref = _ref(effect)
            pause = effect.pause if isinstance(effect, Edit) else 0.0
            if not pause:
                hurried.add(chat_of(posting.key))
            if isinstance(effect, Edit):
                where = (conversation, effect.ref)
                if where in places:
                    row = rows[places[where]]
                    row["effect"] = _merge(row["effect"], effect)
                    continue
                if where in waiting:
                    number, earlier = waiting[where]
                    rewritten[number] = _merge(rewritten.get(number, earlier), effect)
                    continue
            if ref is not None and not isinstance(effect, Pin):
                places[conversation, ref] = len(rows)
            rows.append(
                {
                    "conversation": conversation,
                    "owner": posting.key.owner,
                    "chat": chat_of(posting.key),
                    "kind": kind_of(effect),
                    "ref": ref if posting.trace else None,
                    "not_before": to_millis(now + timedelta(seconds=pause)) if pause else 0,
                    "effect": effect,
                    "cause": posting.cause,
                }
            )
    unit.run_all(
        _REWRITE,
        [{"of_id": number, "effect": pack(effect)} for number, effect in rewritten.items()],
    )
    unit.run_all(_POST, [row | {"effect": pack(row["effect"])} for row in rows])
    if hurried:
        unit.run(_HURRY, chats=sorted(hurried))
    return len(rows)


def count(unit: Unit) -> int:
    """Return how many posts wait."""
    ((waiting,),) = unit.rows(_COUNT)
    return int(waiting)


def chat_of(key: Key) -> str:
    """Return the chat of *key*: what one person or group reads in one place, in one order."""
    return f"{key.bot}:{key.chat}"


def _ref(effect: Effect) -> int | None:
    if isinstance(effect, Say):
        return effect.screen
    return effect.ref if isinstance(effect, Edit | Pin) else None


def _mergeable(
    unit: Unit, postings: Iterable[Posting]
) -> dict[tuple[str, int], tuple[int, Effect]]:
    """Return what waits for the screens of the conversations that edit one: the last of each."""
    editing = {
        str(posting.key)
        for posting in postings
        if any(isinstance(effect, Edit) for effect in posting.effects)
    }
    if not editing:
        return {}
    return {
        (conversation, ref): (number, unpack(kind, packed))
        for number, conversation, kind, ref, packed in unit.rows(
            _MERGEABLE, conversations=sorted(editing)
        )
    }


def _merge(earlier: Effect, edit: Edit) -> Effect:
    """Return *earlier*, which still waits, as it looks after *edit*."""
    if isinstance(earlier, Say):
        return replace(
            earlier, screen=edit.screen, text=edit.text, rows=edit.rows, numeric=edit.numeric
        )
    if isinstance(earlier, Edit) and edit.message is None:
        return replace(edit, message=earlier.message)
    return edit
