"""Known ways of saying something (``content/phrases``), and which of them typed words are like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rapidfuzz import fuzz

from dialogs.route.likeness import bare

LIKELY: Final = 72.0
"""From this likeness to a known way of asking (0 to 100, words in any order) it is proposed."""


class Proposals:
    """Known ways of answering, per dialogue: file -> id of an option -> language -> phrases."""

    def __init__(self, phrases: Mapping[str, Mapping[str, Any]], languages: frozenset[str]) -> None:
        self._languages = sorted(languages)
        self._known = {
            (subject, code): [
                (str(name), bare(phrase))
                for name, spoken in table.items()
                for phrase in spoken.get(code, ())
            ]
            for subject, table in phrases.items()
            for code in languages
        }

    def __call__(self, subject: str, text: str, language: str) -> list[str]:
        """Return up to three ids that *text* may mean, the likeliest first.

        Who talks in one *language* may type in another: it is tried where nothing else fits.
        """
        found = self._like(subject, text, language)
        others = (code for code in self._languages if code != language)
        return found or next((ids for one in others if (ids := self._like(subject, text, one))), [])

    def _like(self, subject: str, text: str, language: str) -> list[str]:
        said = bare(text)
        best: dict[str, float] = {}
        for name, phrase in self._known.get((subject, language), ()):
            likeness = fuzz.token_set_ratio(said, phrase)
            if likeness >= LIKELY and likeness > best.get(name, 0.0):
                best[name] = likeness
        return sorted(best, key=lambda name: -best[name])[:3]
