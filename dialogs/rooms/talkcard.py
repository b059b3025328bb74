"""A talk card: one statement and ten minutes for the room, without any data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.rooms.room import Deaf
from dialogs.screen import Choice, Screen
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View


class TalkCard(Deaf):
    """Another statement every day; one tap for the next. Nobody fills anything in.

    Whether people dare to speak is no talk for the room: that statement is not among the cards.
    """

    def screen(self, talk: View) -> Screen:
        """Return the card of today, or the next."""
        know = talk.know["polls"]["cards"]
        number = talk.session.scratch.get("card", talk.today.toordinal())
        name = know["statements"][number % len(know["statements"])]
        statement = talk.know["pulse"]["statements"][name]
        words = talk.word(
            "talkcard", label=statement["label"], text=statement["text"], steps=know["script"]
        )
        following = Choice(talk.word("other_card"), ["card", number + 1])
        return Screen(words, [[following], [Choice(talk.word("to_menu"), ["room", "menu"])]])

    def press(self, talk: Talk, action: Action) -> None:
        """Turn to the next card."""
        talk.session.scratch["card"] = action[1]
