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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

SMOOTH: Final = 1.0
"""What is added to every count, so that a sign that was heard once does not decide alone."""

SHARP: Final = 4.0
"""How sharply the first witness judges; its judgement becomes shares of one."""

COMMON: Final = 0.07
MANY: Final = 1000
"""A sign in more than this part of so many phrases speaks for nobody, and takes long to compare."""

Phrase = tuple[str, Sequence[str]]
"""A label and the signs of one phrase."""


class Phrasebook:
    """Phrases by label, ready to be compared with."""

    __slots__ = ("_labels", "_missing", "_phrases", "_rarity", "_speaks", "_where")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Count the signs of *phrases*."""
        known = list(phrases)
        self._speaks: dict[str, Sequence[tuple[str, float]]] = {}
        self._labels = [label for label, _ in known]
        self._phrases = Counter(self._labels)
        often = Counter(sign for _, signs in known for sign in signs)
        self._rarity = {
            sign: math.log((1 + len(known)) / (1 + count)) + 1 for sign, count in often.items()
        }
        commonest = COMMON * len(known) if len(known) > MANY else len(known)
        per_label: dict[str, float] = defaultdict(float)
        self._where: dict[str, list[tuple[int, float]]] = {sign: [] for sign in often}
        for number, (label, signs) in enumerate(known):
            weighed = self._weighed(signs)
            per_label[label] += sum(weighed.values())
            for sign, weight in weighed.items():
                if often[sign] <= commonest:
                    self._where[sign].append((number, weight))
        everything = sum(per_label.values()) + SMOOTH * len(often)
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

        Without any known sign that tells something there is nothing to share: an empty result.
        """
        weighed = self._weighed(signs)
        if not any(self._where[sign] for sign in weighed):
            return {}
        first, second = self._by_sign(weighed), self._by_phrase(weighed)
        return {label: (first[label] + second[label]) / 2 for label in self._phrases}

    def _by_sign(self, weighed: Mapping[str, float]) -> dict[str, float]:
        total = sum(weighed.values())
        judged = {label: total * missing for label, missing in self._missing.items()}
        for sign, weight in weighed.items():
            for label, speaks in self._speaks_for(sign):
                judged[label] += weight * speaks
        highest = max(judged.values())
        return _shared({one: math.exp(SHARP * (j - highest)) for one, j in judged.items()})

    def _speaks_for(self, sign: str) -> Sequence[tuple[str, float]]:
        """Return for which labels *sign* speaks, and how much; worked out at first hearing."""
        known = self._speaks.get(sign)
        if known is None:
            known = self._speaks[sign] = list(self._weigh(sign))
        return known

    def _weigh(self, sign: str) -> Iterator[tuple[str, float]]:
        """Yield how much *sign* speaks for a label, from its weight in the phrases of each."""
        counted: dict[str, float] = defaultdict(float)
        for number, weight in self._where[sign]:
            counted[self._labels[number]] += weight
        total = sum(counted.values()) + SMOOTH
        for label, own in counted.items():
            yield label, math.log(total / (total - own))

    def _by_phrase(self, weighed: Mapping[str, float]) -> dict[str, float]:
        alike: dict[int, float] = defaultdict(float)
        for sign, weight in weighed.items():
            for number, theirs in self._where[sign]:
                alike[number] += weight * theirs
        judged = dict.fromkeys(self._phrases, 0.0)
        for number, likeness in alike.items():
            judged[self._labels[number]] += likeness * likeness
        return _shared({one: j / math.sqrt(self._phrases[one]) for one, j in judged.items()})


def _shared(judged: Mapping[str, float]) -> dict[str, float]:
    total = sum(judged.values())
    return {label: value / total for label, value in judged.items()}
