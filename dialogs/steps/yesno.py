"""Yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.facts import UNKNOWN
from dialogs.flow import Step
from dialogs.route import closest
from dialogs.screen import Answered, Choice, Refused, Reply, Screen, chosen
from dialogs.session import Action
from dialogs.steps.many import accept_yes_no

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Step):
    """One question that is answered with yes, no or "weet ik niet"."""

    def screen(self, talk: View) -> Screen:
        """Return the question with its three buttons."""
        earlier = talk.frame.answers.get(self.questions[0])
        choices = [
            Choice(chosen(talk.word(value), value == earlier), ["pick", value])
            for value in ("yes", "no", UNKNOWN)
        ]
        return Screen(talk.render(self.ask), [choices[:2], choices[2:]])

    def press(self, talk: Talk, action: Action) -> Reply:
        """Take the answer on the button."""
        return Answered({self.questions[0]: action[1]})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand yes, no and "weet ik niet" in the person's language."""
        found = closest(text, {value: str(talk.word(value)) for value in ("yes", "no", UNKNOWN)})
        return Refused(talk.word("yes_or_no")) if found is None else self.press(talk, ["", found])

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept ``yes``, ``no`` or ``unknown`` (true and false count as yes and no)."""
        return accept_yes_no(value)

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return yes or no in words."""
        return talk.word(str(value))
