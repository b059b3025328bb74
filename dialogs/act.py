"""What a button, a command or a typed word stands for, and what an answer leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup

from dialogs.behind import look_behind
from dialogs.example import example_memory
from dialogs.flow import END
from dialogs.offering import offer
from dialogs.passing_on import pass_on
from dialogs.reminding import stop_all
from dialogs.reviewing import promise
from dialogs.rooms import ROOMS
from dialogs.rooms.privacy import export
from dialogs.screen import Answered, Refused, Reply
from dialogs.sent import SENT
from dialogs.session import Action
from dialogs.talk import Talk
from dialogs.team.linking import untie
from dialogs.team.manners import kept_out
from dialogs.verdict import judge


def act(talk: Talk, action: Action) -> None:
    """Carry out what a button, a command or a typed word stands for."""
    if not talk.event.key.private and kept_out(talk, action):
        return
    session = talk.session
    match action:
        case ["open", dialogue]:
            talk.open(dialogue)
        case ["look", entries]:
            look_behind(talk, entries)
        case ["door", door]:
            go_through(talk, door, session.scratch.get("said", ""))
        case ["call", dialogue, *proposed]:
            talk.call(dialogue)
            if talk.session.room is None:
                talk.step.offer(talk, proposed)
        case ["room", room]:
            talk.enter(room)
        case ["speak", language]:
            talk.speak(language)
            if session.room == "language":
                talk.leave()
        case ["stop"]:
            talk.stop() if session.frames else talk.enter("menu")
        case ["skip"] if session.frames:
            session.room = None
            reply(talk, talk.step.passed(talk), talk.word("skipped"))
        case ["to", step] if session.frames:
            _goes(talk, step)
        case ["example", begin]:
            _try_example(talk, begin)
        case ["judge", said] if session.frames:
            judge(talk, said)
        case ["untie"]:
            untie(talk)
        case [deed] if deed in DEEDS:
            DEEDS[deed](talk)
        case ["send", name]:
            talk.effects.append(SENT[name](talk))
        case ["review", name] if session.frames:
            promise(talk, name)
        case ["note", question, value, step] if session.frames:
            talk.note_answers({question: value})
            _goes(talk, step)
        case _ if session.room is not None:
            ROOMS[session.room].press(talk, action)
        case _:
            reply(talk, talk.step.press(talk, action), None)


def go_through(talk: Talk, door: str, said: str) -> None:
    """Go through the door that somebody asked for with the words *said*.

    A door is a dialogue or a command; one that does not exist yet is said to be so, with the menu.
    """
    if door in talk.coach.dialogues:
        act(talk, ["open", door])
        if talk.session.room is None:
            talk.step.hint(talk, said)
        return
    command = talk.coach.called(door)
    if command is None:
        talk.note = talk.word("not_yet")
        talk.enter("menu")
        return
    act(talk, list(command.does))


def _try_example(talk: Talk, begin: bool) -> None:
    """Begin or end the visit to the example network; what was said there is not kept."""
    session = talk.session
    language = session.language
    talk.begin_anew()
    session = talk.session
    session.language, session.example = language, begin
    talk.memory = example_memory(talk.coach, language, talk.today)
    talk.note = talk.word("example_begins" if begin else "example_ends")
    talk.enter("menu")


def _back(talk: Talk) -> None:
    session = talk.session
    if session.room is not None and session.frames:
        session.room = None
    elif session.room is None and session.frames and talk.step.withdraw(talk):
        return
    elif session.room is not None or not session.frames or not talk.back():
        talk.enter("menu")


def _goes(talk: Talk, step: str) -> None:
    talk.session.room = None
    talk.go_to(step)
    if talk.frame.state == END:
        _finish(talk)


def _finish(talk: Talk) -> None:
    """End the dialogue on top, and offer to come back to it."""
    frame, note = talk.frame, talk.note
    talk.finish()
    if offer(talk, frame):
        talk.note = note


def _quiet(talk: Talk) -> None:
    stop_all(talk)
    talk.note = talk.word("reminders_stopped")


DEEDS: Final[Mapping[str, Callable[[Talk], None]]] = {
    "back": _back,
    "export": export,
    "leave": Talk.leave,
    "pass_on": pass_on,
    "quiet": _quiet,
}
"""What is done at once, wherever the talk stands."""


def reply(talk: Talk, reply: Reply, said: Markup | None) -> None:
    """Do what a step answered: note answers and go on, show again, or say what is wrong."""
    match reply:
        case Answered(answers=answers):
            question = next(iter(answers), None)
            talk.note_answers(answers)
            talk.echo = said
            if said is None and question in talk.step.questions and answers[question] is not None:
                talk.echo = Markup.escape(talk.said(question))
            talk.onward()
            if talk.frame.state == END:
                _finish(talk)
        case Refused(why=why):
            talk.note = why
        case _:
            talk.note = talk.note or reply.note
