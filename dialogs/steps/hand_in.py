"""Handing in: what was answered goes to the poll of the group, and leaves this conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.flow import Step
from dialogs.route import closest
from dialogs.screen import Answered, BadAnswerError, Choice, Refused, Reply, Screen
from dialogs.session import Action
from dialogs.team.voting import hand_in
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn(Step):
    """The last step of a dialogue that somebody plays for a poll; in any other it is passed."""

    go: Text
    counts: bool = False
    skip: bool = False

    def idle(self, talk: View) -> bool:
        """Return whether there is no poll to hand anything in to."""
        return talk.poll is None

    def screen(self, talk: View) -> Screen:
        """Return the question whether all is said."""
        return Screen(talk.render(self.ask), [[Choice(talk.render(self.go), ["hand_in"])]])

    def press(self, talk: Talk, action: Action) -> Reply:
        """Hand in all answers."""
        hand_in(talk)
        return Answered()

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand the words on the button."""
        if closest(text, {"go": str(talk.render(self.go))}):
            return self.press(talk, ["hand_in"])
        return Refused(talk.word("use_the_buttons"))

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Refuse: nothing is asked here."""
        raise BadAnswerError(f"{question} asks nothing")
