"""What a group clearly asks for: words that are all known, and ask for a door and nothing else.

A sentence in a group may be about somebody. No list holds all words for that, so the list is the
other way round: every word of a sentence must be a way of asking for a door, or a word that says
nothing by itself (``content/phrases/errands.yaml``). One word more, a name, a number, and nobody
can tell what it is about. Our judgement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import OSA

from dialogs.route.likeness import bare
from dialogs.route.tongue import Table, phrases_of

FILLERS: Final = "fillers"
"""Words that ask for nothing and say nothing: please, now, can we."""

OPENING: Final = "opening"
"""How a request begins, with who asks it of whom: can you, I want."""

US: Final = "us"
"""Words for the team as a whole."""

LOOKUP: Final = "lookup"
"""Ways of asking what a word means; what follows must be a term of the library."""

NO_DOORS: Final = (FILLERS, OPENING, US, LOOKUP)

LIBRARY: Final = "library"

COURTESY: Final = "courtesy"
"""What is said to be polite: it opens nothing."""

LONGEST: Final = 16
"""So many words a clear request has at most."""

LONGEST_WORD: Final = 25
"""And so many letters each has at most, on average."""

SHORTEST_SLIP: Final = 5
"""A shorter word with a slip may be another word, or a name."""

LONG: Final = 9
SLIPS_OF_LONG: Final = 2
"""A word of so many letters may have so many slips."""

SOMEBODY: Final = "…"
"""Stands for a word that is written as a name: no way of asking has it."""

_SENTENCES: Final = re.compile(r"[.!?:\n]+")

Words = tuple[str, ...]

Heard = frozenset[str]
"""One word of a text: as it is written, and the words that it may be a slip of."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is asked for: ``doors`` in the order of the content, ``entries`` of the library.

    Without a door nothing was said at all.
    """

    doors: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


def plainly(text: str) -> Words:
    """Return the words of *text*, those with an apostrophe as one."""
    return tuple(bare(text.replace("'", "").replace("\u2019", "")).split())


class _Text:
    """The words of a text, and the fillers that may stand between those that ask."""

    def __init__(
        self, words: Sequence[Heard], fillers: Iterable[Words], opening: Iterable[Words] = ()
    ) -> None:
        self._words = words
        self._all = frozenset[str]().union(*words)
        self._fillers = self.possible(fillers)
        self._begins = [*self._fillers, *self.possible(opening)]

    def possible(self, ways: Iterable[Words]) -> list[Words]:
        """Return those of *ways* of which every word is somewhere in the text."""
        return [way for way in ways if all(word in self._all for word in way)]

    def says(self, ways: Iterable[Words]) -> bool:
        """Return whether one of *ways* is in the text."""
        places = range(len(self._words))
        return any(
            self._after(frozenset({at}), way) for way in self.possible(ways) for at in places
        )

    def is_nothing_but(self, ways: Iterable[Words]) -> bool:
        """Return whether the text is *ways* and fillers, one after the other, to its end.

        Before the first of *ways* there may be words with which a request begins.
        """
        possible = self.possible(ways)
        reached, further = frozenset[int](), self._past(self._begins, frozenset({0}))
        while further != reached:
            reached = further
            ends = (self._after(reached, way) for way in possible)
            further = further.union(self._past(self._fillers, reached), *ends)
        return len(self._words) in reached

    def _after(self, places: frozenset[int], way: Words) -> frozenset[int]:
        """Return where *way*, begun at one of *places*, may end."""
        for number, word in enumerate(way):
            places = self._past(self._fillers, places) if number else places
            places = frozenset(at + 1 for at in places if self._stands(at, word))
        return places

    def _past(self, fillers: Iterable[Words], places: frozenset[int]) -> frozenset[int]:
        """Return *places*, and all that is reached from there over *fillers*."""
        waiting, reached = list(places), set(places)
        while waiting:
            at = waiting.pop()
            for filler in fillers:
                end = at + len(filler)
                if end not in reached and self._stands(at, *filler):
                    reached.add(end)
                    waiting.append(end)
        return frozenset(reached)

    def _stands(self, at: int, *words: str) -> bool:
        """Return whether *words* stand in the text from *at* on."""
        heard = self._words[at : at + len(words)]
        return len(heard) == len(words) and all(
            word in one for word, one in zip(words, heard, strict=True)
        )


class Errands:
    """Knows how groups ask for each door, in all languages at once."""

    def __init__(
        self,
        phrases: Table,
        together: Collection[str],
        terms: Callable[[], Iterable[tuple[str, str]]],
        known: Callable[[str], bool],
    ) -> None:
        """Take *phrases*, door -> language -> ways of asking; *terms*, entries with their names.

        The doors of *together* are asked for with words for the team around them. What is *known*
        to be a word is not taken for another one with a slip.
        """
        self._phrases = phrases
        self._together = frozenset(together)
        self._terms_of = terms
        self._known = known

    def prepare(self) -> None:
        """Learn the phrases now; otherwise the first text does it."""
        self("")

    @cached_property
    def _ways(self) -> Mapping[str, Sequence[Words]]:
        ways: dict[str, list[Words]] = {name: [] for name in NO_DOORS}
        for door, _, phrase in phrases_of(self._phrases):
            ways.setdefault(door, []).append(plainly(phrase))
        return ways

    @cached_property
    def _terms(self) -> Mapping[Words, str]:
        return {plainly(name): entry for entry, name in self._terms_of()}

    @cached_property
    def _words(self) -> frozenset[str]:
        said = [way for ways in self._ways.values() for way in ways]
        return frozenset(word for way in (*said, *self._terms) for word in way)

    @property
    def doors(self) -> tuple[str, ...]:
        """The doors that a group can ask for."""
        return tuple(name for name in self._phrases if name not in NO_DOORS)

    def __call__(self, text: str, looking: bool = False) -> Errand | None:
        """Return what *text* asks for, or None where it says anything else.

        *looking*: the words are to be looked up, without saying so.
        """
        if not self._short(text):
            return None
        words = tuple(self._heard(text))
        entries = self._looked_up(words, looking)
        if entries or not words:
            return Errand((LIBRARY,) if entries else (), entries)
        alone, team = self._text(words, ()), self._text(words, (US,))
        said = {door: team if door in self._together else alone for door in self.doors}
        asked = tuple(door for door in self.doors if said[door].says(self._ways[door]))
        for door in asked:
            if said[door].is_nothing_but(self._ways[door]):
                return Errand((door,))
        several = tuple(door for door in asked if door != COURTESY)
        ways = [way for door in several for way in self._ways[door]]
        return Errand(several) if ways and team.is_nothing_but(ways) else None

    def adds_nothing(self, text: str, door: str) -> bool:
        """Return whether *text* says nothing but what *door* is asked for with anyway."""
        if not self._short(text):
            return False
        said = self._text(tuple(self._heard(text)), (US,) if door in self._together else ())
        return said.is_nothing_but(self._ways.get(door, ()))

    @staticmethod
    def _short(text: str) -> bool:
        return len(text) <= LONGEST * LONGEST_WORD and len(text.split()) <= LONGEST

    def _text(self, words: Sequence[Heard], more: Iterable[str]) -> _Text:
        fillers = [way for name in (FILLERS, *more) for way in self._ways[name]]
        return _Text(words, fillers, self._ways[OPENING])

    def _looked_up(self, words: Sequence[Heard], looking: bool) -> tuple[str, ...]:
        """Return the entries whose names are in *words*, when these ask for them alone."""
        lookup = self._ways[LOOKUP]
        text = _Text(words, [*self._ways[FILLERS], *self._terms], self._ways[OPENING])
        if not (looking or text.says(lookup)) or not text.is_nothing_but(lookup):
            return ()
        named = (self._terms[name] for name in self._terms if text.says([name]))
        return tuple(dict.fromkeys(named))

    # -- slips and names ------------------------------------------------------------------------

    @cached_property
    def _proper(self) -> frozenset[str]:
        """Words that may be written with a capital without being taken for a name.

        Those that ask for a door and are no filler, and those that the content writes so itself.
        """
        doors = (word for door in self.doors for way in self._ways[door] for word in way)
        fillers = (word for name in (FILLERS, OPENING) for way in self._ways[name] for word in way)
        written = (word for _, _, phrase in phrases_of(self._phrases) for word in phrase.split())
        capital = (plain for word in written if word[:1].isupper() for plain in plainly(word))
        return (frozenset(doors) - frozenset(fillers)) | frozenset(capital)

    def _heard(self, text: str) -> Iterator[Heard]:
        """Yield what the words of *text* may be; what is written as a name stays a name."""
        for sentence in _SENTENCES.split(text):
            for place, written in enumerate(sentence.split()):
                name = place > 0 and written[:1].isupper() and written[1:].islower()
                for word in plainly(written):
                    if not name:
                        yield self._meant(word)
                    else:
                        yield frozenset({word} if word in self._proper else {SOMEBODY})

    def _meant(self, word: str) -> Heard:
        """Return *word*, and where it is none that is known, the words it may be a slip of."""
        if word in self._words or len(word) < SHORTEST_SLIP or self._known(word):
            return frozenset({word})
        near = (
            other
            for other in self._words
            if len(other) >= SHORTEST_SLIP
            and abs(len(other) - len(word)) <= SLIPS_OF_LONG
            and OSA.distance(word, other) <= (SLIPS_OF_LONG if len(other) >= LONG else 1)
        )
        return frozenset({word, *near})
