"""Leases of the outbox: who carries out what, in order within a chat, each until it is settled.

Whoever takes posts leases them and renews that while they are on their way; when a worker dies,
others take them as soon as its leases are over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Integer, and_, bindparam, exists, func, or_, select, update

from bot.clock import to_millis
from bot.gateway import Post
from bot.store.outbox import chat_of
from bot.store.packing import unpack
from bot.store.schema import outbox, screens
from bot.store.statement import NOTHING, OneOf
from bot.store.unit import Row, Unit
from dialogs.effect import Edit, Pin
from dialogs.event import Key

LEASE: Final = timedelta(seconds=20)
"""How long a chat waits at most for a worker that died beside others (a worker that is alone frees
all leases when it starts). Workers on several machines need clocks that differ less than this."""


LONGEST_REST: Final = timedelta(minutes=10)
"""How long a post waits at most between two tries. What is to wait longer was written down by a
clock that was put back since: it goes at once, and so does what seems leased for that long."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts somebody would carry out now: the first of each of at most ``most`` chats.

    With it go up to ``along`` more of the same private chat, in order, and what follows posts to
    private chats that are ``under_way``: whoever wants them keeps those in order. Nothing may go
    now to chats that are ``resting`` (``outbox.chat_of``). Given ``bot``, only its own are wanted:
    another account cannot write to their chats. With ``take_over`` also those whose lease is over:
    whoever had them is dead.
    """

    now: datetime
    most: int
    resting: Collection[str] = ()
    bot: int | None = None
    along: int = 0
    under_way: Sequence[Post] = ()
    take_over: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """A leased post, and the number of the message that it changes, where that is known."""

    post: Post
    message: int | None

    @property
    def known(self) -> bool:
        """Whether it changes no message, or one whose number is known."""
        return self.message is not None or not isinstance(self.post.effect, Edit | Pin)


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
# What this worker has under way holds up nobody here: it keeps those in order itself.
_before: Final = (
    _earlier.c.chat == outbox.c.chat,
    _earlier.c.id < outbox.c.id,
    ~OneOf(_earlier.c.id, "under_way"),
)

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


def posts(unit: Unit, wanted: Wanted) -> list[Waiting]:
    """Lease what is *wanted*, as far as it may go now."""
    now = to_millis(wanted.now)
    ready = {
        "now": now,
        "over": now if wanted.take_over else 0,
        "ahead": to_millis(wanted.now + LONGEST_REST),
        "under_way": [post.id for post in wanted.under_way],
    }
    of_bot = "%" if wanted.bot is None else f"{wanted.bot}:%"
    resting = list(wanted.resting)
    found = unit.rows(_NEXT, **ready, most=wanted.most, resting=resting, of_bot=of_bot)
    follows = {chat_of(post.key) for post in wanted.under_way}
    waiting = map(_waiting, found)
    taken = [one for one in waiting if one.known or chat_of(one.post.key) not in follows]
    room = wanted.most - len(taken)
    if taken and wanted.along and room > 0:
        taken += _behind(unit, taken, ready, room, wanted.along)
    if taken:
        until = to_millis(wanted.now + LEASE)
        unit.run(_LEASE, ids=[one.post.id for one in taken], until=until)
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
        if place == gone[chat] <= along and one.known:
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
