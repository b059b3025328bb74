"""What can I ask, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen

if TYPE_CHECKING:
    from dialogs.view import View


class Manual(Deaf):
    """One page, and back to where the talk was."""

    def screen(self, talk: View) -> Screen:
        """Return the page."""
        rows = [[Choice(talk.word("to_menu"), ["room", "menu"])]]
        if talk.session.frames:
            rows.insert(0, [Choice(talk.word("go_on"), ["leave"])])
        if not talk.event.key.private:
            return Screen(talk.word("help_here", at=talk.at), rows)
        return Screen(talk.word("help"), rows)
