"""Look something up: shelves to browse, words to search, and a page for every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from dialogs.flow import Step
from dialogs.instruments.library import Librarian
from dialogs.library import Library
from dialogs.screen import (
    BadAnswerError,
    Choice,
    Refused,
    Reply,
    Row,
    Screen,
    Shown,
    in_columns,
)
from dialogs.session import Action

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

LONGEST_QUERY: Final = 300
SHELVES: Final = 8
ENTRIES: Final = 6
WIDEST: Final = 38
"""Shelves on a screen (in two columns), entries on a screen, characters on a button (UX.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look(Step):
    """Browse the shelves of the library, or type what to look for.

    What is open is kept in ``scratch``: ``shelf`` or ``found`` (a list of entries), ``entry`` (its
    page), and the number of the page of a list.
    """

    counts: bool = False
    skip: bool = False

    def screen(self, talk: View) -> Screen:
        """Return the page of an entry, a list of entries, or the shelves."""
        library, scratch = librarian(talk).libraries[talk.language], talk.frame.scratch
        opened = library.entries.get(scratch.get("entry", ""))
        if opened is not None:
            rows = []
            if opened.opens in talk.coach.dialogues:
                rows.append([Choice(talk.title(str(opened.opens)), ["call", opened.opens])])
            rows.append([Choice(talk.word("to_list"), ["back"])])
            return Screen(library.page(opened.id), rows)
        if "found" in scratch:
            found = [name for name in scratch["found"] if name in library.entries]
            return self._list(talk.word("found_here"), found, library, talk)
        shelf = library.shelves.get(scratch.get("shelf", ""))
        if shelf is not None:
            return self._list(
                Markup("<b>{}</b>").format(shelf.label), library.on(shelf.id), library, talk
            )
        shelves = [Choice(one.label, ["shelf", one.id]) for one in library.shelves.values()]
        return self._paged(talk.render(self.ask), shelves, SHELVES, 2, talk)

    def _list(self, head: Markup, entries: Sequence[str], library: Library, talk: View) -> Screen:
        named = [
            Choice(shortened(library.entries[name].title), ["entry", name]) for name in entries
        ]
        screen = self._paged(head, named, ENTRIES, 1, talk)
        return Screen(
            screen.text, [*screen.rows, [Choice(talk.word("all_shelves"), ["shelf", ""])]]
        )

    def _paged(
        self, text: Markup, choices: list[Choice], size: int, columns: int, talk: View
    ) -> Screen:
        pages = max(1, -(-len(choices) // size))
        page = talk.frame.scratch.get("list_page", 0) % pages
        rows: list[Row] = in_columns(choices[page * size : (page + 1) * size], columns)
        if pages > 1:
            further = talk.word("page", page=page + 1, pages=pages)
            rows.append([Choice(further, ["list_page", (page + 1) % pages])])
        return Screen(text, rows)

    def press(self, talk: Talk, action: Action) -> Reply:
        """Open a shelf or an entry, or turn the page of a list."""
        verb, what = action
        scratch = talk.frame.scratch
        if verb == "shelf":
            for kept in ("entry", "found", "list_page"):
                scratch.pop(kept, None)
        scratch[verb] = what
        return Shown()

    def withdraw(self, talk: Talk) -> bool:
        """Close the page for its list, the list for the shelves."""
        scratch = talk.frame.scratch
        if scratch.pop("entry", ""):
            return True
        scratch.pop("list_page", None)
        return bool(scratch.pop("shelf", "")) | (scratch.pop("found", None) is not None)

    def hear(self, talk: Talk, text: str) -> Reply:
        """Look for what was typed; a single entry is opened at once."""
        words = " ".join(text.split())
        if not words:
            return Refused(talk.word("type_something"))
        if len(words) > LONGEST_QUERY:
            return Refused(talk.word("too_long", most=LONGEST_QUERY, length=len(words)))
        self.hint(talk, words)
        if "found" not in talk.frame.scratch:
            return Refused(talk.word("found_nothing"))
        return Shown()

    def hint(self, talk: Talk, text: str) -> None:
        """Look for the words that led here; without any, show the shelves."""
        words = " ".join(text.split())[:LONGEST_QUERY]
        talk.note_answers({self.questions[0]: words or None})
        lay_out(talk, librarian(talk).find(words) if words else ())

    def accept(self, question: str, value: Any, talk: View) -> Any:
        """Accept the words to look for."""
        typed = isinstance(value, str | int | float) and not isinstance(value, bool)
        words = " ".join(str(value).split()) if typed else ""
        if not words or len(words) > LONGEST_QUERY:
            raise BadAnswerError(f"{question} must be a text of 1 to {LONGEST_QUERY} characters")
        return words


def lay_out(talk: Talk, found: Sequence[str]) -> None:
    """Show the entries that were *found*, the page of a single one, or the shelves without any."""
    scratch = talk.frame.scratch
    for kept in ("entry", "shelf", "found", "list_page"):
        scratch.pop(kept, None)
    if found:
        scratch["found"] = list(found)
    if len(found) == 1:
        scratch["entry"] = found[0]


def librarian(talk: View) -> Librarian:
    """Return who knows the library.

    Raises:
        TypeError: the dialogue has another instrument; a mistake in the content.
    """
    known = talk.dialogue.instrument
    if not isinstance(known, Librarian):
        raise TypeError(f"{talk.dialogue.id} is no library; only there `look` is a kind of step")
    return known


def shortened(title: Markup) -> Markup:
    """Return *title* so that it fits on a button, cut between two words."""
    if len(title) <= WIDEST:
        return title
    words = str(title.unescape())[: WIDEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:-")
    return Markup.escape(f"{words}…")
