"""A few taps for each entry of a list: which is next, what it shows, and what was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dialogs.facts import UNKNOWN
from dialogs.field import MOST, Field, typed_amount
from dialogs.route import closest
from dialogs.screen import Choice, Refused, Screen, in_columns
from dialogs.text import Text

if TYPE_CHECKING:
    from dialogs.view import View

Entries = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Taps:
    """The fields ``names`` are asked of each entry in turn; ``noun`` is what an entry is called."""

    fields: Mapping[str, Field]
    names: tuple[str, ...]
    noun: Text | None = None

    def next(self, entries: Entries) -> tuple[int, str] | None:
        """Return the first entry and field that still wait for a tap."""
        waiting = (
            (n, name) for n, entry in enumerate(entries) for name in self.names if name not in entry
        )
        return next(waiting, None)

    def called(self, talk: View) -> Markup:
        """Return what one entry is called."""
        return talk.render(self.noun) if self.noun else talk.word("partner")

    def screen(self, entries: Entries, number: int, name: str, talk: View) -> Screen:
        """Return the question *name* about the entry at *number*, with its options."""
        field = self.fields[name]
        one = self.called(talk)
        where = talk.word("tap_place", noun=one, number=number + 1, count=len(entries))
        about = entries[number]["name"]
        question = talk.render(field.ask, entry=about) if field.ask else Markup.escape(about)
        choices = [
            Choice(option.label, ["tap", number, name, option.id])
            for option in field.options.of(talk).values()
        ]
        unknown = [Choice(talk.word("unknown"), ["tap", number, name, UNKNOWN])]
        rows = [*in_columns(choices, field.columns), *([unknown] if field.unknown else [])]
        rows.append([Choice(talk.word("tap_back"), ["untap"])])
        text = Markup("{}\n{}").format(where, question)
        return Screen(text, rows, numeric=field.kind == "amount")

    def typed(self, name: str, text: str, talk: View) -> Any:
        """Return the value of *name* that *text* stands for, or why it is none."""
        field = self.fields[name]
        labels = {one: str(option.label) for one, option in field.options.of(talk).items()}
        option = closest(text, {**labels, UNKNOWN: str(talk.word("unknown"))})
        if field.kind == "amount" and option != UNKNOWN:
            amount = typed_amount(text)
            return (
                Refused(talk.word("type_a_number", least=0, most=MOST))
                if amount is None
                else amount
            )
        return Refused(talk.word("choose_one")) if option is None else option

    def tap(self, entries: Entries, number: int, name: str, value: Any) -> None:
        """Note that the entry at *number* has *value*."""
        whole = self.fields[name].kind in ("number", "amount") and value != UNKNOWN
        entries[number][name] = int(value) if whole else value

    def take_back(self, entries: Entries) -> bool:
        """Take back the last tap; return False before the first."""
        number, name = self.next(entries) or (0, self.names[0])
        at = self.names.index(name)
        if at:
            entries[number].pop(self.names[at - 1], None)
        elif number and set(self.names) & set(entries[number - 1]):
            entries[number - 1].pop(self.names[-1], None)
        else:
            return False
        return True
