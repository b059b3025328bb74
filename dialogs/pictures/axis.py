"""The four kinds of regie instrument on one axis, from light to heavy, with one's own on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

Words = Mapping[str, Any]

KINDS: Final = ("communicative", "economic", "budgetary", "legal")
"""From light to heavy (VVSG)."""


def axis_values(
    chosen: Mapping[str, str | None], regie: Words, words: Words, day: date, instrument: str = ""
) -> dict[str, Any]:
    """Return what the template ``axis`` shows.

    *chosen* holds the kinds that are ``mine``, ``support`` and ``fallback``, as far as known;
    ``instrument`` is what the person called it. ``regie`` and ``words`` are tables in one language.
    """
    own = words["axis"]
    return {
        "title": own["heading"],
        "network": instrument,
        "day": f"{day:%d/%m/%Y}",
        "light": own["light"],
        "heavy": own["heavy"],
        "kinds": [
            {
                "label": regie["kinds"][kind]["short"],
                "works": own["works"].format(regie["kinds"][kind]["works_through"]),
                "examples": own["for_example"].format(regie["kinds"][kind]["examples"]),
                "tags": [says for mark, says in own["marks"].items() if chosen.get(mark) == kind],
                "mine": chosen.get("mine") == kind,
            }
            for kind in KINDS
        ],
        "note": own["note"],
    }


def axis_text(values: Words) -> str:
    """Return what the picture of *values* tells, in words."""
    lines = [values["title"], *([values["network"]] if values["network"] else [])]
    for place, kind in enumerate(values["kinds"], 1):
        tags = f" ({', '.join(kind['tags'])})" if kind["tags"] else ""
        lines.append(f"{place}. {kind['label']}{tags}. {kind['works']} {kind['examples']}")
    return "\n".join([*lines, values["note"]])
