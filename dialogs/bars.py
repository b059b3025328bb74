"""Bars of five blocks with words beside them: never a bar alone, never a decimal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

BLOCKS: Final = 5


def bar(blocks: int) -> str:
    """Return a bar of *blocks* (0 to 5) full blocks out of five."""
    return "■" * blocks + "□" * (BLOCKS - blocks)


def role_bars(bars: Iterable[Mapping[str, Any]], know: Mapping[str, Any]) -> str:
    """Return a line per role: its bar, its name, and how strong it is in words."""
    roles, levels = know["roles"], know["levels"]
    return "\n".join(
        f"{bar(one['blocks'])} {roles[one['role']]['short']}: {levels[one['level']]}"
        for one in bars
    )


def cluster_bars(means: Mapping[str, float | None], know: Mapping[str, Any]) -> str:
    """Return a line per cluster of statements that has an answer; *means* are 1 to 5 or None."""
    labels, bands = know["clusters"], know["bands"]
    return "\n".join(
        f"{bar(int(mean + 0.5))} {labels[cluster]['label']} {bands[_band(mean, know)]}"
        for cluster, mean in means.items()
        if mean is not None
    )


def _band(mean: float, know: Mapping[str, Any]) -> str:
    if mean >= know["cutoffs"]["strong"]:
        return "strong"
    return "weak" if mean < know["cutoffs"]["weak"] else "between"
