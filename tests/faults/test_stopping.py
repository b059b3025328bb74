"""SIGTERM in the middle of everything: what is under way is finished, and the process ends."""

from __future__ import annotations

import asyncio

import pytest

from bot.settings import Settings
from tests.botapi import BotApi
from tests.faults.conftest import Start


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_process_that_telegram_holds_off_ends_within_ten_seconds(
    botapi: BotApi, settings: Settings, start: Start
) -> None:
    """Whatever is asked for, Telegram says to come back in half a minute, or says nothing."""
    ann, bo = botapi.user("Ann"), botapi.user("Bo")
    async with start() as knoop:
        await ann.types("/start")
        await ann.chat.until("Waar zit je mee?", 20)
        botapi.fault("getUpdates", retry_after=30, times=3)
        botapi.fault("sendMessage", silent=60, times=1)
        botapi.fault("sendMessage", retry_after=30, times=3)
        await ann.types("/checkin")
        await bo.types("/start")
        await botapi.world.wait_for(lambda: botapi.faults[0].met or None, 30)
        await asyncio.sleep(0.3)
        assert await knoop.ends() < 10
    said = len(ann.chat.from_bot)
    botapi.faults.clear()
    async with start():
        await bo.chat.until("Dag, ik ben Knoop", 60)
        await ann.chat.until("Wanneer start je overleg?", 60)
        await ann.chat.settled(30)
    assert len(ann.chat.from_bot) <= said + 2
