"""Pictures that a button hands over, by the name under which the content asks for them.

The coach returns what a picture shows, as values with all words in the person's language; the shell
draws it by a template of ``content/pictures``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from dialogs.effect import Picture
from dialogs.figures import arena_findings, arena_text
from dialogs.partner import partners_in
from dialogs.pictures.arena import arena_values

if TYPE_CHECKING:
    from dialogs.view import View


def named(talk: View, name: str, word: str, values: Mapping[str, Any], caption: str) -> Picture:
    """Return the picture *name*; its file is called *word* and the day, *caption* is plain text."""
    return Picture(name, f"{word}-{talk.today.isoformat()}", values, str(escape(caption)))


def _arena(talk: View) -> Picture:
    """Return the map; in a group, and to share, nothing that is private."""
    return _map(talk, group=not talk.event.key.private)


def _arena_to_share(talk: View) -> Picture:
    return _map(talk, group=True)


def _map(talk: View, *, group: bool) -> Picture:
    know, dossier = talk.know["partners"], talk.dossier()
    values = arena_values(
        partners_in(talk.answers().get("partners")),
        talk.outcome().results.get("rings", {}),
        know,
        talk.today,
        group=group,
        network=str(dossier.get("name", "")),
        question=str(dossier.get("question", "")),
        findings=arena_findings(talk),
    )
    return named(talk, "arena", know["map"]["file"], values, arena_text(talk, group=group))


PICTURES: Final[Mapping[str, Callable[[View], Picture]]] = {
    "arena_picture": _arena,
    "arena_picture_to_share": _arena_to_share,
}
"""A new picture is a new entry here; a link of the content says ``sends: arena_picture``."""
