"""What typed words do in a group: what the team clearly asks for, or they lead to the private chat.

A sentence may be about somebody, so only what is nothing but a request opens something here
(``dialogs/route/errands.py``). Nothing that was typed is repeated, and nothing of it is kept but
the answer to the one question that a group answers by typing: who does it.
"""

from __future__ import annotations

from typing import Final

from dialogs.act import act, go_through
from dialogs.coach import Command
from dialogs.event import Called, Started
from dialogs.hearing import LONGEST, buttons_of, nearly
from dialogs.navigation import typed_verb
from dialogs.rooms import ROOMS
from dialogs.route import COURTESY, Errand
from dialogs.session import Action
from dialogs.shorthand import pressed
from dialogs.steps.look import lay_out
from dialogs.talk import Talk
from dialogs.team.manners import APART, ASKING

LIBRARY: Final = "library"

TWO: Final = 2
"""So many doors are offered when several were asked for at once."""


def hear_here(talk: Talk, text: str) -> None:
    """Do what the group asks for in so many words; anything else is talked about in private."""
    text = text[: LONGEST + 1].removeprefix(talk.at)
    room = talk.session.room
    if talk.coach.care(text) is not None:
        _worried(talk)
    elif (meant := _button(talk, text)) is not None:
        act(talk, meant)
    elif room in ASKING and ROOMS[room].hear(talk, text):
        return
    elif (errand := talk.coach.errands(text)) is not None:
        _run(talk, errand, text)
    elif _sounds_like_a_worry(talk, text):
        _worried(talk)
    else:
        lead_apart(talk)


def called_here(talk: Talk, what: Called) -> None:
    """Carry out a command, when nothing else stands behind it; one that is unknown is not named."""
    command = talk.coach.called(what.name)
    if command is None:
        talk.note = talk.word("no_such_command_here", at=talk.at)
    elif command.id == "language" and what.argument.casefold() in talk.coach.languages:
        act(talk, ["speak", what.argument.casefold()])
    elif not what.argument:
        act(talk, list(command.does))
    elif talk.coach.care(what.argument) is not None:
        _worried(talk)
    else:
        _with_words(talk, command, what.argument)


def _with_words(talk: Talk, command: Command, words: str) -> None:
    """Carry out *command* with *words* behind it, where these add nothing to it."""
    errand = talk.coach.errands(words, looking=True) if command.id == LIBRARY else None
    if errand is not None and errand.entries:
        _look(talk, errand)
    elif talk.coach.errands.adds_nothing(words, command.id):
        act(talk, list(command.does))
    else:
        lead_apart(talk)


def started_here(talk: Talk, what: Started) -> None:
    """Open what a link names that brought Knoop here; a ticket of somebody is for private chats."""
    if what.payload in talk.coach.dialogues or talk.coach.called(what.payload) is not None:
        go_through(talk, what.payload, "")
    else:
        talk.enter("menu")


def lead_apart(talk: Talk) -> None:
    """Lead to the private chat. What the group is in the middle of stays where it is."""
    session = talk.session
    if session.frames or session.room != "team":
        talk.say(talk.word("apart_meanwhile", at=talk.at), talk.way_to_private(APART))
    else:
        talk.enter("team", apart=True)


def _worried(talk: Talk) -> None:
    """Care before coaching, also here: without a word of what it is about."""
    talk.say(talk.word("worry_here"), talk.way_to_private("menu"))


def _button(talk: Talk, text: str) -> Action | None:
    """Return what the button does that *text* means, or a word that always works (*menu*).

    Only before a poll a slip is forgiven: elsewhere the buttons are doors, and *waar zit hij vast*
    is not one of them.
    """
    shown = buttons_of(talk).all
    meant = pressed(text, shown, talk)
    if meant is None and talk.session.room == "opening":
        meant = nearly(text, shown)
    return typed_verb(talk, text) if meant is None else meant.action


def _run(talk: Talk, errand: Errand, text: str) -> None:
    doors = errand.doors
    if errand.entries:
        _look(talk, errand)
    elif doors in ((), (COURTESY,)):
        kind = next(iter(talk.coach.propose("courtesy", text, talk.language)), None)
        talk.note = None if kind is None else talk.word(kind)
        talk.enter("menu")
    elif len(doors) == 1:
        go_through(talk, doors[0], "")
    else:
        talk.enter("doors", doors=list(doors[:TWO]), said="")


def _look(talk: Talk, errand: Errand) -> None:
    """Open the library at what was asked for, without keeping the words."""
    talk.open(LIBRARY)
    lay_out(talk, errand.entries)


def _sounds_like_a_worry(talk: Talk, text: str) -> bool:
    """Return whether *text* sounds like danger, in words that no rule has."""
    likely = talk.coach.first(text, talk.language, asked=False)
    return likely is not None and talk.coach.first.is_worry(likely)
