"""Handing in: what was answered goes to the poll of the group, and leaves this conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dialogs.screen import Reply
from dialogs.session import Action
from dialogs.steps.say import Say
from dialogs.team.voting import hand_in

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn(Say):
    """The last page of a dialogue that somebody plays for a poll; in any other it is passed."""

    def idle(self, talk: View) -> bool:
        """Return whether there is no poll to hand anything in to."""
        return talk.poll is None

    def press(self, talk: Talk, action: Action) -> Reply:
        """Hand in all answers, and go on."""
        hand_in(talk)
        return Say.press(self, talk, action)
