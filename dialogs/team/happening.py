"""What happens in a group, beside what happens everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogs.event import Added, Appointed, Blocked, Edited, Happening, Unreadable
from dialogs.team import joining

if TYPE_CHECKING:
    from dialogs.talk import Talk


def happen_here(talk: Talk, what: Happening) -> bool:
    """Let *what* change the group; False when it is no business of groups alone."""
    match what:
        case Added():
            talk.fresh = True
            joining.added(talk, what)
        case Appointed():
            joining.appointed(talk, what)
        case Blocked():
            joining.removed(talk)
        case Unreadable():
            talk.say(talk.word("unreadable_here", at=talk.at))
        case Edited():
            talk.still = True
        case _:
            return False
    return True
