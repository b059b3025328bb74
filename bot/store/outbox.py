"""The outbox: what is to be carried out, in order within a chat, each until it is settled.

Whoever takes posts leases them and renews that while they are on their way; when a worker dies,
others take them as soon as its leases are over. Only what nobody has taken is changed by a later
edit, so that no words can vanish on the way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Integer, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.clock import to_millis
from bot.gateway import Post
from bot.store.packing import kind_of, pack, unpack
from bot.store.schema import outbox, screens
from bot.store.statement import NOTHING, ZERO, OneOf, constant
from bot.store.unit import Row, Unit
from dialogs.effect import Edit, Effect, Forget, Pin, Say
from dialogs.event import Key

LEASE: Final = timedelta(seconds=20)
"""How long a chat waits at most for a worker that died beside others (a worker that is alone frees
all leases when it starts). Workers on several machines need clocks that differ less than this."""


LONGEST_REST: Final = timedelta(minutes=10)
"""How long a post waits at most between two tries. What is to wait longer was written down by a
clock that was put back since: it goes at once, and so does what seems leased for that long."""


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A leased post, and the number of the message that it changes, where that is known."""

    post: Post
    message: int | None


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

_earlier: Final = outbox.alias("earlier")

_WAITING: Final = select(
    outbox.c.id,
    outbox.c.conversation,
    outbox.c.kind,
    outbox.c.effect,
    outbox.c.tries,
    outbox.c.cause,
    screens.c.message,
).select_from(
    outbox.outerjoin(
        screens,
        and_(screens.c.conversation == outbox.c.conversation, screens.c.ref == outbox.c.ref),
    )
)
_MAY_GO: Final = (
    or_(outbox.c.not_before <= bindparam("now"), outbox.c.not_before > bindparam("ahead")),
    or_(
        outbox.c.leased_until.is_(None),
        outbox.c.leased_until <= bindparam("over"),
        outbox.c.leased_until > bindparam("ahead"),
    ),
)
_before: Final = (_earlier.c.chat == outbox.c.chat, _earlier.c.id < outbox.c.id)

_NEXT: Final = (
    _WAITING.where(
        *_MAY_GO,
        outbox.c.chat.like(bindparam("of_bot")),
        ~OneOf(outbox.c.chat, "resting"),
        ~exists().where(*_before),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=outbox, skip_locked=True)
)

# Whoever holds the first of a chat is alone with what follows: nobody else may take that.
_BEHIND: Final = (
    _WAITING.add_columns(
        select(func.count()).where(*_before).correlate(outbox).scalar_subquery().label("place")
    )
    .where(*_MAY_GO, OneOf(outbox.c.chat, "chats"), ~OneOf(outbox.c.id, "first"))
    .order_by(outbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=outbox, skip_locked=True)
)

_LEASE: Final = (
    update(outbox).where(OneOf(outbox.c.id, "ids")).values(leased_until=bindparam("until"))
)

_RENEW: Final = (
    update(outbox)
    .where(OneOf(outbox.c.id, "ids"), outbox.c.leased_until.is_not(None))
    .values(leased_until=bindparam("until"))
)

_RELEASE: Final = update(outbox).where(OneOf(outbox.c.id, "ids")).values(leased_until=NOTHING)

_RELEASE_ALL: Final = (
    update(outbox).where(outbox.c.leased_until.is_not(None)).values(leased_until=NOTHING)
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


def posts(
    unit: Unit,
    now: datetime,
    limit: int,
    resting: Collection[str] = (),
    bot: int | None = None,
    *,
    along: int = 0,
    take_over: bool = True,
) -> list[Waiting]:
    """Lease the first post of up to *limit* chats of *bot*, except of those that are *resting*.

    Up to *along* more of each private chat go with its first, as far as the limit has room: they
    come in order. With *take_over* also those are taken whose lease is over: whoever had them is
    dead.
    """
    moment = to_millis(now)
    ready = {
        "now": moment,
        "over": moment if take_over else 0,
        "ahead": to_millis(now + LONGEST_REST),
    }
    of_bot = "%" if bot is None else f"{bot}:%"
    found = unit.rows(_NEXT, **ready, most=limit, resting=list(resting), of_bot=of_bot)
    taken = [_waiting(row) for row in found]
    if taken and along and len(taken) < limit:
        taken += _behind(unit, taken, ready, limit - len(taken), along)
    if taken:
        unit.run(_LEASE, ids=[one.post.id for one in taken], until=to_millis(now + LEASE))
    return taken


def _behind(
    unit: Unit, first: Sequence[Waiting], ready: dict[str, Any], limit: int, along: int
) -> list[Waiting]:
    """Return what may go along with the *first* posts of private chats.

    A gap ends it: what waits for its moment or is being changed. So does an edit of a message
    whose number is not noted yet.
    """
    gone = {chat_of(one.post.key): 1 for one in first if one.post.key.private}
    heads = [one.post.id for one in first]
    found = unit.rows(_BEHIND, **ready, chats=list(gone), first=heads, most=limit)
    taken: list[Waiting] = []
    for *row, place in found:
        one = _waiting(tuple(row))
        chat = chat_of(one.post.key)
        unknown = isinstance(one.post.effect, Edit | Pin) and one.message is None
        if place == gone[chat] <= along and not unknown:
            gone[chat] += 1
            taken.append(one)
    return taken


def _waiting(row: Row) -> Waiting:
    number, conversation, kind, packed, tries, cause, noted = row
    effect = unpack(kind, packed)
    message = None
    if isinstance(effect, Edit | Pin):
        told = effect.message if isinstance(effect, Edit) else None
        message = noted if told is None else told
    return Waiting(Post(number, Key.parse(conversation), effect, tries, cause or ""), message)


def renew(unit: Unit, taken: Iterable[Post], now: datetime) -> None:
    """Hold what was leased and is still on its way."""
    unit.run(_RENEW, ids=[one.id for one in taken], until=to_millis(now + LEASE))


def release(unit: Unit, taken: Iterable[Post]) -> None:
    """Give back what was leased and not delivered."""
    unit.run(_RELEASE, ids=[one.id for one in taken])


def release_all(unit: Unit) -> int:
    """Free what dead workers had leased; return how many that were. Only when none is alive."""
    return unit.run(_RELEASE_ALL)


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
