"""Plays a talk as it is written: one chat, or a group and the private chats around it.

A talk with ``people`` (name -> language) is one of a whole team, the first of them an admin of the
group; ``networks`` (name -> its name, and who is aboard) is what they had before. There every entry
tells who it is ``by``, and ``in: group`` when it is not in their private chat; what Knoop says,
tells ``to`` whom. Whoever presses a button that leads to their private chat is there afterwards. Of
several presses in one entry (``press: [Begin, '4', '3']``) only what stood in each chat at the end
is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from bot.reached.played import poll_of
from bot.telegram.intake import WAYS_IN
from dialogs.coach import Coach
from dialogs.effect import Document, Edit, Effect, Say
from dialogs.event import Added, Blocked, FellDue, Key, Unreadable
from dialogs.memory import Memory, Network, Profile
from tests.phone import BEGIN, Phone, block, divided, written
from tests.table import Seat, Table

HERE = Path(__file__).parent
TALKS = sorted(path.name for path in HERE.glob("*.yaml"))

VERBS: Final = ("by", "in", "you", "press", "send", "adds", "removes", "days_later", "falls_due")
GROUP: Final = "group"
SAME: Final = "<the same message, changed>"

Words = Iterator[tuple[str, str]]
"""To whom, in a talk of several people, and what."""


class Stage(Protocol):
    """Where a talk is played."""

    def does(self, entry: Mapping[str, Any]) -> Words:
        """Do one entry of the talk, and yield what Knoop says to it."""
        ...


@dataclass
class Alone:
    """The private chat of one person."""

    phone: Phone

    def does(self, entry: Mapping[str, Any]) -> Words:
        match entry:
            case {"you": text}:
                yield "", written(self.phone.types(str(text)))
            case {"press": label}:
                yield "", written([self.phone.presses(one) for one in _listed(label)][-1])
            case {"send": kind}:
                yield "", written(self.phone.sends(str(kind)))
            case {"falls_due": what}:
                yield "", written(self.phone.happens(FellDue(**what)))
            case {"days_later": days}:
                self.phone.now += timedelta(days=int(days))


@dataclass
class Around:
    """A group, and the private chats of all who are in it."""

    table: Table
    people: Mapping[str, int]
    there: dict[tuple[Key, int], str] = field(default_factory=dict)

    def does(self, entry: Mapping[str, Any]) -> Words:
        before = len(self.table.shown)
        match entry:
            case {"days_later": days}:
                self.table.later(days=int(days))
            case {"by": name, **act}:
                self._acts(self.people[name], act)
        last: dict[str, str] = {}
        for key, effects in self.table.shown[before:]:
            words = self._written(key, effects)
            if isinstance(entry.get("press"), list) and words:
                last[self._named(key.person)] = words
            elif words:
                yield self._named(key.person), words
        yield from last.items()

    def _named(self, person: int | None) -> str:
        return next((name for name, one in self.people.items() if one == person), GROUP)

    def _written(self, key: Key, effects: Sequence[Effect]) -> str:
        """Return what a chat shows; what is new of a message in the group that changes a bit."""
        if key.private:
            return written(effects)
        return divided(self._in_group(key, effect) for effect in effects)

    def _in_group(self, key: Key, effect: Effect) -> str:
        words = block(effect)
        if isinstance(effect, Document) and isinstance(effect.content, str):
            return f"{words}\n{effect.content}".rstrip()
        if not isinstance(effect, Say | Edit):
            return words
        ref = effect.screen if isinstance(effect, Say) else effect.ref
        there = self.there.get((key, ref), "").splitlines()
        self.there[key, ref] = words
        if isinstance(effect, Say):
            return words
        lines = words.splitlines()
        new = [line for line in lines if line not in there]
        if not new:
            return ""
        return "\n".join([SAME, *(new if 2 * len(new) <= len(lines) else lines)])

    def _acts(self, person: int, act: Mapping[str, Any]) -> None:
        table = self.table
        here = table.group(person) if act.get("in") == GROUP else table.private(person)
        match act:
            case {"you": text}:
                here.types(str(text))
            case {"press": label}:
                for one in _listed(label):
                    here = _presses(here, one)
            case {"send": kind}:
                here.happens(Unreadable(str(kind)))
            case {"adds": _}:
                table.happens(table.group().key, Added(), person)
            case {"removes": _}:
                table.happens(table.group().key, Blocked(), person)


def _presses(seat: Seat, label: str) -> Seat:
    """Press a button, and return where its person is then."""
    _, button = seat.finds(label)
    seat.presses(label)
    return seat.table.private(seat.person) if button.verb in WAYS_IN else seat


def _listed(labels: Any) -> list[str]:
    return [str(one) for one in (labels if isinstance(labels, list) else [labels])]


def stage_of(coach: Coach, talk: Mapping[str, Any]) -> Stage:
    """Return where *talk* is played."""
    language, day = talk.get("language", "nl"), talk.get("day")
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00") if day else BEGIN
    if "people" not in talk:
        return Alone(Phone(coach, language, now, polls=poll_of(talk)))
    people = {name: number for number, name in enumerate(talk["people"], 1)}
    languages = {people[name]: spoken for name, spoken in talk["people"].items()}
    table = Table(coach, language, now, members=len(people) + 1, languages=languages)
    for name, had in talk.get("networks", {}).items():
        partners = tuple({"name": one, "status": "aboard"} for one in had["aboard"])
        network = Network(1, had["name"], now.date(), partners=partners)
        owner = table.private(people[name]).key.owner
        table.memories[owner] = Memory(Profile(languages[people[name]], 1, 1), (network,))
    return Around(table, people)


def play(coach: Coach, talk: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return *talk* as it goes today: what people do, and what Knoop says to it."""
    stage = stage_of(coach, talk)
    played: list[dict[str, Any]] = []
    for entry in talk["talk"]:
        done = {verb: entry[verb] for verb in VERBS if verb in entry}
        if not done:
            continue
        played.append(done)
        for to, said in stage.does(done):
            if said:
                played.append({"to": to, "knoop": said} if to else {"knoop": said})
    return played
