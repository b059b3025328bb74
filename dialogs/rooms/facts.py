"""What I know already: the facts of the network that were not asked again, one tap to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Facts(Deaf):
    """Lists what this dialogue took from the dossier; a tap asks that question again."""

    def screen(self, talk: View) -> Screen:
        """Return the facts that were reused, each as a button."""
        rows = [
            [Choice(Markup("{}: {}").format(name, value), ["again", question])]
            for question, name, value in talk.reused()
        ]
        return Screen(talk.word("change_which"), [*rows, [Choice(talk.word("go_on"), ["leave"])]])

    def press(self, talk: Talk, action: Action) -> None:
        """Ask one of them again."""
        talk.ask_again(action[1])
        talk.leave()
