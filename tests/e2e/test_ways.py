"""The ways to run Knoop: polling or webhook, watched, alone or with workers beside it."""

from __future__ import annotations

import asyncio
import json
from functools import partial

import aiohttp
import pytest

from bot.app import Way, serving
from bot.pace import UNHURRIED
from bot.settings import Settings, SettingsError, read_settings
from bot.store import StoreError
from bot.telegram.line import StartError
from bot.telegram.webhook import secret_of
from bot.web import ListenError
from tests.botapi import BotApi, User
from tests.botapi.world import Message
from tests.ports import free_port


def by_webhook(settings: Settings, **more: str) -> Settings:
    port = free_port()
    changes = {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_listen": f"127.0.0.1:{port}",
        **more,
    }
    return settings.model_copy(update=changes)


async def asked(address: str, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{address}{path}") as answer,
    ):
        return answer.status, await answer.text()


def _since(user: User, number: int) -> list[Message] | None:
    """Return what the bot said to *user* after its first *number* messages, if anything."""
    return user.chat.from_bot[number:] or None


async def test_a_talk_by_webhook(botapi: BotApi, settings: Settings) -> None:
    ann = botapi.user("Ann")
    watch = f"127.0.0.1:{free_port()}"
    hooked = by_webhook(settings, watch_listen=watch)
    async with serving(hooked, UNHURRIED, Way.WEBHOOK):
        await ann.types("/checkin")
        for label in ("Nu", "Ideeën", "Stilte", "Plan 1"):
            press = await ann.presses(label)
            await press.is_answered()
            await ann.chat.settled()
        await ann.chat.until("Open met")
        status, told = await asked(watch, "/healthz")
        assert (status, json.loads(told)["wrong"]) == (200, [])
        _, metrics = await asked(watch, "/metrics")
    assert 'knoop_webhook_answers_total{status="200"} 5.0' in metrics
    assert "knoop_turns_total 5.0" in metrics
    assert botapi.updates.webhook.url == hooked.webhook_url
    assert botapi.updates.webhook.secret == secret_of(settings.token)


async def test_from_webhook_to_polling_and_back(botapi: BotApi, settings: Settings) -> None:
    """What came in between is answered: Telegram keeps it until somebody asks or listens."""
    ann = botapi.user("Ann")
    hooked = by_webhook(settings)
    for number, way in enumerate((Way.WEBHOOK, Way.POLLING, Way.WEBHOOK)):
        await ann.types(f"/start {number}")
        async with serving(hooked, UNHURRIED, way):
            answered = await botapi.world.wait_for(partial(_since, ann, number), seconds=5)
            assert answered, ann.chat.transcript
            await ann.chat.settled()


async def test_polling_is_watched_too(botapi: BotApi, settings: Settings) -> None:
    watch = f"127.0.0.1:{free_port()}"
    async with serving(settings.model_copy(update={"watch_listen": watch}), UNHURRIED):
        status, told = await asked(watch, "/healthz")
    assert status == 200
    assert json.loads(told)["telegram_seconds"] < 5


async def test_a_taken_address_is_said_in_one_sentence(botapi: BotApi, settings: Settings) -> None:
    watched = settings.model_copy(update={"watch_listen": f"127.0.0.1:{free_port()}"})
    async with serving(watched, UNHURRIED):
        other = f"{settings.database_url}-other"
        with pytest.raises(ListenError, match="set KNOOP_WATCH_LISTEN to another"):
            async with serving(watched.model_copy(update={"database_url": other}), UNHURRIED):
                pass


async def test_a_webhook_without_url_is_refused(settings: Settings) -> None:
    with pytest.raises(StartError, match="needs KNOOP_WEBHOOK_URL"):
        async with serving(settings, UNHURRIED, Way.WEBHOOK):
            pass


async def test_a_worker_beside_a_sqlite_file_is_refused(settings: Settings) -> None:
    with pytest.raises(StartError, match="a SQLite file takes one process: use knoop telegram"):
        async with serving(settings, UNHURRIED, Way.NOT):
            pass


async def test_a_second_process_on_a_sqlite_file_is_refused(
    botapi: BotApi, settings: Settings
) -> None:
    async with serving(settings, UNHURRIED):
        with pytest.raises(StoreError, match="another Knoop works with it"):
            async with serving(settings, UNHURRIED):
                pass


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEBHOOK_URL", "http://knoop.example/telegram"),
        ("WEBHOOK_URL", "knoop.example"),
        ("WEBHOOK_SECRET", "te kort"),
        ("WEBHOOK_LISTEN", "8080"),
        ("WATCH_LISTEN", "localhost"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KNOOP_{name}", value)
    with pytest.raises(SettingsError, match=f"KNOOP_{name} is wrong"):
        read_settings()


async def test_stopping_ends_within_ten_seconds_whatever_hangs(
    botapi: BotApi, settings: Settings
) -> None:
    ann = botapi.user("Ann")
    began = 0.0
    async with serving(settings, UNHURRIED):
        botapi.fault("sendMessage", times=10, silent=60)
        await ann.types("/start")
        await botapi.world.wait_for(lambda: botapi.faults[0].met or None, 5)
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 10
