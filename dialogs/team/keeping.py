"""What the group was shown of a pulse, kept by somebody with a network of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from dialogs.memory import KEEP_NOTES, Network, Note

if TYPE_CHECKING:
    from dialogs.poll import Poll
    from dialogs.talk import Talk
    from dialogs.view import View

MOST: Final = 5
"""So many networks are offered, those used last."""


def can_be_kept(poll: Poll) -> bool:
    """Return whether words were shown of *poll* that may be kept with a network."""
    return poll.kind == "pulse" and bool(poll.shown.get("statements"))


def networks(talk: View) -> list[Network]:
    """Return the networks that it may be about, the one used last first."""
    here = [one for one in talk.memory.networks if not one.archived]
    return sorted(here, key=lambda one: (one.used, one.id), reverse=True)[:MOST]


def keep(talk: Talk, poll: Poll, network: int) -> None:
    """Keep what was shown of *poll* with *network*, in the place of what was kept of it."""
    memory = talk.memory
    number = memory.profile.last_id + 1
    made = date.fromisoformat(poll.shown["on"])
    outcome = {"shown": {**poll.shown, "lines": []}, "of": poll.id}
    note = Note(number, network, "pulse", made, made + KEEP_NOTES, outcome=outcome)
    # A group that is tied to this network told it already.
    here = ("pulse", network, made)
    others = tuple(
        one
        for one in memory.notes
        if one.outcome.get("of") != poll.id and (one.dialogue, one.network, one.made) != here
    )
    profile = replace(memory.profile, last_id=number)
    talk.memory = replace(memory, notes=(*others, note), profile=profile)
