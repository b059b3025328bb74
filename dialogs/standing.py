"""Where a conversation stands, and the words of its language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.event import Event
from dialogs.flow import Dialogue, Step
from dialogs.memory import Memory
from dialogs.poll import Poll, Polls
from dialogs.session import Frame, Session
from dialogs.text import day_name

if TYPE_CHECKING:
    from dialogs.coach import Coach


class Standing:
    """One conversation, the event that came in, and the language it is held in."""

    def __init__(self, coach: Coach, session: Session, memory: Memory, event: Event) -> None:
        self.polls = Polls()
        self.coach = coach
        self.session = session
        self.memory = memory
        self.event = event

    # -- where we are -----------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of this conversation."""
        return self.session.language

    @property
    def today(self) -> date:
        """The day on which this turn happens."""
        return self.event.at.date()

    @property
    def frame(self) -> Frame:
        """The dialogue that has the floor; there must be one."""
        return self.session.frames[-1]

    @property
    def dialogue(self) -> Dialogue:
        """The definition of the dialogue that has the floor."""
        return self.coach.dialogues[self.frame.dialogue]

    @property
    def step(self) -> Step:
        """The step that has the floor."""
        return self.dialogue.steps[self.frame.state]

    @property
    def poll(self) -> Poll | None:
        """The poll that the dialogue on top is played for, None when it is played for oneself."""
        return self.polls.find(self.frame.scratch.get("poll", 0))

    @property
    def apart(self) -> bool:
        """Whether what is asked stands apart from the network: it is for the poll of a group."""
        return bool(self.session.frames and self.frame.scratch.get("apart"))

    def left(self) -> list[Frame]:
        """Return the dialogues that can be taken up again: the one under way, then the paused."""
        return [*self.session.frames[-1:], *self.session.paused]

    # -- words ------------------------------------------------------------------------------

    def word(self, key: str, /, **values: Any) -> Markup:
        """Return a sentence of the house (``content/talk.yaml``) in the person's language."""
        return self.coach.words[key].render(self.language, values)

    @property
    def know(self) -> Mapping[str, Any]:
        """What the coach knows, in the person's language."""
        return self.coach.know[self.language]

    def title(self, dialogue: str) -> Markup:
        """Return the title of a dialogue."""
        return self.coach.dialogues[dialogue].title.render(self.language, {})

    def day(self, day: date) -> Markup:
        """Return *day* in words: *vrijdag 27 november*."""
        return Markup.escape(day_name(day, self.language))

    def moment(self, moment: datetime) -> Markup:
        """Return *moment* in words, in the time zone of this conversation."""
        here = moment.astimezone(self.event.at.tzinfo)
        return Markup("{}, {:%H:%M}").format(self.day(here.date()), here)

    @property
    def at(self) -> str:
        """What must stand behind a command in a group: ``@`` and the name of this bot."""
        username = self.coach.house.username
        return f"@{username}" if username else ""
