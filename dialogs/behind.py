"""What stands behind the advice that is shown: its own entries in the library, and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dialogs.instruments.library import Librarian
from dialogs.screen import Choice, Row
from dialogs.steps.advise import Advise, shown_and_hidden
from dialogs.steps.look import lay_out

if TYPE_CHECKING:
    from dialogs.talk import Talk
    from dialogs.view import View

LIBRARY: Final = "library"


def behind_advice(talk: View) -> list[str]:
    """Return the ids of the entries behind the advice on this page.

    They stand where the sources are named: behind *meer*, or on the page of one lens.
    """
    step, scratch = talk.step, talk.frame.scratch
    dialogue = talk.coach.dialogues.get(LIBRARY)
    librarian = dialogue.instrument if dialogue else None
    if not isinstance(step, Advise) or not isinstance(librarian, Librarian):
        return []
    opened = scratch.get("lens_open") if step.lenses else None
    if not opened and not scratch.get(f"page:{step.id}"):
        return []
    shown, _ = shown_and_hidden(talk, step.of)
    names = [one.id for one in shown if opened in (None, "", one.id)]
    advice = talk.coach.advice[talk.dialogue.id]
    sources = [source for name in names for source in advice[name].source]
    return librarian.libraries[talk.language].behind(talk.dialogue.id, names, sources)


def behind_row(talk: View) -> list[Row]:
    """Return the button that leads to those entries, where there are any."""
    entries = behind_advice(talk)
    return [[Choice(talk.word("look_it_up"), ["look", entries])]] if entries else []


def look_behind(talk: Talk, entries: list[Any]) -> None:
    """Open the library at *entries*, and come back here afterwards."""
    talk.call(LIBRARY)
    lay_out(talk, entries)
