"""What a person sees: a text and buttons; and what a step makes of what the person did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dialogs.session import Action


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a screen: its words and what it does.

    ``link`` makes it an address instead; ``verb`` a button of the poll of that number, which
    works whatever the session shows (:class:`dialogs.effect.Button`).
    """

    label: str
    action: Action = field(default_factory=list)
    link: str | None = None
    poll: int = 0
    verb: str = ""


Row = list[Choice]


def in_columns(choices: list[Choice], columns: int) -> list[Row]:
    """Lay *choices* out in rows of *columns*."""
    return [choices[start : start + columns] for start in range(0, len(choices), columns)]


def in_pages(rows: list[Row], page: int, size: int, word: Callable[..., Markup]) -> list[Row]:
    """Return page number *page* (from 0) of *rows*, *size* rows long, and what turns it."""
    pages = max(1, -(-len(rows) // size))
    page = min(page, pages - 1)
    shown = rows[page * size : (page + 1) * size]
    if pages == 1:
        return shown
    further = Choice(word("page", page=page + 1, pages=pages), ["page", (page + 1) % pages])
    return [*shown, [further]]


def chosen(label: Any, on: bool) -> Markup:
    """Return *label*, with a mark when it is the answer that was given earlier."""
    return Markup("✓ {}").format(label) if on else Markup.escape(label)


def ticked(label: Any, on: bool) -> Markup:
    """Return *label* with a box before it, ticked or not."""
    return Markup("☑ {}").format(label) if on else Markup("☐ {}").format(label)


@dataclass(frozen=True, slots=True)
class Screen:
    """A text (HTML) with rows of buttons.

    ``fresh``: always a new message, never an edit. ``numeric``: a typed number is an answer.
    """

    text: Markup
    rows: list[Row] = field(default_factory=list)
    fresh: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The step has its answers (question -> value; None: skipped); the dialogue goes on."""

    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen changed, the question stands: show it again."""

    note: Markup | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed is no answer here; ``why`` says kindly what would be."""

    why: Markup


Reply = Answered | Shown | Refused


class BadAnswerError(ValueError):
    """A value from a file that is no answer to its question; says what is allowed."""
