"""What typed words do in private: care and requests first, then a button, an answer, or a door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dialogs.act import act, go_through, reply
from dialogs.facts import UNKNOWN
from dialogs.navigation import navigation, typed_verb
from dialogs.reminding import waiting
from dialogs.rooms import ROOMS
from dialogs.rooms.room import Deaf
from dialogs.route import closest
from dialogs.screen import Choice, Refused
from dialogs.session import Action
from dialogs.shorthand import pressed
from dialogs.steps.advise import Advise
from dialogs.steps.say import Say
from dialogs.talk import Talk

LONGEST: Final = 4000
"""Characters of a typed message that are read; more is said to be too much."""

CLEARLY: Final = 3
"""So many words it takes to leave a page that asks nothing for another dialogue."""

LONGEST_SAID: Final = 300
"""So much of what was typed waits until somebody has said which of two doors is meant."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """What could be pressed when the words came in: of the step or the room, and around it."""

    own: list[Choice]
    around: list[Choice]

    @property
    def all(self) -> list[Choice]:
        """All of them, as they stand on the screen."""
        return [*self.own, *self.around]


def hear(talk: Talk, text: str) -> None:
    """Do what typed words ask for: care and requests first, then what they mean where one is."""
    worry = talk.coach.care(text[:LONGEST])
    if worry is not None:
        _worried(talk, worry)
        return
    if len(text) > LONGEST:
        talk.note = talk.word("too_long", most=LONGEST, length=len(text))
        return
    session = talk.session
    buttons = buttons_of(talk)
    verb = _named(talk, text, buttons) or typed_verb(talk, text)
    asked = talk.coach.asks(text) if verb is None else None
    if verb is not None:
        act(talk, verb)
    elif asked is not None:
        _asked(talk, asked)
    elif (likely := _likely_first(talk, text, buttons)) is not None:
        _asked_perhaps(talk, likely)
    elif session.room is not None and ROOMS[session.room].hear(talk, text):
        return
    elif session.frames and session.room is None:
        # After the questions were renewed, the words were an answer to another one.
        if talk.note is None:
            _heard(talk, text, buttons)
    elif not _find_door(talk, text, buttons):
        kind = next(iter(talk.coach.propose("courtesy", text, talk.language)), "not_understood")
        talk.note = talk.word(kind)
        talk.enter("menu")


def buttons_of(talk: Talk) -> Buttons:
    """Return the buttons of the screen that stands now; it is drawn for this, so only once."""
    room = talk.session.room
    screen = talk.step.screen(talk) if room is None else ROOMS[room].screen(talk)
    around = navigation(talk) if room is None else []
    return Buttons(
        [choice for row in screen.rows for choice in row],
        [choice for row in around for choice in row],
    )


def nearly(text: str, buttons: Sequence[Choice]) -> Choice | None:
    """Return the button whose words are like *text*, when there is one and no other."""
    meant = closest(text, {str(place): str(one.label) for place, one in enumerate(buttons)})
    return None if meant is None else buttons[int(meant)]


def _named(talk: Talk, text: str, buttons: Buttons) -> Action | None:
    """Return what the button of the room does that typed words mean: it goes before all else."""
    if talk.session.room is None:
        return None
    meant = pressed(text, buttons.all, talk)
    return None if meant is None else meant.action


def _asks(talk: Talk) -> bool:
    """Return whether a question stands, to which any words may be the answer."""
    room = talk.session.room
    if room is not None:
        return not isinstance(ROOMS[room], Deaf)
    return bool(talk.session.frames) and not isinstance(talk.step, Advise | Say)


def _heard(talk: Talk, text: str, buttons: Buttons) -> None:
    """Take typed words for a button of the step or around it, else for an answer to it."""
    said = Markup.escape(text[:200])
    meant = pressed(text, buttons.all, talk)
    if meant in buttons.own:
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
        meant = nearly(text, buttons.around)
        if meant is not None:
            act(talk, meant.action)
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


def _worried(talk: Talk, worry: str) -> None:
    """Care before coaching: say who to turn to, and keep nothing of what was typed."""
    talk.blank = True
    talk.enter("care", care=worry)


def _asked(talk: Talk, what: str) -> None:
    """Do what comes before everything: ask once more and delete, or send nothing any more."""
    if what == "forget":
        act(talk, ["room", "forget"])
        return
    if waiting(talk):
        act(talk, ["quiet"])
    act(talk, ["room", "reminders"])


def _likely_first(talk: Talk, text: str, buttons: Buttons) -> str | None:
    """Return what *text* most likely is of all that comes before everything, or None.

    Words that are like those on a button are not looked at: they are an answer.
    """
    asked = _asks(talk)
    if asked and nearly(text, buttons.all) is not None:
        return None
    return talk.coach.first(text, talk.language, asked)


def _asked_perhaps(talk: Talk, what: str) -> None:
    """Do what somebody most likely asked for; whoever wants no more chooses what ends."""
    if what == "quiet":
        act(talk, ["room", "reminders"])
    elif what == "forget":
        _asked(talk, what)
    else:
        _worried(talk, what)


def _find_door(talk: Talk, text: str, buttons: Buttons) -> bool:
    """Look for the door that *text* asks for: go in, or ask which of two. False: there is none.

    Words that stand on a button of the room mean that button.
    """
    meant = nearly(text, buttons.all)
    if meant is not None:
        act(talk, meant.action)
        return True
    doors = talk.coach.doors(text, talk.language).doors
    said = text[:LONGEST_SAID]
    if len(doors) == 1:
        _go_in(talk, doors[0], said)
    elif doors:
        talk.enter("doors", doors=list(doors), said=said)
    return bool(doors)
