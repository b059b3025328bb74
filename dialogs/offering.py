"""What is offered when a dialogue is over: to come back to it. Offered, never set (UX.md)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from dialogs.reminding import fulfilled
from dialogs.rooms import meeting
from dialogs.session import Frame

if TYPE_CHECKING:
    from dialogs.talk import Talk

ON_THE_DOORSTEP = {"now": timedelta(0), "15min": timedelta(minutes=15)}
"""How soon a meeting starts for which the check-in was made, where that is known."""


def offer(talk: Talk, frame: Frame) -> bool:
    """Offer a reminder after *frame*: of its plan, or of its meeting; return whether one stands.

    What comes next (the dialogue that waits, the naming of a network, the menu) stands below it.
    """
    fulfilled(talk, frame.dialogue)
    if not talk.event.key.private or talk.session.example:
        return False
    offers = talk.coach.dialogues[frame.dialogue].offers
    if offers == "meeting":
        return _offer_meeting(talk, frame)
    kept = frame.scratch.get("kept_plan")
    is_open = any(plan.id == kept and plan.status == "open" for plan in talk.memory.plans)
    if offers != "plan" or not is_open:
        return False
    talk.enter("when", kind="plan", about={"plan": kept})
    return True


def _offer_meeting(talk: Talk, frame: Frame) -> bool:
    """Offer to come back to the meeting that was prepared, unless it is planned already."""
    network = talk.memory.profile.network
    if "advised" not in frame.scratch or any(
        one.about.get("network") == network and "start" in one.about
        for one in talk.memory.reminders
    ):
        return False
    soon = ON_THE_DOORSTEP.get(frame.answers.get("when") or "")
    if soon is None:
        meeting.opened(talk)
    else:
        start = (talk.event.at + soon).astimezone(UTC).replace(second=0, microsecond=0)
        meeting.opened(talk, start=start.isoformat(), asks="lasts")
    return True
