"""What comes back to a person: reminders that they asked for, set, moved, stopped and falling due.

The rules of when stand in ``dialogs/rhythm.py``. A reminder is a row of what is remembered, so it
is kept in the same commit as the turn that makes it; the shell turns one that is due into an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.meeting import starts
from dialogs.memory import Reminder
from dialogs.rhythm import LATE, Hours, moment_of, picked, start_of, useful
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

IGNORED_AT_MOST: Final = 2
"""So many reminders in a row without a reaction, and Knoop stops (UX.md)."""

TALKING: Final = timedelta(minutes=10)
"""Who did something so shortly before is not interrupted ..."""

PAUSE: Final = timedelta(minutes=15)
"""... but asked so much later."""

PATIENCE: Final = timedelta(hours=20)
"""Only what got no reaction for so long counts as ignored (our judgement: a working day)."""


def hours_of(view: View) -> Hours:
    """Return when this person may be written to."""
    return Hours.of(view.memory.profile.settings, view.coach.almanac)


def spoken(view: View, moment: datetime) -> Markup:
    """Return *moment* in words, with the year where it is not this one."""
    wall = hours_of(view).wall(moment)
    day = view.day(wall.date())
    if wall.year != view.today.year:
        day = Markup("{} {}").format(day, wall.year)
    clock = view.word("clock", hour=wall.hour, minute=f"{wall:%M}")
    return view.word("day_and_clock", day=day, clock=clock)


def waiting(view: View) -> list[Reminder]:
    """Return the reminders that will come, the first one first."""
    coming = [one for one in view.memory.reminders if one.state == "waiting"]
    return sorted(coming, key=lambda one: (one.due, one.id))


def with_settings(talk: Talk, **settings: Any) -> None:
    """Change settings of the person; None takes one away."""
    merged = {**talk.memory.profile.settings, **settings}
    kept = {name: value for name, value in merged.items() if value is not None}
    talk.memory = replace(talk.memory, profile=replace(talk.memory.profile, settings=kept))


def remind(
    talk: Talk, kind: str, about: Mapping[str, Any], number: int | None = None
) -> Reminder | None:
    """Set a reminder, or move the one with this *number*; None when its moment is not ahead.

    Whoever sets one wants to hear from Knoop: what was ignored before no longer counts.
    """
    reminder = _set(talk, kind, about, number, by_hand=True)
    if reminder is not None:
        with_settings(talk, ignored=None)
        talk.counted.append(("reminder", kind))
    return reminder


def _set(
    talk: Talk,
    kind: str,
    about: Mapping[str, Any],
    number: int | None = None,
    *,
    by_hand: bool = False,
) -> Reminder | None:
    """Write a reminder down. What is not set by hand now gives way to holiday mode."""
    hours = hours_of(talk)
    due = moment_of(about, hours)
    if due is None:
        return None
    if not by_hand and hours.away is not None and hours.wall(due).date() < hours.away:
        due = hours.following(due)
    if due <= talk.event.at or not useful(kind, about, hours, due):
        return None
    memory = talk.memory
    number = number or memory.profile.last_id + 1
    reminder = Reminder(number, kind, due.astimezone(UTC), str(talk.event.key), dict(about))
    others = tuple(one for one in memory.reminders if one.id != number)
    profile = replace(memory.profile, last_id=max(memory.profile.last_id, number))
    talk.memory = replace(memory, profile=profile, reminders=(*others, reminder))
    return reminder


def drop(talk: Talk, numbers: Iterable[int]) -> None:
    """Take reminders away."""
    gone = set(numbers)
    if gone:
        kept = tuple(one for one in talk.memory.reminders if one.id not in gone)
        talk.memory = replace(talk.memory, reminders=kept)


def put(talk: Talk, reminder: Reminder) -> None:
    """Write down what became of a reminder."""
    changed = tuple(reminder if one.id == reminder.id else one for one in talk.memory.reminders)
    talk.memory = replace(talk.memory, reminders=changed)


def stop_all(talk: Talk) -> None:
    """Let no reminder come any more; they can be switched on again."""
    stopped = tuple(
        replace(one, state="stopped") if one.state == "waiting" else one
        for one in talk.memory.reminders
        if one.state in ("waiting", "stopped")
    )
    talk.memory = replace(talk.memory, reminders=stopped)


def start_again(talk: Talk) -> int:
    """Let stopped reminders come again, where there is still a moment; return how many do."""
    stopped = [one for one in talk.memory.reminders if one.state == "stopped"]
    drop(talk, [one.id for one in stopped])
    again = sum(remind(talk, one.kind, one.about, one.id) is not None for one in stopped)
    plan_anew(talk)
    return again


def plan_anew(talk: Talk) -> None:
    """Work out again when everything goes: the hours of the person changed.

    Holiday mode goes before what was picked earlier; a time of a series that is of no use then
    makes way for the next.
    """
    for reminder in waiting(talk):
        if reminder.nudges:
            continue
        again = _set(talk, reminder.kind, reminder.about, reminder.id)
        if again is None and reminder.about.get("rule"):
            skip_once(talk, reminder)


def heard(talk: Talk) -> None:
    """Note that the person did something: no reminder was ignored, whatever they did."""
    if "ignored" in talk.memory.profile.settings:
        with_settings(talk, ignored=None)
    drop(talk, [one.id for one in talk.memory.reminders if one.state == "asked"])
    talk.session.heard = talk.event.at.astimezone(UTC).isoformat()


def tell_missed(talk: Talk) -> None:
    """Say above the next screen what could not be sent in time."""
    missed = [one for one in talk.memory.reminders if one.state == "missed"]
    if not missed or talk.still:
        return
    days = joined(", ", dict.fromkeys(spoken(talk, one.due) for one in missed))
    told = talk.word("reminders_missed", when=days)
    talk.note = told if talk.note is None else Markup("{}\n\n{}").format(told, talk.note)
    drop(talk, [one.id for one in missed])


def named(reminder: Reminder) -> str:
    """Return how an event names the moment at which *reminder* falls due."""
    return f"{reminder.id}@{reminder.due.isoformat()}"


def remind_now(talk: Talk, about: str) -> None:
    """Let the reminder that *about* names come back: ask now, somewhat later, or not at all."""
    talk.still = True
    coming = [one for one in waiting(talk) if one.due <= talk.event.at]
    reminder = next((one for one in coming if named(one) == about), None)
    if reminder is None:
        return
    now, hours = talk.event.at, hours_of(talk)
    reminder = _plan_next(talk, reminder)
    later = _later(talk, reminder, hours, now)
    if not useful(reminder.kind, reminder.about, hours, later or now):
        put(talk, replace(reminder, state="missed"))
    elif later is not None:
        put(talk, replace(reminder, due=later.astimezone(UTC)))
    elif _ignored(talk, now) >= IGNORED_AT_MOST:
        stop_all(talk)
        with_settings(talk, ignored=None)
        _come_up(talk, "stopped", 0, {})
    else:
        _ask(talk, reminder, hours, now)


def skip_once(talk: Talk, reminder: Reminder) -> None:
    """Leave this time of a meeting out, and go on with the next."""
    _plan_next(talk, reminder)
    drop(talk, [reminder.id])


def _plan_next(talk: Talk, reminder: Reminder) -> Reminder:
    """Set the reminder of the next time that a meeting takes place, if there is one.

    Return *reminder* as it is from then on: it no longer repeats.
    """
    about = dict(reminder.about)
    if not about.get("rule"):
        return reminder
    for start in starts(about, talk.coach.almanac):
        again = {**about, "start": start.isoformat()}
        if start > start_of(about) and _set(talk, reminder.kind, again) is not None:
            break
    once = replace(reminder, about={**about, "rule": None})
    put(talk, once)
    return once


def fulfilled(talk: Talk, dialogue: str) -> None:
    """Leave out what somebody did without being asked: prepare a meeting, or look back on it."""
    now, day = talk.event.at, timedelta(days=1)
    for reminder in waiting(talk):
        if reminder.kind != dialogue or reminder.about.get("network") not in (
            None,
            talk.memory.profile.network,
        ):
            continue
        start = start_of(reminder.about)
        if start - day < now if dialogue == "checkin" else start < now:
            skip_once(talk, reminder)


def _later(talk: View, reminder: Reminder, hours: Hours, now: datetime) -> datetime | None:
    """Return until when it must wait, None when it may go now."""
    session = talk.session
    if session.heard and now - datetime.fromisoformat(session.heard) < TALKING:
        return now + PAUSE
    kept = picked(reminder.about) and (reminder.kind == "checkin" or now - reminder.due <= LATE)
    if not kept and not hours.allows(now):
        return hours.following(now)
    urgent = kept or reminder.kind in ("checkin", "debrief")
    if not urgent and any(now - one.due < PATIENCE for one in _asked(talk)):
        return hours.on(hours.wall(now).date() + timedelta(days=1))
    return None


def _asked(talk: View) -> list[Reminder]:
    return [one for one in talk.memory.reminders if one.state == "asked"]


def _ignored(talk: Talk, now: datetime) -> int:
    """Return how many reminders in a row got no reaction; what was asked is over then.

    A plan or a review that was asked only just now comes once more: nobody had time to react.
    """
    ignored = int(talk.memory.profile.settings.get("ignored", 0))
    for one in _asked(talk):
        if now - one.due >= PATIENCE:
            ignored += 1
        if now - one.due >= PATIENCE or one.kind in ("checkin", "debrief"):
            drop(talk, [one.id])
        else:
            tomorrow = hours_of(talk).on(now.date() + timedelta(days=1))
            put(talk, replace(one, state="waiting", due=tomorrow))
    with_settings(talk, ignored=ignored or None)
    return ignored


def _ask(talk: Talk, reminder: Reminder, hours: Hours, now: datetime) -> None:
    """Show it, and note that it waits for a reaction."""
    asked = replace(reminder, due=now.astimezone(UTC), nudges=reminder.nudges + 1, state="asked")
    if reminder.kind == "debrief" and not reminder.nudges:
        morning = hours.next_morning(now)
        if useful(reminder.kind, reminder.about, hours, morning):
            # Once more, the next working morning (meetings.md §3).
            asked = replace(asked, due=morning.astimezone(UTC), state="waiting")
    put(talk, asked)
    _come_up(talk, reminder.kind, reminder.id, reminder.about)


def _come_up(talk: Talk, kind: str, number: int, about: Mapping[str, Any]) -> None:
    talk.enter("reminded", kind=kind, reminder=number, about=dict(about))
    talk.fresh, talk.still = True, False
