"""What to do to the world, as values: the core returns them, the shell carries them out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its words, and the number by which the session knows what it does.

    ``link`` makes it a web or ``tg:`` address instead; ``copy`` a text to copy.
    """

    label: str
    choice: int = -1
    link: str | None = None
    copy: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """A new message. ``screen`` numbers it within its conversation, so that it can be edited.

    ``text`` is HTML as Telegram reads it (b, i, u, s, code, pre, a, blockquote). ``numeric``: a
    typed number is an answer here, so a way in that numbers its buttons must not use digits.
    """

    screen: int
    text: str
    rows: Rows = ()
    quiet: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes a message: it now shows screen number ``screen``; without rows its buttons go.

    ``ref`` is the number of the screen that the message was first said with. ``message`` names
    the message itself when an event told which one it was; otherwise the shell looks ``ref`` up.
    """

    ref: int
    screen: int
    text: str
    rows: Rows = ()
    message: int | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file to hand over; ``content`` is text (UTF-8) or, for made documents, bytes."""

    name: str
    content: str | bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """Shows the command list of *language* in this chat."""

    language: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Deletes everything of the owner of this conversation: at once, and for good."""


Effect = Say | Edit | Document | Commands | Forget
