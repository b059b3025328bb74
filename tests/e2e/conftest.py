"""Knoop whole: the real content, the real store, python-telegram-bot, and a loopback Telegram."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings
from tests.botapi import BotApi, User, botapi
from tests.e2e.snapshot import Books

__all__ = ["ann", "botapi", "settings"]


@pytest.fixture
def settings(botapi: BotApi, tmp_path: Path) -> Settings:
    database = tmp_path / "knoop.sqlite3"

    async def unfinished() -> int:
        """Return what waits in the database: a chat is at rest when that is nothing."""
        try:
            return Books.read(database).waiting if database.exists() else 0
        except sqlite3.OperationalError:  # its tables are being made
            return 1

    botapi.world.at_work.append(unfinished)
    return Settings(
        token=botapi.token,
        api_url=botapi.url,
        file_url=botapi.file_url,
        database_url=f"sqlite:{database}",
        controller="Stad Zuid",
        contact="dpo@stad.example",
        burst=0,
    )


@pytest.fixture
async def ann(botapi: BotApi, settings: Settings) -> AsyncIterator[User]:
    """Somebody with a phone, and Knoop answering."""
    async with serving(settings, UNHURRIED):
        yield botapi.user("Ann")


@pytest.fixture
async def knoop(settings: Settings) -> AsyncIterator[Settings]:
    """Knoop answering, for teams."""
    async with serving(settings, UNHURRIED):
        yield settings
