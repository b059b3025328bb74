"""Which of two doors? Asked when typed words may mean either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class TwoDoors(Deaf):
    """Two doors, and the way out to all of them."""

    def screen(self, talk: View) -> Screen:
        """Return the question, with the two doors that came closest."""
        doors = talk.session.scratch.get("doors", ())
        rows = [[Choice(label(door, talk), ["door", door])] for door in doors]
        return Screen(talk.word("which_door"), [*rows, [Choice(talk.word("none_of_these"), [""])]])

    def press(self, talk: Talk, action: Action) -> None:
        """Show all doors instead."""
        talk.enter("menu")


def label(door: str, talk: View) -> Markup:
    """Return the words on a door: those of its dialogue, of its command, or of what is to come."""
    if door in talk.coach.dialogues:
        return talk.coach.dialogues[door].button.render(talk.language, {})
    command = talk.coach.called(door)
    return talk.word(f"door_{door}") if command is None else command.says.render(talk.language, {})
