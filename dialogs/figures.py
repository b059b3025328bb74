"""Drawings in text that a message may hold, by the name under which the content asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dialogs.arena_map import arena_map
from dialogs.bars import cluster_bars, role_bars
from dialogs.partner import partners_in
from dialogs.team.voting import intro
from dialogs.text import month_name

if TYPE_CHECKING:
    from dialogs.view import View


def _arena(talk: View) -> str:
    """Return the map with the two weightiest findings; in a group nothing that is private."""
    return arena_text(talk, group=not talk.event.key.private)


def _arena_to_share(talk: View) -> str:
    return arena_text(talk, group=True)


def arena_findings(talk: View) -> list[str]:
    """Return the two weightiest findings about the partners, numbered, in one line each."""
    names = enumerate(talk.outcome().results.get("shown", ())[:2], start=1)
    return [f"{number}. {talk.know['partners']['findings'][name]}" for number, name in names]


def arena_text(talk: View, *, group: bool) -> str:
    """Return the arena map in words; for a *group* nothing that is private."""
    return arena_map(
        partners_in(talk.answers().get("partners")),
        talk.outcome().results.get("rings", {}),
        talk.know["partners"],
        talk.today,
        group=group,
        question=str(talk.dossier().get("question", "")),
        findings=arena_findings(talk),
    )


def _roles(talk: View) -> str:
    told = [advised.values["bars"] for advised in talk.outcome().advice if "bars" in advised.values]
    return role_bars(told[0] if told else (), talk.know["roles"])


def _clusters(talk: View) -> str:
    return cluster_bars(talk.outcome().results.get("clusters", {}), talk.know["regie"])


def _started(talk: View) -> str:
    """Return the month in which the network began, by how many months somebody said it runs."""
    months = talk.answers().get("months")
    if not isinstance(months, int):
        return ""
    whole = talk.today.year * 12 + talk.today.month - 1 - months
    return f"{whole // 12:04}-{whole % 12 + 1:02}"


def _since(talk: View) -> str:
    """Return the month in which the network began, in words."""
    started = talk.dossier().get("started", "")
    return month_name(started, talk.language) if started else ""


FIGURES: Final[Mapping[str, Callable[[View], str]]] = {
    "arena_map": _arena,
    "arena_map_to_share": _arena_to_share,
    "role_bars": _roles,
    "cluster_bars": _clusters,
    "poll_intro": intro,
    "started": _started,
    "since": _since,
}
"""A new drawing is a new entry here; the content says ``{{ figure.arena_map }}``."""
