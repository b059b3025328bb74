"""The turns: the oldest event of each conversation, and all that follows from it, in one commit.

Whatever is thought about one batch is loaded with a handful of statements and written with a
handful more, however many conversations it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import structlog
from sqlalchemy import Integer, bindparam, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.ballots import Ballots
from bot.clock import to_millis
from bot.compact import read, write
from bot.store import ballots, counting, failure, offers, outbox
from bot.store.due import CLOCK
from bot.store.inbox import put, read_event, rows_of
from bot.store.memory import Change, Person, keep, known, recall
from bot.store.oblivion import forget
from bot.store.schema import inbox, sessions
from bot.store.statement import Alone, OneOf, constant
from bot.store.unit import Unit
from bot.store.work import Think, Work, Worked
from dialogs.effect import Forget, Inward, Offer, Take, Tell, Whisper
from dialogs.event import Blocked, Event, FellDue, Key, from_json
from dialogs.session import to_json

if TYPE_CHECKING:
    pass


_log: Final = structlog.get_logger("knoop.store")


class Head(NamedTuple):
    """The oldest open event of a conversation, as stored."""

    id: int
    source: str
    source_id: str
    conversation: str
    owner: str
    event: str
    tries: int

    @property
    def cause(self) -> str:
        """By what the log follows it: the name that its source gave it.

        What fell due is called after whose it is, and no log may know that: there it is the number
        of its row.
        """
        return f"{CLOCK}:{self.id}" if self.source == CLOCK else self.source_id


_older: Final = inbox.alias("older")
_heads: Final = (
    select(*(inbox.c[name] for name in Head._fields))
    .where(
        inbox.c.state == constant("open"),
        or_(inbox.c.not_before <= bindparam("now"), inbox.c.not_before > bindparam("ahead")),
        ~exists().where(
            _older.c.conversation == inbox.c.conversation,
            _older.c.state == constant("open"),
            _older.c.id < inbox.c.id,
        ),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(of=inbox, skip_locked=True)
    .cte("heads")
)
# Outside the part that looks for them: so the lock is tried for the rows found, and no others.
_CLAIM: Final = select(_heads).where(Alone(_heads.c.owner)).order_by(_heads.c.id)

_SESSIONS: Final = select(sessions.c.conversation, sessions.c.session).where(
    OneOf(sessions.c.conversation, "conversations")
)

_put_session: Final = insert(sessions).values(
    {name: bindparam(name) for name in ("conversation", "owner", "session", "updated")}
)
_SAVE: Final = _put_session.on_conflict_do_update(
    index_elements=["conversation"],
    set_={name: _put_session.excluded[name] for name in ("owner", "session", "updated")},
).inline()

_DONE: Final = (
    update(inbox).where(OneOf(inbox.c.id, "ids")).values(state=constant("done"), event=constant(""))
)


def take_turns(unit: Unit, think: Think, now: datetime, limit: int) -> Worked:
    """Take the turns of up to *limit* conversations together.

    What *think* raises costs that event a try. What cannot be written down raises here, and
    nothing of the batch remains: :func:`take_turns_apart` then finds the one that is to blame.
    """
    batch = _Batch(unit, now)
    batch.take(_claim(unit, now, limit), think)
    return batch.save()


def take_turns_apart(unit: Unit, think: Think, now: datetime, limit: int) -> Worked:
    """Take up to *limit* turns, each for itself; what cannot be written down costs it a try."""
    worked = Worked()
    for _ in range(limit):
        heads = _claim(unit, now, 1)
        if not heads:
            break
        batch = _Batch(unit, now)
        try:
            with unit.part():
                batch.take(heads, think)
                worked += batch.save()
        except Exception as error:
            if unit.troubled(error):
                raise
            worked += _fail(unit, heads[0], error, now, heads[0].id in batch.blank)
    return worked


def _claim(unit: Unit, now: datetime, limit: int) -> list[Head]:
    moments = {"now": to_millis(now), "ahead": to_millis(now + failure.LONGEST_REST)}
    return [Head(*row) for row in unit.rows(_CLAIM, **moments, most=limit)]


def _fail(unit: Unit, head: Head, error: Exception, now: datetime, blank: bool) -> Worked:
    parked = failure.note(unit, head, error, now, blank)
    return Worked(taken=1, failed=1, parked=int(parked))


@dataclass(slots=True)
class _Batch:
    """The turns that are committed together."""

    unit: Unit
    now: datetime
    blank: set[int] = field(default_factory=set)
    done: list[int] = field(default_factory=list)
    failed: list[tuple[Head, Exception]] = field(default_factory=list)
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    before: dict[str, Person] = field(default_factory=dict)
    after: dict[str, Person] = field(default_factory=dict)
    postings: list[outbox.Posting] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    counted: list[tuple[str, str]] = field(default_factory=list)
    inward: list[tuple[Head, Key, Inward]] = field(default_factory=list)
    ballots: Ballots = field(default_factory=Ballots)

    def take(self, heads: list[Head], think: Think) -> None:
        """Think about each of *heads*; what the first changed is what the next one sees."""
        if not heads:
            return
        stored: dict[str, str] = dict(
            self.unit.rows(_SESSIONS, conversations=[head.conversation for head in heads])
        )
        self.before = recall(self.unit, {head.owner for head in heads})
        self.after = dict(self.before)
        events = {head.id: read_event(head.event) for head in heads}
        readable = [event for event in events.values() if event is not None]
        self.ballots = ballots.gather(self.unit, readable, stored)
        for head in heads:
            if head.owner in self.forgotten:
                continue
            try:
                event = events[head.id] or from_json(read(head.event))
                self._think(head, event, stored.get(head.conversation), think)
            except Exception as error:  # whatever it is: it is this event's, not the batch's
                self.failed.append((head, error))

    def _think(self, head: Head, event: Event, stored: str | None, think: Think) -> None:
        person = self.after.get(head.owner, Person())
        by_itself = isinstance(event.what, FellDue)
        if by_itself:
            # It may have waited in the inbox while Knoop was down: what counts is when it goes out.
            event = replace(event, at=self.now)
        session = None if stored is None else read(stored)
        offered = offers.find(self.unit, event, self.now.date())
        around = self.ballots.around(event, self.unit.chance.bits(62), stored)
        turn = think(Work(event, session, person.memory, offered, around))
        if turn.blank:
            self.blank.add(head.id)
        forgets = any(isinstance(effect, Forget) for effect in turn.effects)
        if forgets:
            self._forget(head.owner)
        else:
            saved = write(to_json(turn.session))
            gone = isinstance(event.what, Blocked) and not event.what.back
            seen = person.seen if by_itself else self.now.date()
            self.after[head.owner] = Person(turn.memory, seen, person.gone if by_itself else gone)
            self.sessions[head.conversation] = {
                "conversation": head.conversation,
                "owner": head.owner,
                "session": saved,
                "updated": to_millis(self.now),
            }
            self.done.append(head.id)
        if isinstance(event.what, FellDue) and event.what.kind == ballots.OVER:
            self.unit.forgot = True  # what was being answered is dropped, like all that was
        told = self.ballots.note(event, turn.effects)
        self.inward += [
            (head, event.key, effect)
            for effect in (*turn.effects, *told)
            if isinstance(effect, Inward)
        ]
        outward = tuple(effect for effect in turn.effects if not isinstance(effect, Inward))
        if outward:
            cause = "" if forgets else head.cause
            posting = outbox.Posting(event.key, outward, not forgets, cause)
            self.postings.append(posting)
        self.counted += turn.counted
        _log.debug("turn taken", number=head.id, cause=head.cause, effects=len(turn.effects))

    def _forget(self, owner: str) -> None:
        """Drop what this batch was about to keep of *owner*, and remember to delete the rest."""
        self.forgotten.append(owner)
        self.before.pop(owner, None)
        self.after.pop(owner, None)
        self.sessions = {
            conversation: row
            for conversation, row in self.sessions.items()
            if row["owner"] != owner
        }
        self.postings = [one for one in self.postings if one.key.owner != owner]
        self.failed = [(head, error) for head, error in self.failed if head.owner != owner]

    def _carry_out(self, head: Head, key: Key, effect: Inward) -> None:
        """Do what a turn asks of the store itself."""
        match effect:
            case Offer(token=token, network=network):
                offers.make(self.unit, key, token, network, self.now.date())
            case Take(token=token):
                offers.take(self.unit, token)
            case Whisper():
                ballots.whisper(self.unit, effect, self.now)
            case Tell(conversation=conversation, kind=kind, about=about):
                handled = {head.id, *self.done}
                there = Key.parse(conversation)
                if ballots.told_already(self.unit, conversation, kind, about, handled):
                    return
                if there.private and not known(self.unit, [there]):
                    return  # forgotten meanwhile: nothing may begin anew by itself
                due = FellDue(kind, about)
                put(self.unit, rows_of([ballots.told(self.unit, there, self.now, due)]))

    def save(self) -> Worked:
        """Write everything down."""
        unit = self.unit
        for owner in self.forgotten:
            forget(unit, owner)
        unit.run_all(_SAVE, list(self.sessions.values()))
        keep(
            unit,
            [
                Change(owner, self.before.get(owner, Person()), after)
                for owner, after in self.after.items()
            ],
        )
        posted = outbox.post(unit, self.postings, self.now)
        ballots.save(unit, self.ballots, self.now)
        for head, key, effect in self.inward:
            self._carry_out(head, key, effect)
        if self.done:
            unit.run(_DONE, ids=self.done)
        worked = Worked(taken=len(self.done) + len(self.forgotten), posted=posted)
        for head, error in self.failed:
            worked += _fail(unit, head, error, self.now, head.id in self.blank)
        # Last: all workers count in the same rows, and hold them until they commit.
        counting.add(unit, self.counted)
        unit.erased = unit.erased or bool(self.blank)
        return worked
