"""Knoop in several processes on one PostgreSQL database."""

from __future__ import annotations

import pytest

from bot.settings import Settings
from tests.botapi import BotApi, botapi
from tests.e2e.snapshot import Snapshot
from tests.ports import free_port
from tests.store.conftest import postgresql, server

__all__ = ["botapi", "postgresql", "server", "settings", "snapshot"]


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
