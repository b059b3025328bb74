"""What comes before every dialogue, in words that no rule has: danger, deleting, sending no more.

Rules (``care.py``) hear what they know and are certain of it. People have more words for it than
anybody writes down, so whatever the rules do not hear is compared with sentences that were said
before (``content/phrases/first.yaml``), and with how people ask for every door.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Final

from dialogs.route.doors import NOWHERE, Doors
from dialogs.route.phrasebook import Phrasebook
from dialogs.route.tongue import Heard, Table, Tongue

LIKELY: Final = 0.25
"""From this share on it is taken for what it sounds like: rather once too often (our judgement)."""

SURELY: Final = 0.5
"""So much it takes in the middle of a question, where any words may be the answer."""

BESIDE: Final = 1.2
"""It must have so many times the share of the likeliest door."""

FEWEST: Final = 2
FEWEST_ASKED: Final = 4
"""Fewer words than this say too little to be compared; in the middle of a question more so."""

CARE: Final = "care"
"""All kinds of care together: which of them it is comes second."""


class First:
    """Knows sentences that come before everything, by kind."""

    def __init__(
        self, tongue: Tongue, doors: Doors, phrases: Table, requests: Collection[str]
    ) -> None:
        """Take *phrases*, kind -> language -> sentences; kinds that are no *requests* are worries.

        The kind ``none`` holds what only sounds like one of them.
        """
        self._tongue = tongue
        self._doors = doors
        self._phrases = phrases
        self._requests = frozenset(requests)

    def _group(self, kind: str) -> str:
        return kind if kind in self._requests or kind == NOWHERE else CARE

    @cached_property
    def _heard(self) -> list[tuple[str, Heard]]:
        return self._tongue.hear_all(self._phrases)

    @cached_property
    def _groups(self) -> Phrasebook:
        """The groups beside the topics of all doors; a sentence of both counts for its group."""
        first = [(self._group(kind), heard.signs) for kind, heard in self._heard]
        known = {signs for _, signs in first}
        doors = [
            (f"#{self._doors.topic(door)}", heard.signs)
            for door, heard in self._doors.heard
            if door not in self._requests and heard.signs not in known
        ]
        return Phrasebook([*first, *doors])

    @cached_property
    def _written(self) -> dict[tuple[str, ...], str]:
        """What is written down counts for what it is written down as: signs -> kind."""
        doors = {heard.signs: NOWHERE for _, heard in self._doors.heard}
        return doors | {heard.signs: kind for kind, heard in self._heard}

    @cached_property
    def _worries(self) -> Phrasebook:
        return Phrasebook(
            (kind, heard.signs) for kind, heard in self._heard if self._group(kind) == CARE
        )

    def is_worry(self, kind: str) -> bool:
        """Return whether *kind* is danger or distress, not a request."""
        return self._group(kind) == CARE

    def prepare(self) -> None:
        """Learn the sentences now; otherwise the first text does it."""
        _ = self._groups, self._worries, self._written

    def __call__(self, text: str, usual: str, asked: bool = False) -> str | None:
        """Return the kind that *text* is likely to be, or None.

        *usual* is the language in which the person talks; *asked* tells that a question was, so
        that the words may be the answer.
        """
        if len(text.split()) < (FEWEST_ASKED if asked else FEWEST):
            return None
        heard = self._tongue.hear(text, self._tongue.language(text, usual))
        written = self._written.get(heard.signs)
        if written is not None:
            return None if written == NOWHERE else written
        shares = self._groups.shares(heard.signs)
        first = {group: shares.get(group, 0.0) for group in (CARE, *sorted(self._requests))}
        likeliest = max(first, key=lambda group: first[group])
        beside = max((share for group, share in shares.items() if group not in first), default=0.0)
        needed = SURELY if asked else LIKELY
        if first[likeliest] < needed or first[likeliest] < BESIDE * beside:
            return None
        if likeliest != CARE:
            return likeliest
        worries = self._worries.shares(heard.signs)
        return max(worries, key=lambda kind: worries[kind], default=None)
