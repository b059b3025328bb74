"""The library: what the coach knows, as entries on shelves, each with a page and a way to search.

The shelves stand in ``content/knowledge/library.yaml``; their entries are the tables of the other
files. The id of an entry is its shelf, a point, and its key (``role.operator``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from markupsafe import Markup

from dialogs.condition import Expression
from dialogs.route import Tongue
from dialogs.text import Text, plain

IN_TITLE: Final = 3.0
"""How much a word in the title of an entry counts, against one on its page."""

IN_OTHER_WORDS: Final = 2.0
"""And one of the other words by which people look for it."""

ON_SHELF: Final = 1.7
"""And one that names its whole shelf."""

WEAK: Final = 0.55
"""Entries with less than this part of the best one's score are left out."""

ENOUGH: Final = 0.3
"""So much of what was asked an entry must have to be found at all, 0 to 1."""

AT_MOST: Final = 12
"""More entries than these are a list, not an answer."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One shelf in one language: its label, where its entries are, how each is named and worded."""

    id: str
    label: Markup
    source: Expression
    title: Expression
    text: Text
    words: Expression | None
    also: str
    opens: str | None
    advice: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in one language. ``words`` are other words by which it is looked for."""

    id: str
    shelf: Shelf
    key: str
    value: Any
    title: Markup
    words: str

    @property
    def opens(self) -> str | None:
        """The dialogue that helps with it, or None."""
        own = self.value.get("opens") if isinstance(self.value, Mapping) else None
        return own or self.shelf.opens


class Library:
    """All shelves in one language; *know* is what the coach knows, in that language."""

    def __init__(self, know: Mapping[str, Any], language: str) -> None:
        self._know = know
        self._language = language

    @cached_property
    def shelves(self) -> Mapping[str, Shelf]:
        """The shelves, by id, in order."""
        return {
            str(name): Shelf(
                id=str(name),
                label=Markup.escape(written["label"]),
                source=Expression(written["from"]),
                title=Expression(written["title"]),
                text=Text({self._language: written["text"]}),
                words=Expression(written["words"]) if "words" in written else None,
                also=f"{written['label']} {written.get('also', '')}",
                opens=written.get("opens"),
                advice=written.get("advice"),
            )
            for name, written in self._know["library"]["shelves"].items()
        }

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All entries, by id, shelf after shelf."""
        return {
            f"{shelf.id}.{key}": self._entry(shelf, str(key), value)
            for shelf in self.shelves.values()
            for key, value in shelf.source.value({"know": self._know}).items()
        }

    def _entry(self, shelf: Shelf, key: str, value: Any) -> Entry:
        title = str(shelf.title.value({"entry": value}))
        own = value.get("also", "") if isinstance(value, Mapping) else ""
        facts = {"entry": value, "know": self._know}
        return Entry(
            id=f"{shelf.id}.{key}",
            shelf=shelf,
            key=key,
            value=value,
            title=Markup.escape(title[:1].upper() + title[1:]),
            words=str(own if shelf.words is None else shelf.words.value(facts)),
        )

    def on(self, shelf: str) -> list[str]:
        """Return the ids of the entries on *shelf*, in order."""
        return [entry.id for entry in self.entries.values() if entry.shelf.id == shelf]

    def terms(self) -> Iterator[tuple[str, str]]:
        """Yield the entries that a group may look up, each by its name."""
        here = self._know["library"].get("here", {"shelves": (), "apart": ()})
        for entry in self.entries.values():
            if entry.shelf.id not in here["shelves"] or entry.opens in here["apart"]:
                continue
            title = str(entry.title.unescape())
            yield from ((entry.id, name) for name in {title, title.partition(" (")[0]})

    def page(self, entry: str) -> Markup:
        """Return the page of *entry*.

        Raises:
            KeyError: there is no such entry.
        """
        found = self.entries[entry]
        facts = {"entry": found.value, "key": found.key, "know": self._know}
        return found.shelf.text.render(self._language, facts)

    def behind(self, dialogue: str, advice: Sequence[str], sources: Sequence[str]) -> list[str]:
        """Return the entries behind *advice* of *dialogue*: its own, its words, its *sources*."""
        own = [
            entry.id
            for entry in self.entries.values()
            if entry.shelf.advice == dialogue and entry.key in advice
        ]
        words = [
            entry.id
            for entry in self.entries.values()
            if entry.shelf.opens is None and entry.opens == dialogue
        ]
        named = [f"source.{source}" for source in dict.fromkeys(sources)]
        return [*own, *words, *(one for one in named if one in self.entries)]


class Catalogue:
    """Finds entries by words, whatever the language, forgiving endings and small typos."""

    def __init__(self, libraries: Mapping[str, Library]) -> None:
        self._libraries = libraries

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Return per entry and language: title, other words, words of its shelf, its page."""
        table: dict[str, dict[str, tuple[str, ...]]] = {}
        for code, library in self._libraries.items():
            for name, entry in library.entries.items():
                body = plain(library.page(name))
                table.setdefault(name, {})[code] = (
                    str(entry.title),
                    entry.words,
                    entry.shelf.also,
                    body,
                )
        return table

    @cached_property
    def _tongue(self) -> Tongue:
        return Tongue(self._libraries, {}, {}, [self._texts])

    @cached_property
    def _weights(self) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
        """Return per language and entry how much each stem counts."""
        return {
            code: {name: self._weighed(texts[code], code) for name, texts in self._texts.items()}
            for code in self._libraries
        }

    def _weighed(self, texts: Sequence[str], code: str) -> dict[str, float]:
        weights: dict[str, float] = {}
        for text, weight in zip(texts, (IN_TITLE, IN_OTHER_WORDS, ON_SHELF, 1.0), strict=True):
            heard = self._tongue.hear(text, code)
            for stem in (*heard.stems, *heard.parts):
                weights[stem] = max(weight, weights.get(stem, 0.0))
        return weights

    @cached_property
    def _rarity(self) -> Mapping[str, Mapping[str, float]]:
        rarity: dict[str, Mapping[str, float]] = {}
        for code, entries in self._weights.items():
            often = Counter(stem for weights in entries.values() for stem in weights)
            rarity[code] = {stem: math.log(len(entries) / count) for stem, count in often.items()}
        return rarity

    def __call__(self, query: str) -> list[str]:
        """Return the ids of the entries that answer *query*, the best first."""
        best: dict[str, float] = {}
        for code in self._libraries:
            for name, score in self._scores(query, code).items():
                best[name] = max(score, best.get(name, 0.0))
        highest = max(best.values(), default=0.0)
        if highest < ENOUGH:
            return []
        order = {name: place for place, name in enumerate(self._texts)}
        found = [name for name, score in best.items() if score >= WEAK * highest]
        return sorted(found, key=lambda name: (-best[name], order[name]))[:AT_MOST]

    def _scores(self, query: str, code: str) -> dict[str, float]:
        """Return how well the entries answer *query* in one language, 0 to 1."""
        heard = self._tongue.hear(query, code)
        rarity = self._rarity[code]
        unknown = max(rarity.values())
        asked = {stem: rarity.get(stem, unknown) for stem in (*heard.stems, *heard.parts)}
        whole = IN_TITLE * sum(asked.values())
        if not whole:
            return {}
        return {
            name: sum(rare * weights.get(stem, 0.0) for stem, rare in asked.items()) / whole
            for name, weights in self._weights[code].items()
        }
