"""How topics are written: a witness that knows the letters of a sentence, not its words.

A sentence becomes the pieces of two to five letters of its words, each piece a number below
``BUCKETS``. For every number a table holds how much it speaks for each topic, and how rare it is;
what a sentence says for a topic is the sum over its pieces (a linear model; rare pieces weigh
more). The table is learnt from the phrases beforehand, with ``knoop route --train``. It helps with
words that no phrase has: their pieces stand in other words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zlib import crc32

BUCKETS: Final = 1 << 15
"""So many numbers there are for pieces; two pieces may share one, which costs little."""

SHORTEST: Final = 2
LONGEST: Final = 5

LETTERS_READ: Final = 24
"""So many letters of a word are read: nothing that anybody says is longer."""


def buckets(words: Iterable[str]) -> set[int]:
    """Return the numbers of all pieces of *words*."""
    return {crc32(piece.encode()) % BUCKETS for word in set(words) for piece in _pieces(word)}


def _pieces(word: str) -> Iterator[str]:
    whole = f" {word[:LETTERS_READ]} "
    for length in range(SHORTEST, LONGEST + 1):
        for place in range(len(whole) - length + 1):
            yield whole[place : place + length]


class Letters:
    """The table that was learnt, ready to be asked."""

    __slots__ = ("_table", "_topics", "_unit", "_width")

    def __init__(self, topics: Sequence[str], unit: float, table: bytes) -> None:
        """Take the *table*: for every bucket a signed byte per topic, and one for its rarity.

        *unit* is what one step of a byte stands for. The rarity is squared and at least 1.

        Raises:
            ValueError: the table has another size.
        """
        self._topics = tuple(topics)
        self._unit = unit
        self._width = len(self._topics) + 1
        if len(table) != BUCKETS * self._width:
            raise ValueError(f"the table holds {len(table)} bytes, not {BUCKETS} x {self._width}")
        self._table = memoryview(table).cast("b")

    def shares(self, words: Iterable[str]) -> dict[str, float]:
        """Return how much *words* sound like each topic: shares that add up to one.

        Without words there is nothing to share: an empty result.
        """
        rows = [
            self._table[number * self._width : (number + 1) * self._width]
            for number in buckets(words)
        ]
        if not rows:
            return {}
        *spoken, rarity = map(sum, zip(*rows, strict=True))
        scale = self._unit / math.sqrt(rarity)
        highest = max(spoken)
        judged = [math.exp((one - highest) * scale) for one in spoken]
        total = sum(judged)
        return {topic: one / total for topic, one in zip(self._topics, judged, strict=True)}
