"""When shall I come back to it? Near moments on buttons, any other typed; never by itself."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from dialogs.memory import Reminder
from dialogs.moments import Typed, moments_in
from dialogs.reminding import hours_of, remind, spoken
from dialogs.rhythm import subject, wish_at, wish_on
from dialogs.screen import Choice, Row, Screen
from dialogs.session import Action
from dialogs.text import short_day_name

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

AHEAD: Final = (7, 14)
"""So many days from today are proposed."""


class When:
    """Sets one reminder (``kind``, ``about``), or moves the one with the number ``move``.

    It stands over what comes next: the dialogue that waits, the naming of a network, the menu.
    """

    def screen(self, talk: View) -> Screen:
        """Return the question, the near moments, and what a typed one may mean."""
        scratch = talk.session.scratch
        meant = scratch.get("meant")
        rows: list[Row] = []
        if meant:
            rows = [[_typed(Typed(date.fromisoformat(d), _hour(h)), talk)] for d, h in meant]
            text = talk.word("which_moment")
        else:
            rows = [[_near(day, talk)] for day in _proposed(talk)]
            about = "move" if "move" in scratch else scratch["kind"]
            question = talk.word(f"when_{about}")
            text = Markup("{}\n\n{}").format(question, talk.word("or_type_a_moment"))
        no = "leave_it_so" if "move" in scratch else "do_not_remind"
        rows.append([Choice(talk.word(no), ["no"])])
        return Screen(text, rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Take a moment, or none."""
        match action:
            case ["on", day]:
                self._set(talk, wish_on(date.fromisoformat(day)))
            case ["at", day, hour]:
                self._set(talk, wish_at(date.fromisoformat(day), _hour(hour)))
            case _:
                go_on(talk)

    def hear(self, talk: Talk, text: str) -> bool:
        """Understand a typed moment; ask which one where it may be several."""
        meant = moments_in(text, talk.event.at, talk.language)
        if not meant:
            talk.note = talk.word("type_a_moment")
        elif len(meant) == 1:
            self._set(talk, wish_at(meant[0].day, meant[0].hour))
        else:
            talk.session.scratch["meant"] = [
                [typed.day.isoformat(), typed.hour and typed.hour.isoformat()] for typed in meant
            ]
        return True

    def _set(self, talk: Talk, wish: dict[str, str]) -> None:
        scratch = talk.session.scratch
        scratch.pop("meant", None)
        about = {**subject(scratch["about"]), **wish}
        reminder = remind(talk, scratch["kind"], about, scratch.get("move"))
        if reminder is None:
            talk.note = talk.word("moment_is_past")
            return
        talk.note = confirmed(talk, reminder)
        go_on(talk)


def confirmed(talk: View, reminder: Reminder) -> Markup:
    """Return what was agreed, and that it is kept though it falls in the quiet hours."""
    told = talk.word("reminder_set", when=spoken(talk, reminder.due))
    if not hours_of(talk).allows(reminder.due):
        told = Markup("{} {}").format(told, talk.word("kept_in_quiet_hours"))
    return told


def go_on(talk: Talk) -> None:
    """Go to what comes after: the list it was opened from, the naming of a network, the talk."""
    scratch = talk.session.scratch
    if scratch.get("back"):
        talk.enter(scratch["back"])
    elif scratch.get("pending") and talk.memory.current is None and not talk.session.frames:
        talk.enter("naming")
    else:
        talk.leave()


def _hour(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None


def _proposed(talk: View) -> list[date]:
    return [talk.today + timedelta(days=days) for days in AHEAD]


def _near(day: date, talk: View) -> Choice:
    hours = hours_of(talk)
    wall = hours.wall(hours.on(day))
    return Choice(short(talk, wall.date(), wall.time()), ["on", day.isoformat()])


def _typed(typed: Typed, talk: View) -> Choice:
    hour = typed.hour and typed.hour.isoformat()
    return Choice(short(talk, typed.day, typed.hour), ["at", typed.day.isoformat(), hour])


def short(talk: View, day: date, hour: time | None) -> Markup:
    """Return a moment in few letters, for a button: *ma 9 mrt, 16 u.*"""
    name = Markup.escape(short_day_name(day, talk.language))
    if day.year != talk.today.year:
        name = Markup("{} {}").format(name, day.year)
    if hour is None:
        return name
    return Markup("{}, {}").format(name, talk.word("clock", hour=hour.hour, minute=f"{hour:%M}"))
