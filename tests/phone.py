"""A phone without a network: it plays a talk with the coach and keeps every screen it was shown.

Events and the session travel through JSON, as they do through the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.ics import as_document
from dialogs import event
from dialogs.coach import Coach
from dialogs.effect import (
    Appointment,
    Document,
    Edit,
    Effect,
    Forget,
    Form,
    Picture,
    Pin,
    Report,
    Rows,
    Say,
)
from dialogs.event import (
    Called,
    Event,
    FellDue,
    Happening,
    Key,
    Pressed,
    Said,
    Started,
    Unreadable,
)
from dialogs.memory import Memory
from dialogs.poll import NO_POLLS, Polls
from dialogs.reminding import named
from dialogs.rhythm import Hours
from dialogs.session import Session, from_json, to_json
from dialogs.text import length, plain
from dialogs.turn import Turn, take_turn

BEGIN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

ONE_COLUMN, TWO_COLUMNS = 38, 18
"""The longest words of a button on a phone (UX.md)."""


@dataclass
class Message:
    """A message in the chat, as it looks now."""

    screen: int
    text: str
    rows: Rows


@dataclass
class Phone:
    """One private chat with the coach."""

    coach: Coach
    language: str | None = "nl"
    now: datetime = BEGIN
    key: Key = field(default_factory=lambda: Key(1, 77, 0, 77))
    session: Session | None = None
    memory: Memory = field(default_factory=Memory)
    messages: dict[int, Message] = field(default_factory=dict)
    files: list[Document] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    turn: Turn | None = None
    token: str = ""
    polls: Polls = NO_POLLS

    def happens(self, what: Happening) -> list[Effect]:
        """Let the coach take a turn, and show its effects."""
        now = Hours.of(self.memory.profile.settings, self.coach.almanac).wall(self.now)
        what_happened = Event(self.key, now, what, self.key.person, self.language)
        inbox = json.dumps(event.to_json(what_happened))
        what_happened = replace(event.from_json(json.loads(inbox)), token=self.token)
        turn = take_turn(self.coach, self.session, self.memory, what_happened, polls=self.polls)
        self.shows(turn)
        self.now += timedelta(seconds=5)
        return list(turn.effects)

    def shows(self, turn: Turn) -> None:
        """Keep what *turn* left, and show its effects."""
        stored = json.loads(json.dumps(to_json(turn.session)))
        self.session, self.memory, self.turn = from_json(stored), turn.memory, turn
        for effect in turn.effects:
            self._show(effect)

    def waits(self, until: datetime) -> list[Effect]:
        """Do nothing until the moment *until*; what falls due meanwhile comes in its time."""
        shown: list[Effect] = []
        while True:
            waiting = [one for one in self.memory.reminders if one.state == "waiting"]
            first = min(waiting, key=lambda one: (one.due, one.id), default=None)
            if first is None or first.due > until:
                break
            self.now = max(self.now, first.due)
            shown += self.happens(FellDue("reminder", named(first)))
        self.now = max(self.now, until)
        return shown

    def _show(self, effect: Effect) -> None:
        if isinstance(effect, Say):
            self.messages[effect.screen] = Message(effect.screen, effect.text, effect.rows)
        elif isinstance(effect, Edit):
            self.messages[effect.ref] = Message(effect.screen, effect.text, effect.rows)
        elif isinstance(effect, Document):
            self.files.append(effect)
        elif isinstance(effect, Appointment):
            self.files.append(as_document(effect))
        elif isinstance(effect, Picture):
            self.pictures.append(effect)
        elif isinstance(effect, Report):
            self.reports.append(effect)
        elif isinstance(effect, Form):
            self.forms.append(effect)
        elif isinstance(effect, Forget):
            self.messages.clear()
        if isinstance(effect, Say | Edit):
            self._fits(effect)

    def _fits(self, screen: Say | Edit) -> None:
        """Check what a phone can show: the length of the text, and of every button."""
        assert 0 < length(screen.text) <= 1200, f"{length(screen.text)} characters:\n{screen.text}"
        for row in screen.rows:
            most = {1: ONE_COLUMN, 2: TWO_COLUMNS + 3}.get(len(row), 14)
            for button in row:
                assert 0 < len(button.label) <= most, f"{button.label!r} is over {most}"

    @property
    def last(self) -> Message:
        """The message at the bottom of the chat."""
        return self.messages[max(self.messages)]

    @property
    def labels(self) -> list[str]:
        """The words on the buttons of the live message."""
        return [button.label for row in self._live().rows for button in row]

    def _live(self) -> Message:
        assert self.session is not None
        return self.messages[self.session.live.ref]

    def types(self, text: str) -> list[Effect]:
        """Type *text*; a slash makes it a command."""
        name, _, argument = text.removeprefix("/").partition(" ")
        if not text.startswith("/"):
            return self.happens(Said(text))
        return self.happens(Started(argument) if name == "start" else Called(name, argument))

    def presses(self, label: str) -> list[Effect]:
        """Press the button of the live message whose words are (or begin with) *label*."""
        live = self._live()
        buttons = [button for row in live.rows for button in row]
        found = [b for b in buttons if b.label == label] or [
            b for b in buttons if b.label.lstrip("☐☑✓ ").startswith(label)
        ]
        assert found, f"no button {label!r} among {[b.label for b in buttons]}"
        return self.happens(Pressed(live.screen, found[0].choice))

    def sends(self, kind: str) -> list[Effect]:
        """Send something that cannot be read."""
        return self.happens(Unreadable(kind))


def written(effects: Sequence[Effect]) -> str:
    """Return *effects* as a reader of a played talk sees them; what only closes is left out."""
    return divided(
        block(effect) for effect in effects if not isinstance(effect, Edit) or effect.rows
    )


def divided(blocks: Iterable[str]) -> str:
    """Return what was said at once, with a line between the messages."""
    return "\n---\n".join(filter(None, blocks))


def block(effect: Effect) -> str:
    """Return one effect as it is written in a played talk; nothing for what nobody sees."""
    match effect:
        case Document():
            return f"<file {effect.name}> {effect.caption}".rstrip()
        case Appointment():
            return f"<file {as_document(effect).name}> {effect.caption}"
        case Picture():
            return f"<picture {effect.file}.png>\n{plain(effect.caption)}"
        case Report():
            return f"<report {effect.file}.pdf> {plain(effect.caption)}"
        case Form():
            return f"<form {effect.file}.docx> {plain(effect.caption)}"
        case Forget():
            return "<everything deleted>"
        case Pin():
            return "<pinned>"
        case Say() | Edit():
            lines = [plain(effect.text)]
            lines += [" ".join(f"[{button.label}]" for button in row) for row in effect.rows]
            return "\n".join(lines)
        case _:
            return ""
