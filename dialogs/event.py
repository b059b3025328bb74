"""What happened: one event of one conversation, with who and when.

Only what Knoop reads is in an event: a voice note is "something that cannot be read", not its
sound. Events travel through the inbox as JSON (:func:`to_json`, :func:`from_json`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, get_args
from unicodedata import category


@dataclass(frozen=True, slots=True)
class Key:
    """One conversation. ``person`` is None in a group: there the talk belongs to all."""

    bot: int
    chat: int
    topic: int = 0
    person: int | None = None

    def __str__(self) -> str:
        person = "-" if self.person is None else self.person
        return f"{self.bot}:{self.chat}:{self.topic}:{person}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read a key that ``str(key)`` wrote."""
        bot, chat, topic, person = text.split(":")
        return cls(int(bot), int(chat), int(topic), None if person == "-" else int(person))

    @property
    def owner(self) -> str:
        """Whose memory this conversation uses: the person's, or the group's."""
        return f"{self.bot}:{self.chat if self.person is None else self.person}"

    @property
    def private(self) -> bool:
        """Whether nobody else reads along."""
        return self.person is not None


@dataclass(frozen=True, slots=True)
class Started:
    """``/start``, with the word behind it (``stuck`` in a deep link)."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A command: its name without slash, in either language, and what stands behind it.

    ``addressed``: it named Knoop, so in a group it is for no other bot.
    """

    name: str
    argument: str = ""
    addressed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A typed message."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: the screen it stood on, its place there, and the message that carries it."""

    screen: int
    choice: int
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something Knoop cannot read: ``voice``, ``photo``, ``sticker``, ``document`` ..."""

    kind: str


@dataclass(frozen=True, slots=True)
class Invited:
    """A file of a calendar: its meetings, each with

    ``uid``, ``name``, ``start`` (ISO; without an offset it is by the person's own clock), ``lasts``
    (minutes), ``zone``, ``rule`` (RRULE), ``without`` (days), ``moved`` (day -> moment),
    ``cancelled``, and ``part``: only changed times of a meeting that repeats.
    """

    meetings: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """A message that was changed afterwards; it changes nothing."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked Knoop (``back`` when undone), or somebody removed it from the group."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody added Knoop to a group; ``admin``: as one of its admins."""

    admin: bool = False


@dataclass(frozen=True, slots=True)
class Appointed:
    """Somebody made Knoop an admin of the group, or took that away again."""

    admin: bool = True


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of a poll: its number and what it does; the session need not know it."""

    poll: int
    verb: str


@dataclass(frozen=True, slots=True)
class Found:
    """What ``LookUp`` found: whether the person decides for this group, and how many are in it.

    ``then`` is what was to be done with it; ``members`` counts Knoop too, and is None when
    Telegram did not tell.
    """

    then: list[Any]
    admin: bool = False
    members: int | None = None


@dataclass(frozen=True, slots=True)
class FellDue:
    """Something planned has come: its kind and what it is about."""

    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Broke:
    """An earlier event of this conversation could not be handled three times: say so."""


Happening = (
    Started
    | Called
    | Said
    | Pressed
    | Unreadable
    | Invited
    | Edited
    | Blocked
    | Added
    | Appointed
    | Tapped
    | Found
    | FellDue
    | Broke
)

_KINDS: Final[Mapping[str, type[Any]]] = {
    kind.__name__.lower(): kind for kind in get_args(Happening)
}
_FIELDS: Final = {kind: tuple(one.name for one in fields(kind)) for kind in _KINDS.values()}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened in which conversation, when, by whom.

    ``person`` is who acted (in a group: one of its members), ``language`` what their app is set
    to (``nl``, ``en-GB``, or None when it does not say). ``token`` is a fresh secret, for a link
    that is made in this turn; it is never written down with the event.
    """

    key: Key
    at: datetime
    what: Happening
    person: int | None = None
    language: str | None = None
    token: str = ""

    @property
    def fleeting(self) -> bool:
        """Whether what was typed may be kept nowhere once its turn is over: it was in a group."""
        return not self.key.private and isinstance(self.what, Said | Called | Started)


def to_json(event: Event) -> dict[str, Any]:
    """Return *event* as plain JSON values."""
    return {
        "key": str(event.key),
        "at": event.at.isoformat(),
        "person": event.person,
        "language": event.language,
        "kind": type(event.what).__name__.lower(),
        "what": {name: getattr(event.what, name) for name in _FIELDS[type(event.what)]},
    }


def from_json(stored: Mapping[str, Any]) -> Event:
    """Return the event that :func:`to_json` wrote, its texts without what cannot be shown."""
    what = {name: _legible(value) for name, value in stored["what"].items()}
    return Event(
        key=Key.parse(stored["key"]),
        at=datetime.fromisoformat(stored["at"]),
        what=_KINDS[stored["kind"]](**what),
        person=stored["person"],
        language=stored["language"],
    )


def _legible(value: Any) -> Any:
    """Return *value*, a text without control signs and halves of signs: no database keeps those."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(sign for sign in value if sign in "\n\t" or category(sign) not in ("Cc", "Cs"))
