"""Stopped: what was said is kept, unless the person wants it gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Stopped(Deaf):
    """The dialogue waits; *stop en wis* throws it away."""

    def screen(self, talk: View) -> Screen:
        """Return the ways on."""
        go_on = Choice(talk.word("go_on"), ["resume", 0])
        wipe = Choice(talk.word("stop_and_wipe"), ["wipe"])
        return Screen(
            talk.word("stopped"), [[go_on], [wipe, Choice(talk.word("to_menu"), ["room", "menu"])]]
        )

    def press(self, talk: Talk, action: Action) -> None:
        """Take the dialogue up again, or throw it away."""
        if action[0] == "resume":
            talk.resume(0)
        else:
            talk.session.paused = talk.session.paused[1:]
            talk.note = talk.word("wiped")
            talk.enter("menu")
