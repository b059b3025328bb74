"""Requests of plain values: the short way to Telegram, for what every turn does.

PTB's own methods make an object of every button on the way out and of the whole message that comes
back; Knoop reads one number of it. What an answer means (which error it is, when to try again)
stays PTB's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from telegram import Bot
from telegram.error import TelegramError

LONGEST_REASON: Final = 200
"""Signs of what Telegram says that go into the log."""

# What PTB says for an answer without words of Telegram: its status, and what was read instead.
_NO_WORDS: Final = re.compile(r"[A-Z][\w' -]* \(\d{3}\)(\.|$)")
_PAGE: Final = ". Parsing the server response"


async def ask(bot: Bot, method: str, fields: Mapping[str, Any]) -> Any:
    """Make a request and return its result, as Telegram writes it.

    Args:
        bot: An account on :class:`bot.telegram.transport.Transport`.
        method: As the Bot API names it: ``sendMessage``.
        fields: What JSON knows; a field that is None is left out.

    Raises:
        telegram.error.TelegramError: As PTB's methods do.
    """
    told = {name: value for name, value in fields.items() if value is not None}
    return await bot.request.post(f"{bot.base_url}/{method}", told)  # type: ignore[arg-type]


def is_verdict(error: TelegramError) -> bool:
    """Return whether Telegram itself said so, in words.

    The page of a proxy (*403, this site is not allowed here*) says nothing about the chat.
    """
    return _NO_WORDS.match(error.message) is None


def reason(error: TelegramError) -> str:
    """Return what *error* says, for one line: without the page that was read instead of words.

    Such a page may be long, and other each time.
    """
    return error.message.partition(_PAGE)[0][:LONGEST_REASON]
