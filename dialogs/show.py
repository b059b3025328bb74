"""What is shown after an event: an edit after a press, a new message after typed words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from markupsafe import Markup

from dialogs.effect import Button, Edit, Rows, Say
from dialogs.navigation import navigation, progress
from dialogs.partner import cut
from dialogs.rooms import ROOMS
from dialogs.screen import Choice, Row, Screen
from dialogs.session import Action, Live
from dialogs.steps.advise import Advise
from dialogs.talk import Talk
from dialogs.text import joined
from dialogs.verdict import count, judged

WIDTHS: Final = {1: 38, 2: 21}
"""Characters on a button, alone in its row or with another (UX.md); what is longer is cut."""

_AROUND: Final = ("to", "skip", "stop")
"""What only the navigation does, so that no page need be made to know whether it is offered."""

NARROW: Final = 14
"""Characters on a button where three or more share a row."""


def _screen(talk: Talk) -> Screen:
    """Return the screen that stands now, with its navigation."""
    session = talk.session
    if session.room is not None:
        return ROOMS[session.room].screen(talk)
    if isinstance(talk.step, Advise):
        talk.record()
        _count_advice(talk)
    screen = talk.step.screen(talk)
    text = joined("\n", filter(None, [progress(talk), screen.text]))
    return replace(screen, text=text, rows=[*screen.rows, *navigation(talk)])


def offers(talk: Talk, action: Action) -> bool:
    """Return whether the screen that stands now has a button for *action*.

    One that was drawn before the content changed, or the memory did in another chat, may not.
    """
    room = talk.session.room
    if room is not None:
        return _stands(action, ROOMS[room].screen(talk).rows)
    if action[0] in _AROUND:
        return _stands(action, navigation(talk))
    return talk.step.offers(talk, action) or _stands(action, navigation(talk))


def _stands(action: Action, rows: list[Row]) -> bool:
    return any(choice.action == action for row in rows for choice in row)


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


def show(talk: Talk) -> None:
    """Put the screen that stands now into effects: an edit after a press, else a new message."""
    screen = _screen(talk)
    session = talk.session
    fresh = talk.fresh or screen.fresh or not session.live.ref
    if isinstance(_step(talk), Advise):
        talk.frame.scratch["advised"] = talk.frame.state
    text = screen.text if talk.note is None else joined("\n\n", [talk.note, screen.text])
    session.screens += 1
    number = session.screens
    actions, rows = _buttons(screen.rows)
    live = session.live
    if fresh:
        talk.effects.append(Say(number, str(text), rows, numeric=screen.numeric))
        _close(talk)
        session.live = Live(number, number, str(screen.text), actions, live.pressed)
        return
    pressed = talk.pressed_message
    talk.effects.append(Edit(live.ref, number, str(text), rows, pressed, screen.numeric))
    session.live = Live(live.ref, number, str(screen.text), actions, live.pressed)


def _step(talk: Talk) -> Any:
    in_dialogue = talk.session.room is None and talk.session.frames
    return talk.step if in_dialogue else None


def _close(talk: Talk) -> None:
    """Take the buttons off the last screen; it shows the answer that was given there.

    After the new one was said: whoever waits for that does not wait for this too.
    """
    live = talk.session.live
    if not live.ref or not live.actions:
        return
    text = live.text
    if talk.echo is not None and not talk.blank:
        text = f"{text}\n\n→ <b>{talk.echo}</b>"
    talk.effects.append(Edit(live.ref, live.number, text, closes=True))


def _buttons(rows: list[Row]) -> tuple[list[Action], Rows]:
    actions: list[Action] = []
    laid: list[tuple[Button, ...]] = []
    for row in rows:
        buttons: list[Button] = []
        most = WIDTHS.get(len(row), NARROW)
        for choice in row:
            label = cut(_plain(choice), most, "…")
            if choice.link or choice.verb:
                buttons.append(Button(label, -1, choice.link, None, choice.poll, choice.verb))
                continue
            buttons.append(Button(label, len(actions)))
            actions.append(choice.action)
        laid.append(tuple(buttons))
    return actions, tuple(laid)


def _plain(choice: Choice) -> str:
    if "<" not in choice.label and "&" not in choice.label:
        return " ".join(str.split(choice.label))
    return str(Markup(choice.label).striptags())  # noqa: S704 - striptags makes plain text
