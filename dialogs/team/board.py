"""The one message of a poll in the group: what it is about, and how many have answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Button, Edit, Rows
from dialogs.poll import Poll
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

VOTES: Final = frozenset({"lens", "step"})
"""Kinds of which everybody chooses in the group itself, with buttons."""

PAUSE: Final = 4.0
"""Seconds between two changes of the count: fifteen a minute, where Telegram allows twenty."""


def about(talk: View, poll: Poll) -> Mapping[str, Any]:
    """Return what the coach knows of this kind of poll."""
    kind: Mapping[str, Any] = talk.know["polls"]["kinds"][poll.kind]
    return kind


def words(talk: View, poll: Poll) -> Markup:
    """Return the message as it stands: who answered is not in it, and never was."""
    kind = about(talk, poll)
    if poll.kind in VOTES:
        return _vote_words(talk, poll, kind["name"])
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


def _vote_words(talk: View, poll: Poll, name: str) -> Markup:
    """Return the message of a vote with buttons: what there is to choose, and how many did."""
    if not poll.open:
        return talk.word("vote_closed", name=name)
    lines = [
        Markup("<b>{}</b>: {}").format(option_name(talk, poll, one), option_says(talk, poll, one))
        for one in poll.about["options"]
    ]
    until = talk.moment(poll.due) if poll.due else ""
    text = joined("\n\n", lines)
    return talk.word("vote_board", name=name, options=text, until=until, count=poll.count)


def option_name(talk: View, poll: Poll, option: str) -> str:
    """Return what stands on the button of an option."""
    if poll.kind == "lens":
        return str(talk.know["principles"][option]["short"])
    return str(talk.know["times"][option]["label"])


def option_says(talk: View, poll: Poll, option: str) -> str:
    """Return what an option means in one sentence."""
    if poll.kind == "lens":
        return str(talk.know["principles"][option]["meaning"])
    return str(talk.know["principles"][poll.about["lens"]][option])


def rows(talk: View, poll: Poll) -> Rows:
    """Return its buttons: to the private chat of whoever presses, and to close it."""
    if not poll.open:
        return ()
    if poll.kind in VOTES:
        options = [
            (Button(option_name(talk, poll, option), poll=poll.id, verb=f"o{place}"),)
            for place, option in enumerate(poll.about["options"])
        ]
        return (*options, (Button(str(talk.word("close_vote")), poll=poll.id, verb="c"),))
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
