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
from dialogs.pictures.axis import axis_text, axis_values
from dialogs.pictures.forms import forms_text, forms_values
from dialogs.pictures.glance import glance_text, glance_values
from dialogs.pictures.roles import roles_text, roles_values

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
        network=_name(talk),
        question=str(dossier.get("question", "")),
        findings=arena_findings(talk),
    )
    return named(talk, "arena", know["map"]["file"], values, arena_text(talk, group=group))


def _forms(talk: View) -> Picture:
    words, given = talk.know["pictures"], talk.given()
    today = given.get("form", given.network.get("form"))
    values = forms_values(
        talk.outcome().results,
        talk.know["types"],
        words,
        talk.today,
        talk.language,
        today=today if isinstance(today, str) else None,
        network=_name(talk),
    )
    return named(talk, "forms", words["forms"]["file"], values, forms_text(values))


def _roles(talk: View) -> Picture:
    words = talk.know["pictures"]
    told = (advised.values["bars"] for advised in talk.outcome().advice if "bars" in advised.values)
    values = roles_values(next(told, ()), talk.know["roles"], words, talk.today)
    return named(talk, "roles", words["roles"]["file"], values, roles_text(values))


def _axis(talk: View) -> Picture:
    """Return the axis with what was chosen: by the rules of ``instrument``, or by the person."""
    words, given, results = talk.know["pictures"], talk.given(), talk.outcome().results
    kind = results.get("main", given.get("kind"))
    chosen = {
        "mine": kind,
        "support": results.get("support", given.get("support")),
        "fallback": results.get("fallback", given.get("fallback")),
    }
    called = str(given.get("instrument", ""))
    values = axis_values(chosen, talk.know["regie"], words, talk.today, called)
    return named(talk, "axis", words["axis"]["file"], values, axis_text(values))


def _glance(talk: View) -> Picture:
    words, memory = talk.know["pictures"], talk.memory
    plans = [p for p in memory.plans if p.network == memory.profile.network and p.status == "open"]
    known = talk.dossier()
    values = glance_values(
        known,
        partners_in(known.get("partners")),
        talk.know["dossier"],
        words,
        talk.today,
        plans=len(plans),
    )
    return named(talk, "glance", words["glance"]["file"], values, glance_text(values))


def _name(talk: View) -> str:
    return str(talk.dossier().get("name", ""))


PICTURES: Final[Mapping[str, Callable[[View], Picture]]] = {
    "arena_picture": _arena,
    "arena_picture_to_share": _arena_to_share,
    "forms_picture": _forms,
    "roles_picture": _roles,
    "axis_picture": _axis,
    "glance_picture": _glance,
}
"""A new picture is a new entry here; a link of the content says ``sends: arena_picture``."""
