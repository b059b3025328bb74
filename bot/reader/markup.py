"""Checks every text by itself: all languages there, templates that compile, HTML of Telegram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

from jinja2 import TemplateError

from bot.reader.strict import Document, Mistake, Path_
from dialogs.text import written_in

ALLOWED: Final = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote"})
_TEMPLATE: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);)")


class _Tags(HTMLParser):
    """Follows the tags of one text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note a tag that opens."""
        if tag not in ALLOWED:
            self.wrong.append(f"the tag <{tag}> is not known to Telegram; use {sorted(ALLOWED)}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes a tag that is not open there")


def texts(document: Document, codes: frozenset[str]) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Yield every text of the file with its place: mappings whose keys are languages."""
    yield from _texts(document.value, (), codes)


def _texts(value: Any, path: Path_, codes: frozenset[str]) -> Iterator[tuple[Path_, Any]]:
    if isinstance(value, dict):
        if value and codes & set(map(str, value)) and not _lists(value):
            yield path, value
            return
        for key, entry in value.items():
            yield from _texts(entry, (*path, key), codes)
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _texts(entry, (*path, number), codes)


def _lists(value: dict[Any, Any]) -> bool:
    return all(isinstance(entry, list | dict) for entry in value.values())


def bare(words: str) -> str:
    """Return the HTML *words* without the pieces that a template fills in."""
    return _TEMPLATE.sub("", words)


def markup_mistakes(document: Document, codes: frozenset[str], said: bool) -> list[Mistake]:
    """Return what is wrong with the texts of one file, each by itself.

    *said*: they become messages as they are, so they must be templates and HTML that work; other
    texts are values, escaped where they are shown.
    """
    found: list[Mistake] = []
    for path, text in texts(document, codes):
        lacking = sorted(codes - set(text))
        if lacking:
            found.append(document.mistake(path, f"the text lacks {', '.join(lacking)}; add it"))
        if not said or not any(text.values()):
            continue
        for code, words in text.items():
            found += [document.mistake((*path, code), what) for what in _wrong(code, words, codes)]
    return found


def _wrong(code: str, words: Any, codes: frozenset[str]) -> Iterator[str]:
    if code not in codes:
        yield f"{code!r} is no language of the content; there are {', '.join(sorted(codes))}"
        return
    if not isinstance(words, str) or not words.strip():
        yield "the text is empty; write it, or take the whole text out"
        return
    try:
        written_in(code).parse(words)
    except TemplateError as error:
        yield f"the template cannot be read: {error}; check the braces"
        return
    fixed = bare(words)
    tags = _Tags()
    tags.feed(fixed)
    tags.close()
    yield from tags.wrong
    if tags.open:
        yield f"<{tags.open[-1]}> is never closed; close it"
    if _AMPERSAND.search(fixed):
        yield "an & by itself breaks the message; write &amp;"
