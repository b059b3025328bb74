"""The ballots of one batch of turns: what each turn may see of the polls, and what it changed.

It is the one place that knows who a hash belongs to, and only for the person who acts. Answers of
others are handed to the conversation of the poll alone, and are gone with the turn that ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot import token
from dialogs.effect import Cast, ClosePoll, Effect, KeepPoll, OpenPoll, Tell
from dialogs.event import Event, Key, Started
from dialogs.poll import Poll, Polls, Ticket, Vote

_NAMED: Final = re.compile(r'(?<!\\)"poll":(\d+)')
"""Where a stored session names a poll; in a typed text the quotes would be escaped."""

VOTED: Final = "voted"
"""The kind of event that tells a group's conversation that somebody answered."""


@dataclass(slots=True)
class Box:
    """One poll with its votes: hash -> answers, None once they are gone.

    ``chats`` are the numbers that its group has had: a ticket may come from a button of before.
    ``changed`` holds the hashes whose vote is new.
    """

    poll: Poll
    chats: tuple[int, ...]
    votes: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)
    fresh: bool = False
    kept: bool = True
    emptied: bool = False
    changed: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """The conversation that the poll belongs to."""
        return Key.parse(self.poll.conversation)


class Ballots:
    """The polls that some turns have to do with."""

    def __init__(self, secret: bytes = b"", boxes: Iterable[Box] = ()) -> None:
        """Keep *boxes*; without *secret* no ticket is good, and there is nobody to name."""
        self._secret = secret
        self.boxes = {box.poll.id: box for box in boxes}

    def around(self, event: Event, number: int, session: str | None) -> Polls:
        """Return what the turn of *event* may know; *session* is the stored JSON.

        *number* becomes the id of a poll that this turn opens: nothing else may ever have it.
        """
        if event.key.private:
            return self._in_private(event, number, session or "")
        here = sorted(
            (b for b in self.boxes.values() if _chat(b.key) == _chat(event.key)),
            key=lambda box: (box.poll.begun, box.poll.id),
        )
        series = here[0].poll.series if here else number
        known = [self._seen(box, event, box.key == event.key) for box in here]
        return Polls(number, series, self._voter(event, series), tuple(known))

    def _in_private(self, event: Event, number: int, session: str) -> Polls:
        ticket = self._ticket(event)
        named = named_in(session)
        if ticket is not None and ticket.kind == "poll" and ticket.valid:
            named.add(ticket.about)
        boxes = [self.boxes[name] for name in sorted(named) if name in self.boxes]
        known = tuple(self._seen(box, event, False) for box in boxes)
        return Polls(number, number, "", known, ticket)

    def _ticket(self, event: Event) -> Ticket | None:
        written = brought(event)
        if written is None or not isinstance(event.what, Started):
            return None
        word = event.what.payload
        box = self.boxes.get(written.about)
        chats = box.chats if written.kind == "poll" and box else (written.about,)
        valid = (
            bool(self._secret)
            and written.person == event.person
            and any(token.genuine(self._secret, event.key.bot, chat, word) for chat in chats)
        )
        return Ticket(written.kind, written.about, valid)

    def _voter(self, event: Event, series: int) -> str:
        if event.person is None:
            return ""
        return token.voter(self._secret, event.key.bot, series, event.person)

    def _seen(self, box: Box, event: Event, whole: bool) -> Poll:
        """Return the poll of *box*; its votes only when *whole* and still open."""
        me = self._voter(event, box.poll.series)
        votes = [(who, said) for who, said in sorted(box.votes.items()) if said is not None]
        return replace(
            box.poll,
            count=len(box.votes),
            me=me,
            mine=box.votes.get(me),
            votes=tuple(Vote(who, said) for who, said in votes) if whole else (),
            voters=frozenset() if event.key.private else frozenset(box.votes),
        )

    def note(self, event: Event, effects: Iterable[Effect]) -> list[Tell]:
        """Take in what a turn did to the polls; return what other conversations have to know."""
        tells: list[Tell] = []
        for effect in effects:
            match effect:
                case OpenPoll(poll=poll):
                    self.boxes[poll.id] = Box(poll, (event.key.chat,), fresh=True, kept=False)
                case KeepPoll(poll=poll):
                    self._keep(poll)
                case ClosePoll(poll=poll):
                    box = self._keep(poll)
                    box.votes = dict.fromkeys(box.votes)
                    box.emptied = True
                case Cast(poll=number, voter=voter, answers=answers):
                    box = self.boxes[number]
                    box.votes[voter] = answers
                    box.changed.add(voter)
                    if box.key != event.key:
                        tells.append(Tell(str(box.key), VOTED, str(number)))
                case _:
                    pass
        return tells

    def _keep(self, poll: Poll) -> Box:
        box = self.boxes[poll.id]
        box.poll, box.kept = poll, False
        return box


def named_in(session: str) -> set[int]:
    """Return the numbers of the polls that a stored session names."""
    if '"poll":' not in session:
        return set()
    return {int(number) for number in _NAMED.findall(session)}


def brought(event: Event) -> token.Ticket | None:
    """Return the ticket that comes with *event*, be it good or not."""
    return token.read(event.what.payload) if isinstance(event.what, Started) else None


def _chat(key: Key) -> tuple[int, int]:
    return key.bot, key.chat
