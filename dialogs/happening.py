"""What a person does: every kind of event, and what it sets going."""

from __future__ import annotations

from dialogs.act import act
from dialogs.due import fall_due
from dialogs.effect import Take
from dialogs.event import (
    Added,
    Appointed,
    Blocked,
    Broke,
    Called,
    Edited,
    Event,
    FellDue,
    Found,
    Invited,
    Pressed,
    Said,
    Started,
    Tapped,
    Unreadable,
)
from dialogs.handover import PREFIX
from dialogs.hearing import hear
from dialogs.invited import take_in
from dialogs.show import offers
from dialogs.talk import Talk
from dialogs.team.happening import happen_here
from dialogs.team.hearing import called_here, hear_here, started_here
from dialogs.team.linking import come_to_tie
from dialogs.team.manners import APART
from dialogs.team.voting import come_in


def happen(talk: Talk, event: Event) -> None:
    """Let *event* change the session."""
    what = event.what
    if isinstance(what, Pressed):
        _pressed(talk, what)
        return
    if not event.key.private and happen_here(talk, what):
        return
    if isinstance(what, Found):
        _found(talk, what)
        return
    if isinstance(what, Blocked | Added | Appointed | Tapped):
        talk.still = True
        return
    if isinstance(what, FellDue):
        fall_due(talk, what)
        return
    talk.fresh = True
    private = event.key.private
    if isinstance(what, Started):
        (_started if private else started_here)(talk, what)
    elif isinstance(what, Called):
        (_called if private else called_here)(talk, what)
    elif isinstance(what, Said):
        (hear if private else hear_here)(talk, what.text)
    elif isinstance(what, Unreadable):
        calendar = what.kind == "calendar"
        talk.note = talk.word("calendar_unreadable" if calendar else "unreadable")
    elif isinstance(what, Invited):
        take_in(talk, what)
    elif isinstance(what, Edited):
        talk.note = talk.word("edited")
    else:
        _broke(talk, what)


def _broke(talk: Talk, _: Broke) -> None:
    talk.note = talk.word("broke")


def _started(talk: Talk, what: Started) -> None:
    if what.payload.startswith(PREFIX):
        _brought_network(talk, what.payload.removeprefix(PREFIX))
        return
    if talk.polls.ticket is not None:
        entrance = come_to_tie if talk.polls.ticket.kind == "link" else come_in
        entrance(talk, talk.polls.ticket)
        return
    command = talk.coach.called(what.payload)
    if what.payload in talk.coach.dialogues:
        talk.open(what.payload)
    elif command is not None:
        act(talk, list(command.does))
    elif what.payload == APART:
        _came_apart(talk)
    else:
        talk.enter("menu", welcome=True)


def _came_apart(talk: Talk) -> None:
    """Welcome whoever was led out of a group: nothing of what was typed there is known here."""
    talk.note = talk.word("apart_here")
    talk.enter("menu", welcome=not talk.session.live.ref)


def _found(talk: Talk, what: Found) -> None:
    """Do what an admin of this group asked for; say to others that they may not."""
    if not what.admin:
        talk.say(talk.word("admins_only"))
        return
    talk.allowed = talk.fresh = True
    act(talk, list(what.then))


def _brought_network(talk: Talk, token: str) -> None:
    """Offer the network that a link brings; a link works once."""
    if talk.offered is None:
        talk.note = talk.word("offer_gone")
        talk.enter("menu")
        return
    talk.effects.append(Take(token))
    talk.enter("taking", offered=dict(talk.offered))


def _called(talk: Talk, what: Called) -> None:
    command = talk.coach.called(what.name)
    if command is None:
        talk.note = talk.word("no_such_command", name=what.name[:32])
        return
    if command.id == "language" and what.argument in talk.coach.languages:
        act(talk, ["speak", what.argument])
        return
    act(talk, list(command.does))
    if command.does[0] == "open" and talk.session.room is None:
        talk.step.hint(talk, what.argument)


def _pressed(talk: Talk, what: Pressed) -> None:
    live = talk.session.live
    if (what.screen, what.choice) == live.pressed:
        talk.still = True
        return
    if not talk.event.key.private and live.ref <= what.screen < live.number:
        # Somebody else pressed at the same moment: the screen has moved on for all.
        talk.still = True
        return
    here = what.screen == live.number and 0 <= what.choice < len(live.actions)
    if not here or talk.note is not None or not offers(talk, live.actions[what.choice]):
        talk.note, talk.fresh = talk.note or talk.word("stale"), True
        return
    live.pressed = (what.screen, what.choice)
    talk.pressed_message = what.message
    act(talk, live.actions[what.choice])
