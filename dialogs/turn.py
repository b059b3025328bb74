"""One turn: an event comes in, the session moves on, effects go out. Pure."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from markupsafe import Markup

from dialogs.coach import Coach
from dialogs.documents import DOCUMENTS
from dialogs.effect import Button, Commands, Edit, Effect, Rows, Say
from dialogs.event import (
    Blocked,
    Broke,
    Called,
    Edited,
    Event,
    FellDue,
    Pressed,
    Said,
    Started,
    Unreadable,
)
from dialogs.example import example_memory
from dialogs.flow import END
from dialogs.memory import Memory
from dialogs.navigation import navigation, progress, typed_verb
from dialogs.rooms import ROOMS
from dialogs.rooms.privacy import export
from dialogs.route import bare, closest
from dialogs.screen import Answered, Choice, Leads, Refused, Reply, Row, Screen
from dialogs.session import Action, Live, Session
from dialogs.steps.advise import Advise
from dialogs.talk import Talk
from dialogs.verdict import count, judge, judged

RETURN: Final = timedelta(days=30)

LONGEST: Final = 4000
"""Characters of a typed message that are read; more is said to be too much."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event led to. ``blank``: the text of the event must not be kept anywhere."""

    session: Session
    memory: Memory
    effects: tuple[Effect, ...]
    blank: bool = False
    counted: tuple[tuple[str, str], ...] = ()


def take_turn(coach: Coach, session: Session | None, memory: Memory, event: Event) -> Turn:
    """Return what *event* leads to; *session* (None at first contact) is left as it was.

    Raises:
        Exception: something is wrong with the content or the code; nothing has changed then.
    """
    begun = copy.deepcopy(session) if session is not None else _new(coach, memory, event)
    known = example_memory(coach, begun.language, event.at.date()) if begun.example else memory
    talk = Talk(coach, begun, known, event)
    if session is None:
        talk.effects.append(Commands(begun.language))
    _count_return(talk)
    talk.mend()
    _happen(talk, event)
    if not talk.still:
        _show(talk)
    kept = memory if begun.example or talk.session.example else talk.memory
    return Turn(talk.session, kept, tuple(talk.effects), talk.blank, tuple(talk.counted))


def _new(coach: Coach, memory: Memory, event: Event) -> Session:
    known = memory.profile.language
    language = known if known in coach.languages else coach.speaks(event.language)
    return Session(language, room="menu", scratch={"welcome": True})


def _count_return(talk: Talk) -> None:
    """Count who comes for the first time, and who comes back within thirty days."""
    today, seen = talk.today, talk.session.seen
    if not seen:
        talk.counted.append(("came", "first"))
    elif timedelta(0) < today - date.fromisoformat(seen) <= RETURN:
        talk.counted.append(("came", "back"))
    talk.session.seen = today.isoformat()


def _happen(talk: Talk, event: Event) -> None:
    """Let *event* change the session."""
    what = event.what
    if isinstance(what, Pressed):
        _pressed(talk, what)
        return
    if isinstance(what, Blocked | FellDue):
        talk.still = True
        return
    talk.fresh = True
    if isinstance(what, Started):
        _started(talk, what)
    elif isinstance(what, Called):
        _called(talk, what)
    elif isinstance(what, Said):
        _said(talk, what.text)
    elif isinstance(what, Unreadable):
        talk.note = talk.word("unreadable")
    elif isinstance(what, Edited):
        talk.note = talk.word("edited")
    elif isinstance(what, Broke):
        talk.note = talk.word("broke")


# -- what a person does -------------------------------------------------------------------------


def _started(talk: Talk, what: Started) -> None:
    if what.payload in talk.coach.dialogues:
        talk.open(what.payload)
    else:
        talk.enter("menu", welcome=True)


def _called(talk: Talk, what: Called) -> None:
    command = talk.coach.called(what.name)
    if command is None:
        talk.note = talk.word("no_such_command", name=what.name[:32])
        return
    if command.id == "language" and what.argument in talk.coach.languages:
        talk.speak(what.argument)
        return
    _act(talk, list(command.does))


def _said(talk: Talk, text: str) -> None:
    worry = talk.coach.care(text[:LONGEST])
    if worry is not None:
        talk.blank = True
        talk.enter("care", care=worry)
        return
    if len(text) > LONGEST:
        talk.note = talk.word("too_long", most=LONGEST, length=len(text))
        return
    session = talk.session
    verb = typed_verb(talk, text)
    if verb is not None:
        _act(talk, verb)
    elif session.room is not None and ROOMS[session.room].hear(talk, text):
        return
    elif session.frames and session.room is None:
        _heard(talk, text)
    else:
        _find_door(talk, text)


def _heard(talk: Talk, text: str) -> None:
    """Take typed words for an extra button of the step, else for an answer to it."""
    buttons = [choice for row in navigation(talk) for choice in row]
    pressed = next((one for one in buttons if bare(str(one.label)) == bare(text)), None)
    if pressed is None:
        reply = talk.step.hear(talk, text)
        meant = None
        if isinstance(reply, Refused):
            meant = closest(text, {str(n): str(one.label) for n, one in enumerate(buttons)})
        if meant is None:
            _reply(talk, reply, Markup.escape(text[:200]))
            return
        pressed = buttons[int(meant)]
    _act(talk, pressed.action)


def _find_door(talk: Talk, text: str) -> None:
    """Look for the dialogue that *text* asks for; else show the menu, without guessing."""
    found = talk.coach.propose("", text, talk.language)
    if len(found) == 1:
        talk.note = talk.word("opened_for_you", title=talk.title(found[0]))
        talk.open(found[0])
        return
    talk.note = talk.word("not_understood")
    talk.enter("menu")


def _pressed(talk: Talk, what: Pressed) -> None:
    live = talk.session.live
    if (what.screen, what.choice) == live.pressed:
        talk.still = True
        return
    if what.screen != live.number or not 0 <= what.choice < len(live.actions):
        talk.note, talk.fresh = talk.word("stale"), True
        return
    live.pressed = (what.screen, what.choice)
    talk.pressed_message = what.message
    _act(talk, live.actions[what.choice])


# -- what it comes to ---------------------------------------------------------------------------


def _act(talk: Talk, action: Action) -> None:
    """Carry out what a button, a command or a typed word stands for."""
    session = talk.session
    match action:
        case ["open", dialogue]:
            talk.open(dialogue)
        case ["call", dialogue]:
            talk.call(dialogue)
        case ["room", room]:
            talk.enter(room)
        case ["speak", language]:
            talk.speak(language)
            if session.room == "language":
                talk.leave()
        case ["leave"]:
            talk.leave()
        case ["stop"]:
            talk.stop() if session.frames else talk.enter("menu")
        case ["back"]:
            _back(talk)
        case ["skip"] if session.frames:
            session.room = None
            _reply(talk, Answered(dict.fromkeys(talk.step.questions)), talk.word("skipped"))
        case ["to", step] if session.frames:
            _goes(talk, step)
        case ["example", begin]:
            _try_example(talk, begin)
        case ["judge", said] if session.frames:
            judge(talk, said)
        case ["export"]:
            export(talk)
        case ["send", name] if session.frames:
            talk.effects.append(DOCUMENTS[name](talk))
        case ["note", question, value, step] if session.frames:
            talk.note_answers({question: value})
            _goes(talk, step)
        case _ if session.room is not None:
            ROOMS[session.room].press(talk, action)
        case _ if session.frames:
            _reply(talk, talk.step.press(talk, action), None)
        case _:
            talk.enter("menu")


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
        talk.finish()


def _reply(talk: Talk, reply: Reply, said: Markup | None) -> None:
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
                talk.finish()
        case Leads(to=step):
            _goes(talk, step)
        case Refused(why=why):
            talk.note = why
        case _:
            talk.note = talk.note or reply.note


# -- what is shown ------------------------------------------------------------------------------


def _screen(talk: Talk) -> Screen:
    """Return the screen that stands now, with its navigation."""
    session = talk.session
    if session.room is not None:
        return ROOMS[session.room].screen(talk)
    if isinstance(talk.step, Advise):
        talk.record()
        _count_advice(talk)
    screen = talk.step.screen(talk)
    lines = [progress(talk), screen.text]
    text = Markup("\n").join(line for line in lines if line)
    return replace(screen, text=text, rows=[*screen.rows, *navigation(talk)])


def _count_advice(talk: Talk) -> None:
    """Count the advice once, when it is first shown, and the answers it took to get there."""
    counted = talk.frame.scratch.setdefault("counted", [])
    new = [name for name in judged(talk) if name not in counted]
    count(talk, "advised", new)
    if not counted:
        talk.counted.append(("reached", talk.frame.dialogue))
        asked = len({name for name in talk.frame.path if talk.dialogue.steps[name].counts})
        talk.counted += [("steps", talk.frame.dialogue)] * asked
    counted += new or ["-"]


def _show(talk: Talk) -> None:
    """Put the screen that stands now into effects: an edit after a press, else a new message."""
    screen = _screen(talk)
    session = talk.session
    fresh = talk.fresh or screen.fresh or not session.live.ref
    if isinstance(_step(talk), Advise):
        talk.frame.scratch["advised"] = talk.frame.state
    text = screen.text if talk.note is None else Markup("{}\n\n{}").format(talk.note, screen.text)
    session.screens += 1
    number = session.screens
    actions, rows = _buttons(screen.rows)
    if fresh:
        _close(talk)
        talk.effects.append(Say(number, str(text), rows, numeric=screen.numeric))
        session.live = Live(number, number, str(screen.text), actions, session.live.pressed)
        return
    live = session.live
    pressed = talk.pressed_message
    talk.effects.append(Edit(live.ref, number, str(text), rows, pressed, screen.numeric))
    session.live = Live(live.ref, number, str(screen.text), actions, live.pressed)


def _step(talk: Talk) -> Any:
    in_dialogue = talk.session.room is None and talk.session.frames
    return talk.step if in_dialogue else None


def _close(talk: Talk) -> None:
    """Take the buttons off the last screen; it shows the answer that was given there."""
    live = talk.session.live
    if not live.ref or not live.actions:
        return
    text = Markup(live.text)  # noqa: S704 - our own screen, escaped when it was made
    if talk.echo is not None and not talk.blank:
        text = Markup("{}\n\n→ <b>{}</b>").format(text, talk.echo)
    talk.effects.append(Edit(live.ref, live.number, str(text)))


def _buttons(rows: list[Row]) -> tuple[list[Action], Rows]:
    actions: list[Action] = []
    laid: list[tuple[Button, ...]] = []
    for row in rows:
        buttons: list[Button] = []
        for choice in row:
            buttons.append(_button(choice, len(actions)))
            actions.append(choice.action)
        laid.append(tuple(buttons))
    return actions, tuple(laid)


def _button(choice: Choice, number: int) -> Button:
    label = str(Markup(choice.label).striptags())  # noqa: S704 - striptags makes plain text
    return Button(label, number)
