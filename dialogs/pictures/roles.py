"""The five roles as a picture: of one person, and how a team covers them.

Bars of five blocks with words, never decimals; a start for a talk, never a grade (roles.md §4-6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dialogs.bars import BLOCKS
from dialogs.outcome import Advised

Words = Mapping[str, Any]


def roles_values(bars: Sequence[Words], roles: Words, words: Words, day: date) -> dict[str, Any]:
    """Return what the template ``roles`` shows.

    ``bars`` hold a ``role``, 0 to 5 ``blocks`` and a ``level``, highest first; ``roles`` and
    ``words`` are the tables ``roles`` and ``pictures`` in one language.
    """
    own = words["roles"]
    return {
        "title": own["heading"],
        "network": "",
        "day": f"{day:%d/%m/%Y}",
        "of": BLOCKS,
        "roles": [
            {
                "label": roles["roles"][bar["role"]]["short"],
                "does": roles["roles"][bar["role"]]["does"],
                "blocks": bar["blocks"],
                "level": roles["levels"][bar["level"]],
            }
            for bar in bars
        ],
        "note": own["note"],
    }


def roles_text(values: Words) -> str:
    """Return what the picture of *values* tells, in words."""
    lines = [f"{role['label']}: {role['level']} ({role['does']})" for role in values["roles"]]
    return "\n".join([values["title"], *lines, values["note"]])


def team_values(
    advice: Iterable[Advised], roles: Words, words: Words, day: date, network: str = ""
) -> dict[str, Any]:
    """Return what the template ``team`` shows: per role its status and who carries it.

    *advice* is that of ``team_roles``: it names only whom the group may see.
    """
    own = words["team"]
    found = {
        entry["role"]: (advised.id, entry)
        for advised in advice
        if advised.id in own["shapes"]
        for entry in advised.values["roles"]
    }
    return {
        "title": own["heading"],
        "network": network,
        "day": f"{day:%d/%m/%Y}",
        "roles": [
            {
                "label": roles["roles"][role]["short"],
                "shape": own["shapes"][status],
                "status": roles["team"]["statuses"][status],
                "who": _carriers(entry, own),
            }
            for role in roles["roles"]
            if role in found
            for status, entry in [found[role]]
        ],
        "legend": [
            {
                "shape": shape,
                "says": f"{roles['team']['statuses'][status]}: {own['means'][status]}",
            }
            for status, shape in own["shapes"].items()
            if any(status == seen for seen, _ in found.values())
        ],
        "starter": words["starter"],
    }


def team_text(values: Words) -> str:
    """Return what the picture of *values* tells, in words."""
    lines = [f"{role['label']}: {role['status']} ({role['who']})" for role in values["roles"]]
    return "\n".join([values["title"], *lines, values["starter"]])


def _carriers(entry: Words, own: Words) -> str:
    more = [str(own["unnamed"])] if entry["unnamed"] else []
    return ", ".join([*entry["names"], *more]) or str(own["nobody"])
