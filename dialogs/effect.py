"""What to do to the world, as values: the core returns them, the shell carries them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
class Picture:
    """A picture to draw by the template ``name`` and to show; ``file`` names it, without ending.

    ``values`` are what the template shows: JSON values, all words in the person's language.
    ``caption`` (HTML, at most 1024 characters shown) tells the same facts in words.
    """

    name: str
    file: str
    values: Mapping[str, Any]
    caption: str


@dataclass(frozen=True, slots=True)
class Commands:
    """Shows the command list of *language* in this chat."""

    language: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Deletes everything of the owner of this conversation: at once, and for good."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Lays a network ready for whoever comes with ``token``, once, within a week.

    ``network`` is its dossier as JSON values; ``giver`` the conversation that gives it.
    """

    token: str
    network: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Take:
    """Takes what was laid ready under ``token``: nobody can take it again."""

    token: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Lets another conversation know: an event ``FellDue(kind, about)`` of its own."""

    conversation: str
    kind: str
    about: str


Inward = Offer | Take | Tell
"""Effects that the store carries out, in the commit of the turn; nothing is sent."""

Effect = Inward | Say | Edit | Document | Picture | Commands | Forget
