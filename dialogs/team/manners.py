"""Manners in a group: what may be done there, what asks for an admin, what belongs in private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dialogs.effect import LookUp
from dialogs.screen import Choice, Row
from dialogs.session import Action
from dialogs.team.linking import may_untie

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

ROOMS_HERE: Final = frozenset(
    {"menu", "team", "help", "privacy", "language", "forget", "opening", "agreeing", "talkcard"}
)
"""The rooms that a group may enter; all others are private."""

ASKING: Final = frozenset({"agreeing"})
"""The rooms of a group where a typed answer is asked for."""

APART: Final = "apart"
"""The word behind ``?start=`` with which somebody comes who was led out of a group."""

ADMINS_ONLY: Final = frozenset({"speak", "forget", "untie"})
"""What only an admin of the group may do: set its language, wipe what is kept of it, untie it."""


def kept_out(talk: Talk, action: Action) -> bool:
    """Return whether *action* is not carried out in this group now, but led elsewhere.

    What asks for an admin is looked up first, and done when the answer is there.
    """
    match action:
        case [verb, *_] if verb in ADMINS_ONLY and not _allowed(talk, verb):
            talk.effects.append(LookUp(talk.event.person, tuple(action)))
            talk.still = True
        case ["room", room] if room not in ROOMS_HERE:
            talk.to_private(room)
        case ["export"]:
            talk.to_private("export")
        case ["example", _]:
            talk.to_private("")
        case _:
            return False
    return True


def way_apart(talk: View) -> list[Row]:
    """Return the button to the private chat, for what somebody has to say that is not for here."""
    username = talk.coach.house.username
    link = f"https://t.me/{username}?start={APART}"
    return [[Choice(talk.word("open_private"), link=link)]] if username else []


def _allowed(talk: Talk, verb: str) -> bool:
    return talk.allowed or (verb == "untie" and may_untie(talk))
