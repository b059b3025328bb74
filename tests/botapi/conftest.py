from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.request import HTTPXRequest

from tests.botapi import BotApi, ann, botapi

__all__ = ["ann", "bot", "botapi", "connect", "one"]


@pytest.fixture(autouse=True)
def _newer_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def bot(botapi: BotApi) -> AsyncIterator[Bot]:
    async with connect(botapi) as bot:
        yield bot


def connect(botapi: BotApi, token: str | None = None, read_timeout: float = 5.0) -> Bot:
    """A bot of python-telegram-bot with its own HTTP, so that the loopback is judged alone."""
    return Bot(
        token or botapi.token,
        base_url=botapi.url,
        base_file_url=botapi.file_url,
        request=HTTPXRequest(read_timeout=read_timeout),
        get_updates_request=HTTPXRequest(),
    )


async def one(bot: Bot, **more: Any) -> Update:
    """The one update that waits."""
    (update,) = await bot.get_updates(**more)
    return update
