"""What comes back, as a list: when, about what; move it, drop it, stop everything, add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dialogs.memory import Plan, Reminder
from dialogs.reminding import drop, hours_of, skip_once, spoken, start_again, stop_all, waiting
from dialogs.reviewing import title_of
from dialogs.rhythm import subject
from dialogs.rooms.meeting import name_of
from dialogs.rooms.meeting import opened as opened_meeting
from dialogs.rooms.room import Deaf
from dialogs.rooms.when import short
from dialogs.screen import Choice, Row, Screen, in_pages
from dialogs.session import Action
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PER_PAGE: Final = 5
LETTERS: Final = 60
"""So much of a plan is shown in a list."""


class Reminders(Deaf):
    """The reminders that wait; a tap opens one."""

    def screen(self, talk: View) -> Screen:
        """Return the list, or the reminder that is open, or what a new one may be about."""
        scratch = talk.session.scratch
        opened = next((one for one in waiting(talk) if one.id == scratch.get("opened")), None)
        if opened is not None:
            rows = [
                [Choice(talk.word("move_reminder"), ["move"])],
                [Choice(talk.word("drop_reminder"), ["drop"])],
                _to_list(talk),
            ]
            if opened.about.get("rule"):
                rows[0] = [Choice(talk.word("skip_reminder"), ["skip"])]
            return Screen(_line(opened, talk), rows)
        if scratch.get("new"):
            meeting = [Choice(talk.word("about_meeting"), ["meeting"])]
            rows = [meeting, *_subjects(talk), _to_list(talk)]
            return Screen(talk.word("remind_of_what"), rows)
        return self._list(talk)

    def _list(self, talk: View) -> Screen:
        coming = waiting(talk)
        lines = [_line(one, talk) for one in coming[:PER_PAGE]]
        text = talk.word("reminders" if coming else "no_reminders", count=len(coming))
        rows: list[Row] = [[Choice(_label(one, talk), ["one", one.id])] for one in coming]
        page = talk.session.scratch.get("page", 0)
        rows = in_pages(rows, page, PER_PAGE, talk.word)
        rows.append([Choice(talk.word("new_reminder"), ["new"])])
        if coming:
            rows.append([Choice(talk.word("stop_all_reminders"), ["stop_all"])])
        if any(one.state == "stopped" for one in talk.memory.reminders):
            rows.append([Choice(talk.word("reminders_again"), ["again"])])
        rows.append(
            [
                Choice(talk.word("settings_word"), ["room", "settings"]),
                Choice(talk.word("go_on"), ["leave"]),
            ]
        )
        return Screen(joined("\n", [text, *lines]), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Open one, move or drop it, stop them all, or begin a new one."""
        scratch = talk.session.scratch
        match action:
            case ["one", number]:
                scratch["opened"] = number
            case ["list"]:
                scratch.pop("opened", None)
                scratch.pop("new", None)
            case ["page", page]:
                scratch["page"] = page
            case ["move"]:
                self._move(talk, scratch["opened"])
            case ["skip"]:
                self._skip(talk, scratch.pop("opened"))
            case ["drop"]:
                drop(talk, [scratch.pop("opened")])
                talk.note = talk.word("reminder_dropped")
            case ["stop_all"]:
                stop_all(talk)
                talk.note = talk.word("reminders_stopped")
            case ["again"]:
                talk.note = talk.word("reminders_started", count=start_again(talk))
            case ["new"]:
                scratch["new"] = True
            case ["about", kind, about]:
                talk.enter("when", kind=kind, about=about, back="reminders")
            case _:
                opened_meeting(talk, back="reminders")

    def _skip(self, talk: Talk, number: int) -> None:
        skip_once(talk, next(one for one in waiting(talk) if one.id == number))
        talk.note = talk.word("reminder_skipped")

    def _move(self, talk: Talk, number: int) -> None:
        reminder = next(one for one in waiting(talk) if one.id == number)
        talk.enter(
            "when",
            kind=reminder.kind,
            about=subject(reminder.about),
            move=number,
            back="reminders",
        )


def _to_list(talk: View) -> Row:
    return [Choice(talk.word("back"), ["list"])]


def _subjects(talk: View) -> list[Row]:
    """Return what a new reminder may be about: the latest plans that nothing asks after yet."""
    asked = {one.about.get("plan") for one in talk.memory.reminders}
    plans = [p for p in talk.memory.plans if p.status == "open" and p.text and p.id not in asked]
    return [
        [Choice(_cut(plan.text, 38), ["about", "plan", {"plan": plan.id}])]
        for plan in sorted(plans, key=lambda plan: -plan.id)[:3]
    ]


def _label(reminder: Reminder, talk: View) -> Markup:
    wall = hours_of(talk).wall(reminder.due)
    return short(talk, wall.date(), wall.time())


def _line(reminder: Reminder, talk: View) -> Markup:
    """Return a reminder in words: when, and about what."""
    plan = plan_of(reminder, talk)
    what = talk.word(
        f"reminder_{reminder.kind}",
        plan=_cut(plan.text if plan else "", LETTERS),
        name=name_of(talk, reminder.about),
        repeats=bool(reminder.about.get("rule")),
        title=title_of(talk, reminder.about),
    )
    return Markup("• {}: {}").format(spoken(talk, reminder.due), what)


def plan_of(reminder: Reminder, talk: View) -> Plan | None:
    """Return the plan that a reminder is about, None when there is none (any more)."""
    number = reminder.about.get("plan")
    return next((plan for plan in talk.memory.plans if plan.id == number), None)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
