"""Answering a poll in one's own private chat, until it closes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Cast
from dialogs.instruments.roles import Roles
from dialogs.poll import FILLED_IN, Poll, Ticket
from dialogs.session import Frame
from dialogs.team.keeping import can_be_kept

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

POLL: Final = "poll"
APART: Final = "apart"
CAST: Final = "cast"

OWN: Final = frozenset({"team_roles"})
"""Polls about the members themselves: what they answer is also their own, as in private."""


def come_in(talk: Talk, ticket: Ticket) -> None:
    """Begin to answer the poll that *ticket* leads to, or say kindly why not."""
    poll = talk.polls.find(ticket.about)
    talk.end_example()
    if not ticket.valid:
        talk.note = talk.word("ticket_of_another")
        talk.enter("menu")
    elif poll is not None and not poll.open and can_be_kept(poll):
        talk.enter("pulse", poll=poll.id)
    elif poll is None or not poll.open:
        talk.note = talk.word("poll_is_over")
        talk.enter("menu")
    else:
        fill_in(talk, poll)


def fill_in(talk: Talk, poll: Poll) -> None:
    """Ask the questions of *poll*; what was answered earlier stands there, and can be changed."""
    session = talk.session
    session.room = None
    if session.frame is not None and session.frame.scratch.get(POLL) == poll.id:
        return
    waiting = [frame for frame in session.paused if frame.scratch.get(POLL) == poll.id]
    talk.pause()
    session.paused = [frame for frame in session.paused if frame.scratch.get(POLL) != poll.id]
    session.frames = [waiting[0] if waiting else _begun(talk, poll)]
    talk.come_back() if waiting else talk.settle()


def _begun(talk: Talk, poll: Poll) -> Frame:
    dialogue = FILLED_IN[poll.kind]
    asked = talk.coach.dialogues[dialogue].questions
    scratch: dict[str, Any] = {POLL: poll.id, "form": poll.form}
    if "organisations" in poll.about:
        scratch["organisations"] = {name: name for name in poll.about["organisations"]}
    if poll.kind not in OWN:
        scratch[APART] = True
    return Frame(
        dialogue,
        talk.coach.dialogues[dialogue].first,
        answers={name: value for name, value in (poll.mine or {}).items() if name in asked},
        scratch=scratch,
        began=talk.today.isoformat(),
        lapses=talk.lapsing(dialogue),
    )


def hand_in(talk: Talk) -> None:
    """Put all that was answered on the way into the poll, instead of what was there before."""
    poll = talk.poll
    if poll is None:
        return
    made = BALLOTS.get(poll.kind, _all_answers)(talk)
    talk.effects.append(Cast(poll.id, poll.me, made))
    talk.frame.scratch[CAST] = True


def _all_answers(talk: View) -> dict[str, Any]:
    return {name: value for name, value in talk.answers().items() if value is not None}


def _roles_only(talk: View) -> dict[str, Any]:
    """Return the roles that somebody shares, never a score; nothing when they do not share."""
    answers, instrument = talk.answers(), talk.dialogue.instrument
    share = answers.get("share")
    if share not in ("named", "unnamed") or not isinstance(instrument, Roles):
        return {"share": "no"}
    called = {"called": answers.get("called", "")} if share == "named" else {}
    return {"share": share, **instrument.shares(talk.given()), **called}


BALLOTS: Final[Mapping[str, Callable[[View], dict[str, Any]]]] = {"team_roles": _roles_only}
"""What of the answers goes into the poll, where it is not all of them."""


def handed_in(talk: Talk, frame: Frame) -> None:
    """Say that it is there, once the questions of a poll are over."""
    poll = talk.polls.find(frame.scratch[POLL])
    if frame.scratch.get(CAST) and poll is not None and poll.due is not None:
        talk.note = talk.word("handed_in", until=talk.moment(poll.due))
    talk.enter("menu")


def drop_closed(talk: Talk) -> None:
    """Drop what was being answered for a poll that is over: those answers may not be kept."""
    session = talk.session
    over = [frame for frame in (*session.frames, *session.paused) if _over(talk, frame)]
    if not over:
        return
    on_top = session.frame in over
    session.frames = [frame for frame in session.frames if frame not in over]
    session.paused = [frame for frame in session.paused if frame not in over]
    if on_top:
        talk.note = talk.word("poll_is_over")
        talk.enter("menu")


def _over(talk: Talk, frame: Frame) -> bool:
    if POLL not in frame.scratch:
        return False
    poll = talk.polls.find(frame.scratch[POLL])
    return poll is None or not poll.open


def closed_meanwhile(talk: Talk, _: str) -> None:
    """A poll was closed: what was answered of it is dropped already; say so where it stood."""
    talk.fresh = False
    talk.still = talk.note is None


def intro(talk: View) -> Markup:
    """Return what everybody should know before the first question of a poll."""
    poll = talk.poll
    if poll is None or poll.due is None:
        return Markup()
    kind = talk.know["polls"]["kinds"][poll.kind]
    until = talk.moment(poll.due)
    return talk.word("poll_intro", name=kind["name"], sees=kind["sees"], until=until)
