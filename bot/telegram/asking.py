"""Requests of plain values: the short way to Telegram, for what every turn does.

PTB's own methods make an object of every button on the way out and of the whole message that comes
back; Knoop reads one number of it. What an answer means (which error it is, when to try again)
stays PTB's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot


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
