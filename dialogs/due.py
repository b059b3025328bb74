"""What falls due comes in by the same door as a message: one entry here per kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dialogs.event import FellDue
from dialogs.reminding import remind_now
from dialogs.talk import Talk
from dialogs.team.feeding import from_team
from dialogs.team.linking import tie_answered
from dialogs.team.team_roles import overloaded
from dialogs.team.voting import closed_meanwhile


def _network_taken(talk: Talk, about: str) -> None:
    """A colleague took a network over: ask whether to archive it here."""
    if any(network.id == int(about) for network in talk.memory.networks):
        talk.enter("given", given=int(about))
    else:
        talk.still = True


def _network_left(talk: Talk, about: str) -> None:
    """A colleague did not take a network over: say so."""
    name = next((one.name for one in talk.memory.networks if one.id == int(about)), None)
    if name is None:
        talk.still = True
    else:
        talk.note = talk.word("it_was_left", name=name)


DUE: Final[Mapping[str, Callable[[Talk, str], None]]] = {
    "network_taken": _network_taken,
    "network_left": _network_left,
    "from_team": from_team,
    "overloaded": overloaded,
    "poll_over": closed_meanwhile,
    "reminder": remind_now,
    "tie_answered": tie_answered,
}
"""What each kind of :class:`FellDue` sets going; a kind that is not here says nothing."""


def fall_due(talk: Talk, what: FellDue) -> None:
    """Do what has come due; a new message, unless there is nothing to say."""
    talk.fresh = True
    handle = DUE.get(what.kind)
    if handle is None:
        talk.still = True
    else:
        handle(talk, what.about)
