"""Which of my networks does that group belong to?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.memory import Network
from dialogs.rooms.networks import make_network, read_name
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action
from dialogs.team.linking import tie

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Tying(Deaf):
    """The networks of whoever came from a group; says what the network hears, and what not.

    Whoever has none yet types a name.
    """

    def screen(self, talk: View) -> Screen:
        """Return the networks."""
        known = _networks(talk)
        rows = [[Choice(network.name, ["tie", network.id])] for network in known]
        rows.append([Choice(talk.word("not_now"), ["room", "menu"])])
        return Screen(talk.word("tie_which" if known else "tie_none"), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Tie the group to the network on the button."""
        tie(talk, talk.session.scratch["chat"], action[1])

    def hear(self, talk: Talk, text: str) -> bool:
        """Make the first network, by the name that was typed, and tie the group to it."""
        if _networks(talk):
            return False
        name, chat = read_name(talk, text), talk.session.scratch["chat"]
        if name is not None:
            tie(talk, chat, make_network(talk, name))
        return True


def _networks(talk: View) -> list[Network]:
    return [network for network in talk.memory.networks if not network.archived]
