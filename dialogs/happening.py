"""What a person does: every kind of event, and what it sets going."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from dialogs.act import act, go_through, reply
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
from dialogs.facts import UNKNOWN
from dialogs.handover import PREFIX
from dialogs.invited import take_in
from dialogs.navigation import navigation, typed_verb
from dialogs.rooms import ROOMS
from dialogs.route import bare, closest
from dialogs.screen import Refused
from dialogs.session import Action
from dialogs.shorthand import pressed
from dialogs.show import offers
from dialogs.steps.advise import Advise
from dialogs.steps.say import Say
from dialogs.talk import Talk
from dialogs.team.happening import happen_here
from dialogs.team.linking import come_to_tie
from dialogs.team.voting import come_in

LONGEST: Final = 4000
"""Characters of a typed message that are read; more is said to be too much."""

CLEARLY: Final = 3
"""So many words it takes to leave a page that asks nothing for another dialogue."""

LONGEST_SAID: Final = 300
"""So much of what was typed waits until somebody has said which of two doors is meant."""


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
    if isinstance(what, Started):
        _started(talk, what)
    elif isinstance(what, Called):
        _called(talk, what)
    elif isinstance(what, Said):
        _said(talk, what.text)
    elif isinstance(what, Unreadable):
        calendar = what.kind == "calendar"
        talk.note = talk.word("calendar_unreadable" if calendar else "unreadable")
    elif isinstance(what, Invited):
        take_in(talk, what)
    elif isinstance(what, Edited):
        talk.note = talk.word("edited")
    elif isinstance(what, Broke):
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
    else:
        talk.enter("menu", welcome=True)


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


def _said(talk: Talk, text: str) -> None:
    worry = talk.coach.care(text[:LONGEST])
    if worry is not None:
        talk.blank = True
        if talk.event.key.private:
            talk.enter("care", care=worry)
        else:
            talk.say(talk.word("worry_here"), talk.way_to_private("menu"))
        return
    if len(text) > LONGEST:
        talk.note = talk.word("too_long", most=LONGEST, length=len(text))
        return
    session = talk.session
    if (own := _on_a_button(talk, text)) is not None:
        act(talk, own)
        return
    verb = typed_verb(talk, text)
    asked = talk.coach.asks(text) if verb is None else None
    if verb is not None:
        act(talk, verb)
    elif asked is not None:
        _asked(talk, asked)
    elif session.room is not None and _heard_in_room(talk, text):
        return
    elif session.frames and session.room is None:
        # After the questions were renewed, the words were an answer to another one.
        if talk.note is None:
            _heard(talk, text)
    elif not _find_door(talk, text):
        talk.note = talk.word("not_understood")
        talk.enter("menu")


def _on_a_button(talk: Talk, text: str) -> Action | None:
    """Return what the button of the room does that says just *text*: it goes before all else."""
    if talk.session.room is None:
        return None
    buttons = [choice for row in ROOMS[talk.session.room].screen(talk).rows for choice in row]
    said = bare(text)
    return next(
        (one.action for one in buttons if one.action and bare(str(one.label)) == said), None
    )


def _heard_in_room(talk: Talk, text: str) -> bool:
    """Take typed words for a button of the room, when they mean one; else as the room does."""
    room = ROOMS[talk.session.room or ""]
    meant = pressed(text, [choice for row in room.screen(talk).rows for choice in row], talk)
    if meant is None:
        return room.hear(talk, text)
    act(talk, meant.action)
    return True


def _heard(talk: Talk, text: str) -> None:
    """Take typed words for a button of the step or around it, else for an answer to it."""
    said = Markup.escape(text[:200])
    answers = [choice for row in talk.step.screen(talk).rows for choice in row]
    around = [choice for row in navigation(talk) for choice in row]
    meant = pressed(text, [*answers, *around], talk)
    if meant in answers:
        reply(talk, talk.step.press(talk, meant.action), said)
        return
    if meant is not None:
        act(talk, meant.action)
        return
    if UNKNOWN in talk.coach.shorthand(text) and talk.step.skip:
        act(talk, ["skip"])
        return
    heard = talk.step.hear(talk, text)
    if isinstance(heard, Refused):
        nearly = closest(text, {str(n): str(one.label) for n, one in enumerate(around)})
        if nearly is not None:
            act(talk, around[int(nearly)].action)
            return
        if _moves_on(talk, text):
            return
    reply(talk, heard, said)


def _moves_on(talk: Talk, text: str) -> bool:
    """Open the other dialogue that *text* clearly asks for, on a page that asks nothing itself."""
    if not isinstance(talk.step, Advise | Say) or len(text.split()) < CLEARLY:
        return False
    doors = talk.coach.doors(text, talk.language).doors
    elsewhere = {*talk.coach.dialogues} - {talk.frame.dialogue}
    if len(doors) != 1 or doors[0] not in elsewhere:
        return False
    _go_in(talk, doors[0], text)
    return True


def _go_in(talk: Talk, door: str, said: str) -> None:
    """Go through *door*, and say so with a way back."""
    if door in talk.coach.dialogues:
        talk.note = talk.word("opened_for_you", title=talk.title(door))
    go_through(talk, door, said)


def _asked(talk: Talk, what: str) -> None:
    """Do what comes before everything: delete what is kept, or send nothing any more."""
    if what == "forget":
        act(talk, ["room", "forget"])
    elif talk.coach.called("remind") is not None:
        go_through(talk, "remind", "")
    else:
        talk.note = talk.word("nothing_planned")


def _find_door(talk: Talk, text: str) -> bool:
    """Look for the door that *text* asks for: go in, or ask which of two. False: there is none.

    Words that stand on a button of the room mean that button.
    """
    if talk.session.room is not None:
        buttons = [choice for row in ROOMS[talk.session.room].screen(talk).rows for choice in row]
        meant = closest(text, {str(n): str(one.label) for n, one in enumerate(buttons)})
        if meant is not None:
            act(talk, buttons[int(meant)].action)
            return True
    doors = talk.coach.doors(text, talk.language).doors
    if len(doors) == 1:
        _go_in(talk, doors[0], text)
    elif doors:
        talk.enter("doors", doors=list(doors), said=text[:LONGEST_SAID])
    return bool(doors)


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
