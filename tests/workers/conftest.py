"""One worker on a file of its own, and Knoop in several processes on one PostgreSQL database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.settings import Settings
from bot.store import Store
from tests.botapi import BotApi, botapi
from tests.e2e.snapshot import Snapshot
from tests.ports import free_port
from tests.store.conftest import postgresql, server
from tests.workers.working import Chat, HandClock

__all__ = ["botapi", "chat", "clock", "postgresql", "server", "settings", "snapshot", "store"]


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.take(tmp_path_factory.mktemp("knoop"))


@pytest.fixture
def settings(botapi: BotApi, postgresql: str) -> Settings:
    port = free_port()
    return Settings(
        token=botapi.token,
        api_url=botapi.url,
        file_url=botapi.file_url,
        database_url=postgresql,
        webhook_url=f"http://127.0.0.1:{port}/telegram",
        webhook_listen=f"127.0.0.1:{port}",
    )


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:{tmp_path / 'knoop.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()
