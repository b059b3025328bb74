"""How the three forms of a network fit, as a picture: bars, and words that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Words = Mapping[str, Any]


def forms_values(
    results: Words,
    types: Words,
    words: Words,
    day: date,
    *,
    today: str | None = None,
    network: str = "",
) -> dict[str, Any]:
    """Return what the template ``forms`` shows.

    ``results`` are those of ``type``, ``today`` the form of today (None when not known), ``types``
    and ``words`` the tables ``types`` and ``pictures`` in one language.
    """
    own = words["forms"]
    out = {one["form"]: one["because"] for one in results["excluded"]}
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
                "out": own["out"].format(_listed(out[form], types, own)) if form in out else "",
            }
            for form, points in results["points"].items()
        ],
        "notes": [
            *_reasons(results, types, own),
            *([own["tie"]] if results["tie"] == "yes" else []),
            _certainty(results, types, own),
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


def _reasons(results: Words, types: Words, own: Words) -> list[str]:
    reasons = results["reasons"]
    return [own["differ"].format(_listed(reasons, types, own))] if reasons else []


def _certainty(results: Words, types: Words, own: Words) -> str:
    hinges = results["certainty"]["depends_on"]
    if not hinges:
        return str(own["certain"])
    return str(own["uncertain"].format(_listed(hinges, types, own)))


def _listed(factors: Iterable[str], types: Words, own: Words) -> str:
    """Return *factors* in words: "a, b en c"."""
    *most, last = (str(types["factors"][factor]["label"]) for factor in factors)
    return f"{', '.join(most)}{own['and']}{last}" if most else last
