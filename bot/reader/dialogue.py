"""Builds a dialogue from its file: every step and silent question, and its machine."""

from __future__ import annotations

from bot.reader.step import Written, step, words
from dialogs.condition import Expression
from dialogs.flow import END, Dialogue, Silent, machine
from dialogs.outcome import Instrument
from dialogs.review import Review
from dialogs.text import Text


def _silent(question: str, written: Written) -> Silent:
    source = Expression(written["from"]) if "from" in written else None
    return Silent(step(question, {"ask": {}, **written}, END), source)


def dialogue(name: str, written: Written, instrument: Instrument | None) -> Dialogue:
    """Build the dialogue *name* from its file."""
    names = [*written["steps"], END]
    steps = {
        str(at): step(str(at), entry, str(names[place + 1]))
        for place, (at, entry) in enumerate(written["steps"].items())
    }
    return Dialogue(
        id=name,
        title=Text(written["title"]),
        button=Text(written.get("button", written["title"])),
        about=words(written, "about"),
        scope=written.get("scope", "private"),
        team=written.get("scope") == "group" or written.get("team", False),
        commands={code: tuple(names) for code, names in written.get("commands", {}).items()},
        steps=steps,
        silent={q: _silent(q, entry) for q, entry in written.get("silent", {}).items()},
        later=tuple(written.get("later", ())),
        respondents=written.get("respondents", False),
        remember={n: Expression(e) for n, e in written.get("remember", {}).items()},
        reviews={n: Review.read(one) for n, one in written.get("reviews", {}).items()},
        words=tuple(written.get("words", ())),
        facts={n: Expression(e) for n, e in written.get("facts", {}).items()},
        lapses=written.get("lapses", 90),
        offers=written.get("offers", "plan"),
        instrument=instrument,
        machine=machine(steps),
    )
