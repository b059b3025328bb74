"""What was counted, as a page to read: which dialogues are used, and which advice misses.

Nothing below five is shown, nor what would follow from it: with so few one might guess whose it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from bot.store import Count

LEAST: Final = 5
FEW: Final = "-"
MISSES: Final = ("advice_partly", "advice_wrong")


def page(counts: Iterable[Count]) -> str:
    """Return the page of *counts*."""
    by_kind: dict[str, dict[str, int]] = defaultdict(dict)
    for count in counts:
        by_kind[count.kind][count.what] = count.n
    parts = [_dialogues(by_kind), _advice(by_kind), _plans(by_kind), _people(by_kind)]
    shown = [part for part in parts if part]
    shown.append(f"{FEW} stands for fewer than {LEAST}, which are not shown.")
    return "\n\n".join(shown)


def _dialogues(by_kind: dict[str, dict[str, int]]) -> str:
    rows = [
        [
            name,
            _number(started),
            _number(by_kind["reached"].get(name, 0)),
            _number(by_kind["planned"].get(name, 0)),
            _mean(by_kind["steps"].get(name, 0), by_kind["reached"].get(name, 0)),
        ]
        for name, started in sorted(by_kind["started"].items(), key=lambda one: (-one[1], one[0]))
    ]
    return _table(["dialogue", "started", "advice", "planned", "steps to advice"], rows)


def _advice(by_kind: dict[str, dict[str, int]]) -> str:
    """Return the advice that was judged, what misses most first."""
    judged: list[tuple[float, list[str]]] = []
    for name, advised in sorted(by_kind["advised"].items()):
        right = by_kind["advice_right"].get(name, 0)
        misses = [by_kind[kind].get(name, 0) for kind in MISSES]
        verdicts = right + sum(misses)
        if verdicts < LEAST:
            continue
        # A share of few would tell how many they are.
        known = sum(misses) >= LEAST
        share = sum(misses) / verdicts if known else 0.0
        cells = [_number(advised), _number(right), *map(_number, misses)]
        judged.append((-share, [name, *cells, f"{share:.0%}" if known else FEW]))
    judged.sort()
    return _table(
        ["advice", "shown", "right", "partly", "wrong", "misses"], [row for _, row in judged]
    )


def _plans(by_kind: dict[str, dict[str, int]]) -> str:
    plans = by_kind["plan"]
    if not plans:
        return ""
    words = {"done": "done", "not_done": "not done", "dropped": "dropped"}
    told = ", ".join(f"{word} {_number(plans.get(name, 0))}" for name, word in words.items())
    return f"plans reported: {told}"


def _people(by_kind: dict[str, dict[str, int]]) -> str:
    came = by_kind["came"]
    if not came:
        return ""
    first, back = came.get("first", 0), came.get("back", 0)
    return f"came for the first time {_number(first)}, came back within 30 days {_number(back)}"


def _number(count: int) -> str:
    return str(count) if count >= LEAST else FEW


def _mean(total: int, of: int) -> str:
    return f"{total / of:.1f}" if of >= LEAST else FEW


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return *rows* in columns below *heads*: the first to the left, the others to the right."""
    if not rows:
        return ""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (heads, *rows)
    )
