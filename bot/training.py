"""Learns how topics are written, from the phrases: ``knoop route --train``.

A linear model over pieces of words (``dialogs/route/letters.py``), fitted by stochastic gradient
descent on the logarithmic loss. Nothing of it is chance: the same phrases give the same table.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dialogs.route.letters import BUCKETS, buckets

Lesson = tuple[str, tuple[str, ...]]
"""A topic, and the words of one way to ask for it."""

ROUNDS: Final = 20
"""So often all lessons are gone through."""

PACE: Final = 1.0
SLOWER: Final = 0.3
"""How large the first steps are, and how quickly they become smaller."""

FAULT: Final = 0.02
"""A topic whose share is less wrong than this is left as it is."""

MOST: Final = 127
"""The largest number that a byte holds."""

CLIPPED: Final = 0.9995
"""Of the weights so many fit into a byte; the largest few are cut off."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the phrases teach: topics, what a step of a byte stands for, the table, and of what."""

    of: str
    topics: tuple[str, ...]
    unit: float
    table: bytes


def fingerprint(lessons: Iterable[Lesson]) -> str:
    """Return what tells whether other *lessons* are the same ones."""
    told = hashlib.blake2b(digest_size=16)
    for topic, words in lessons:
        told.update(f"{topic}\t{' '.join(words)}\n".encode())
    return told.hexdigest()


def learn(lessons: Sequence[Lesson]) -> Learnt:
    """Return the table that *lessons* teach; it takes half a minute."""
    topics = tuple(sorted({topic for topic, _ in lessons}))
    number = {topic: place for place, topic in enumerate(topics)}
    heard = [(number[topic], sorted(buckets(words))) for topic, words in lessons if words]
    rarity = _rarity([pieces for _, pieces in heard])
    weights = {piece: [0.0] * len(topics) for _, pieces in heard for piece in pieces}
    order = random.Random(0)  # noqa: S311 - the same order every time
    for round_ in range(ROUNDS):
        order.shuffle(heard)
        pace = PACE / (1 + round_ * SLOWER)
        for topic, pieces in heard:
            _correct(weights, rarity, topic, pieces, pace)
    sizes = sorted(abs(weight) for row in weights.values() for weight in row)
    unit = sizes[int(len(sizes) * CLIPPED)] / MOST or 1.0
    table = bytes(_bytes(weights, rarity, unit, len(topics)))
    return Learnt(fingerprint(lessons), topics, unit, table)


def _rarity(heard: Sequence[Sequence[int]]) -> list[int]:
    """Return for every bucket how rare it is among *heard*, squared; 1 at least."""
    often = Counter(piece for pieces in heard for piece in pieces)
    return [
        min(MOST, round((math.log((1 + len(heard)) / (1 + often[piece])) + 1) ** 2))
        for piece in range(BUCKETS)
    ]


def _correct(
    weights: dict[int, list[float]],
    rarity: Sequence[int],
    topic: int,
    pieces: Sequence[int],
    pace: float,
) -> None:
    """Change the *weights* a little, so that *pieces* speak more for *topic* than before."""
    length = math.sqrt(sum(rarity[piece] for piece in pieces))
    columns = zip(*(weights[piece] for piece in pieces), strict=True)
    spoken = [sum(column) / length for column in columns]
    highest = max(spoken)
    shares = [math.exp(one - highest) for one in spoken]
    total = sum(shares)
    for place, share in enumerate(shares):
        fault = share / total - (place == topic)
        if abs(fault) > FAULT:
            step = pace * fault / length
            for piece in pieces:
                weights[piece][place] -= step * rarity[piece]


def _bytes(
    weights: dict[int, list[float]], rarity: Sequence[int], unit: float, topics: int
) -> Iterator[int]:
    """Yield the table as bytes, a row for every bucket; a negative number as its complement."""
    silent = [0.0] * topics
    for piece in range(BUCKETS):
        for weight in weights.get(piece, silent):
            yield max(-MOST, min(MOST, round(weight / unit))) & 0xFF
        yield rarity[piece]
