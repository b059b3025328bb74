"""Words: a key, a language and facts become the text of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html import unescape
from typing import Any, Final

from babel.dates import format_date
from babel.lists import format_list
from jinja2 import Environment, Template
from markupsafe import Markup

from dialogs.condition import context_of, environment

_TEMPLATE: Final = re.compile(r"\{[{%#]")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")


_HABITS: Final = {"en": "en_GB"}
"""Whose habits a language follows in a list: no comma before *and*."""


def html(words: str) -> Markup:
    """Take *words* for HTML as they are: only for words of the content, never for typed ones."""
    return Markup(words)  # noqa: S704 - autoescape has escaped the values in it


def joined(separator: str, parts: Iterable[str]) -> Markup:
    """Return *parts* one after the other; what is not HTML among them is escaped.

    As ``Markup.join`` does, in a fifth of the time: nearly all of them are HTML already.
    """
    escaped = [part if isinstance(part, Markup) else Markup.escape(part) for part in parts]
    return html(separator.join(escaped))


class Text:
    """One text in every language of the content; a Jinja template where it holds facts.

    Templates are compiled when first said: most talks need a few dozen of the thousands.
    """

    __slots__ = ("_compiled", "words")

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self._compiled: dict[str, Template | Markup] = {}

    def template(self, language: str) -> Template | Markup:
        """Return the text of *language*, compiled (or as it is, when it holds no facts)."""
        if language not in self._compiled:
            words = str(self.words[language]).strip()
            self._compiled[language] = (
                written_in(language).from_string(words) if _TEMPLATE.search(words) else html(words)
            )
        return self._compiled[language]

    def fixed(self, language: str) -> bool:
        """Return whether the text of *language* holds no facts."""
        return isinstance(self.template(language), Markup)

    def render(self, language: str, facts: Mapping[str, Any]) -> Markup:
        """Return the text in *language*, as HTML; values of *facts* are escaped."""
        template = self.template(language)
        if isinstance(template, Markup):
            return template
        return html("".join(template.root_render_func(context_of(facts))).strip())


def localise(value: Any, language: str, languages: frozenset[str]) -> Any:
    """Return *value* with every ``{nl: ..., en: ...}`` in it replaced by its *language*."""
    if isinstance(value, Mapping):
        if value and languages.issuperset(value):
            return value.get(language)
        return {key: localise(entry, language, languages) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [localise(entry, language, languages) for entry in value]
    return value


def listed(names: Iterable[object], language: str, more: int = 0) -> Markup:
    """Return *names* as people of *language* say them one after the other: *a, b en c*.

    With how many *more* there are it is *a, b (+2)*. Texts say it so: ``{{ names | listed }}``.
    """
    parts = [Markup.escape(name) for name in names]
    if more:
        return Markup("{} (+{})").format(joined(", ", parts), more)
    return html(format_list(parts, locale=_HABITS.get(language, language)))


@cache
def written_in(language: str) -> Environment:
    """Return what texts in *language* are read with."""
    made = environment()
    made.filters["listed"] = lambda names, more=0: listed(names, language, more)
    return made


def day_name(day: date, language: str) -> str:
    """Return *day* as people of *language* say it, with the day of the week."""
    return format_date(day, "EEEE d MMMM", locale=language)


def date_name(day: date, language: str) -> str:
    """Return *day* as it stands on paper in *language*: *2 maart 2026*."""
    return format_date(day, "d MMMM y", locale=language)


def month_name(month: str, language: str) -> str:
    """Return *month* (``2026-03``, or a day in it) as people of *language* say it: *maart 2026*."""
    return format_date(date.fromisoformat(f"{month[:7]}-01"), "MMMM y", locale=language)


def short_day_name(day: date, language: str) -> str:
    """Return *day* in few letters, for a button: *ma 9 mrt*."""
    return format_date(day, "EEE d MMM", locale=language)


def plain(text: str) -> str:
    """Return the HTML *text* without tags, with entities as characters."""
    return unescape(_TAG.sub("", text)).strip()


def length(text: str) -> int:
    """Return how long the HTML *text* is as Telegram counts: plain text, in UTF-16 units."""
    return len(plain(text).encode("utf-16-le")) // 2


def paged(blocks: Iterable[Markup], first: int, further: int) -> list[Markup]:
    """Lay *blocks* out on pages: at most *first* characters on the first, then *further*.

    A block that is longer than a page gets a page of its own.
    """
    pages: list[list[Markup]] = []
    room = 0
    for block in blocks:
        if not block:
            continue
        size = length(block) + 2
        if not pages or size > room:
            room = further if pages else first
            pages.append([])
        pages[-1].append(block)
        room -= size
    return [joined("\n\n", page) for page in pages]
