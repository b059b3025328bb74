"""One network at a glance: its question, phase, form, scores, partners and open plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dialogs.partner import Partner

Words = Mapping[str, Any]

PHASES: Final = ("explore", "define", "goals", "act")
CHOICES: Final = ("form", "size", "coordinator")
SCALES: Final = ("trust", "consensus", "competence", "leader")


def glance_values(
    known: Mapping[str, Any],
    partners: Sequence[Partner],
    dossier: Words,
    words: Words,
    day: date,
    *,
    plans: int = 0,
) -> dict[str, Any]:
    """Return what the template ``glance`` shows.

    *known* are the facts of the network with its ``name``, ``plans`` how many are open,
    ``dossier`` and ``words`` the tables ``dossier`` and ``pictures`` in one language.
    """
    own = words["glance"]
    status = Counter(_state(partner.status) for partner in partners)
    return {
        "title": own["heading"],
        "network": str(known.get("name", "")),
        "day": f"{day:%d/%m/%Y}",
        "question": str(known.get("question", "")),
        "phase": {
            "label": dossier["phase"]["label"],
            "steps": [
                {"label": dossier["phase"]["values"][phase], "now": known.get("phase") == phase}
                for phase in PHASES
            ],
            "unknown": "" if known.get("phase") in PHASES else own["unknown"],
        },
        "facts": [
            {"label": dossier[name]["label"], "says": _said(name, known.get(name), dossier, own)}
            for name in CHOICES
        ],
        "scales": [
            {
                "label": dossier[name]["label"],
                "blocks": _rounded(known.get(name, 0)),
                "says": _score(known.get(name), own),
            }
            for name in SCALES
        ],
        "partners": {
            "label": own["partners"],
            "count": len(partners),
            "parts": [
                {"shape": shape, "count": status[shape], "says": own[word].format(status[shape])}
                for shape, word in (("aboard", "aboard"), ("waiting", "awaited"), ("open", "open"))
                if status[shape]
            ],
        },
        "plans": {"label": own["plans"], "count": plans},
        "starter": words["starter"],
    }


def glance_text(values: Words) -> str:
    """Return what the picture of *values* tells, in words."""
    phase = values["phase"]
    now = [step["label"] for step in phase["steps"] if step["now"]] or [phase["unknown"]]
    parts = ", ".join(part["says"] for part in values["partners"]["parts"])
    lines = [
        f"{values['title']}: {values['network']}" if values["network"] else values["title"],
        *([values["question"]] if values["question"] else []),
        f"{phase['label']}: {now[0]}",
        *(f"{fact['label']}: {fact['says']}" for fact in (*values["facts"], *values["scales"])),
        f"{values['partners']['label']}: {values['partners']['count']}"
        + (f" ({parts})" if parts else ""),
        f"{values['plans']['label']}: {values['plans']['count']}",
    ]
    return "\n".join([*lines, values["starter"]])


def _state(status: str | None) -> str:
    if status is None:
        return "open"
    return "aboard" if status == "aboard" else "waiting"


def _said(name: str, value: Any, dossier: Words, own: Words) -> str:
    if value is None:
        return str(own["unknown"])
    return str(dossier[name].get("values", {}).get(value, value))


def _score(value: Any, own: Words) -> str:
    return str(own["unknown"] if value is None else own["score"].format(_rounded(value)))


def _rounded(value: float) -> int:
    """Return a mean of 1 to 5 as whole blocks: words and bars, not decimals (UX.md)."""
    return int(value + 0.5)
