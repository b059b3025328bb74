"""What happens in a group, beside what happens everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dialogs.event import (
    Added,
    Appointed,
    Blocked,
    Called,
    Edited,
    FellDue,
    Found,
    Happening,
    Tapped,
    Unreadable,
)
from dialogs.poll import Poll
from dialogs.team import board, choosing, closing, joining, linking
from dialogs.team.result import RESULTS

if TYPE_CHECKING:
    from dialogs.talk import Talk


def happen_here(talk: Talk, what: Happening) -> bool:
    """Let *what* change the group; False when it is no business of groups alone."""
    match what:
        case Added():
            talk.fresh = True
            joining.added(talk, what)
        case Appointed():
            joining.appointed(talk, what)
        case Blocked():
            joining.removed(talk)
        case Tapped(poll=number, verb=verb):
            _tapped(talk, number, verb)
        case Found(then=["sure" | "close" | "lapse", number]):
            _about(talk, number, lambda talk, poll: closing.found(talk, what, poll))
        case Found(then=["tie", _]):
            linking.found(talk, what)
        case FellDue(kind=kind, about=about) if kind in TOLD_HERE:
            TOLD_HERE[kind](talk, about)
        case FellDue(kind="poll", about=number):
            _its_time(talk, int(number))
        case FellDue(kind=kind, about=number) if kind in DUE_HERE:
            _about(talk, int(number), DUE_HERE[kind])
        case Unreadable():
            talk.say(talk.word("unreadable_here", at=talk.at))
        case Edited():
            talk.still = True
        case Called(name=name, addressed=False) if talk.coach.called(name) is None:
            talk.still = True  # without a name it may be for another bot
        case _:
            return False
    return True


DUE_HERE: Final[Mapping[str, Callable[[Talk, Poll], None]]] = {
    "voted": board.refresh,
    "sure": closing.sure,
    "close": closing.time_is_up,
    "lapse": closing.lapse,
}
"""What other conversations and the clock tell a group of a poll, by the kind of FellDue."""

TOLD_HERE: Final[Mapping[str, Callable[[Talk, str], None]]] = {
    "tied": linking.tied,
    "loose": linking.loose,
}
"""What a private chat tells a group of a network."""


def _about(talk: Talk, number: int, does: Callable[[Talk, Poll], None]) -> None:
    """Do something with an open poll; what comes too late changes nothing."""
    poll = talk.polls.find(number)
    talk.still = True
    if poll is not None and poll.open:
        does(talk, poll)


def _its_time(talk: Talk, number: int) -> None:
    """Close an open poll by time; of one that led to a plan, look back at it."""
    poll = talk.polls.find(number)
    talk.still = True
    if poll is not None and poll.open:
        closing.time_is_up(talk, poll)
    elif poll is not None and poll.kind == "step":
        choosing.look_back(talk, poll)


def _tapped(talk: Talk, number: int, verb: str) -> None:
    """Do what a button of a poll says."""
    poll = talk.polls.find(number)
    if poll is None:
        talk.say(talk.word("no_such_poll"))
    elif poll.open and verb == "c":
        closing.asked(talk, poll)
    elif poll.open and verb == "y":
        closing.confirmed(talk, poll)
    elif poll.open and verb == "x":
        closing.stop_asked(talk, poll)
    elif poll.open and poll.kind in board.VOTES:
        choosing.vote(talk, poll, verb)
    elif verb in ("x", "y"):
        talk.say(talk.word("poll_over_here"))
    elif poll.state == "closed" and poll.kind in RESULTS:
        RESULTS[poll.kind].tap(talk, poll, verb)
    else:
        talk.still = True
