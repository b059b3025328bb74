"""What a talk that was left holds lapses too: answers, and what is still on the screen.

The answers of a dialogue lapse with its words (``lapses`` of its file: 14 days where a mandate is
talked about, 90 days elsewhere), counted from the last answer; what else a talk holds after 90 days
in which the person did nothing (UX.md, Lapse).
"""

from __future__ import annotations

from datetime import date, datetime

from dialogs.memory import KEEP_MANDATE, KEEP_NOTES
from dialogs.session import Frame, Live, Session

SOONEST = KEEP_MANDATE
"""A talk in which something happened since then holds nothing that has lapsed."""


def let_go(session: Session, today: date, menu: str = "menu") -> bool:
    """Take out of *session* what has lapsed on *today*; return whether it was on the screen.

    The talk stands in *menu* then (a room), without a screen: an old button means nothing there.
    """
    paused, frames = session.paused, session.frames
    session.paused = [frame for frame in paused if not _over(frame, today)]
    session.frames = [frame for frame in frames if not _over(frame, today)]
    idle = session.heard and datetime.fromisoformat(session.heard).date() + KEEP_NOTES <= today
    if len(session.frames) == len(frames) and not idle:
        return False
    session.heard = ""
    session.room, session.scratch = menu, {}
    session.live = Live(pressed=session.live.pressed)
    return True


def _over(frame: Frame, today: date) -> bool:
    return bool(frame.lapses) and frame.lapses <= today.isoformat()
