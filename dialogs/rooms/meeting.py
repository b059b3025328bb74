"""A meeting: when, how long, again and again; and what Knoop does before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.effect import Appointment
from dialogs.meeting import FIELDS, LASTS, USUAL, upcoming
from dialogs.moments import Typed, moments_in
from dialogs.reminding import hours_of, remind, spoken
from dialogs.rhythm import moment_of
from dialogs.rooms.when import go_on, short
from dialogs.screen import Choice, Row, Screen, in_columns, ticked
from dialogs.session import Action
from dialogs.text import joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

WISHES: Final[Mapping[str, tuple[str, dict[str, Any]]]] = {
    "before": ("checkin", {"how": "before"}),
    "minutes": ("checkin", {"how": "minutes", "minutes": 30}),
    "after": ("debrief", {"how": "after"}),
}
"""What Knoop may do for a meeting: the kind of reminder, and when it comes."""

CLOCKS: Final = ("09:00", "10:00", "14:00", "16:00", "19:30", "20:00")


class Meeting:
    """Asks what is not known yet of the meeting, then which reminders; none is set by itself.

    ``meeting`` is what is known (see ``dialogs/meeting.py``), ``asks`` what is asked now (``which``
    ``start`` ``hour`` ``lasts``, or nothing: all is known), ``wants`` what was ticked.
    """

    def screen(self, talk: View) -> Screen:
        """Return the question, or the meeting with what may be done for it."""
        scratch = talk.session.scratch
        asks = scratch.get("asks")
        no = [Choice(talk.word("do_not_remind"), ["no"])]
        if asks == "start":
            rows = [[_typed(one, talk)] for one in map(_read, scratch.get("meant", ()))]
            text = talk.word("which_moment" if rows else "when_meeting")
            return Screen(text, [*rows, no])
        if asks == "which":
            found = [[_found(number, talk)] for number in range(len(scratch["found"]))]
            return Screen(talk.word("which_meeting"), [*found, no])
        if asks == "hour":
            clocks = [Choice(_clock(hour, talk), ["hour", hour]) for hour in CLOCKS]
            return Screen(talk.word("which_hour"), [*in_columns(clocks, 2), no], numeric=True)
        if asks == "lasts":
            lasts = [Choice(_lasts(each, talk), ["lasts", each]) for each in LASTS]
            return Screen(talk.word("ask_after_meeting"), [*in_columns(lasts, 2), no])
        return self._overview(talk)

    def _overview(self, talk: View) -> Screen:
        scratch = talk.session.scratch
        wants = scratch.get("wants", ())
        rows: list[Row] = []
        for wish in _possible(talk):
            due = moment_of(_about(talk, wish), hours_of(talk))
            wall = hours_of(talk).wall(due or talk.event.at)
            label = talk.word(f"wish_{wish}", when=short(talk, wall.date(), wall.time()))
            rows.append([Choice(ticked(label, wish in wants), ["want", wish])])
        rows.append(
            [
                Choice(_lasts(scratch["meeting"].get("lasts") or USUAL, talk), ["longer"]),
                Choice(talk.word("as_ics"), ["ics"]),
            ]
        )
        rows.append([Choice(talk.word("done"), ["done"]), Choice(talk.word("cancel"), ["no"])])
        text = [described(talk, scratch["meeting"]), talk.word("what_for_meeting")]
        return Screen(joined("\n\n", text), rows)

    def press(self, talk: Talk, action: Action) -> None:
        """Take what is on the button."""
        scratch = talk.session.scratch
        match action:
            case ["moment", *typed]:
                self._take(talk, _read(typed))
            case ["which", number]:
                opened(talk, **scratch["found"][number])
            case ["hour", hour]:
                self._take(talk, _with_hour(scratch["typed"], time.fromisoformat(hour)))
            case ["lasts", minutes]:
                scratch["meeting"]["lasts"] = minutes
                scratch["wants"] = ["after"]
                self._done(talk)
            case ["want", wish]:
                scratch["wants"] = sorted({*scratch.get("wants", ())} ^ {wish})
            case ["longer"]:
                now = scratch["meeting"].get("lasts") or USUAL
                scratch["meeting"]["lasts"] = next((m for m in LASTS if m > now), LASTS[0])
            case ["ics"]:
                talk.effects.append(appointment(talk, scratch["meeting"]))
                talk.fresh = True
            case ["done"]:
                self._done(talk)
            case _:
                go_on(talk)

    def hear(self, talk: Talk, text: str) -> bool:
        """Understand a typed moment, or an hour where one is missing."""
        scratch = talk.session.scratch
        asks = scratch.get("asks")
        if asks not in ("start", "hour"):
            return False
        if asks == "hour":
            said = f"om {text}" if text.strip().isdecimal() else text
            meant = moments_in(said, talk.event.at, talk.language)
            hour = meant[0].hour if meant else None
            if hour is None:
                talk.note = talk.word("type_an_hour")
            else:
                self._take(talk, _with_hour(scratch["typed"], hour, meant[0].until))
            return True
        meant = moments_in(text, talk.event.at, talk.language)
        if not meant:
            talk.note = talk.word("type_a_moment")
        elif len(meant) == 1:
            self._take(talk, meant[0])
        else:
            scratch["meant"] = [_write(one) for one in meant]
        return True

    def _take(self, talk: Talk, typed: Typed) -> None:
        """Note when the meeting is; ask the hour where it was not said."""
        scratch = talk.session.scratch
        scratch.pop("meant", None)
        if typed.hour is None:
            scratch["asks"], scratch["typed"] = "hour", _write(typed)
            return
        hours = hours_of(talk)
        start = hours.at(typed.day, typed.hour)
        meeting = {**scratch["meeting"], "start": start.isoformat(), "rule": typed.rule}
        meeting["zone"] = talk.memory.profile.settings.get("zone")
        if typed.until is not None:
            length = hours.at(typed.day, typed.until) - start
            meeting["lasts"] = int(length / timedelta(minutes=1))
        next_time = upcoming(meeting, talk.event.at, talk.coach.almanac)
        if next_time is None:
            scratch["asks"] = "start"
            talk.note = talk.word("moment_is_past")
            return
        scratch["meeting"] = next_time
        scratch["asks"] = None

    def _done(self, talk: Talk) -> None:
        """Set what was ticked, and say when it comes."""
        wants = talk.session.scratch.get("wants", ())
        wished = [remind(talk, WISHES[one][0], _about(talk, one)) for one in WISHES if one in wants]
        dues = [reminder.due for reminder in wished if reminder is not None]
        if dues:
            when = joined("; ", [spoken(talk, due) for due in dues])
            talk.note = talk.word("meeting_reminders", when=when)
            if not all(map(hours_of(talk).allows, dues)):
                talk.note = Markup("{} {}").format(talk.note, talk.word("kept_in_quiet_hours"))
        else:
            talk.note = talk.word("no_meeting_reminders")
        go_on(talk)


def opened(talk: Talk, **known: Any) -> None:
    """Go to the room of a meeting of which *known* is known; the network that is meant comes along.

    Somebody who is on the doorstep is only asked how long it lasts.
    """
    current = talk.memory.current
    meeting = {name: value for name, value in known.items() if name in FIELDS and value}
    if current is not None and "network" not in meeting:
        meeting = {**meeting, "network": current.id}
    asks = "start" if "start" not in meeting else known.get("asks")
    back = {"back": known["back"]} if "back" in known else {}
    talk.enter("meeting", meeting=meeting, asks=asks, **back)


def described(talk: View, meeting: dict[str, Any]) -> Markup:
    """Return a meeting in words: its name, when, how long, and how it repeats."""
    start = datetime.fromisoformat(meeting["start"])
    return talk.word(
        "meeting_line",
        name=name_of(talk, meeting),
        when=spoken(talk, start),
        lasts=_lasts(meeting.get("lasts") or USUAL, talk),
        repeats=bool(meeting.get("rule")),
    )


def name_of(talk: View, about: Any) -> str:
    """Return what a meeting is called: its own name, that of its network, or just a meeting."""
    network = next((n for n in talk.memory.networks if n.id == about.get("network")), None)
    return about.get("name") or (network.name if network else "")


def appointment(talk: View, meeting: dict[str, Any]) -> Appointment:
    """Return the meeting as something for a calendar."""
    start = datetime.fromisoformat(meeting.get("first") or meeting["start"])
    return Appointment(
        name=name_of(talk, meeting) or str(talk.word("a_meeting")),
        start=start.astimezone(UTC).isoformat(),
        minutes=meeting.get("lasts") or USUAL,
        zone=meeting.get("zone") or "Europe/Brussels",
        rule=meeting.get("rule") or "",
        without=tuple(meeting.get("without") or ()),
        uid=meeting.get("uid") or "",
        made=talk.event.at.astimezone(UTC).isoformat(),
        caption=str(talk.word("ics_caption")),
    )


def _possible(talk: View) -> list[str]:
    """Return the wishes whose moment is still ahead."""
    ahead = []
    for wish in WISHES:
        due = moment_of(_about(talk, wish), hours_of(talk))
        if due is not None and due > talk.event.at:
            ahead.append(wish)
    return ahead


def _about(talk: View, wish: str) -> dict[str, Any]:
    return {**talk.session.scratch["meeting"], **WISHES[wish][1]}


def _write(typed: Typed) -> list[str | None]:
    begins, ends = (f"{hour:%H:%M}" if hour else None for hour in (typed.hour, typed.until))
    return [typed.day.isoformat(), begins, ends, typed.rule]


def _read(written: Any) -> Typed:
    day, hour, until, rule = written
    begins, ends = (time.fromisoformat(one) if one else None for one in (hour, until))
    return Typed(date.fromisoformat(day), begins, ends, rule)


def _with_hour(written: Any, hour: time, until: time | None = None) -> Typed:
    typed = _read(written)
    return Typed(typed.day, hour, until, typed.rule)


def _found(number: int, talk: View) -> Choice:
    meeting = talk.session.scratch["found"][number]
    wall = hours_of(talk).wall(datetime.fromisoformat(meeting["start"]))
    when = short(talk, wall.date(), wall.time())
    name = (meeting.get("name") or str(talk.word("a_meeting")))[:20].rstrip()
    return Choice(Markup("{}: {}").format(when, name), ["which", number])


def _typed(typed: Typed, talk: View) -> Choice:
    return Choice(short(talk, typed.day, typed.hour), ["moment", *_write(typed)])


def _clock(hour: str, talk: View) -> Markup:
    at = time.fromisoformat(hour)
    return talk.word("clock", hour=at.hour, minute=f"{at:%M}")


def _lasts(minutes: int, talk: View) -> Markup:
    return talk.word("lasts", hours=minutes // 60, minutes=minutes % 60)
