"""A pulse that is over: what the group was shown may go to a network of one's own.

Whoever comes from the button under the result is asked which network it is about; who has none yet
types a name. Only what the group saw is kept, without what was written freely; it comes back in
looking back and in the report.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialogs.rooms.networks import make_network, read_name
from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action
from dialogs.team.keeping import keep, networks

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class KeptPulse(Deaf):
    """Asks which network the pulse ``poll`` is about, and keeps it there."""

    def screen(self, talk: View) -> Screen:
        """Return the question with one's networks."""
        known = networks(talk)
        rows = [[Choice(one.name, ["keep", one.id])] for one in known]
        rows.append([Choice(talk.word("not_this_pulse"), ["no"])])
        poll = talk.polls.find(talk.session.scratch["poll"])
        day = talk.day(date.fromisoformat(poll.shown["on"])) if poll else ""
        return Screen(talk.word("keep_pulse" if known else "keep_pulse_where", day=day), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Keep it, or do not."""
        if action[0] == "keep":
            self._keep(talk, action[1])
        talk.enter("menu")

    def hear(self, talk: Talk, text: str) -> bool:
        """Make the first network, by the name that was typed, and keep it there."""
        if networks(talk):
            return False
        name = read_name(talk, text)
        if name is not None:
            self._keep(talk, make_network(talk, name))
            talk.enter("menu")
        return True

    def _keep(self, talk: Talk, network: int) -> None:
        poll = talk.polls.find(talk.session.scratch["poll"])
        if poll is not None:
            keep(talk, poll, network)
            talk.note = talk.word("pulse_kept")
