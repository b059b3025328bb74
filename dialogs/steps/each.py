"""One field over a whole list: tick the entries it holds for, or tap each to its value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.condition import Condition, Expression
from dialogs.flow import Step
from dialogs.route import bare, closest
from dialogs.screen import (
    Answered,
    BadAnswerError,
    Choice,
    Refused,
    Reply,
    Row,
    Screen,
    Shown,
    ticked,
)
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PER_PAGE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Each(Step):
    """Asks one field of all entries of the list ``of``, on one screen.

    With ``value`` an entry is ticked when the field holds that value (fields with many values);
    with ``values`` (an expression: id -> label) a tap moves an entry to the next value.
    ``days``: the ids of the values are days ago, and a date is noted. ``among`` says which
    entries are listed (it knows ``entry``). "Weet ik niet" leaves the field as it was.
    """

    of: str
    field: str
    value: str | None = None
    values: Expression | None = None
    days: bool = False
    among: Condition | None = None
    counts: bool = False

    def _marks(self, talk: View) -> dict[str, str]:
        """Return the value that each entry has on this screen now, by its place in the list."""
        kept: dict[str, str] | None = talk.frame.scratch.get(f"each:{self.id}")
        if kept is not None:
            return dict(kept)
        return {
            str(number): mark
            for number, entry in enumerate(self._entries(talk))
            if (mark := self._mark(entry))
        }

    def _mark(self, entry: dict[str, Any]) -> str:
        told = entry.get(self.field)
        if self.value is not None:
            return self.value if told is not None and self.value in told else ""
        return "" if told is None or self.days else str(told)

    def _entries(self, talk: View) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = talk.frame.answers.get(self.of) or []
        return entries

    def _listed(self, talk: View) -> list[int]:
        return [
            number
            for number, entry in enumerate(self._entries(talk))
            if self.among is None or self.among({**talk.facts(), "entry": entry})
        ]

    def _labels(self, talk: View) -> dict[str, str]:
        if self.values is None:
            return {}
        return {
            str(name): str(entry if isinstance(entry, str) else entry["short"])
            for name, entry in self.values.value(talk.facts()).items()
        }

    def screen(self, talk: View) -> Screen:
        """Return the list with its ticks or values."""
        entries, listed, marks = self._entries(talk), self._listed(talk), self._marks(talk)
        labels = self._labels(talk)
        pages = max(1, -(-len(listed) // PER_PAGE))
        page = min(talk.frame.scratch.get(f"page:{self.id}", 0), pages - 1)
        rows: list[Row] = []
        for number in listed[page * PER_PAGE : (page + 1) * PER_PAGE]:
            name, mark = entries[number]["name"], marks.get(str(number), "")
            if self.values is None:
                label = ticked(name, bool(mark))
            else:
                label = Markup("{}: {}").format(name, labels.get(mark, "…"))
            rows.append([Choice(label, ["mark", number])])
        if pages > 1:
            further = talk.word("page", page=page + 1, pages=pages)
            rows.append([Choice(further, ["page", (page + 1) % pages])])
        none = Choice(talk.word("nobody"), ["nobody"])
        rows.append([none, Choice(talk.word("unknown"), ["unknown"])])
        return Screen(talk.render(self.ask), [*rows, [Choice(talk.word("done"), ["done"])]])

    def press(self, talk: Talk, action: Action) -> Reply:
        """Mark an entry, turn the page, or finish."""
        scratch = talk.frame.scratch
        match action:
            case ["page", page]:
                scratch[f"page:{self.id}"] = page
                return Shown()
            case ["mark", number]:
                marks = self._marks(talk)
                marks[str(number)] = self._following(marks.get(str(number), ""), talk)
                scratch[f"each:{self.id}"] = {key: mark for key, mark in marks.items() if mark}
                return Shown()
            case ["unknown"]:
                scratch.pop(f"each:{self.id}", None)
                return Answered()
            case ["nobody"]:
                return self._noted({}, talk)
            case _:
                return self._noted(self._marks(talk), talk)

    def _following(self, mark: str, talk: View) -> str:
        if self.value is not None:
            return "" if mark else self.value
        turn = ["", *self._labels(talk)]
        return turn[(turn.index(mark) + 1) % len(turn)] if mark in turn else turn[1]

    def _noted(self, marks: dict[str, str], talk: Talk) -> Reply:
        talk.frame.scratch.pop(f"each:{self.id}", None)
        listed = self._listed(talk)
        entries = [dict(entry) for entry in self._entries(talk)]
        for number in listed:
            mark = marks.get(str(number), "")
            if self.value is not None:
                told = [one for one in entries[number].get(self.field) or [] if one != self.value]
                entries[number][self.field] = [*told, self.value] if mark else told
            elif mark and self.days:
                day = talk.today - timedelta(days=int(mark))
                entries[number][self.field] = day.isoformat()
            elif mark:
                entries[number][self.field] = mark
        return Answered({self.of: entries})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Mark the entry whose name was typed, or finish on the words of a button."""
        entries = self._entries(talk)
        names = {str(number): str(entries[number]["name"]) for number in self._listed(talk)}
        words = {verb: str(talk.word(verb)) for verb in ("nobody", "unknown", "done")}
        found = closest(text, {**names, **words})
        if found is None:
            return Refused(talk.word("tick_some"))
        return self.press(talk, [found] if found in words else ["mark", int(found)])

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Refuse: the list itself holds the field."""
        raise BadAnswerError(f"{bare(question)} is a field of {self.of}")
