"""The one message of a poll in the group: what it is about, and how many have answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Button, Edit, Rows
from dialogs.poll import Poll

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PAUSE: Final = 4.0
"""Seconds between two changes of the count: fifteen a minute, where Telegram allows twenty."""


def about(talk: View, poll: Poll) -> Mapping[str, Any]:
    """Return what the coach knows of this kind of poll."""
    kind: Mapping[str, Any] = talk.know["polls"]["kinds"][poll.kind]
    return kind


def words(talk: View, poll: Poll) -> Markup:
    """Return the message as it stands: who answered is not in it, and never was."""
    kind = about(talk, poll)
    if not poll.open:
        return talk.word(f"board_{poll.state}", name=kind["name"], count=poll.count)
    return talk.word(
        "board",
        name=kind["name"],
        purpose=kind["purpose"],
        takes=kind.get("forms", {}).get(poll.form, kind).get("takes", ""),
        sees=kind["sees"],
        until=talk.moment(poll.due) if poll.due else "",
        then=kind["then"],
        count=poll.count,
    )


def rows(talk: View, poll: Poll) -> Rows:
    """Return its buttons: to the private chat of whoever presses, and to close it."""
    if not poll.open:
        return ()
    fill = Button(str(talk.word("fill_in")), poll=poll.id, verb="fill")
    close = Button(str(talk.word("close_poll")), poll=poll.id, verb="c")
    return ((fill,), (close,))


def post(talk: Talk, poll: Poll) -> Poll:
    """Say it in the group, and return the poll as it stands there."""
    return replace(poll, ref=talk.say(words(talk, poll), rows(talk, poll)))


def refresh(talk: Talk, poll: Poll) -> None:
    """Change the message: a count now and then, that it is over at once."""
    pause = PAUSE if poll.open else 0.0
    text = str(words(talk, poll))
    talk.effects.append(Edit(poll.ref, poll.ref, text, rows(talk, poll), pause=pause))
    talk.still = True
