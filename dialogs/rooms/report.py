"""A report of the network on paper: for oneself, or to share with the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Reporting(Deaf):
    """Asks which version; a group only gets the one that is made to be shared."""

    def screen(self, talk: View) -> Screen:
        """Return the choice, or where to begin when no network is known yet."""
        network = talk.memory.current
        leave = [Choice(talk.word("go_on"), ["done"])]
        if network is None:
            return Screen(talk.word("no_networks"), [leave])
        mine = [Choice(talk.word("report_mine"), ["send", "report"])]
        rows = [
            *([mine] if talk.event.key.private else []),
            [Choice(talk.word("report_to_share"), ["send", "report_to_share"])],
        ]
        if len(talk.memory.networks) > 1:
            rows.append([Choice(talk.word("other_network"), ["room", "networks"])])
        return Screen(talk.word("report_which", name=network.name), [*rows, leave])

    def press(self, talk: Talk, action: Action) -> None:
        """Go back; *send* is known everywhere."""
        talk.leave()
