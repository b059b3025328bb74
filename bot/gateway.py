"""The way out: what carries an effect to a chat, and how that ended.

Telegram and the terminal each have a gateway; the worker knows only this page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dialogs.effect import Effect
from dialogs.event import Found, Key


@dataclass(frozen=True, slots=True)
class Post:
    """One effect on its way to one conversation; ``tries`` counts the earlier attempts.

    ``cause`` is the name that its source gave to the event that led to it (the number of an
    update), so that the log shows the whole way.
    """

    id: int
    key: Key
    effect: Effect
    tries: int = 0
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there; ``message`` is the number of the new message, None when there is none."""

    message: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """It was a question, and this is the answer: an event of the same conversation."""

    what: Found


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again, but not within ``seconds`` (too many requests, no network)."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Lost:
    """This one can never be delivered (a bad request). ``reason`` goes to the log: no texts."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked Knoop, or the chat is no more. ``reason`` goes to the log: no texts."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group lives on under another number (it became a supergroup)."""

    chat: int


@dataclass(frozen=True, slots=True)
class Held:
    """It was not tried, because what goes before it in the same chat did not go."""


Delivery = Delivered | Answered | Later | Lost | Gone | Moved | Held


class Gateway(Protocol):
    """Delivers posts."""

    async def deliver(self, post: Post, message: int | None) -> Delivery:
        """Carry out *post* and say how it went; never raises for what the network does.

        Args:
            post: the effect and the conversation it is for.
            message: the number of the message that an edit changes; None when it is not known (any
                more): then the edit becomes a new message.
        """
        ...
