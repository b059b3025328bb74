"""How people speak: dialect and typos become words, words become stems and what they are about.

Three tables of the content teach it: ``synonyms`` (what a word or a few words are about),
``spoken`` (dialect and shorthand, with what is written for it) and the phrases themselves, whose
words are known to be spelled right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import Final

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dialogs.route.likeness import bare

ALGORITHMS: Final = {"nl": "dutch", "en": "english", "fr": "french", "de": "german"}
"""The stemmer of each language; words of another language stay as they are."""

COMPOUNDING: Final = frozenset({"nl", "de"})
"""Languages that write several words as one: *startvergadering* is about a *vergadering*."""

READ: Final = 150
"""So many words of a text are read; whoever needs more has said it by then (our judgement)."""

MENDED: Final = 12
"""So many unknown words of a text are looked at for typos."""

VERY_ALIKE: Final = 0.9
"""From this likeness a long word is a slip, even when it could be two words written as one."""

ALIKE: Final = 0.78
"""From this likeness (1: the same) an unknown word is taken for a known one with a typo."""

SHORTEST_TYPO: Final = 4
SHORTEST_PART: Final = 4

Table = Mapping[str, Mapping[str, Sequence[str]]]
"""id -> language -> words or phrases."""


def phrases_of(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield every phrase of *table* with its id and its language: id, language, phrase."""
    for name, ways in table.items():
        for language, phrases in ways.items():
            yield from ((name, language, phrase) for phrase in phrases)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as it is understood: its stems in order, what it is about, how strange it is.

    ``strange`` is the share of its words that are in no phrase and no synonym, 0 to 1; ``parts``
    are the stems of what its compounds are made of.
    """

    stems: tuple[str, ...]
    about: tuple[str, ...]
    strange: float
    parts: tuple[str, ...] = ()

    @property
    def signs(self) -> tuple[str, ...]:
        """Stems, neighbours, what it is about, and pairs of that.

        Stems differ per language; what a text is about does not, so that what is learnt in one
        language helps in the other.
        """
        return (
            *dict.fromkeys(self.stems),
            *dict.fromkeys(f"{one}_{next_}" for one, next_ in pairwise(("^", *self.stems, "$"))),
            *(f"#{one}" for one in self.about),
            *(f"#{one}+{other}" for one, other in combinations(self.about, 2)),
        )


class _Language:
    """What one language knows: its stems, its vocabulary, and what its words are about."""

    __slots__ = ("_about", "_compounding", "_known", "_lengths", "_spoken", "_stemmer", "_stems")

    def __init__(self, code: str, spoken: Mapping[str, list[str]]) -> None:
        name = ALGORITHMS.get(code)
        self._stemmer = snowballstemmer.stemmer(name) if name else None
        self._stems: dict[str, str] = {}
        self._compounding = code in COMPOUNDING
        self._spoken = spoken
        self._about: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._known: set[str] = set()
        self._lengths: dict[int, list[str]] = {}

    def stem(self, word: str) -> str:
        """Return the stem of *word*; those of the content are worked out once."""
        known = self._stems.get(word)
        if known is not None:
            return known
        return str(self._stemmer.stemWord(word)) if self._stemmer else word

    def learn(self, phrase: str) -> tuple[str, ...]:
        """Take the words of *phrase* for spelled right; return its stems."""
        stems: list[str] = []
        for word in self.words(phrase):
            if word not in self._stems:
                self._stems[word] = self.stem(word)
                self._known.add(word)
                self._lengths.setdefault(len(word), []).append(word)
            stems.append(self._stems[word])
        return tuple(stems)

    def means(self, phrase: str, about: str) -> None:
        """Note that *phrase* is *about* something."""
        stems = self.learn(phrase)
        self._about.setdefault(stems[0], []).append((stems, about))

    def words(self, text: str) -> list[str]:
        """Return *text* as plain words, the spoken ones as they are written."""
        words: list[str] = []
        for word in bare(text.replace("'", "").replace("\u2019", "")).split():
            words += self._spoken.get(word, (word,))
        return words

    def knows(self, text: str) -> int:
        """Return how many words of *text* are known."""
        return sum(word in self._known for word in self.words(text)[:READ])

    def hear(self, text: str) -> Heard:
        """Return *text* as it is understood, typos mended and compounds taken apart."""
        stems: list[str] = []
        parts: list[str] = []
        mended = strange = 0
        for word in self.words(text)[:READ]:
            meant = word
            if not (word in self._known or word.isdigit()):
                mended += 1
                near, alike = self._nearest(word) if mended <= MENDED else (word, 0.0)
                split = [] if alike >= VERY_ALIKE else self._split(word)
                parts += split
                meant = word if split else near
                strange += not split and meant not in self._known
            stems.append(self.stem(meant))
        about = {*self._subjects(stems), *self._subjects(parts)}
        return Heard(tuple(stems), tuple(sorted(about)), strange / max(1, len(stems)), tuple(parts))

    def _subjects(self, stems: Sequence[str]) -> Iterator[str]:
        for place, stem in enumerate(stems):
            for phrase, about in self._about.get(stem, ()):
                if tuple(stems[place : place + len(phrase)]) == phrase:
                    yield about

    def _split(self, word: str) -> list[str]:
        """Return the stems of what a compound is made of, the main part last; else nothing."""
        if not self._compounding or len(word) < 2 * SHORTEST_PART:
            return []
        for place in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1):
            first, last = word[:place], word[place:]
            if last in self._known:
                return [self.stem(part) for part in (first.rstrip("s"), last)]
        return []

    def _nearest(self, word: str) -> tuple[str, float]:
        """Return the known word that *word* is a slip of, and how alike they are.

        Where there is none, *word* itself and 0.
        """
        near = [
            known
            for length in range(len(word) - 1, len(word) + 2)
            for known in self._lengths.get(length, ())
        ]
        if len(word) < SHORTEST_TYPO:
            return word, 0.0
        found = process.extractOne(word, near, scorer=OSA.normalized_similarity, score_cutoff=ALIKE)
        return (word, 0.0) if found is None else (str(found[0]), float(found[1]))


class Tongue:
    """Turns a text into the signs by which it is recognised, in any language of the content.

    The words of the content are learnt when a text is first heard: most starts need none of them.
    """

    def __init__(
        self, codes: Iterable[str], synonyms: Table, spoken: Table, phrases: Iterable[Table]
    ) -> None:
        """Take what teaches it, per language of *codes*."""
        self.codes = tuple(sorted(codes))
        self._synonyms = synonyms
        self._spoken = spoken
        self._phrases = list(phrases)

    @cached_property
    def _languages(self) -> Mapping[str, _Language]:
        return {code: self._learnt(code) for code in self.codes}

    def _learnt(self, code: str) -> _Language:
        language = _Language(
            code,
            {
                bare(said): bare(written).split()
                for written, ways in self._spoken.items()
                for said in ways.get(code, ())
            },
        )
        for about, ways in self._synonyms.items():
            for phrase in ways.get(code, ()):
                language.means(phrase, about)
        for table in self._phrases:
            for ways in table.values():
                for phrase in ways.get(code, ()):
                    language.learn(phrase)
        return language

    def language(self, text: str, usual: str) -> str:
        """Return the language that *text* is in: the one that knows most of its words."""
        return max(
            self._languages, key=lambda code: (self._languages[code].knows(text), code == usual)
        )

    def spells(self, word: str) -> bool:
        """Return whether the plain *word* stands in a phrase of any language."""
        return any(language.knows(word) for language in self._languages.values())

    def words(self, text: str, language: str) -> list[str]:
        """Return *text* as plain words, those of the dialect as they are written."""
        return self._languages[language].words(text)[:READ]

    def hear(self, text: str, language: str) -> Heard:
        """Return *text* as it is understood in *language*."""
        return self._languages[language].hear(text)

    def hear_all(self, table: Table) -> list[tuple[str, Heard]]:
        """Return every phrase of *table* as it is understood in its language, with its id."""
        return [(name, self.hear(phrase, code)) for name, code, phrase in phrases_of(table)]
