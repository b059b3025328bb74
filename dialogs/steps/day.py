"""A day: near ones on buttons, others typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.dates import as_day, day_in
from dialogs.facts import UNKNOWN
from dialogs.flow import Step
from dialogs.route import closest
from dialogs.screen import Answered, Choice, Refused, Reply, Screen, in_columns
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Step):
    """A day, written as ``2026-03-01``; ``ahead`` are buttons, in days from today."""

    ahead: tuple[int, ...] = (0, 1, 7)

    def screen(self, talk: View) -> Screen:
        """Return the question with the near days."""
        days = [talk.today + timedelta(days=ahead) for ahead in self.ahead]
        choices = [Choice(talk.day(day), ["pick", day.isoformat()]) for day in days]
        unknown = [Choice(talk.word("unknown"), ["pick", UNKNOWN])]
        return Screen(talk.render(self.ask), [*in_columns(choices, 2), unknown])

    def press(self, talk: Talk, action: Action) -> Reply:
        """Take the day on the button."""
        return Answered({self.questions[0]: action[1]})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Understand a typed day."""
        if closest(text, {UNKNOWN: str(talk.word("unknown"))}):
            return Answered({self.questions[0]: UNKNOWN})
        found = day_in(text, talk.today)
        if found is None:
            return Refused(talk.word("type_a_day"))
        return Answered({self.questions[0]: found.isoformat()})

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a day such as ``2026-03-01``, or ``unknown``."""
        return UNKNOWN if value == UNKNOWN else as_day(value)

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return the day in words."""
        day = str(value) if len(str(value)) > 7 else f"{value}-01"
        return talk.day(date.fromisoformat(day))
