"""Reads text with HTML as Telegram does, with its limits and its error messages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.botapi.refusal import Refusal, mistake

NAMES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
}
NAMED_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
ATTRIBUTE: Final = re.compile(
    r"""\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?"""
)
COMMAND: Final = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?")
MENTION: Final = re.compile(r"(?<!\w)@\w{4,32}")


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text as people see it, and its entities (offsets and lengths in UTF-16 units)."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)

    @property
    def length(self) -> int:
        return units(self.text)


def units(text: str) -> int:
    """How long *text* is for Telegram: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def typed(text: str) -> Formatted:
    """What Telegram makes of text that a person typed: it finds commands and mentions."""
    found = [("bot_command", match) for match in COMMAND.finditer(text)]
    found += [("mention", match) for match in MENTION.finditer(text)]
    return Formatted(
        text,
        [
            {
                "type": kind,
                "offset": units(text[: match.start()]),
                "length": units(match.group()),
            }
            for kind, match in sorted(found, key=lambda pair: pair[1].start())
        ],
    )


def read(text: str, parse_mode: str, limit: int, what: str = "message") -> Formatted:
    """Return *text* as it will be shown.

    Raises:
        Refusal: As Telegram words it, when markup is wrong or the text too long.
    """
    if parse_mode not in ("", "HTML"):
        raise mistake(f"unsupported parse_mode {parse_mode!r} (Knoop writes HTML)")
    formatted = Formatted(text) if not parse_mode else parse(text)
    formatted = _trimmed(formatted)
    if formatted.length > limit:
        raise mistake(f"{what} is too long")
    return formatted


def parse(html: str) -> Formatted:
    """Return the text and entities of *html*; raise "can't parse entities" as Telegram does."""
    shown: list[str] = []
    length = 0
    open_tags: list[tuple[str, dict[str, str], int]] = []
    entities: list[dict[str, Any]] = []
    place = 0
    while place < len(html):
        character = html[place]
        if character == "&" and (reference := REFERENCE.match(html, place)):
            decoded = _decoded(reference)
            if decoded is not None:
                shown.append(decoded)
                length += units(decoded)
                place = reference.end()
                continue
        if character != "<":
            shown.append(character)
            length += units(character)
            place += 1
            continue
        if html.startswith("</", place):
            name, place = _end_tag(html, place, open_tags[-1][0] if open_tags else None)
            _, attributes, start = open_tags.pop()
            if length > start:
                entities.append(_entity(name, attributes, start, length - start))
        else:
            name, attributes, place = _start_tag(html, place)
            open_tags.append((name, attributes, length))
    if open_tags:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return Formatted("".join(shown), sorted(entities, key=lambda e: (e["offset"], -e["length"])))


def _decoded(reference: re.Match[str]) -> str | None:
    """The character of a reference; None when Telegram shows it as it stands (``&nbsp;``)."""
    hexadecimal, decimal, name = reference.groups()
    if name is not None:
        return NAMED_CHARACTERS.get(name)
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if number == 0 or number >= 0x10FFFF or len(reference.group()) > 10:
        return None
    return chr(number)


def _start_tag(html: str, begin: int) -> tuple[str, dict[str, str], int]:
    at = _offset(html, begin)
    name_match = re.compile(r"<([^\s>]*)").match(html, begin)
    assert name_match is not None
    name = name_match.group(1).lower()
    place = name_match.end()
    if place >= len(html):
        raise _unreadable(f"Unclosed start tag at byte offset {at}")
    if name not in NAMES:
        raise _unreadable(f'Unsupported start tag "{name}" at byte offset {at}')
    attributes: dict[str, str] = {}
    while True:
        while place < len(html) and html[place].isspace():
            place += 1
        if place >= len(html):
            raise _unreadable(f'Unclosed start tag "{name}" at byte offset {at}')
        if html[place] == ">":
            break
        match = ATTRIBUTE.match(html, place)
        if match is None:
            raise _unreadable(f'Empty attribute name in the tag "{name}" at byte offset {at}')
        if html[match.end() :].lstrip().startswith(('="', "='")):
            raise _unreadable(f"Unclosed start tag at byte offset {at}")
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes[match.group(1)] = REFERENCE.sub(lambda m: _decoded(m) or m.group(), value)
        place = match.end()
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    return name, attributes, place + 1


def _end_tag(html: str, begin: int, expected: str | None) -> tuple[str, int]:
    at = _offset(html, begin)
    if expected is None:
        raise _unreadable(f"Unexpected end tag at byte offset {at}")
    match = re.compile(r"</([^\s>]*)\s*(>?)").match(html, begin)
    assert match is not None
    if not match.group(2):
        raise _unreadable(f"Unclosed end tag at byte offset {at}")
    name = match.group(1)
    if name and name != expected:
        raise _unreadable(
            f'Unmatched end tag at byte offset {at}, expected "</{expected}>", found "</{name}>"'
        )
    return expected, match.end()


def _entity(name: str, attributes: dict[str, str], offset: int, length: int) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": NAMES[name], "offset": offset, "length": length}
    if name == "a":
        entity["url"] = attributes.get("href", "")
    if name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    return entity


def _trimmed(formatted: Formatted) -> Formatted:
    """Telegram drops white space around a text; entities move with it."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    shift = units(formatted.text) - units(formatted.text.lstrip())
    end = units(text)
    moved = []
    for entity in formatted.entities:
        start = max(0, entity["offset"] - shift)
        stop = min(end, entity["offset"] + entity["length"] - shift)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return Formatted(text, moved)


def _offset(html: str, place: int) -> int:
    return len(html[:place].encode())


def _unreadable(reason: str) -> Refusal:
    return mistake(f"can't parse entities: {reason}")
