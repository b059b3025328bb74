"""Phrases with a label: how much a new text is like those of each label.

Two witnesses are heard, and each is wrong in its own way. One weighs the signs: a sign speaks for
the labels whose phrases have it more than the phrases of all other labels do (complement naive
Bayes; Rennie et al., 2003). The other compares with every phrase as a whole (the cosine of the two,
squared, so that close ones count most). Both follow from the phrases by counting: nothing is
trained, and a phrase that is added works at once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

SMOOTH: Final = 1.0
"""What is added to every count, so that a sign that was heard once does not decide alone."""

SHARP: Final = 4.0
"""How sharply the first witness judges; its judgement becomes shares of one."""

Phrase = tuple[str, Sequence[str]]
"""A label and the signs of one phrase."""


class Phrasebook:
    """Phrases by label, ready to be compared with."""

    __slots__ = ("_labels", "_missing", "_phrases", "_rarity", "_speaks", "_where")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Count the signs of *phrases*."""
        known = list(phrases)
        self._labels = [label for label, _ in known]
        self._phrases = Counter(self._labels)
        often = Counter(sign for _, signs in known for sign in signs)
        self._rarity = {
            sign: math.log((1 + len(known)) / (1 + count)) + 1 for sign, count in often.items()
        }
        per_sign: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        per_label: dict[str, float] = defaultdict(float)
        self._where: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (label, signs) in enumerate(known):
            for sign, weight in self._weighed(signs).items():
                per_sign[sign][label] += weight
                per_label[label] += weight
                self._where[sign].append((number, weight))
        self._speaks = {sign: _speaks_for(counted) for sign, counted in per_sign.items()}
        everything = sum(per_label.values()) + SMOOTH * len(per_sign)
        self._missing = {
            label: math.log((everything - mass) / everything) for label, mass in per_label.items()
        }

    def _weighed(self, signs: Iterable[str]) -> dict[str, float]:
        """Return the known ones of *signs*, the rare ones heaviest, with a length of one."""
        weights = {sign: self._rarity[sign] for sign in signs if sign in self._rarity}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {sign: weight / length for sign, weight in weights.items()}

    def shares(self, signs: Iterable[str]) -> dict[str, float]:
        """Return how much *signs* belong to each label: shares that add up to one.

        Without any known sign there is nothing to share: an empty result.
        """
        weighed = self._weighed(signs)
        if not weighed:
            return {}
        first, second = self._by_sign(weighed), self._by_phrase(weighed)
        return {label: (first[label] + second[label]) / 2 for label in self._phrases}

    def _by_sign(self, weighed: Mapping[str, float]) -> dict[str, float]:
        total = sum(weighed.values())
        judged = {label: total * missing for label, missing in self._missing.items()}
        for sign, weight in weighed.items():
            for label, speaks in self._speaks[sign].items():
                judged[label] += weight * speaks
        highest = max(judged.values())
        return _shared({one: math.exp(SHARP * (j - highest)) for one, j in judged.items()})

    def _by_phrase(self, weighed: Mapping[str, float]) -> dict[str, float]:
        alike: dict[int, float] = defaultdict(float)
        for sign, weight in weighed.items():
            for number, theirs in self._where[sign]:
                alike[number] += weight * theirs
        judged = dict.fromkeys(self._phrases, 0.0)
        for number, likeness in alike.items():
            judged[self._labels[number]] += likeness * likeness
        return _shared({one: j / math.sqrt(self._phrases[one]) for one, j in judged.items()})


def _speaks_for(counted: Mapping[str, float]) -> dict[str, float]:
    """Return for which labels a sign speaks, and how much, from its weight with each of them."""
    total = sum(counted.values()) + SMOOTH
    return {label: math.log(total / (total - own)) for label, own in counted.items()}


def _shared(judged: Mapping[str, float]) -> dict[str, float]:
    total = sum(judged.values())
    return {label: value / total for label, value in judged.items()}
