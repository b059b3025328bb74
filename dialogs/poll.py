"""A poll of a team: what is asked, until when, and what the group was shown of it.

Who answered stands nowhere under a name: ``voter`` strings are hashes that only the shell can
make, different in every group. Answers are gone when a poll is over; what stays is ``shown``, and
who took part as hashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

FILLED_IN: Final[Mapping[str, str]] = {
    "pulse": "pulse",
    "team_roles": "role",
    "type": "type",
    "stuck": "stuck",
}
"""The kinds of poll that people fill in privately, with the dialogue that asks the questions."""

ALIKE: Final = 2
"""When so few people differ between two polls, two results side by side tell what they said."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one member answered: question -> answer. ``voter`` is a hash, never a name."""

    voter: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One poll of one conversation of a group.

    ``kind`` is a key of :data:`FILLED_IN`, or ``lens`` or ``step``: a vote with buttons. ``state``
    is ``open``, ``closed`` (its result was shown) or ``lapsed`` (nothing was shown). ``due`` is
    when it closes or comes back by itself. ``series`` is the number of the first poll of the group:
    hashes of one series can be compared. ``ref`` is the screen of its message in the group,
    ``about`` what it was opened with, ``shown`` what the group saw of it.

    The other fields are worked out for one turn and are not kept with the poll: ``count``, how
    many took part; ``me``, the hash of who acts in this turn, and ``mine``, what they answered;
    ``votes``, only in the conversation of the poll itself; ``voters``, all who took part.
    """

    id: int
    kind: str
    conversation: str
    starter: str
    series: int
    begun: datetime
    due: datetime | None = None
    form: str = ""
    state: str = "open"
    ref: int = 0
    about: Mapping[str, Any] = field(default_factory=dict)
    shown: Mapping[str, Any] = field(default_factory=dict)
    count: int = 0
    me: str = ""
    mine: Mapping[str, Any] | None = None
    votes: tuple[Vote, ...] = ()
    voters: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        """Whether answers are still taken."""
        return self.state == "open"

    def answers(self, question: str) -> list[Any]:
        """Return the answers to *question*, one per member, None where there is none."""
        return [vote.answers.get(question) for vote in self.votes]


@dataclass(frozen=True, slots=True)
class Ticket:
    """The signed word behind ``/start`` that leads somebody from a button in a group.

    ``kind`` is ``poll`` or ``link``, ``about`` the number of the poll or of the chat; ``valid``
    that it was made by Knoop, for this person, in the group that it belongs to.
    """

    kind: str
    about: int
    valid: bool


@dataclass(frozen=True, slots=True)
class Polls:
    """What a turn may know of polls.

    In a group: all polls of that group, oldest first, with the answers to those that are open in
    this conversation. In a private chat: the polls that its session or its ticket names, without
    the answers of others. ``number`` is the id of a poll that is opened in this turn (at most
    one), ``series`` its series, ``me`` the hash of who acts.
    """

    number: int = 0
    series: int = 0
    me: str = ""
    known: tuple[Poll, ...] = ()
    ticket: Ticket | None = None

    def find(self, number: int) -> Poll | None:
        """Return the poll *number*, or None when it is not known here."""
        return next((poll for poll in self.known if poll.id == number), None)

    def running(self, kind: str) -> Poll | None:
        """Return the open poll of this *kind*, or None."""
        return next((poll for poll in self.known if poll.kind == kind and poll.open), None)

    def told(self, kind: str) -> list[Poll]:
        """Return the polls of this *kind* whose result was shown, oldest first."""
        return [poll for poll in self.known if poll.kind == kind and poll.state == "closed"]


NO_POLLS: Final = Polls()
"""For turns that have nothing to do with polls."""


def too_alike(poll: Poll, earlier: list[Poll]) -> bool:
    """Return whether *poll* beside an *earlier* result would tell what one or two people said.

    The same people may be shown: then only changed minds make a difference, and whose stays
    unknown. Whoever wiped that they took part may have done so again or not. What was itself held
    back for this reason tells nothing, nor does a poll of so long ago that nobody is known of it.
    Our judgement.
    """
    return any(
        _may_differ_by_few(poll, one)
        for one in earlier
        if one.voters and not one.shown.get("alike")
    )


def outline(poll: Poll, polls: Polls, on: date, few: bool) -> dict[str, Any]:
    """Return what a result begins with: how many answered, the day, ``few``, whether too alike."""
    return {
        "n": poll.count,
        "on": on.isoformat(),
        "few": few,
        "alike": too_alike(poll, polls.told(poll.kind)),
    }


def _may_differ_by_few(poll: Poll, one: Poll) -> bool:
    """Return whether one or two may have answered one of the polls and not the other."""
    differ = len(poll.voters ^ one.voters)
    wiped = max(int(one.shown.get("n", 0)) - len(one.voters), 0)
    return differ + wiped >= 1 and differ - wiped <= ALIKE


_MOMENTS: Final = ("begun", "due")
_OF_A_TURN: Final = ("count", "me", "mine", "votes", "voters")
_KEPT: Final = tuple(one.name for one in fields(Poll) if one.name not in _OF_A_TURN)


def to_json(poll: Poll) -> dict[str, Any]:
    """Return what is kept of *poll* as plain JSON values: no answer, and nobody who took part."""
    kept = {name: getattr(poll, name) for name in _KEPT}
    for name in _MOMENTS:
        kept[name] = kept[name] and kept[name].isoformat()
    return kept | {name: dict(kept[name]) for name in ("about", "shown")}


def from_json(stored: Mapping[str, Any]) -> Poll:
    """Return the poll that :func:`to_json` wrote."""
    moments = {name: stored[name] and datetime.fromisoformat(stored[name]) for name in _MOMENTS}
    return Poll(**{**stored, **moments})
