"""Which door a sentence asks for: one, one of two, or none of them.

A topic may have several doors (before and after a meeting); the topic is found first, then its
door. Nothing is ever guessed: without a clear winner the person chooses, and what is not about the
work of a network leads nowhere. Two witnesses count (``phrasebook.py``), a third one was trained
(``letters.py``); it is heard when it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dialogs.route.letters import Letters
from dialogs.route.phrasebook import Phrasebook
from dialogs.route.tongue import Heard, Table, Tongue, phrases_of

NOWHERE: Final = "none"
"""The topic of what Knoop has no door for: the weather, a recipe, a letter to write."""

SURE: Final = 0.2
"""A topic with a smaller share than this is not opened at once."""

AHEAD: Final = 0.07
"""So much larger than the share of the next topic must it be."""

FAINT: Final = 0.1
"""A topic with less than this is not even offered."""

FAMILIAR: Final = 0.7
"""Where every word is known *nowhere* counts less; the more are strange, the more it counts."""

STRANGE: Final = 8.0
STRANGEST: Final = 3.0

FEW: Final = 3
"""Fewer words than this lead nowhere when they are about nothing that is known."""

CLOSE: Final = 0.75
"""Two doors of one topic are close when the second has more than this part of the share."""

THIRD: Final = 0.25
"""So much of the judgement is that of the letters; the rest is that of the words."""

_ASKED: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What a sentence asks for: ``topics``, likeliest first, and the ``doors`` to offer.

    One door: it may be opened. Two: ask which. None: the menu.
    """

    topics: tuple[str, ...] = (NOWHERE,)
    doors: tuple[str, ...] = ()


class Doors:
    """Knows how people ask for each door; learns it from the phrases when it is first asked."""

    def __init__(
        self,
        tongue: Tongue,
        phrases: Table,
        topics: Mapping[str, Iterable[str]],
        letters: Letters | None = None,
    ) -> None:
        """Take *phrases*, door -> language -> ways of asking, and the doors of each topic.

        A door that no topic names is a topic of its own. *letters* were learnt from such phrases.
        """
        self._tongue = tongue
        self._phrases = phrases
        self._letters = letters
        self._topic = {door: topic for topic, doors in topics.items() for door in doors}

    def topic(self, door: str) -> str:
        """Return the topic that *door* belongs to."""
        return self._topic.get(door, door)

    def lessons(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the topic and the plain words of every phrase, to learn the letters from."""
        return [
            (self.topic(door), tuple(self._tongue.words(phrase, language)))
            for door, language, phrase in phrases_of(self._phrases)
        ]

    def prepare(self) -> None:
        """Learn the phrases now; otherwise the first text does it, and has to wait."""
        self("", next(iter(self._tongue.codes)))
        _ = self._within

    @cached_property
    def heard(self) -> list[tuple[str, Heard]]:
        """Every phrase as it is understood, with its door."""
        return self._tongue.hear_all(self._phrases)

    @cached_property
    def _topics(self) -> Phrasebook:
        return Phrasebook((self.topic(door), heard.signs) for door, heard in self.heard)

    @cached_property
    def _within(self) -> Mapping[str, Phrasebook]:
        return {
            topic: Phrasebook(
                (door, heard.signs) for door, heard in self.heard if self.topic(door) == topic
            )
            for topic in sorted(set(self._topic.values()))
        }

    def __call__(self, text: str, usual: str) -> Found:
        """Return what *text* asks for; *usual* is the language in which the person talks."""
        language = self._tongue.language(text, usual)
        heard = self._tongue.hear(text, language)
        shares = self._shares(heard, text, language)
        if NOWHERE in shares:
            shares[NOWHERE] *= min(STRANGEST, FAMILIAR + STRANGE * heard.strange)
        ranked = sorted(shares, key=lambda topic: -shares[topic])
        empty = not heard.about and len(heard.stems) < FEW
        if empty or not ranked or ranked[0] == NOWHERE or shares[ranked[0]] < FAINT:
            return Found()
        first, *others = (topic for topic in ranked if topic != NOWHERE)
        ahead = shares[first] - max(
            (shares[topic] for topic in ranked if topic != first), default=0.0
        )
        sure = shares[first] >= SURE and ahead >= AHEAD
        if sure or not others:
            return Found((first,), self._doors(first, heard))
        two = (first, others[0])
        return Found(two, tuple(self._doors(topic, heard)[0] for topic in two))

    def _shares(self, heard: Heard, text: str, language: str) -> dict[str, float]:
        """Return the share of each topic, as all witnesses together see it."""
        counted = self._topics.shares(heard.signs)
        if self._letters is None or not counted:
            return counted
        written = self._letters.shares(self._tongue.words(text, language))
        return {
            topic: (1 - THIRD) * share + THIRD * written.get(topic, 0.0)
            for topic, share in counted.items()
        }

    def _doors(self, topic: str, heard: Heard) -> tuple[str, ...]:
        """Return the door of *topic* that is meant, or the two that may be."""
        if topic not in self._within:
            return (topic,)
        shares = self._within[topic].shares(heard.signs)
        if not shares:
            return tuple(door for door, own in self._topic.items() if own == topic)[:_ASKED]
        ranked = sorted(shares, key=lambda door: -shares[door])
        close = [door for door in ranked if shares[door] >= CLOSE * shares[ranked[0]]]
        return tuple(close[:_ASKED])
