"""What to do to the world, as values: the core returns them, the shell carries them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from dialogs.poll import Poll


class Button(NamedTuple):
    """A button: its words, and the number by which the session knows what it does.

    ``link`` makes it a web or ``tg:`` address instead; ``copy`` a text to copy. With ``verb`` it
    belongs to the poll of that number, whatever the session shows: ``fill`` leads whoever presses
    it to their private chat, ``link`` too, to tie the group to a network; any other verb comes
    back as ``Tapped``.
    """

    label: str
    choice: int = -1
    link: str | None = None
    copy: str | None = None
    poll: int = 0
    verb: str = ""


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
    ``pause`` is for a message that is edited often: this edit waits so many seconds, takes in
    what else is changed meanwhile, and goes at once when something else is said in that chat.
    ``closes``: it only takes the buttons off, and where the message is gone nothing is left to do.
    """

    ref: int
    screen: int
    text: str
    rows: Rows = ()
    message: int | None = None
    numeric: bool = False
    pause: float = 0.0
    closes: bool = False


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
class Report:
    """A document of a few pages, set by the template ``name``; ``file`` names it, without ending.

    ``values`` are what it tells: JSON values, all words in ``language``. Under ``pictures`` stand
    the values of the pictures in it, by their templates. ``caption`` is HTML.
    """

    name: str
    file: str
    language: str
    values: Mapping[str, Any]
    caption: str


@dataclass(frozen=True, slots=True)
class Form:
    """A document to write in, made by the template ``name``; ``file`` names it, without ending.

    ``values`` are what stands in it: JSON values, all words in the person's language. ``caption``
    is HTML.
    """

    name: str
    file: str
    values: Mapping[str, Any]
    caption: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting as a file for calendars: ``start`` and ``made`` are moments in UTC (ISO).

    ``zone`` is the time zone by whose clock it repeats, ``rule`` how (RRULE, or nothing),
    ``without`` the days (ISO) on which it does not take place.
    """

    name: str
    start: str
    minutes: int
    zone: str
    rule: str = ""
    without: tuple[str, ...] = ()
    uid: str = ""
    made: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """Shows the command list of *language* in this chat."""

    language: str


@dataclass(frozen=True, slots=True)
class Pin:
    """Pins the message that screen ``ref`` was said with, where Knoop may; else nothing happens."""

    ref: int


@dataclass(frozen=True, slots=True)
class LookUp:
    """Asks about this group: whether ``person`` is one of its admins, and how many people it has.

    The answer comes back as an event ``Found`` of the same conversation, with ``then`` in it.
    """

    person: int | None
    then: tuple[Any, ...]


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


@dataclass(frozen=True, slots=True)
class OpenPoll:
    """Keeps a new poll of this conversation."""

    poll: Poll


@dataclass(frozen=True, slots=True)
class KeepPoll:
    """Writes down what changed about a poll; votes are not touched."""

    poll: Poll


@dataclass(frozen=True, slots=True)
class ClosePoll:
    """Ends a poll: what it shows is kept, every answer is deleted in the same commit."""

    poll: Poll


@dataclass(frozen=True, slots=True)
class Cast:
    """Keeps what ``voter`` answers in an open poll, instead of what they answered before.

    Cast in a private chat, the conversation of the poll hears that somebody answered.
    """

    poll: int
    voter: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whisper:
    """Lets the private chat of ``voter`` know something: ``FellDue(kind, about)`` there."""

    poll: int
    voter: str
    kind: str
    about: str


Inward = Offer | Take | Tell | OpenPoll | KeepPoll | ClosePoll | Cast | Whisper
"""Effects that the store carries out, in the commit of the turn; nothing is sent."""

Made = Picture | Report | Form
"""Files that the shell makes from values."""

Files = Document | Appointment | Made
Effect = Inward | Say | Edit | Files | Commands | Pin | LookUp | Forget
