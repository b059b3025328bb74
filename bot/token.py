"""Who somebody is in a poll, and the word that leads them there: both made with our own secret.

A voter is a keyed hash: without the secret nobody can tell whose it is, and the same person has
another one in every group. A ticket is a start parameter of Telegram (64 characters at most, of
``A-Za-z0-9_-``) that is good for one person and one group only.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final

SECRET_BYTES: Final = 32

_KINDS: Final = {"poll": 1, "link": 2}
_NAMES: Final = {number: name for name, number in _KINDS.items()}
_HEAD: Final = struct.Struct(">Bqq")
_MARK: Final = 31
_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket is for (``poll`` or ``link``), about which poll or chat, and for whom."""

    kind: str
    about: int
    person: int


def voter(secret: bytes, bot: int, series: int, person: int) -> str:
    """Return what *person* is called in the polls of one *series*: 22 characters."""
    mark = _hash(secret, "voter", bot, series, person)[:16]
    return urlsafe_b64encode(mark).decode().rstrip("=")


def sign(secret: bytes, bot: int, chat: int, ticket: Ticket) -> str:
    """Return *ticket*, given for a press in *chat*, as a word of 64 characters."""
    head = _HEAD.pack(_KINDS[ticket.kind], ticket.about, ticket.person)
    return urlsafe_b64encode(head + _mark(secret, bot, chat, ticket)).decode()


def read(word: str) -> Ticket | None:
    """Return what the start parameter *word* says when it looks like a ticket; not checked yet."""
    if len(word) != _LENGTH or not word.isascii():
        return None
    try:
        number, about, person = _HEAD.unpack(urlsafe_b64decode(word)[: _HEAD.size])
        return Ticket(_NAMES[number], about, person)
    except (ValueError, struct.error, KeyError):
        return None


def genuine(secret: bytes, bot: int, chat: int, word: str) -> bool:
    """Return whether *word* is a ticket that was given for a press in *chat*."""
    ticket = read(word)
    return ticket is not None and hmac.compare_digest(sign(secret, bot, chat, ticket), word)


def _mark(secret: bytes, bot: int, chat: int, ticket: Ticket) -> bytes:
    about = (ticket.kind, bot, chat, ticket.about, ticket.person)
    return _hash(secret, *about)[:_MARK]


def _hash(secret: bytes, *about: object) -> bytes:
    return hmac.new(secret, ":".join(map(str, about)).encode(), hashlib.sha256).digest()
