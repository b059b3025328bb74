"""What is said during a turn: messages of their own, beside the screen, and the last ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.effect import Button, Edit, Effect, Rows, Say, Tell
from dialogs.event import Event
from dialogs.keeping import Keeping
from dialogs.memory import Memory
from dialogs.session import Live, Session

if TYPE_CHECKING:
    from dialogs.coach import Coach


class Speaking(Keeping):
    """Collects what this turn does to the world.

    ``note`` is a sentence above the next screen, ``echo`` the answer that closes the last one,
    ``fresh`` asks for a new message, ``still`` for none at all, ``blank`` marks a text that must
    not be kept. ``allowed``: whoever acts in this group was found to be one of its admins.
    """

    def __init__(self, coach: Coach, session: Session, memory: Memory, event: Event) -> None:
        super().__init__(coach, session, memory, event)
        self.effects: list[Effect] = []
        self.note: Markup | None = None
        self.echo: Markup | None = None
        self.fresh = False
        self.still = False
        self.blank = event.fleeting
        self.allowed = False
        self.pressed_message: int | None = None
        self.offered: Mapping[str, Any] | None = None

    def aside(self, text: Markup, rows: Rows = ()) -> None:
        """Say something in a message of its own, that no later screen replaces."""
        self.session.screens += 1
        self.effects.append(Say(self.session.screens, str(text), rows))
        self.fresh = True

    def say(self, text: Markup, rows: Rows = ()) -> int:
        """Say something beside the screen, which stays as it is; return the number it has."""
        self.session.screens += 1
        self.effects.append(Say(self.session.screens, str(text), rows))
        self.still = True
        return self.session.screens

    def tell(self, conversation: str, kind: str, about: str) -> None:
        """Let another conversation know something; here nothing is shown."""
        self.effects.append(Tell(conversation, kind, about))
        self.still = True

    def close_screen(self) -> None:
        """Take the buttons off the screen: what it asked is done."""
        live = self.session.live
        self.effects.append(Edit(live.ref, live.number, live.text, closes=True))
        self.session.live = Live(pressed=live.pressed)

    def farewell(self, text: Markup, rows: Rows = ()) -> None:
        """Say something last: no screen follows, and no button that this session knows."""
        self.session.live = Live()
        self.session.screens += 1
        self.effects.append(Say(self.session.screens, str(text), rows))
        self.still = True

    def to_private(self, word: str) -> None:
        """Say kindly that this is better discussed in private, and lead there: ``?start=word``.

        Nothing of what somebody typed is repeated.
        """
        self.say(self.word("only_private"), self.way_to_private(word))

    def way_to_private(self, word: str) -> Rows:
        """Return the button that leads to the private chat and opens *word* there."""
        username = self.coach.house.username
        if not username:
            return ()
        link = f"https://t.me/{username}?start={word}"
        return ((Button(str(self.word("open_private")), link=link),),)
