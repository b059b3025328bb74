"""A scale of 1 to 5, with words at both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.facts import UNKNOWN
from dialogs.flow import Step
from dialogs.route import closest
from dialogs.screen import Answered, BadAnswerError, Choice, Refused, Reply, Screen, chosen
from dialogs.session import Action
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


_NUMBER: Final = re.compile(r"\d{1,6}(\.\d{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Step):
    """A statement on a scale of 1 (``low``) to 5 (``high``); "weet ik niet" is missing, never 3.

    ``unknown`` are other words for that button, such as "niet van toepassing".
    """

    low: Text
    high: Text
    unknown: Text | None = None

    def _unknown(self, talk: View) -> Markup:
        return talk.word("unknown") if self.unknown is None else talk.render(self.unknown)

    def screen(self, talk: View) -> Screen:
        """Return the statement, the words at both ends, and one row of five."""
        earlier = self.earlier(talk)
        ends = Markup("\n\n<i>1 = {} · 5 = {}</i>").format(
            talk.render(self.low), talk.render(self.high)
        )
        row = [Choice(chosen(value, value == earlier), ["pick", value]) for value in range(1, 6)]
        unknown = [Choice(self._unknown(talk), ["pick", UNKNOWN])]
        return Screen(self.asked(talk) + ends, [row, unknown])

    def asked(self, talk: View) -> Markup:
        """Return the statement."""
        return talk.render(self.ask)

    def earlier(self, talk: View) -> int | None:
        """Return the answer that was given before, to mark it."""
        value: int | None = talk.frame.answers.get(self.questions[0])
        return value

    def press(self, talk: Talk, action: Action) -> Reply:
        """Take the value on the button."""
        return Answered({self.questions[0]: action[1]})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand a digit of 1 to 5 and "weet ik niet"."""
        labels = {str(value): str(value) for value in range(1, 6)}
        found = closest(text, {**labels, UNKNOWN: str(self._unknown(talk))})
        if found is None:
            return Refused(talk.word("one_to_five"))
        return self.press(talk, ["pick", found if found == UNKNOWN else int(found)])

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a number of 1 to 5 (means of several people included), or ``unknown``."""
        return accept_number(value, 1, 5)

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return the value as "4 op 5"."""
        return talk.word("out_of_five", value=value)


def _number_in(value: Any) -> Any:
    """Return a number that was written as text as a number; anything else as it is."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def accept_number(value: Any, least: float, most: float, whole: bool = False) -> Any:
    """Return *value* when it is a number of *least* to *most*, or ``unknown``.

    Raises:
        BadAnswerError: it is something else.
    """
    if value == UNKNOWN:
        return UNKNOWN
    value = _number_in(value)
    number = not isinstance(value, bool) and isinstance(value, int | float)
    if not number or not least <= value <= most or (whole and value != int(value)):
        kind = "a whole number" if whole else "a number"
        raise BadAnswerError(f"{value!r} is not {kind} of {least} to {most}, nor {UNKNOWN}")
    return int(value) if whole else value
