"""A group in which people open polls, vote and look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.store import Store, Work
from dialogs.effect import Cast, Effect, OpenPoll
from dialogs.event import Event, FellDue, Happening, Key, Said
from dialogs.poll import Poll
from dialogs.session import Frame, Session
from dialogs.turn import Turn
from tests.store.echo import NOW, happened, key, session_of

GROUP = Key(bot=1, chat=-100)
ANSWERS = {"P1": 4, "P7": 2}

Does = Callable[[Work], tuple[Effect, ...]]


def nothing(_: Work) -> tuple[Effect, ...]:
    return ()


class Meeting:
    """A group of which every turn does what the test says; ``seen`` are all turns, in order."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.seen: list[Work] = []
        self.does: dict[str, Does] = {}
        self.sessions: dict[str, Session] = {}
        self.count = 0

    def think(self, work: Work) -> Turn:
        self.seen.append(work)
        effects: tuple[Effect, ...] = ()
        if isinstance(work.event.what, Said):
            effects = self.does.get(work.event.what.text, nothing)(work)
        session = self.sessions.get(str(work.event.key)) or session_of(work)
        return Turn(session, work.memory, effects)

    async def happens(self, where: Key, what: Happening, person: int | None = None) -> Work:
        self.count += 1
        arrival = happened(where, what, f"meeting {self.count}")
        if person is not None:
            arrival = replace(arrival, event=replace(arrival.event, person=person))
        await self.store.put([arrival])
        while (await self.store.turns(self.think, NOW)).taken:
            pass
        return next(w for w in reversed(self.seen) if w.event == arrival.event)

    async def says(self, where: Key, text: str, does: Does, person: int | None = None) -> Work:
        self.does[text] = does
        return await self.happens(where, Said(text), person or where.person)

    async def opens(self, where: Key = GROUP, person: int = 7, **more: Any) -> Poll:
        def begin(work: Work) -> tuple[Effect, ...]:
            poll = Poll(
                id=work.polls.number,
                kind="pulse",
                conversation=str(work.event.key),
                starter=work.polls.me,
                series=work.polls.series,
                begun=NOW,
                due=NOW + timedelta(days=3),
                **more,
            )
            return (OpenPoll(poll),)

        work = await self.says(where, f"open {self.count}", begin, person)
        return next(
            poll
            for poll in (await self.happens(where, Said("look"), person)).polls.known
            if poll.id == work.polls.number
        )

    def answering(self, person: int, poll: Poll) -> None:
        frame = Frame("pulse", "P2", answers={"P1": 3}, scratch={"poll": poll.id})
        self.sessions[str(key(person))] = Session("nl", frames=[frame])

    async def votes(self, person: int, poll: Poll, answers: dict[str, Any] | None = None) -> None:
        """Answer in the private chat of *person*, whose session names the poll."""
        self.answering(person, poll)
        await self.happens(key(person), Said("begin"), person)

        def cast(work: Work) -> tuple[Effect, ...]:
            (known,) = work.polls.known
            return (Cast(known.id, known.me, answers or ANSWERS),)

        self.sessions.pop(str(key(person)))
        await self.says(key(person), f"cast {self.count}", cast)
        self.sessions[str(key(person))] = Session("nl")
        await self.happens(key(person), Said("over"), person)

    async def looks(self, where: Key = GROUP, person: int = 7) -> list[Poll]:
        return list((await self.happens(where, Said("look"), person)).polls.known)

    def heard(self, where: Key, kind: str) -> list[Event]:
        return [
            work.event
            for work in self.seen
            if work.event.key == where
            and isinstance(work.event.what, FellDue)
            and work.event.what.kind == kind
        ]
