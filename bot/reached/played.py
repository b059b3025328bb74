"""Plays the talks and cases that are written down, for a recorder to watch.

A talk is a file of ``tests/conversations``: its ``language``, its ``day``, the ``poll`` that a
member of a group answers in it, and a list of what the person does: ``you`` types, ``press`` taps,
``send`` a thing that cannot be read, ``days_later``, ``falls_due`` what comes by itself.

A case is an entry of a file of ``tests/play/cases`` with the name of its dialogue: ``answers`` as
``knoop play`` takes them, ``at`` the day; it is played in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.play import play
from bot.reached.recorder import Recorder
from bot.reader.strict import Mistake, read_file
from dialogs.coach import Coach
from dialogs.effect import Button, Edit, Say
from dialogs.event import Called, Event, FellDue, Happening, Key, Pressed, Said, Started, Unreadable
from dialogs.memory import Memory
from dialogs.poll import NO_POLLS, Poll, Polls, Ticket
from dialogs.rhythm import Hours
from dialogs.session import Session
from dialogs.turn import take_turn

DAY: Final = date(2026, 3, 2)
"""The day of a talk or case that names none."""

NOON: Final = timedelta(hours=12)


class TalkError(Exception):
    """A talk cannot be played as it is written; the mistake says where."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


def poll_of(talk: Mapping[str, Any]) -> Polls:
    """Return the poll that is answered in *talk*, with the ticket that leads there; or none."""
    if "poll" not in talk:
        return NO_POLLS
    begun = _moment(talk.get("day", DAY))
    known = Poll(
        **{"id": 1, "conversation": "0:-1:0:0", "starter": "", "series": 1, **talk["poll"]},
        begun=begun,
        due=begun + timedelta(days=3),
        me="me",
    )
    return Polls(known=(known,), ticket=Ticket("poll", 1, True))


def _moment(day: Any) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00:00+00:00").astimezone(UTC) + NOON


@dataclass(slots=True)
class _Person:
    """Somebody who talks with the coach: what they do becomes turns."""

    coach: Coach
    recorder: Recorder
    language: str
    now: datetime
    polls: Polls
    session: Session | None = None
    memory: Memory = field(default_factory=Memory)
    buttons: dict[int, list[Button]] = field(default_factory=dict)

    def does(self, entry: Mapping[str, Any]) -> None:
        """Do one entry of a talk.

        Raises:
            LookupError: there is no such button.
        """
        if "days_later" in entry:
            self.now += timedelta(days=int(entry["days_later"]))
        elif "press" in entry:
            self._happens(self._pressed(str(entry["press"])))
        elif "you" in entry:
            self._happens(_typed(str(entry["you"])))
        elif "send" in entry:
            self._happens(Unreadable(str(entry["send"])))
        elif "falls_due" in entry:
            self._happens(FellDue(**entry["falls_due"]))

    def _pressed(self, label: str) -> Pressed:
        live = self.session.live.ref if self.session else 0
        there = self.buttons.get(live, [])
        alike = [one for one in there if one.label.lstrip("☐☑✓ ").startswith(label)]
        for button in [one for one in there if one.label == label] + alike:
            return Pressed(self.session.live.number if self.session else 0, button.choice)
        raise LookupError(f"no button {label!r} among {[one.label for one in there]}")

    def _happens(self, what: Happening) -> None:
        hours = Hours.of(self.memory.profile.settings, self.coach.almanac)
        event = Event(Key(1, 77, 0, 77), hours.wall(self.now), what, 77, self.language)
        before = self.session
        turn = take_turn(self.coach, before, self.memory, event, polls=self.polls)
        self.recorder.took(self.coach, before, event, turn)
        self.session, self.memory = turn.session, turn.memory
        self.now += timedelta(seconds=5)
        for effect in turn.effects:
            if isinstance(effect, Say | Edit):
                ref = effect.screen if isinstance(effect, Say) else effect.ref
                self.buttons[ref] = [button for row in effect.rows for button in row]


def _typed(text: str) -> Happening:
    name, _, argument = text.removeprefix("/").partition(" ")
    if not text.startswith("/"):
        return Said(text)
    return Started(argument) if name == "start" else Called(name, argument)


def play_talks(coach: Coach, recorder: Recorder, tests: Path) -> int:
    """Play the talks of one person below *tests*, and return how many there are.

    What members of a team answer stands in talks of their own.

    Raises:
        TalkError: one of them cannot be played.
    """
    paths = sorted((tests / "conversations").rglob("*.yaml"))
    documents = [(path.name, read_file(path, tests)) for path in paths]
    alone = [(name, one) for name, one in documents if "people" not in one.value]
    watched = recorder.watching(coach)
    for name, document in alone:
        talk = document.value
        language = talk.get("language", coach.language)
        recorder.begins(name.removesuffix(".yaml"), language)
        now = _moment(talk.get("day", DAY))
        person = _Person(watched, recorder, language, now, poll_of(talk))
        for number, entry in enumerate(talk["talk"]):
            try:
                person.does(entry)
            except LookupError as error:
                raise TalkError(document.mistake(("talk", number), str(error))) from error
    return len(alone)


def cases(tests: Path) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield the cases below *tests*: dialogue, name, and what is written of it."""
    for path in sorted((tests / "play" / "cases").glob("*.yaml")):
        for name, case in read_file(path, tests).value.items():
            yield path.stem, str(name), case


def play_cases(headless: Coach, recorder: Recorder, tests: Path) -> int:
    """Play all cases below *tests* in every language, and return how many there are."""
    watched, count = recorder.watching(headless), 0
    for dialogue, name, case in cases(tests):
        count += 1
        day = date.fromisoformat(str(case.get("at", DAY)))
        for language in sorted(headless.languages):
            recorder.begins(f"{dialogue}: {name}", language)
            played = play(watched, dialogue, case["answers"], language, day)
            recorder.played(watched, played.report)
    return count
