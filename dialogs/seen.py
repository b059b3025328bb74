"""What a team saw of itself, in a line: as far as the group was shown it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from dialogs.memory import Note
    from dialogs.view import View

Shown = Mapping[str, Any]


def seen(note: Note, talk: View) -> list[Markup]:
    """Return how many answered, and what *note* keeps of what they were shown."""
    shown: Shown = note.outcome.get("shown") or {}
    told = [talk.word("pulse_answers", count=shown["n"])] if "n" in shown else []
    return [*told, *SEEN[note.dialogue](shown, talk)]


def _bands(shown: Shown, talk: View) -> Iterator[Markup]:
    know = talk.know["pulse"]
    for band in ("strong", "attention", "concern"):
        labels = [
            str(know["statements"][name]["label"])
            for name, one in shown.get("statements", {}).items()
            if one["bands"] == [band] and name in know["statements"]
        ]
        if labels:
            yield _named(know["bands"][band], labels)


def _form(shown: Shown, talk: View) -> Iterator[Markup]:
    know = talk.know["types"]
    views = [know["today"][view] for view in shown["split"] if view in know["today"]]
    if views:
        yield _named(talk.word("team_leads"), views)
    if shown["best"] in know["forms"]:
        yield _named(talk.word("team_form"), [know["forms"][shown["best"]]["label"]])


def _signs(shown: Shown, talk: View) -> Iterator[Markup]:
    symptoms = talk.know["symptoms"]["list"]
    yield _named(
        talk.word("team_notices"),
        [symptoms[name]["label"] for name in shown["symptoms"] if name in symptoms],
    )


def _named(name: object, values: list[str]) -> Markup:
    return Markup("{}: {}").format(name, ", ".join(values))


SEEN: Final[Mapping[str, Callable[[Shown, View], Iterator[Markup]]]] = {
    "pulse": _bands,
    "type": _form,
    "stuck": _signs,
}
"""What a team does together of which something is kept with a network, by its dialogue."""
