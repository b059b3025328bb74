"""What changed since an earlier pulse: only what the words that were shown make certain.

Answers are gone, so a mean is only known as far as it was shown: between the borders of its bands,
or exactly where the group saw the bars. It is called a change when it must be half a point or more,
and only among polls that can be compared: the same statements, most of the same people, and at
least three others, so that no difference is one person's. Our judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from dialogs.poll import Poll

SAME: Final = Fraction(60, 100)
OTHERS: Final = 3
MOVE: Final = Fraction(1, 2)

RANGES: Final = {"concern": (1, 3), "attention": (3, 4), "strong": (4, 5)}


def comparable(poll: Poll, earlier: Sequence[Poll]) -> Poll | None:
    """Return the latest of the *earlier* polls that *poll* may be compared with, or None."""
    return next((one for one in reversed(earlier) if _may_compare(poll, one)), None)


def _may_compare(poll: Poll, one: Poll) -> bool:
    if one.form != poll.form or not one.shown.get("statements"):
        return False
    same = len(poll.voters & one.voters)
    others = len(poll.voters - one.voters)
    most = max(len(poll.voters), len(one.voters))
    return others >= OTHERS and same >= SAME * most


def changes(
    now: Mapping[str, Mapping[str, Any]], then: Mapping[str, Mapping[str, Any]]
) -> list[list[str]]:
    """Return ``[statement, "up" or "down"]`` for every statement that certainly moved."""
    moved: list[list[str]] = []
    for name, one in now.items():
        low, high = _mean(one)
        before_low, before_high = _mean(then.get(name, {}))
        if low - before_high >= MOVE:
            moved.append([name, "up"])
        elif before_low - high >= MOVE:
            moved.append([name, "down"])
    return moved


def _mean(shown: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    """Return between what and what the mean lies, as far as it was shown."""
    bars = shown.get("bars")
    if bars:
        mean = Fraction(sum(value * count for value, count in enumerate(bars, 1)), sum(bars))
        return mean, mean
    ranges = [RANGES[band] for band in shown.get("bands", ())] or [(1, 5)]
    return Fraction(min(low for low, _ in ranges)), Fraction(max(high for _, high in ranges))
