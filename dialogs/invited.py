"""A file of a calendar comes in: a meeting that is new, that moved, or that is off.

What somebody already asked to be reminded of moves along by itself; for anything new they are asked
first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.event import Invited
from dialogs.meeting import upcoming
from dialogs.memory import Reminder
from dialogs.reminding import drop, hours_of, remind, spoken
from dialogs.rhythm import WISH
from dialogs.rooms import meeting
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

MOST: Final = 5
"""So many meetings of one file stand on buttons."""


def take_in(talk: Talk, what: Invited) -> None:
    """Take the meetings of a file: move or drop what is known, and offer the rest."""
    told: list[Markup] = []
    new: list[dict[str, Any]] = []
    for written in what.meetings:
        known = [one for one in talk.memory.reminders if one.about.get("uid") == written["uid"]]
        if known:
            told.append(_follow(talk, written, known))
        elif written["cancelled"]:
            told.append(talk.word("ics_cancelled", name=written["name"]))
        else:
            next_time = upcoming(_local(written, talk), talk.event.at, talk.coach.almanac)
            if next_time is not None:
                new.append(next_time)
    new.sort(key=lambda one: str(one["start"]))
    if not told and not new:
        told.append(talk.word("ics_past"))
    if told:
        talk.note = joined("\n", told)
    if len(new) == 1:
        meeting.opened(talk, **new[0])
    elif new:
        talk.enter("meeting", meeting={}, asks="which", found=new[:MOST])


def _local(written: Mapping[str, Any], talk: View) -> dict[str, Any]:
    """Return a meeting with all its moments in UTC, and the zone by whose clock it repeats."""
    hours = hours_of(talk)
    zone = written["zone"] or talk.memory.profile.settings.get("zone")

    def moment(text: str) -> str:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            return hours.at(at.date(), at.time()).isoformat()
        return at.astimezone(UTC).isoformat()

    moved = {day: moment(start) for day, start in written["moved"].items()}
    start = moment(written["start"]) if written["start"] else ""
    return {**written, "zone": zone, "start": start, "moved": moved}


def _follow(talk: Talk, written: Mapping[str, Any], known: list[Reminder]) -> Markup:
    """Let the reminders of a meeting follow it; return what is said of that."""
    name = written["name"] or known[0].about.get("name", "")
    if written["cancelled"] and not written["part"]:
        drop(talk, [one.id for one in known])
        return talk.word("ics_called_off", name=name)
    days: list[Markup] = []
    for reminder in known:
        wish = {key: value for key, value in reminder.about.items() if key in WISH}
        changed = _changed(reminder.about, _local(written, talk), written["part"])
        next_time = upcoming(changed, talk.event.at, talk.coach.almanac)
        drop(talk, [reminder.id])
        if next_time is not None:
            kept = {**changed, **next_time, **wish}
            moved = remind(talk, reminder.kind, kept, reminder.id)
            days += [] if moved is None else [spoken(talk, moved.due)]
    if not days:
        return talk.word("ics_called_off", name=name)
    return talk.word("ics_moved", name=name, when=joined("; ", dict.fromkeys(days)))


def _changed(about: Mapping[str, Any], written: Mapping[str, Any], part: bool) -> dict[str, Any]:
    """Return a known meeting as it is after what was written of it."""
    if not part:
        return {"network": about.get("network"), **written, "first": written["start"]}
    without = [*(about.get("without") or ()), *written["without"]]
    moved = {**(about.get("moved") or {}), **written["moved"]}
    return {**about, "without": without, "moved": moved}
