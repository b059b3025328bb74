"""A press of a button, as Telegram tells it, without what stands in the message.

Knoop wrote that message: reading its text and all its buttons once more would cost more than the
rest of the update.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Press:
    """The button of a message in a chat, pressed by a person.

    ``update_id`` is the number of the update, as PTB calls it; ``id`` that by which the press is
    answered. ``kind`` is that of the chat, empty when Telegram names no message; ``topic`` is 0
    outside topics, and for a message that is so old that Telegram tells only its number.
    """

    update_id: int
    id: str
    person: int
    language: str
    data: str
    chat: int = 0
    kind: str = ""
    topic: int = 0
    message: int = 0


def read_press(number: int, query: Mapping[str, Any]) -> Press:
    """Return the press in the ``CallbackQuery`` *query* of update *number*.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    who, message = query["from"], query.get("message")
    language, data = who.get("language_code") or "", query.get("data") or ""
    if message is None:
        return Press(number, query["id"], who["id"], language, data)
    chat = message["chat"]
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Press(
        number,
        query["id"],
        who["id"],
        language,
        data,
        chat["id"],
        chat["type"],
        topic or 0,
        message["message_id"],
    )
