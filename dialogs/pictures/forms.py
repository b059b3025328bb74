"""How the three forms of a network fit, as a picture: bars, and words that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dialogs.text import listed, plain

Words = Mapping[str, Any]


def forms_values(
    results: Words,
    types: Words,
    words: Words,
    day: date,
    language: str,
    *,
    today: str | None = None,
    network: str = "",
) -> dict[str, Any]:
    """Return what the template ``forms`` shows.

    ``results`` are those of ``type``, ``today`` the form of today (None when not known), ``types``
    and ``words`` the tables ``types`` and ``pictures`` in ``language``.
    """
    own = words["forms"]
    out = {one["form"]: one["because"] for one in results["excluded"]}
    hinges = results["certainty"]["depends_on"]

    def said(factors: Iterable[str]) -> str:
        return plain(listed((types["factors"][name]["label"] for name in factors), language))

    return {
        "title": own["heading"],
        "network": network,
        "day": f"{day:%d/%m/%Y}",
        "verdict": types["fits"][results["fit"] or "none"],
        "forms": [
            {
                "id": form,
                "label": types["forms"][form]["label"],
                "name": types["forms"][form]["name"],
                "points": points,
                "says": own["points"].format(points),
                "tags": [
                    *([own["best"]] if form == results["best"] else []),
                    *([own["today"]] if form == today else []),
                ],
                "best": form == results["best"],
                "out": own["out"].format(said(out[form])) if form in out else "",
            }
            for form, points in results["points"].items()
        ],
        "notes": [
            *([own["differ"].format(said(reasons))] if (reasons := results["reasons"]) else []),
            *([own["tie"]] if results["tie"] == "yes" else []),
            own["uncertain"].format(said(hinges)) if hinges else own["certain"],
        ],
        "starter": words["starter"],
    }


def forms_text(values: Words) -> str:
    """Return what the picture of *values* tells, in words."""
    lines = [f"{values['title']} {values['verdict']}"]
    for form in values["forms"]:
        more = [form["says"], *form["tags"], *([form["out"]] if form["out"] else [])]
        lines.append(f"{form['label']}: {', '.join(more)}")
    return "\n".join([*lines, *values["notes"], values["starter"]])
