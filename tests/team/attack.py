"""Somebody who tries to work out what another answered: all answers that fit what was shown.

A *world* is a way in which everybody may have answered. Whoever attacks knows what was shown, their
own answers, and how everything is worked out. Members are alike, so it is enough to go through how
often each answer was given, and to leave the attackers' own answers out: as long as the others may
have given two answers in all, each of them may have given either.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, combinations_with_replacement, product
from typing import Any

SIZES = (5, 6, 7, 8)
VALUES = range(1, 6)

Answers = tuple[Any, ...]

Table = tuple[tuple[int, ...], ...]
"""Answers of people at a table, those of one organisation together."""


def all_answers(values: Iterable[Any], size: int) -> Iterator[Answers]:
    """Yield all answers of *size* people, each in one order only."""
    return combinations_with_replacement(values, size)


def others(answers: Answers, own: Answers) -> list[Any]:
    """Return *answers* without the attackers' *own*."""
    rest = Counter(answers)
    rest.subtract(own)
    return list(rest.elements())


def found_out(
    worlds: Iterable[tuple[Answers, Hashable]], together: int = 1
) -> list[tuple[Answers, Hashable]]:
    """Return what members (*together*, with their own answers) see when they then know others'."""
    possible: defaultdict[tuple[Answers, Hashable], set[Any]] = defaultdict(set)
    for answers, shown in worlds:
        for own in set(combinations(answers, together)):
            possible[own, shown] |= set(others(answers, own))
    return [known for known, those in possible.items() if len(those) == 1]


# -- people of one organisation, who count as one ------------------------------------------------


def organisations(people: int, most: int | None = None) -> Iterator[tuple[int, ...]]:
    """Yield how many people each organisation may have sent, the largest first."""
    if people == 0:
        yield ()
    for first in range(min(people, most or people), 0, -1):
        for rest in organisations(people - first, first):
            yield (first, *rest)


def tables(sizes: tuple[int, ...], values: Iterable[int]) -> Iterator[Table]:
    """Yield all answers of organisations of these *sizes*; those of one size are alike."""
    values = list(values)
    alike = [
        combinations_with_replacement(list(all_answers(values, size)), count)
        for size, count in Counter(sizes).items()
    ]
    for chosen in product(*alike):
        yield tuple(one for several in chosen for one in several)


def found_out_at_a_table(
    worlds: Iterable[tuple[Table, Hashable]], together: int
) -> list[tuple[Hashable, ...]]:
    """Return what members see who know who sits there for whom, when they then know others'.

    Of several *together*, what one of them has of a colleague is left out: see the limits.
    """
    possible: defaultdict[tuple[Hashable, ...], set[int]] = defaultdict(set)
    for table, shown in worlds:
        members = [(place, value) for place, one in enumerate(table) for value in one]
        for attackers in set(combinations(members, together)):
            own: defaultdict[int, list[int]] = defaultdict(list)
            for place, value in attackers:
                own[place].append(value)
            known = tuple(sorted((len(table[place]), tuple(said)) for place, said in own.items()))
            for place, one in enumerate(table):
                told = tuple(own.get(place, ()))
                rest = others(one, told)
                if rest and not (told and together > 1):
                    possible[known, len(one), told, shown] |= set(rest)
    return [known for known, those in possible.items() if len(those) == 1]
