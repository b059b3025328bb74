"""What every room can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dialogs.screen import Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class Room(Protocol):
    """A screen of the house: it may open dialogues, change what is remembered, or be left."""

    def screen(self, talk: View) -> Screen:
        """Return what is shown; must not change anything."""
        ...

    def press(self, talk: Talk, action: Action) -> None:
        """Do what a button of its own says; those of the house (leave, menu) are done already."""
        ...

    def hear(self, talk: Talk, text: str) -> bool:
        """Take typed words; False when this room does not listen to them."""
        ...


class Deaf:
    """A room that listens to no typed words: they go on to the dialogue, or find their own door.

    One without buttons of its own has nothing more to do.
    """

    def press(self, talk: Talk, action: Action) -> None:
        """Do nothing."""

    def hear(self, talk: Talk, text: str) -> bool:
        """Return False."""
        return False
