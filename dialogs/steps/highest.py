"""Several statements on one scale that give one answer: the highest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dialogs.facts import UNKNOWN
from dialogs.screen import Answered, Reply, Shown
from dialogs.session import Action
from dialogs.steps.scale import Scale
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

TOP: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Highest(Scale):
    """Asks ``statements`` one after the other, each below ``ask``; the highest value counts.

    The top of the scale settles it at once. With "weet ik niet" to one of them the others count
    only when they reach ``enough``: below that, the missing one could be the highest.
    """

    statements: tuple[Text, ...]
    enough: int = TOP

    def _said(self, talk: View) -> list[int | str]:
        return list(talk.frame.scratch.get(f"said:{self.id}", ()))

    def asked(self, talk: View) -> Markup:
        """Return the words above, and the statement that is asked now."""
        statement = talk.render(self.statements[len(self._said(talk))])
        head = talk.render(self.ask)
        return Markup("{}\n\n<b>{}</b>").format(head, statement) if head else statement

    def earlier(self, talk: View) -> int | None:
        """Return nothing: the answer does not tell which of the statements gave it."""
        return None

    def press(self, talk: Talk, action: Action) -> Reply:
        """Take the value for this statement; after the last one, the highest is the answer."""
        said = [*self._said(talk), action[1]]
        if action[1] != TOP and len(said) < len(self.statements):
            talk.frame.scratch[f"said:{self.id}"] = said
            return Shown()
        talk.frame.scratch.pop(f"said:{self.id}", None)
        return Answered({self.questions[0]: self._highest(said)})

    def _highest(self, said: list[int | str]) -> int | str:
        known = [value for value in said if isinstance(value, int)]
        settled = len(known) == len(said) or max(known, default=0) >= self.enough
        return max(known) if settled else UNKNOWN

    def withdraw(self, talk: Talk) -> bool:
        """Go back to the statement before this one."""
        said = self._said(talk)
        if said:
            talk.frame.scratch[f"said:{self.id}"] = said[:-1]
        return bool(said)
