"""Text with HTML, made to fit: Telegram refuses a message for one tag too many or too few."""

from __future__ import annotations

import re
from typing import Final

_ATTRIBUTES: Final = {
    "a": re.compile(r'href="[^"<>]+"'),
    "code": re.compile(r'class="language-[\w+#-]+"'),
    "blockquote": re.compile(r"expandable"),
    "span": re.compile(r'class="tg-spoiler"'),
}
_PLAIN_TAGS: Final = {
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "pre",
    "tg-spoiler",
}
_TAGS: Final = _PLAIN_TAGS | _ATTRIBUTES.keys()
_PIECE: Final = re.compile(
    r"(?P<tag></?(?P<name>[a-z-]+)(?:\s+(?P<attributes>[^<>]*))?>)"
    r"|(?P<reference>&(?:lt|gt|amp|quot);)"
    r"|&#(?P<number>[0-9]{1,6});"
    r"|(?P<plain>[^<&]+|[<&])"
)
_PLAIN: Final = r"[^<&]++|&(?:lt|gt|amp|quot);"
_SOUND: Final = re.compile(rf"(?>{_PLAIN}|<(?P<name>b|i|code|pre)>(?>{_PLAIN})*+</(?P=name)>)*+")
"""What needs no repair: nearly all that Knoop says, found out in one go."""

_ESCAPED: Final = {"<": "&lt;", "&": "&amp;"}
_MORE: Final = "…"


def fit(text: str, limit: int) -> str:
    """Return *text* so that Telegram takes it: every tag closed, at most *limit* shown.

    A text that is too long ends in "…". What is no tag of Telegram's is shown as it was typed;
    an end without a beginning goes, a beginning without an end is closed at the end.

    Args:
        text: HTML as effects have it.
        limit: UTF-16 units that may be shown, tags not counted, at least 1.
    """
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    if 2 * len(text) <= limit and _SOUND.fullmatch(text):
        return text
    whole, shown = _pieces(text, None)
    return whole if shown <= limit else _pieces(text, limit - 1)[0]


def units(text: str) -> int:
    """How long plain *text* is for Telegram: characters beyond the first 65,536 count twice."""
    return len(text.encode("utf-16-le")) // 2


def _pieces(text: str, limit: int | None) -> tuple[str, int]:
    """Return *text* repaired, up to *limit* shown units, and how many it shows."""
    made: list[str] = []
    opened: list[str] = []
    shown = 0
    for piece in _PIECE.finditer(text):
        if piece["tag"] and (tag := _tag(piece, opened)) is not None:
            made.append(tag)
            continue
        words = piece["reference"] or piece["plain"] or _numbered(piece) or piece[0]
        length = 1 if piece["reference"] else units(words)
        if limit is not None and shown + length > limit:
            made.append(_escaped(_start(words, limit - shown) if length > 1 else "") + _MORE)
            break
        made.append(words if piece["reference"] else _escaped(words))
        shown += length
    made += [f"</{name}>" for name in reversed(opened)]
    return "".join(made), shown


def _tag(piece: re.Match[str], opened: list[str]) -> str | None:
    """Return what becomes of a tag, keeping count of what is open; None: it is no tag."""
    name, attributes = piece["name"], piece["attributes"]
    if name not in _TAGS:
        return None
    if piece["tag"].startswith("</"):
        if name not in opened:
            return ""
        closed = ""
        while (inner := opened.pop()) != name:
            closed += f"</{inner}>"
        return f"{closed}</{name}>"
    known = _ATTRIBUTES.get(name)
    kept = known.search(attributes or "") if known else None
    if name == "span" and kept is None:
        return None
    opened.append(name)
    return f"<{name} {kept[0]}>" if kept else f"<{name}>"


def _numbered(piece: re.Match[str]) -> str:
    """Return the character of ``&#39;``; nothing when it is none that can be shown."""
    number = int(piece["number"] or 0)
    return "" if number == 0 or 0xD800 <= number < 0xE000 else chr(number)


def _start(words: str, limit: int) -> str:
    """Return the first *limit* units of *words*, without half a character."""
    return words.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def _escaped(words: str) -> str:
    return "".join(_ESCAPED.get(part, part) for part in re.split(r"([<&])", words))
