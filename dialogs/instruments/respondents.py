"""Respondents: the answers of several people to one question, one voice per organisation.

An answer is one value or a list with one entry per respondent; who belongs to which organisation
stands in a parallel list. Missing and unknown entries are left out, never read as a middle value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from dialogs.facts import UNKNOWN


@dataclass(frozen=True, slots=True)
class Respondents:
    """Puts answers together; ``organisations`` names the organisation of each respondent.

    A respondent without an organisation, or beyond the end of the list, speaks for itself.
    """

    organisations: Sequence[Any] = ()

    def voices(self, answer: Any) -> list[Fraction]:
        """Return numbers, one per organisation: the mean of what its people answered."""
        return [_mean([exact(value) for value in said]) for said in self._grouped(answer)]

    def middle(self, answer: Any, order: Sequence[str]) -> str | None:
        """Return the middle one of answers that have an *order*, one voice per organisation.

        When two stand in the middle it is the earlier one in *order*; None when nobody answered.
        """
        ranks = [_lower([order.index(value) for value in said]) for said in self._grouped(answer)]
        return order[_lower(ranks)] if ranks else None

    def _spoken(self, answer: Any) -> Iterable[tuple[object, Any]]:
        entries = answer if isinstance(answer, list | tuple) else [answer]
        for at, value in enumerate(entries):
            if value is not None and value != UNKNOWN:
                yield self._organisation(at), value

    def _organisation(self, at: int) -> object:
        name = self.organisations[at] if at < len(self.organisations) else None
        return at if name is None or name == UNKNOWN else str(name)

    def _grouped(self, answer: Any) -> Iterable[list[Any]]:
        groups: dict[object, list[Any]] = {}
        for organisation, value in self._spoken(answer):
            groups.setdefault(organisation, []).append(value)
        return groups.values()


def exact(value: float) -> Fraction:
    """Return a number as it is written, without binary noise: 4.2 is 21/5."""
    return Fraction(str(value))


def mean(voices: Sequence[Fraction]) -> Fraction | None:
    """Return the mean, or None without voices."""
    return _mean(voices) if voices else None


def median(voices: Sequence[Fraction]) -> Fraction | None:
    """Return the median (between two middle voices their mean), or None without voices."""
    if not voices:
        return None
    ranked, half = sorted(voices), len(voices) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def deviation(voices: Sequence[Fraction], least: int) -> Fraction:
    """Return the mean absolute deviation from the mean; 0 with fewer than *least* voices."""
    if len(voices) < least:
        return _ZERO
    middle = _mean(voices)
    return _mean([abs(voice - middle) for voice in voices])


def counted(values: Iterable[str], order: Iterable[str]) -> Mapping[str, int]:
    """Return how often each value of *order* was given; those that were not are left out."""
    given = list(values)
    return {value: given.count(value) for value in order if value in given}


def _mean(voices: Sequence[Fraction]) -> Fraction:
    return sum(voices, _ZERO) / len(voices)


def _lower(ranks: Sequence[int]) -> int:
    return sorted(ranks)[(len(ranks) - 1) // 2]


_ZERO: Final = Fraction(0)
