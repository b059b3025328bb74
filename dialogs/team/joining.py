"""Coming into a group and leaving it: three lines, once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from dialogs.effect import ClosePoll
from dialogs.event import Added, Appointed

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

ADDER: Final = "adder"
ADMIN: Final = "admin"
OUT: Final = "out"


def added(talk: Talk, what: Added) -> None:
    """Say who Knoop is; told twice that it was added, it says so once."""
    settings = talk.memory.profile.settings
    if ADDER in settings and OUT not in settings:
        talk.still = True
        return
    set_settings(talk, **{ADDER: talk.event.person, ADMIN: what.admin, OUT: None})
    talk.enter("team", joined=True)


def appointed(talk: Talk, what: Appointed) -> None:
    """Say once what an admin gets to read, and that Knoop does not read it."""
    told = bool(talk.memory.profile.settings.get(ADMIN))
    set_settings(talk, **{ADMIN: what.admin})
    if what.admin and not told:
        talk.say(talk.word("sees_all"))
    talk.still = True


def removed(talk: Talk) -> None:
    """End what runs: nobody can answer here any more. The rest is forgotten after a while."""
    set_settings(talk, **{OUT: talk.today.isoformat()})
    for poll in talk.polls.known:
        if poll.open:
            talk.effects.append(ClosePoll(replace(poll, state="lapsed", due=None)))
    talk.still = True


def sees_all(talk: View) -> bool:
    """Return whether Telegram passes all messages of this group on to Knoop."""
    return talk.coach.house.sees_all or bool(talk.memory.profile.settings.get(ADMIN))


def set_settings(talk: Talk, **changed: Any) -> None:
    """Note settings of this group; None takes one out."""
    profile = talk.memory.profile
    settings = {**profile.settings, **changed}
    kept = {name: value for name, value in settings.items() if value is not None}
    talk.memory = replace(talk.memory, profile=replace(profile, settings=kept))
