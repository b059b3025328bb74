"""One turn: an event comes in, the session moves on, effects go out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from dialogs.coach import Coach
from dialogs.effect import Commands, Effect
from dialogs.event import Broke, Event, FellDue
from dialogs.example import example_memory
from dialogs.happening import happen
from dialogs.lapsing import let_go
from dialogs.memory import Memory
from dialogs.poll import NO_POLLS, Polls
from dialogs.reminding import heard, tell_missed
from dialogs.reviewing import bring_forward
from dialogs.session import Session, copied
from dialogs.show import show
from dialogs.talk import Talk
from dialogs.team.voting import drop_closed

RETURN: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to. ``blank``: the text of the event must not be kept anywhere."""

    session: Session
    memory: Memory
    effects: tuple[Effect, ...]
    blank: bool = False
    counted: tuple[tuple[str, str], ...] = ()


def take_turn(
    coach: Coach,
    session: Session | None,
    memory: Memory,
    event: Event,
    offered: Mapping[str, Any] | None = None,
    *,
    polls: Polls = NO_POLLS,
    handed_over: bool = False,
) -> Turn:
    """Return what *event* leads to; *session* (None at first contact) is left as it was.

    One that is *handed_over* is the turn's own, and needs no copy. *offered* is the network that a
    link brings (``giver`` and ``network``), if it brings one; *polls* are those that this turn may
    know of.

    Raises:
        Exception: something is wrong with the content or the code; nothing has changed then.
    """
    if session is None:
        begun = _new(coach, memory, event)
    else:
        begun = session if handed_over else copied(session)
    by_itself = isinstance(event.what, FellDue | Broke)
    if begun.example and isinstance(event.what, FellDue):
        # What somebody asked to be reminded of is real: the example is over.
        begun = Session(begun.language, screens=begun.screens, seen=begun.seen, live=begun.live)
    known = example_memory(coach, begun.language, event.at.date()) if begun.example else memory
    talk = Talk(coach, begun, known, event)
    talk.offered, talk.polls = offered, polls
    _lapse(talk)
    if not event.key.private:
        _speak_as_the_group(talk)
    if session is None:
        talk.effects.append(Commands(begun.language))
    if not by_itself and event.key.private:
        _count_return(talk)
        heard(talk)
    talk.mend()
    drop_closed(talk)
    happen(talk, event)
    if talk.memory.networks is not known.networks:
        bring_forward(talk)
    if not by_itself:
        tell_missed(talk)
    if not talk.still:
        show(talk)
    kept = memory if begun.example or talk.session.example else talk.memory
    return Turn(talk.session, kept, tuple(talk.effects), talk.blank, tuple(talk.counted))


def _new(coach: Coach, memory: Memory, event: Event) -> Session:
    known = memory.profile.language
    language = known if known in coach.languages else coach.speaks(event.language)
    # Screens are numbered from the moment of this event on, so that no button from before a
    # deletion can mean anything in the new session.
    begun = int(event.at.timestamp())
    if not event.key.private:
        return Session(language, room="team", screens=begun)
    return Session(language, room="menu", scratch={"welcome": True}, screens=begun)


def _lapse(talk: Talk) -> None:
    """Let go what has lapsed; say so where it was what they were talking about."""
    under_way = bool(talk.session.frames)
    if let_go(talk.session, talk.today, "menu" if talk.event.key.private else "team"):
        talk.note = talk.word("answers_lapsed") if under_way else None


def _speak_as_the_group(talk: Talk) -> None:
    """Speak the language of the group, in all its topics; who spoke first here set it."""
    profile = talk.memory.profile
    if profile.language in talk.coach.languages:
        talk.session.language = str(profile.language)
    else:
        talk.memory = replace(talk.memory, profile=replace(profile, language=talk.language))


def _count_return(talk: Talk) -> None:
    """Count who comes for the first time, and who comes back within thirty days."""
    today, seen = talk.today, talk.session.seen
    if not seen:
        talk.counted.append(("came", "first"))
    elif timedelta(0) < today - date.fromisoformat(seen) <= RETURN:
        talk.counted.append(("came", "back"))
    talk.session.seen = today.isoformat()
