"""A loopback Telegram Bot API; import the fixture ``botapi`` in a ``conftest.py`` to use it."""

from collections.abc import AsyncIterator

import pytest

from tests.botapi.server import BotApi, Call
from tests.botapi.state import Press
from tests.botapi.user import Group, Seat, User
from tests.botapi.world import Chat, Message

__all__ = ["BotApi", "Call", "Chat", "Group", "Message", "Press", "Seat", "User", "ann", "botapi"]


@pytest.fixture
async def botapi(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    """A running loopback; the test fails when requests were refused that should never be made.

    A test that provokes such a refusal ends with ``botapi.refused.clear()``. It is on this machine,
    whatever proxy the machine uses for others.
    """
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with BotApi().running() as api:
        yield api
    assert not api.refused, [f"{call.method}: {call.error}" for call in api.refused]


@pytest.fixture
async def ann(botapi: BotApi) -> User:
    """Somebody who started Knoop before."""
    ann = botapi.user("Ann")
    await ann.starts()
    botapi.updates.waiting.clear()
    return ann
