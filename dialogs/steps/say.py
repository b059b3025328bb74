"""A page that asks nothing: to read, with buttons to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.flow import Step
from dialogs.route import closest
from dialogs.screen import Answered, Choice, Refused, Reply, Screen
from dialogs.session import Action
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Step):
    """Something to read. ``go`` is the button that leads on; without it only the links do."""

    go: Text | None = None
    counts: bool = False
    skip: bool = False

    def screen(self, talk: View) -> Screen:
        """Return the text and the way on."""
        rows = [[Choice(talk.render(self.go), ["go"])]] if self.go else []
        return Screen(talk.render(self.ask), rows)

    def press(self, talk: Talk, action: Action) -> Reply:
        """Go on."""
        return Answered()

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand the words on the buttons."""
        if self.go and closest(text, {"go": str(talk.render(self.go))}):
            return self.press(talk, ["go"])
        return Refused(talk.word("use_the_buttons"))
