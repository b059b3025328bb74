"""Closing a poll: by whoever started it, by an admin, or by time; a result only from enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.effect import Button, ClosePoll, LookUp
from dialogs.event import Found
from dialogs.poll import Poll
from dialogs.team import board
from dialogs.team.linking import feed
from dialogs.team.result import RESULTS

if TYPE_CHECKING:
    from dialogs.talk import Talk


def least(talk: Talk, poll: Poll) -> int:
    """Return how many must have answered before there is a result."""
    return int(board.about(talk, poll)["least"])


def asked(talk: Talk, poll: Poll) -> None:
    """Close *poll* for whoever asks, when they may and when enough have answered.

    The button stands under the one to answer with, and answers do not come back: so it is asked
    once more. A vote is closed at once: there is nothing to lose.
    """
    if poll.count < least(talk, poll):
        vote = poll.kind in board.VOTES
        stop = Button(str(talk.word("take_first" if vote else "stop_poll")), poll=poll.id, verb="x")
        few = "vote_too_few" if vote else "close_too_few"
        words = talk.word(few, count=poll.count, least=least(talk, poll))
        talk.say(words, ((stop,),))
        return
    _look_up(talk, "close" if poll.kind in board.VOTES else "sure", poll)


def sure(talk: Talk, poll: Poll) -> None:
    """Ask once more whether *poll* is to be closed now."""
    days = talk.know["polls"]["again_after"]
    words = talk.word("close_sure", count=poll.count, days=days)
    talk.say(words, ((Button(str(talk.word("close_yes")), poll=poll.id, verb="y"),),))


def confirmed(talk: Talk, poll: Poll) -> None:
    """Close *poll* for whoever is sure, when they may."""
    _look_up(talk, "close", poll)


def stop_asked(talk: Talk, poll: Poll) -> None:
    """Stop *poll* without a result for whoever asks, when they may."""
    _look_up(talk, "lapse", poll)


def _look_up(talk: Talk, what: str, poll: Poll) -> None:
    talk.effects.append(LookUp(talk.event.person, (what, poll.id)))
    talk.still = True


def found(talk: Talk, what: Found, poll: Poll) -> None:
    """Close or stop *poll*, now that it is known who asked and how many are in the group."""
    decided = talk.event.person is None
    if not (decided or what.admin or talk.polls.me == poll.starter):
        talk.say(talk.word("only_the_starter"))
    elif poll.conversation != str(talk.event.key):
        # Of a button on an old message Telegram does not tell the topic.
        talk.tell(poll.conversation, what.then[0], str(poll.id))
    elif what.then[0] == "sure":
        sure(talk, poll)
    elif what.then[0] == "close" and poll.count >= least(talk, poll):
        close(talk, poll, what.members)
    else:
        lapse(talk, poll)
        if poll.kind not in board.VOTES:
            talk.say(talk.word("poll_stopped"))


def time_is_up(talk: Talk, poll: Poll) -> None:
    """Close *poll* by time, or let it lapse with too few answers."""
    if poll.count >= least(talk, poll):
        _look_up(talk, "close", poll)
        return
    lapse(talk, poll)
    if poll.kind not in board.VOTES:
        words = talk.word("lapsed_too_few", count=poll.count, least=least(talk, poll))
        talk.say(words)


def close(talk: Talk, poll: Poll, members: int | None) -> None:
    """End *poll* with its result; the answers are gone in the same commit.

    ``members`` counts all in the group, with Knoop itself.
    """
    few = members is not None and 2 * poll.count < members - 1
    result = RESULTS[poll.kind]
    shown = result.shown(talk, poll, few)
    # From here on there are no answers: all that follows can only tell what is in ``shown``.
    over = replace(poll, state="closed", due=None, shown=shown, votes=())
    talk.effects.append(ClosePoll(over))
    board.refresh(talk, over)
    result.tell(talk, over)
    feed(talk, over)


def lapse(talk: Talk, poll: Poll) -> None:
    """End *poll* without a result; a vote with too few goes on with its first option."""
    if poll.kind in board.VOTES:
        close(talk, poll, None)
        return
    over = replace(poll, state="lapsed", due=None)
    talk.effects.append(ClosePoll(over))
    board.refresh(talk, over)
