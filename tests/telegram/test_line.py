"""The line to Telegram: the token, the address, and updates that nobody can read."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from telegram import Bot, Update

from bot.telegram.line import Line, StartError, connect
from bot.telegram.polling import Polling
from bot.telegram.press import Press
from tests.botapi import BotApi, User
from tests.telegram.conftest import Inbox, polling


async def test_a_token_that_ends_while_polling_is_said_and_tried_again(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    token = botapi.token
    with capture_logs() as logs:
        async with polling(line, inbox, wait=timedelta(seconds=1)):
            botapi.state.token = "4242:another"
            await ann.types("weer terug")
            await asyncio.sleep(1.5)
            assert line.silence > 0
            botapi.state.token = token
            await ann.chat.settled(seconds=10)
    assert inbox.said == ["weer terug"]
    assert "does not accept the token" in str(logs)
    assert token not in str(logs)


async def test_an_update_that_cannot_be_read_does_not_come_again(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    botapi.deliver({"message": {"message_id": 1, "text": "geheim"}})
    botapi.deliver({"poll": {"id": "1"}})
    with capture_logs() as logs:
        async with polling(line, inbox):
            await ann.types("de volgende")
            await ann.chat.settled()
    assert inbox.said == ["de volgende"]
    assert [entry["event"] for entry in logs] == ["update unreadable"] * 2
    assert "geheim" not in str(logs) + caplog.text


@pytest.mark.parametrize("token", ["", "  "])
async def test_no_token(token: str) -> None:
    with pytest.raises(StartError, match="set KNOOP_TOKEN"):
        await connect(token)


async def test_a_wrong_token(botapi: BotApi) -> None:
    with pytest.raises(StartError, match="KNOOP_TOKEN") as told:
        await connect("4242:geheim", botapi.url)
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/bot", "onzin/bot"])
async def test_an_address_where_nobody_answers(url: str) -> None:
    with pytest.raises(StartError, match="KNOOP_API_URL") as told:
        await connect("4242:geheim", url)
    assert "geheim" not in str(told.value)


async def test_telegram_that_goes_away_between_connecting_and_polling(
    botapi: BotApi, line: Line, inbox: Inbox
) -> None:
    botapi.fault("deleteWebhook", status=502)
    with pytest.raises(StartError, match="polling cannot begin"):
        async with polling(line, inbox):
            pass
    await Polling(line, inbox.of(line)).stop()


async def test_spaces_around_a_token_do_not_matter(botapi: BotApi) -> None:
    line = await connect(f" {botapi.token}\n", botapi.url)
    assert isinstance(line, Bot)
    assert line.username == "KnoopBot"
    await line.shutdown()


async def test_what_a_pressed_message_shows_is_not_read(line: Line, ann: User) -> None:
    press = {
        "id": "1",
        "from": ann.account.json(),
        "chat_instance": "1",
        "data": "1.0",
        "message": {
            "message_id": 7,
            "date": 1,
            "chat": ann.chat.json(),
            "text": "geheim",
            "reply_markup": {"inline_keyboard": [[{"text": "Ja", "callback_data": "1.0"}]]},
        },
    }
    read = line.parsed({"update_id": 5, "callback_query": press})
    assert isinstance(read, Press)
    assert (read.update_id, read.id, read.data) == (5, "1", "1.0")
    assert (read.message, read.chat, read.person) == (7, ann.chat.id, ann.account.id)
    assert "geheim" not in str(read)


@pytest.mark.parametrize(
    "press", [{}, {"id": "1"}, {"id": "1", "from": {"id": 1}, "message": {}}, []]
)
async def test_a_press_that_is_none_is_passed_over(line: Line, press: object) -> None:
    read = line.parsed({"update_id": 5, "callback_query": press})
    assert isinstance(read, Update)
    assert read.to_dict() == {"update_id": 5}
