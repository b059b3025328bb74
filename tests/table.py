"""A table without a network: a group, its topics, and the private chats of everybody around it.

What the store does with polls and with events for other conversations is done here in memory; who
may see what is decided by the same ``Ballots``. ``shown`` holds what every turn showed to whom, in
order, and ``said`` all of it that the group saw, so that a test can read along as a member would.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import token
from bot.ballots import Ballots, Box
from bot.telegram.intake import WAYS_IN
from dialogs.coach import Coach, House
from dialogs.effect import Button, ClosePoll, Effect, Forget, LookUp, Tell, Whisper
from dialogs.event import (
    Added,
    Called,
    Event,
    FellDue,
    Found,
    Happening,
    Key,
    Pressed,
    Said,
    Started,
    Tapped,
)
from dialogs.memory import Memory
from dialogs.rhythm import Hours
from dialogs.session import Session, to_json
from dialogs.turn import take_turn
from tests.phone import BEGIN, Message, Phone

BOT, CHAT = 1, -100
SECRET = b"a secret of thirty-two bytes ...".ljust(32, b".")


@dataclass
class Seat:
    """Somebody at the table, in the group (and one of its topics) or in their private chat."""

    table: Table
    key: Key
    person: int

    @property
    def phone(self) -> Phone:
        return self.table.phone(self.key, self.person)

    @property
    def last(self) -> Message:
        return self.phone.last

    @property
    def text(self) -> str:
        """The words of the newest message."""
        return self.phone.last.text

    def happens(self, what: Happening) -> list[Effect]:
        return self.table.happens(self.key, what, self.person)

    def types(self, text: str) -> list[Effect]:
        if not text.startswith("/"):
            return self.happens(Said(text))
        called, _, argument = text.removeprefix("/").partition(" ")
        name, _, bot = called.partition("@")
        if name == "start":
            return self.happens(Started(argument))
        return self.happens(Called(name, argument, addressed=bot != ""))

    def finds(self, label: str) -> tuple[Message, Button]:
        """Return the newest message with a button that has (or begins with) these words."""
        for message in reversed(self.phone.messages.values()):
            buttons = [button for row in message.rows for button in row]
            for button in buttons:
                if button.label.lstrip("☐☑✓ ").startswith(label):
                    return message, button
        raise AssertionError(f"no button {label!r} in {self.key}; last: {self.phone.last}")

    def presses(self, label: str) -> list[Effect]:
        message, button = self.finds(label)
        if button.verb in WAYS_IN:
            about = button.poll or self.key.chat
            word = token.sign(
                SECRET, BOT, self.key.chat, token.Ticket(WAYS_IN[button.verb], about, self.person)
            )
            return self.table.private(self.person).happens(Started(word))
        if button.verb:
            return self.happens(Tapped(button.poll, button.verb))
        assert button.link is None, f"{label!r} leads to {button.link}"
        return self.happens(Pressed(message.screen, button.choice))


@dataclass
class Table:
    """A group with Knoop in it; person 1 is its admin."""

    coach: Coach
    language: str | None = "nl"
    now: datetime = BEGIN
    chat: int = CHAT
    members: int = 9
    admins: set[int] = field(default_factory=lambda: {1})
    languages: dict[int, str] = field(default_factory=dict)
    ballots: Ballots = field(default_factory=lambda: Ballots(SECRET))
    phones: dict[str, Phone] = field(default_factory=dict)
    memories: defaultdict[str, Memory] = field(default_factory=lambda: defaultdict(Memory))
    shown: list[tuple[Key, list[Effect]]] = field(default_factory=list)
    number: int = 0
    _waiting: deque[tuple[Key, Happening, int | None]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        house = House("Stad Zuid", "dpo@stad.example", "KnoopBot")
        self.coach = replace(self.coach, house=house)

    @property
    def said(self) -> list[tuple[Key, Effect]]:
        """All that was ever shown to the group, in order."""
        return [(key, one) for key, effects in self.shown if not key.private for one in effects]

    def group(self, person: int = 1, topic: int = 0) -> Seat:
        return Seat(self, Key(BOT, self.chat, topic), person)

    def private(self, person: int) -> Seat:
        return Seat(self, Key(BOT, person, 0, person), person)

    def phone(self, key: Key, person: int | None = None) -> Phone:
        if str(key) not in self.phones:
            language = self.languages.get(person or 0, self.language)
            self.phones[str(key)] = Phone(self.coach, language, self.now, key)
        return self.phones[str(key)]

    def joins(self, person: int = 1, admin: bool = False) -> None:
        self.happens(Key(BOT, self.chat), Added(admin), person)

    def happens(self, key: Key, what: Happening, person: int | None) -> list[Effect]:
        """Let *what* happen, and all that follows from it in other conversations."""
        effects = self._turn(key, what, person)
        while self._waiting:
            self._turn(*self._waiting.popleft())
        return effects

    def falls_due(self) -> None:
        """Let the polls whose time has come know it, as the worker does."""
        for box in self._boxes:
            if box.poll.due is not None and box.poll.due <= self.now:
                self.happens(box.key, FellDue("poll", str(box.poll.id)), None)

    @property
    def _boxes(self) -> list[Box]:
        return list(self.ballots.boxes.values())

    def later(self, **time: float) -> None:
        """Let time pass, and happen at its moment what falls due meanwhile."""
        until = self.now + timedelta(**time)
        while moments := [due for box in self._boxes if (due := box.poll.due) and due <= until]:
            self.now = max(self.now, min(moments))
            self.falls_due()
        self.now = until

    def _turn(self, key: Key, what: Happening, person: int | None) -> list[Effect]:
        phone = self.phone(key, person)
        self.number += 1
        self.now += timedelta(seconds=1)
        language = self.languages.get(person or 0, self.language)
        memory = self.memories[key.owner]
        now = Hours.of(memory.profile.settings, self.coach.almanac).wall(self.now)
        event = Event(key, now, what, person, language)
        stored = None if phone.session is None else _stored(phone.session)
        polls = self.ballots.around(event, self.number, stored)
        turn = take_turn(self.coach, phone.session, memory, event, polls=polls)
        phone.shows(turn)
        self.memories[key.owner] = turn.memory
        for tell in self.ballots.note(event, turn.effects):
            self._waiting.append(
                (Key.parse(tell.conversation), FellDue(tell.kind, tell.about), None)
            )
        self.shown.append((key, list(turn.effects)))
        for effect in turn.effects:
            self._carry_out(key, effect)
        return list(turn.effects)

    def _carry_out(self, key: Key, effect: Effect) -> None:
        match effect:
            case LookUp(person=person, then=then):
                found = Found(list(then), person in self.admins, self.members)
                self._waiting.append((key, found, person))
            case Tell(conversation=conversation, kind=kind, about=about):
                self._waiting.append((Key.parse(conversation), FellDue(kind, about), None))
            case Whisper():
                self._waiting.append(self._whispered(effect))
            case ClosePoll(poll=poll):
                for where, phone in self.phones.items():
                    if phone.session is not None and f'"poll":{poll.id}' in _stored(phone.session):
                        self._waiting.append(
                            (Key.parse(where), FellDue("poll_over", str(poll.id)), None)
                        )
            case Forget():
                self.phone(key).session = None

    def _whispered(self, effect: Whisper) -> tuple[Key, Happening, int | None]:
        series = self.ballots.boxes[effect.poll].poll.series
        people = [Key.parse(where).person for where in self.phones]
        person = next(
            one
            for one in people
            if one is not None and token.voter(SECRET, BOT, series, one) == effect.voter
        )
        return Key(BOT, person, 0, person), FellDue(effect.kind, effect.about), None


def _stored(session: Session) -> str:
    return json.dumps(to_json(session), separators=(",", ":"))
