"""A list built up by hand: names typed, pasted or ticked, then a few taps for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.condition import Expression
from dialogs.field import Field, accept_entry
from dialogs.flow import Step
from dialogs.partner import cut, fitting
from dialogs.pasted import pasted
from dialogs.route import bare
from dialogs.screen import (
    Answered,
    BadAnswerError,
    Choice,
    Refused,
    Reply,
    Screen,
    Shown,
    in_columns,
    in_pages,
    ticked,
)
from dialogs.session import Action
from dialogs.steps.taps import Taps
from dialogs.text import Text, joined

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

PER_PAGE = 4
NAMES_WIDTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Step):
    """A list of at most ``most`` entries with a name; ``taps`` are asked of each right away.

    ``checklist`` gives group -> {label, of: [ids]} to tick from, ``known`` id -> {name, full, and
    what is known of it}: a field of the list that stands there is filled in. ``fields`` are all
    that an entry may hold, for answers from a file. ``begins`` gives the names that stand on a new
    list. ``nouns`` is what its entries are called, where they are no partners. The list grows in
    the scratch of the frame and is an answer only when it is finished, so that going back loses
    nothing.
    """

    fields: Mapping[str, Field]
    taps: Taps
    most: int = 40
    checklist: Expression | None = None
    known: Expression | None = None
    begins: Expression | None = None
    nouns: Text | None = None

    # -- the list as it stands --------------------------------------------------------------

    def _place(self, talk: View) -> dict[str, Any]:
        """Return where the person is in the list: its own scratch, made when first needed."""
        kept: dict[str, Any] | None = talk.frame.scratch.get(f"list:{self.id}")
        if kept is None:
            earlier = talk.frame.answers.get(self.questions[0])
            names = self.begins.value(talk.facts()) if self.begins else ()
            begun = [{"name": name} for name in names][: self.most]
            known = talk.dossier().get(self.questions[0], begun)
            entries = earlier if isinstance(earlier, list) else known
            kept = {"entries": [dict(entry) for entry in entries], "theme": "", "drop": False}
        return {**kept, "entries": [dict(entry) for entry in kept["entries"]]}

    def _save(self, talk: Talk, place: dict[str, Any]) -> Reply:
        talk.frame.scratch[f"list:{self.id}"] = place
        return Shown()

    def _next_tap(self, place: Mapping[str, Any]) -> tuple[int, str] | None:
        """Return the entry and the field that wait for a tap now, while tapping."""
        return self.taps.next(place["entries"]) if place.get("tapping") else None

    # -- what is shown ----------------------------------------------------------------------

    def screen(self, talk: View) -> Screen:
        """Return the names so far, the checklist, or the next tap."""
        place = self._place(talk)
        tap = self._next_tap(place)
        if tap is not None:
            return self.taps.screen(place["entries"], *tap, talk)
        if place["drop"]:
            choices = [
                Choice(Markup("✕ {}").format(cut(entry["name"], 16, "…")), ["drop", number])
                for number, entry in enumerate(place["entries"])
            ]
            rows = in_pages(in_columns(choices, 2), place.get("page", 0), PER_PAGE, talk.word)
            return Screen(talk.word("drop_which"), [*rows, [Choice(talk.word("done"), ["names"])]])
        if place["theme"]:
            return self._themed(place, talk)
        return self._names(place, talk)

    def _names(self, place: Mapping[str, Any], talk: View) -> Screen:
        entries = place["entries"]
        text = talk.render(self.ask)
        if entries:
            last = fitting((str(entry["name"]) for entry in reversed(entries)), NAMES_WIDTH)
            told = {"count": len(entries), "more": len(entries) - len(last)}
            names = joined(", ", reversed(last))
            text += Markup("\n\n") + talk.word("list_so_far", names=names, **told)
        choices = [
            Choice(theme["label"], ["theme", str(name)])
            for name, theme in self._table(self.checklist, talk).items()
        ]
        rows = in_pages(in_columns(choices, 2), place.get("page", 0), PER_PAGE, talk.word)
        if entries:
            rows.append([Choice(talk.word("drop_some"), ["dropping"])])
            rows.append([Choice(talk.word("list_done", count=len(entries)), ["taps"])])
        return Screen(text, rows)

    def _table(self, expression: Expression | None, talk: View) -> Mapping[str, Any]:
        table: Mapping[str, Any] = expression.value(talk.facts()) if expression else {}
        return table

    def _offered(self, theme: str, talk: View) -> list[Mapping[str, Any]]:
        """Return what can be ticked in *theme*: {name, and what is known of it}."""
        known = self._table(self.known, talk)
        return [
            known.get(one, {"name": one}) for one in self._table(self.checklist, talk)[theme]["of"]
        ]

    def _themed(self, place: Mapping[str, Any], talk: View) -> Screen:
        theme, offered = (
            self._table(self.checklist, talk)[place["theme"]],
            self._offered(place["theme"], talk),
        )
        listed = {bare(entry["name"]) for entry in place["entries"]}
        choices = [
            Choice(ticked(one["name"], bare(one["name"]) in listed), ["tick", number])
            for number, one in enumerate(offered)
        ]
        text = talk.word("tick_from", theme=theme.get("full", theme["label"]))
        lines = [
            Markup("<b>{}</b>: {}").format(one["name"], one["full"])
            for one in offered
            if one.get("full")
        ]
        text = joined("\n\n", [text, *([joined("\n", lines)] if lines else [])])
        return Screen(text, [*in_columns(choices, 2), [Choice(talk.word("done"), ["names"])]])

    # -- what is done -----------------------------------------------------------------------

    def press(self, talk: Talk, action: Action) -> Reply:
        """Tick, tap, drop, or finish."""
        place = self._place(talk)
        entries: list[dict[str, Any]] = place["entries"]
        match action:
            case ["theme", theme]:
                return self._save(talk, {**place, "theme": theme})
            case ["names"]:
                page = 0 if place["drop"] else place.get("page", 0)
                return self._save(talk, {**place, "theme": "", "drop": False, "page": page})
            case ["dropping"]:
                return self._save(talk, {**place, "drop": True, "page": 0})
            case ["page", page]:
                return self._save(talk, {**place, "page": page})
            case ["drop", number]:
                left = entries[:number] + entries[number + 1 :]
                return self._save(talk, {**place, "entries": left, "drop": bool(left)})
            case ["tick", number]:
                return self._tick(place, number, talk)
            case ["untap"]:
                tapping = self.taps.take_back(entries)
                return self._save(talk, {**place, "tapping": tapping})
            case ["tap", number, name, value]:
                self.taps.tap(entries, number, name, value)
                return self._go_on(place, talk)
            case _:
                return self._go_on({**place, "tapping": True}, talk)

    def _tick(self, place: dict[str, Any], number: int, talk: Talk) -> Reply:
        name = self._offered(place["theme"], talk)[number]["name"]
        left = [entry for entry in place["entries"] if bare(entry["name"]) != bare(name)]
        if len(left) == len(place["entries"]):
            return self._add(place, [str(name)], talk)
        return self._save(talk, {**place, "entries": left})

    def _add(self, place: dict[str, Any], names: list[str], talk: Talk) -> Reply:
        entries = place["entries"]
        listed = {bare(entry["name"]) for entry in entries}
        known = {bare(one["name"]): one for one in self._table(self.known, talk).values()}
        new = [
            {
                **{f: v for f, v in known.get(bare(name), {}).items() if f in self.fields},
                "name": name,
            }
            for name in names
            if bare(name) not in listed
        ]
        if len(entries) + len(new) > self.most:
            talk.note = talk.word("list_full", most=self.most)
        return self._save(talk, {**place, "entries": [*entries, *new][: self.most]})

    def passed(self, talk: Talk) -> Reply:
        """Return the list as far as it was filled in; nothing when there is nobody on it."""
        place = self._place(talk)
        talk.frame.scratch.pop(f"list:{self.id}", None)
        return Answered({self.questions[0]: place["entries"] or None})

    def _go_on(self, place: dict[str, Any], talk: Talk) -> Reply:
        if self._next_tap(place) is not None:
            return self._save(talk, place)
        talk.frame.scratch.pop(f"list:{self.id}", None)
        return Answered({self.questions[0]: place["entries"]})

    def hear(self, talk: Talk, text: str) -> Reply:
        """Take typed or pasted names; while tapping, understand an option."""
        place = self._place(talk)
        tap = self._next_tap(place)
        if tap is not None:
            value = self.taps.typed(tap[1], text, talk)
            if isinstance(value, Refused):
                return value
            self.taps.tap(place["entries"], *tap, value)
            return self._go_on(place, talk)
        button = self._typed_button(place, text, talk)
        if button is not None:
            return self.press(talk, button)
        found = pasted(text, [entry["name"] for entry in place["entries"]])
        if not found.names and not found.left_out:
            return Refused(talk.word("type_names"))
        if found.left_out:
            talk.note = talk.word("list_full", most=self.most)
        return self._add({**place, "theme": "", "drop": False}, list(found.names), talk)

    def _typed_button(self, place: Mapping[str, Any], text: str, talk: View) -> Action | None:
        """Return what the button does whose words were typed: all, or how going on begins."""
        said, going_on = bare(text), bare(talk.word("list_done", count=len(place["entries"])))
        buttons = {bare(c.label): c.action for row in self.screen(talk).rows for c in row}
        if not place["theme"] and not place["drop"]:
            buttons[bare(talk.word("done"))] = ["taps" if place["entries"] else "names"]
        return buttons.get(going_on if len(said) >= 5 and going_on.startswith(said) else said)

    # -- answers from a file ----------------------------------------------------------------

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept a list of mappings with the fields of the content."""
        if not isinstance(value, list):
            raise BadAnswerError(f"{value!r} is not a list")
        if len(value) > self.most:
            raise BadAnswerError(f"at most {self.most} entries, not {len(value)}")
        return [
            accept_entry(self.fields, n, entry, talk, bool(self.taps.names))
            for n, entry in enumerate(value, 1)
        ]

    def label(self, question: str, value: Any, talk: View) -> Markup:
        """Return how many there are."""
        nouns = talk.render(self.nouns) if self.nouns else talk.word("partners")
        one = self.taps.called(talk)
        return talk.word("list_count", noun=one, nouns=nouns, count=len(value))
