"""A whole number: typed, or one of a few that are at hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.facts import UNKNOWN
from dialogs.flow import Step
from dialogs.route import closest
from dialogs.screen import Answered, Choice, Refused, Reply, Screen, chosen, in_columns
from dialogs.session import Action
from dialogs.steps.scale import accept_number

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

_DIGITS = re.compile(r"(?<!\d)\d{1,9}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Step):
    """A whole number of ``least`` to ``most``; ``near`` are buttons for the usual ones."""

    least: int = 0
    most: int = 9999
    near: tuple[int, ...] = ()

    def screen(self, talk: View) -> Screen:
        """Return the question, the usual numbers and the one given before, and "weet ik niet"."""
        earlier = talk.frame.answers.get(self.questions[0])
        typed = [earlier] if isinstance(earlier, int) and earlier not in self.near else []
        rows = in_columns(
            [Choice(chosen(n, n == earlier), ["pick", n]) for n in (*self.near, *typed)], 4
        )
        unknown = [Choice(talk.word("unknown"), ["pick", UNKNOWN])]
        return Screen(talk.render(self.ask), [*rows, unknown], numeric=True)

    def press(self, talk: Talk, action: Action) -> Reply:
        """Take the number on the button."""
        return Answered({self.questions[0]: action[1]})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand the one number in what was typed."""
        if closest(text, {UNKNOWN: str(talk.word("unknown"))}):
            return Answered({self.questions[0]: UNKNOWN})
        found = [int(digits) for digits in _DIGITS.findall(text)]
        if len(found) != 1 or not self.least <= found[0] <= self.most:
            return Refused(talk.word("type_a_number", least=self.least, most=self.most))
        return Answered({self.questions[0]: found[0]})

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a whole number in range, or ``unknown``."""
        return accept_number(value, self.least, self.most, whole=True)
