"""The mandate card: five short texts to read two minutes before the meeting.

What the card says for each kind of mandate and each thing that is asked is our judgement and
stands in ``content/knowledge/mandate.yaml``; here it is put together, in every language at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.facts import Given
from dialogs.text import html, listed

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """Writes cards from the tables ``kinds`` (M0 to M3), ``asks``, ``card`` and ``months``."""

    kinds: Mapping[str, Mapping[str, Any]]
    asks: Mapping[str, Mapping[str, Any]]
    parts: Mapping[str, Any]
    months: Sequence[Words]

    def write(
        self, given: Given, stated: str, kind: str, asked: Sequence[str]
    ) -> dict[str, dict[str, str]]:
        """Return ``may``, ``may_not``, ``sentence``, ``decided_by``, ``can_give``: all languages.

        *kind* is what is left of the mandate, *stated* what it was before a very sensitive item
        lowered it. *asked* is what people will ask, heaviest first, empty when nobody knows. The
        sentence is about the heaviest thing that cannot be promised at the table.
        """
        quiet: dict[str, dict[str, str]] = self.parts["quiet"]
        if given.get("item") == "none" and not asked:
            return {name: dict(words) for name, words in quiet.items()}
        by_language = {
            language: self._texts(language, given, stated, kind, asked)
            for language in self.parts["asked_nothing"]
        }
        return {
            name: {language: texts[name] for language, texts in by_language.items()}
            for name in quiet
        }

    def _texts(
        self, language: str, given: Given, stated: str, kind: str, asked: Sequence[str]
    ) -> dict[str, str]:
        held, parts = self.kinds[kind], self.parts
        refused = [one for one in asked if not self._may_be_promised(one, kind)]
        names = self._names(language, given, asked, refused)
        careful = [parts["assumed"]] if "may" not in given else []
        careful += [parts["lowered"]] if kind != stated else []
        said = {
            "may": [*careful, held["may"]],
            "may_not": [held["may_not"]],
            "sentence": [held["sentence"]],
            "decided_by": [parts["decided_by"][_decider(kind, asked, refused)]],
            "can_give": [held["can_give"]],
        }
        if refused:
            said["may_not"].append(parts["beyond"])
            said["sentence"] = [self.asks[refused[0]]["without"]]
            said["can_give"].append(self.asks[refused[0]]["offer"])
        return {
            name: " ".join(words[language].format_map(names) for words in sentences)
            for name, sentences in said.items()
        }

    def _may_be_promised(self, asked: str, kind: str) -> bool:
        return asked in self.kinds[kind]["within"] and self.asks[asked]["on_the_spot"] == "yes"

    def _names(
        self, language: str, given: Given, asked: Sequence[str], refused: Sequence[str]
    ) -> dict[str, str]:
        """Return what stands between braces in the sentences of the tables."""
        parts = self.parts
        item = " ".join(str(given.get("item", "none")).split())
        body = self.asks[asked[0]]["body"] if asked else parts["body"]
        names = {
            "topic": parts["topic"]["none" if item == "none" else "typed"][language].format(
                item=item
            ),
            "asked": self._listed(language, asked),
            "beyond": self._listed(language, refused),
            "body": body[language],
            "needs": "; ".join(self.asks[one]["needs"][language] for one in asked[:2]),
        }
        form = "undated"
        if "decided_on" in given:
            day = date.fromisoformat(given["decided_on"])
            form, names["date"] = "dated", f"{day.day} {self.months[day.month - 1][language]}"
        return names | {
            name: parts[name][form][language].format_map(names)
            for name in ("answer", "decision", "by")
        }

    def _listed(self, language: str, asked: Sequence[str]) -> str:
        """Return *asked* in words: "a, b en c"; what is on the table when nothing is known."""
        if not asked:
            return str(self.parts["asked_nothing"][language])
        return listed((html(self.asks[one]["thing"][language]) for one in asked), language)


def _decider(kind: str, asked: Sequence[str], refused: Sequence[str]) -> str:
    """Return whose decision it is, as ``card.decided_by`` names it."""
    if not asked:
        return "sender"
    return "yourself" if kind == "M3" and not refused else "asked"
