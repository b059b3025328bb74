"""Voices: what may be said of the answers to one question, so that nobody's answer follows from it.

Something is said only among five voices, when it holds with any one of them left out. That is not
enough where all but two answered the same: whoever knows those two then knows everybody. There the
words are made wider, until they also fit answers of another kind; found by going through all
answers of up to eight people. Our judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from typing import Any, Final, Generic, TypeVar

LEAST: Final = 5
"""So many voices there must be before anything is said."""

TOGETHER: Final = 2
"""So many may put their own answers together without learning anything of another."""

CHANGED: Final = 4
"""Answers that are imagined otherwise, to see whether the words would still be the same."""

MIDDLE: Final = 3
HALF: Final = Fraction(1, 2)
"""The middle of a scale of five, to which halves are rounded."""

Words = TypeVar("Words", bound=Hashable)

Voices = tuple[Any, ...]
"""One answer of each voice, in order."""

Levels = frozenset[int]
"""The levels between which the answers together lie: all of them where nothing is said."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Words]):
    """A question to all. ``read`` returns the words that hold whoever of the voices is left out.

    ``wider`` returns these words and all that are true as well, the most telling first, and
    ``nothing`` at the end. ``values`` are answers that somebody else may have given.
    """

    values: Sequence[Any]
    read: Callable[[Voices], Words]
    wider: Callable[[Words], Iterable[Words]]
    nothing: Words

    def said(self, answers: Iterable[Any]) -> Words:
        """Return what may be said of *answers*, one of each voice."""
        voices = tuple(sorted(answers))
        if len(voices) < LEAST:
            return self.nothing
        read = self.read(voices)
        if not _exposed(voices):
            return read
        hiding = (words for words in self.wider(read) if self._hides(voices, words, read))
        return next(hiding, self.nothing)

    def _hides(self, voices: Voices, words: Words, read: Words) -> bool:
        """Return whether no two voices can tell from *words* that all others answered the same."""
        return all(
            (words == read and any(self.read(one) == words for one in self._alike(two, rest)))
            or any(self.read(one) == words for one in self._mixed(two, rest))
            for two, rest in pairs(voices)
            if len(set(rest)) == 1
        )

    def _alike(self, two: Voices, rest: Voices) -> Iterator[Voices]:
        """Yield *two* with others who all gave another answer than *rest*; each hides the other."""
        for value in self.values:
            if value != rest[0]:
                yield _ordered(*two, *[value] * len(rest))

    def _mixed(self, two: Voices, rest: Voices) -> Iterator[Voices]:
        """Yield *two* with others of whom up to four answered otherwise, and who expose nobody."""
        changed = min(len(rest), CHANGED)
        for some in combinations_with_replacement(self.values, changed):
            voices = _ordered(*two, *rest[changed:], *some)
            if not _exposed(voices):
                yield voices


@dataclass(frozen=True, slots=True)
class Lying:
    """Where the answers to one question lie together, and whether they lie far apart."""

    levels: Levels
    apart: bool = False


def lying(
    values: Sequence[int],
    level: Callable[[Voices], int],
    sets: Sequence[Levels],
    apart: Callable[[Voices], bool] = lambda _: False,
) -> Question[Lying]:
    """Return a question of which is said at which level the answers lie together.

    ``level`` tells the level of some voices, ``apart`` whether they lie far apart. ``sets`` are the
    levels that words can be about, the most telling first, at the end all levels.
    """

    def read(voices: Voices) -> Lying:
        every = (voices, *_without_one(voices))
        found = {level(one) for one in every}
        return Lying(next(one for one in sets if found <= one), all(apart(one) for one in every))

    def wider(words: Lying) -> Iterator[Lying]:
        for one in sets:
            if words.levels <= one:
                yield from {Lying(one, words.apart): None, Lying(one): None}

    return Question(values, read, wider, Lying(sets[-1]))


def of_organisation(answers: Sequence[int]) -> int:
    """Return the one answer of an organisation: the mean of its people, a half to the middle."""
    mean = Fraction(sum(answers), len(answers))
    whole, over = divmod(mean, 1)
    up = over > HALF if mean > MIDDLE else over >= HALF
    return int(whole) + up


def _exposed(voices: Voices) -> bool:
    """Return whether all but two answered the same, so that those two may know the rest."""
    return max(voices.count(value) for value in set(voices)) >= len(voices) - TOGETHER


def _without_one(voices: Voices) -> Iterator[Voices]:
    for value in dict.fromkeys(voices):
        at = voices.index(value)
        yield (*voices[:at], *voices[at + 1 :])


def pairs(voices: Voices) -> Iterator[tuple[Voices, Voices]]:
    """Yield every two answers that occur, with the answers of all others."""
    for two in sorted(set(combinations(voices, TOGETHER))):
        rest = list(voices)
        for answer in two:
            rest.remove(answer)
        yield two, tuple(rest)


def _ordered(*answers: Any) -> Voices:
    return tuple(sorted(answers))
