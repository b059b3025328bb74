"""Forms to fill in: a persona, a journey, the checklist before any contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

FORM: Final = "form"
"""The template of both."""


def template_values(
    template: Mapping[str, Any], known: Sequence[str], first: str = ""
) -> dict[str, Any]:
    """Return what stands in *template* (``title``, ``intro``, ``fields``), with room to write.

    ``first`` is a line above everything else, such as a warning that it is an assumption; *known*
    are lines that Knoop fills in.
    """
    fields = [
        {"label": str(field["label"]), "help": str(field.get("help", ""))}
        for field in template["fields"]
    ]
    return _values(template["title"], known, first, intro=str(template["intro"]), fields=fields)


def checklist_values(
    title: str, known: Sequence[str], questions: Sequence[str], rules: Sequence[str]
) -> dict[str, Any]:
    """Return *questions* to tick off, and below them the *rules* that go with them."""
    return _values(title, known, boxes=list(questions), rules=list(rules))


def _values(title: Any, known: Sequence[str], first: str = "", **parts: Any) -> dict[str, Any]:
    empty = {"intro": "", "fields": [], "boxes": [], "rules": []}
    return {"first": first, "title": str(title), "known": list(known), **empty, **parts}
