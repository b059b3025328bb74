from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.telegram.transport import Transport
from tests.botapi import BotApi, User, botapi

__all__ = ["ann", "botapi", "connect", "ptb"]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback is on this machine, whatever proxy the machine uses for others."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
async def ptb(botapi: BotApi) -> AsyncIterator[Bot]:
    """A bot of python-telegram-bot on Knoop's transport."""
    async with connect(botapi) as bot:
        yield bot


@pytest.fixture
async def ann(botapi: BotApi) -> User:
    """Somebody who started Knoop before."""
    ann = botapi.user("Ann")
    await ann.starts()
    botapi.updates.waiting.clear()
    return ann


def connect(botapi: BotApi, transport: Transport | None = None) -> Bot:
    return Bot(
        botapi.token,
        base_url=botapi.url,
        base_file_url=botapi.file_url,
        request=transport or Transport(),
        get_updates_request=Transport(connections=1),
    )
