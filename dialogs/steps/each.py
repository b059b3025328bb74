"""One field over a whole list: tick the entries it holds for, or tap each to its value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.condition import Condition, Expression
from dialogs.flow import Step
from dialogs.partner import cut
from dialogs.route import closest
from dialogs.screen import (
    Answered,
    Choice,
    Refused,
    Reply,
    Row,
    Screen,
    Shown,
    chosen,
    in_columns,
    in_pages,
    ticked,
)
from dialogs.session import Action
from dialogs.steps.listing import Listing
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PER_PAGE = 6
WIDTH = 38
BY_TURNS = 4
"""Up to so many values come by turns, a tap each; more are chosen from a screen of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Each(Step):
    """Asks one field of all entries of the list ``of``, on one screen.

    With ``value`` an entry is ticked when the field holds that value; what is not ticked loses it,
    or becomes ``otherwise`` where the field has one value only. With ``values`` (an expression:
    id -> label) a tap moves an entry to the next value, or opens a choice where there are many.
    ``days``: the ids of the values are days ago, and a date is noted. ``among`` says which
    entries are listed, ``shows`` what the button of an entry says as long as nobody told (both
    know ``entry``), ``none`` what the button says that ticks none. "Weet ik niet" leaves the field
    as it was.

    A field with many values is asked value by value. The values that were not asked, or not known,
    stand in ``unasked`` of the entry (``voice.decider``), so that no finding takes them for "no".
    """

    of: str
    field: str
    value: str | None = None
    otherwise: str | None = None
    values: Expression | None = None
    days: bool = False
    among: Condition | None = None
    shows: Expression | None = None
    none: Text | None = None

    # -- what is known ----------------------------------------------------------------------

    def _marks(self, talk: View) -> dict[str, str]:
        """Return the value that each entry has on this screen now, by its name."""
        kept: dict[str, str] | None = talk.frame.scratch.get(f"each:{self.id}")
        if kept is not None:
            return dict(kept)
        return {
            str(entry["name"]): mark for entry in self._entries(talk) if (mark := self._mark(entry))
        }

    def _mark(self, entry: dict[str, Any]) -> str:
        told = entry.get(self.field)
        if told is None or self.days:
            return ""
        if self.value is None:
            return str(told)
        holds = self.value in told if isinstance(told, list) else told == self.value
        return self.value if holds else ""

    def _entries(self, talk: View) -> list[dict[str, Any]]:
        entries = talk.frame.answers.get(self.of)
        return entries if isinstance(entries, list) else []

    def _listed(self, talk: View) -> list[str]:
        """Return the names of the entries that are asked about."""
        facts = talk.facts()
        return [
            str(entry["name"])
            for entry in self._entries(talk)
            if self.among is None or self.among({**facts, "entry": entry})
        ]

    def _labels(self, talk: View) -> dict[str, str]:
        if self.values is None:
            return {}
        return {
            str(name): str(entry if isinstance(entry, str) else entry["short"])
            for name, entry in self.values.value(talk.facts()).items()
        }

    def _nobody(self, talk: View) -> Markup:
        return talk.word("nobody") if self.none is None else talk.render(self.none)

    def idle(self, talk: View) -> bool:
        """Return whether nobody is listed."""
        return not self._listed(talk)

    # -- what is shown ----------------------------------------------------------------------

    def screen(self, talk: View) -> Screen:
        """Return the list with its ticks or values, or the values to choose from."""
        listed, marks = self._listed(talk), self._marks(talk)
        opened = talk.frame.scratch.get(f"entry:{self.id}")
        if opened in listed:
            return self._choice(opened, marks.get(opened, ""), talk)
        rows: list[Row] = [
            [
                Choice(
                    self._button(entry, marks.get(entry["name"], ""), talk), ["mark", entry["name"]]
                )
            ]
            for entry in self._entries(talk)
            if entry["name"] in listed
        ]
        rows = in_pages(rows, talk.frame.scratch.get(f"page:{self.id}", 0), PER_PAGE, talk.word)
        none = [Choice(self._nobody(talk), ["nobody"])] if self.values is None else []
        rows.append([*none, Choice(talk.word("unknown"), ["unknown"])])
        return Screen(talk.render(self.ask), [*rows, [Choice(talk.word("done"), ["done"])]])

    def _button(self, entry: dict[str, Any], mark: str, talk: View) -> Markup:
        if self.values is None:
            return ticked(cut(entry["name"], WIDTH - 2, "…"), bool(mark))
        value = self._labels(talk).get(mark)
        if value is None:
            facts = {**talk.facts(), "entry": entry}
            value = "…" if self.shows is None else str(self.shows.value(facts))
        return Markup("{}: {}").format(cut(entry["name"], WIDTH - 2 - len(value), "…"), value)

    def _choice(self, name: str, mark: str, talk: View) -> Screen:
        """Return the values for one entry, in two columns."""
        choices = [
            Choice(chosen(label, value == mark), ["set", value])
            for value, label in self._labels(talk).items()
        ]
        return Screen(
            talk.render(self.ask) + Markup("\n\n<b>{}</b>").format(name),
            [*in_columns(choices, 2), [Choice(talk.word("unknown"), ["set", ""])]],
        )

    # -- what is done -----------------------------------------------------------------------

    def press(self, talk: Talk, action: Action) -> Reply:
        """Mark an entry, turn the page, or finish."""
        scratch = talk.frame.scratch
        match action:
            case ["page", page]:
                scratch[f"page:{self.id}"] = page
                return Shown()
            case ["mark", name] if len(self._labels(talk)) > BY_TURNS:
                scratch[f"entry:{self.id}"] = name
                return Shown()
            case ["mark", name]:
                following = self._following(self._marks(talk).get(name, ""), talk)
                return self._marked(name, following, talk)
            case ["set", value]:
                return self._marked(scratch.pop(f"entry:{self.id}"), value, talk)
            case ["unknown"]:
                return self._noted(None, talk)
            case ["nobody"]:
                return self._noted({}, talk)
            case _:
                return self._noted(self._marks(talk), talk)

    def _marked(self, name: str, mark: str, talk: Talk) -> Reply:
        talk.frame.scratch[f"each:{self.id}"] = {**self._marks(talk), name: mark}
        return Shown()

    def _following(self, mark: str, talk: View) -> str:
        if self.value is not None:
            return "" if mark else self.value
        turn = ["", *self._labels(talk)]
        return turn[(turn.index(mark) + 1) % len(turn)] if mark in turn else turn[1]

    def _noted(self, marks: dict[str, str] | None, talk: Talk) -> Reply:
        """Write the field of every entry that is listed; *marks* None is "weet ik niet"."""
        for kept in ("each", "entry", "page"):
            talk.frame.scratch.pop(f"{kept}:{self.id}", None)
        listed = self._listed(talk)
        entries = [dict(entry) for entry in self._entries(talk)]
        for entry in entries:
            if entry["name"] not in listed:
                continue
            mark = None if marks is None else marks.get(entry["name"], "")
            if self.value is not None and self.otherwise is None:
                entry.update(self._one_of_many(entry, mark, talk))
            elif mark is not None and (told := mark or self.otherwise):
                entry[self.field] = self._told(told, talk)
            elif mark is not None and not self.days:
                entry.pop(self.field, None)
        return Answered({self.of: entries})

    def _one_of_many(self, entry: dict[str, Any], mark: str | None, talk: View) -> dict[str, Any]:
        """Return the field with the value in or out, and what of it is not asked or not known."""
        told: list[str] | None = entry.get(self.field)
        if told is None and mark is None:
            return {}
        asked = [
            f"{self.field}.{step.value}"
            for step in talk.dialogue.steps.values()
            if isinstance(step, Each) and (step.of, step.field) == (self.of, self.field)
        ]
        this = f"{self.field}.{self.value}"
        unasked = [one for one in entry.get("unasked", []) if one != this]
        if told is None:
            unasked += [one for one in asked if one != this]
        if mark is None:
            unasked.append(this)
        kept = [one for one in told or [] if one != self.value]
        return {self.field: [*kept, self.value] if mark else kept, "unasked": unasked}

    def _told(self, mark: str, talk: View) -> Any:
        """Return *mark* as the field holds it: a day, a whole number, or the id itself."""
        if self.days:
            return (talk.today - timedelta(days=int(mark))).isoformat()
        step = talk.dialogue.asks(self.of)
        kind = step.fields[self.field].kind if isinstance(step, Listing) else ""
        return int(mark) if kind == "number" else mark

    def hear(self, talk: Talk, text: str) -> Reply:
        """Mark the entry whose name was typed, or finish on the words of a button."""
        names = {name: name for name in self._listed(talk)}
        words = {verb: str(talk.word(verb)) for verb in ("unknown", "done")}
        words["nobody"] = str(self._nobody(talk))
        if talk.frame.scratch.get(f"entry:{self.id}") in names:
            value = closest(text, self._labels(talk))
            return self.press(talk, ["set", value]) if value else Refused(talk.word("choose_one"))
        found = closest(text, {**names, **words})
        if found is None:
            return Refused(talk.word("tick_some"))
        return self.press(talk, ["mark", found] if found in names else [found])
