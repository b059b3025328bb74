"""Forms of leading a network: the points each gets, and which of them are out.

The three forms and the four factors come from Provan and Kenis (2008); the bands, the points and
the cut-offs are our judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.instruments.respondents import exact

FORMS: Final = ("self", "lead", "nao")
"""Self-regulating, lead organisation, network administrative organisation."""

SIZE: Final = "size"
FACTORS: Final = ("trust", "consensus", "competence", SIZE)
"""The inputs that give points; the order in which they are named."""

Levels = Mapping[str, Fraction]
"""The factors that are known: 1 to 5, and ``size`` a number of organisations, 3 or more."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Points of each form (0 to 12), in all and per factor, and the forms that are out."""

    per_factor: Mapping[str, Mapping[str, int]]
    excluded: Mapping[str, tuple[str, ...]]
    points: Mapping[str, int]

    @property
    def highest(self) -> int:
        """The most points of a form that is not out."""
        return max(self.points[form] for form in FORMS if form not in self.excluded)

    def within(self, points: int) -> tuple[str, ...]:
        """Return the forms that are not out and at most *points* behind the highest."""
        least = self.highest - points
        return tuple(
            form for form, got in self.points.items() if form not in self.excluded and got >= least
        )

    def apart(self, winner: str, other: str) -> dict[str, int]:
        """Return the two factors that separate *winner* most from *other*: points between them."""
        gaps = {factor: got[winner] - got[other] for factor, got in self.per_factor.items()}
        return dict(sorted(gaps.items(), key=lambda gap: -gap[1])[:2])

    def rival(self, winner: str) -> str:
        """Return the best other form: one that is not out, with the most points."""
        others = [form for form in FORMS if form != winner]
        return max(others, key=lambda form: (form not in self.excluded, self.points[form]))


@dataclass(frozen=True, slots=True)
class Shift:
    """A small move of one input that would change the outcome.

    ``way`` is up or down; ``forms`` then score highest as well, or ``instead``.
    """

    input: str
    way: str
    forms: tuple[str, ...]
    instead: bool = False


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Turns levels into points; reads ``content/knowledge/types.yaml``."""

    bands: Mapping[str, Mapping[str, float]]
    points: Mapping[str, Mapping[str, Mapping[str, int]]]
    excluded: Mapping[str, Mapping[str, Sequence[str]]]
    moved: Mapping[str, float]

    @classmethod
    def read(cls, types: Mapping[str, Any]) -> ScoreTable:
        """Build it from the table ``types``."""
        return cls(types["bands"], types["points"], types["excluded"], types["moved"])

    def band(self, factor: str, level: Fraction) -> str:
        """Return the band of *level*: low, mid, high, or few, moderate, many.

        A level on the border of mid is mid.
        """
        if factor == SIZE:
            borders = self.bands["size"]
            few = "few" if level < borders["moderate"] else "moderate"
            return few if level < borders["many"] else "many"
        borders = self.bands["scale"]
        low = "low" if level < borders["mid"] else "mid"
        return low if level <= borders["high"] else "high"

    def score(self, levels: Levels) -> Scores:
        """Return the points and the exclusions for *levels*; a missing factor adds nothing."""
        bands = {
            factor: self.band(factor, levels[factor]) for factor in FACTORS if factor in levels
        }
        out = {
            form: tuple(factor for factor, band in bands.items() if band in reasons.get(factor, ()))
            for form, reasons in self.excluded.items()
        }
        got = {factor: self.points[factor][band] for factor, band in bands.items()}
        return Scores(
            per_factor=got,
            excluded={form: because for form, because in out.items() if because},
            points={form: sum(points[form] for points in got.values()) for form in FORMS},
        )

    def shifts(self, levels: Levels) -> tuple[Shift, ...]:
        """Return the small moves of one input that change which forms score highest.

        Each known input is moved up and down a little; size never falls below a network.
        """
        best = self.score(levels).within(0)
        moved = (
            (factor, way, self.score({**levels, factor: level}).within(0))
            for factor in FACTORS
            if factor in levels
            for way, level in self._around(factor, levels[factor])
        )
        return tuple(
            Shift(factor, way, tuple(form for form in forms if form not in best))
            if set(best) <= set(forms)
            else Shift(factor, way, forms, instead=True)
            for factor, way, forms in moved
            if forms != best
        )

    def _around(self, factor: str, level: Fraction) -> Iterable[tuple[str, Fraction]]:
        step = exact(self.moved[factor])
        lower = level - step
        if factor == SIZE:
            lower = max(lower, exact(self.bands["size"]["network"]))
        return ("down", lower), ("up", level + step)
