"""What one does with a team, asked for in a private chat: how to begin it in a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Row, Screen

if TYPE_CHECKING:
    from dialogs.view import View


class Together(Deaf):
    """Says where to type which command; one button adds Knoop to a group."""

    def screen(self, talk: View) -> Screen:
        """Return how it is begun."""
        kind = talk.session.scratch["kind"]
        dialogue = talk.coach.dialogues[kind]
        command = dialogue.commands[talk.language][0]
        words = talk.word("together", title=talk.title(kind), command=command, at=talk.at)
        rows: list[Row] = [[Choice(talk.word("to_menu"), ["room", "menu"])]]
        username = talk.coach.house.username
        if username:
            link = f"https://t.me/{username}?startgroup={kind}"
            rows.insert(0, [Choice(talk.word("add_to_group"), link=link)])
        return Screen(words, rows)
