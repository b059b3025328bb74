"""Advice in words: renders what an instrument advises, in every language, within its limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bot.reader.coach import CONTENT
from bot.reader.strict import read_file
from dialogs.outcome import Knowledge, Outcome
from dialogs.text import Text, length, localise

LANGUAGES: Final = ("nl", "en")
TEXT: Final = 330
MORE: Final = 600


class Speaker:
    """Says the advice of one dialogue."""

    def __init__(self, dialogue: str, knowledge: Knowledge) -> None:
        written = read_file(CONTENT / "advice" / f"{dialogue}.yaml", CONTENT).value
        self.texts = {
            (name, part): Text(entry[part])
            for name, entry in written.items()
            for part in ("text", "more")
            if part in entry
        }
        self.sources = {name: entry.get("source", ()) for name, entry in written.items()}
        self.know = {
            language: localise(knowledge.tables, language, frozenset(LANGUAGES))
            for language in LANGUAGES
        }

    def said(self, outcome: Outcome) -> Iterator[tuple[str, str, str, str]]:
        """Give (id, part, language, words) of everything that *outcome* advises."""
        for advised in outcome.advice:
            for language in LANGUAGES:
                facts: dict[str, Any] = {
                    "know": self.know[language],
                    "result": outcome.results,
                    **advised.values,
                }
                for part in ("text", "more"):
                    if (advised.id, part) in self.texts:
                        words = self.texts[advised.id, part].render(language, facts)
                        yield advised.id, part, language, str(words)

    def check(self, outcome: Outcome) -> None:
        """Assert that everything advised can be said, and fits on a phone."""
        for name, part, language, words in self.said(outcome):
            most = TEXT if part == "text" else MORE
            assert 0 < length(words) <= most, (name, part, language, length(words), words)
            assert "  " not in words, (name, language, words)
