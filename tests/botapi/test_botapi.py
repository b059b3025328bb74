"""The loopback answers as Telegram does: tried with python-telegram-bot over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.botapi import BotApi, User
from tests.botapi.conftest import connect, one

OK = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="1.0")]])


async def test_the_bot_learns_who_it_is(botapi: BotApi, bot: Bot) -> None:
    assert bot.username == "KnoopBot"
    assert bot.id == 4242


async def test_a_wrong_token_is_unauthorized(botapi: BotApi) -> None:
    with pytest.raises(InvalidToken):
        await connect(botapi, "4242:wrong").__aenter__()
    assert botapi.calls[-1].error is not None
    assert botapi.calls[-1].error.json() == {
        "ok": False,
        "error_code": 401,
        "description": "Unauthorized",
    }


async def test_unknown_parameters_and_methods_are_loud(botapi: BotApi, bot: Bot, ann: User) -> None:
    with pytest.raises(BadRequest, match="parse_mod"):
        await bot.send_message(ann.chat.id, "x", api_kwargs={"parse_mod": "HTML"})
    with pytest.raises(BadRequest, match="senddice"):
        await bot.send_dice(ann.chat.id)
    with pytest.raises(BadRequest, match="parse_mode"):
        await bot.send_message(ann.chat.id, "x", parse_mode="MarkdownV2")
    assert len(botapi.refused) == 3
    botapi.refused.clear()


async def test_command_lists_by_scope_and_language(botapi: BotApi, bot: Bot, ann: User) -> None:
    commands = [BotCommand("vast", "Mijn netwerk zit vast")]
    await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), "nl")
    await bot.set_my_commands(commands, BotCommandScopeAllGroupChats())
    await bot.set_my_commands(commands, BotCommandScopeChat(ann.chat.id))
    assert botapi.commands == {
        ("all_private_chats", "nl"): {"vast": "Mijn netwerk zit vast"},
        ("all_group_chats", ""): {"vast": "Mijn netwerk zit vast"},
        (f"chat:{ann.chat.id}", ""): {"vast": "Mijn netwerk zit vast"},
    }
    assert list(await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "nl")) == commands
    await bot.delete_my_commands(BotCommandScopeAllGroupChats())
    assert ("all_group_chats", "") not in botapi.commands


@pytest.mark.parametrize(
    "commands",
    [
        [],
        [("Vast", "x")],
        [("x" * 33, "x")],
        [("vast", "")],
        [("vast", "x" * 257)],
        [("vast", "x")] * 101,
    ],
)
async def test_command_lists_have_limits(
    botapi: BotApi, bot: Bot, commands: list[tuple[str, str]]
) -> None:
    with pytest.raises(BadRequest):
        await bot.set_my_commands(commands)
    botapi.refused.clear()


async def test_updates_wait_until_they_are_confirmed(botapi: BotApi, bot: Bot, ann: User) -> None:
    await ann.types("een")
    await ann.types("twee")
    first, second = await bot.get_updates()
    assert [one.update_id for one in await bot.get_updates(limit=1)] == [first.update_id]
    assert [one.update_id for one in await bot.get_updates(offset=second.update_id)] == [
        second.update_id
    ]
    assert botapi.updates.confirmed == {first.update_id}
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_an_update_delivered_again_has_its_old_number(
    botapi: BotApi, bot: Bot, ann: User
) -> None:
    await ann.types("een")
    update = await one(bot)
    await bot.get_updates(offset=update.update_id + 1)
    botapi.deliver_again(botapi.updates.sent[-1])
    again = await one(bot, offset=update.update_id + 1)
    assert again.update_id == update.update_id
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_a_long_poll_waits_for_what_comes(botapi: BotApi, bot: Bot, ann: User) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await ann.types("hallo")
    (update,) = await asyncio.wait_for(poll, 1)
    assert update.message is not None
    assert update.message.text == "hallo"


async def test_only_kinds_that_were_asked_for(botapi: BotApi, bot: Bot, ann: User) -> None:
    await bot.get_updates(allowed_updates=["message"])
    await ann.types("een")
    await ann.edits("twee")
    update = await one(bot)
    assert update.message is not None


async def test_the_older_of_two_pollers_gets_a_conflict(botapi: BotApi, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    async with connect(botapi) as other:
        assert await other.get_updates(timeout=0) == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await older


async def test_a_webhook_gets_updates_in_order_and_again_until_it_takes_them(
    botapi: BotApi, bot: Bot, ann: User
) -> None:
    got: list[Any] = []
    secrets: list[str | None] = []

    async def receive(request: web.Request) -> web.Response:
        got.append(await request.json())
        secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return web.Response(status=500 if len(got) == 1 else 200)

    application = web.Application()
    application.router.add_post("/hook", receive)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    botapi.updates.retry_webhook_after = 0.01
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="geheim")
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await ann.types("een")
    await ann.types("twee")
    with contextlib.suppress(TimeoutError):
        await botapi.world.wait_for(lambda: None if len(got) < 3 else True, 0.5)
    assert [one["message"]["text"] for one in got] == ["een", "een", "twee"]
    assert set(secrets) == {"geheim"}
    assert (await bot.get_webhook_info()).last_error_message is not None
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    await runner.cleanup()


async def test_a_webhook_must_be_https(botapi: BotApi, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="https url"):
        await bot.set_webhook("http://example.org/hook")


async def test_trouble_comes_as_often_as_asked(botapi: BotApi, bot: Bot, ann: User) -> None:
    botapi.fault("sendMessage", status=502)
    botapi.fault("sendMessage", retry_after=7)
    botapi.fault("sendMessage", reset=True)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ann.chat.id, "1")
    with pytest.raises(RetryAfter):
        await bot.send_message(ann.chat.id, "2")
    with pytest.raises(NetworkError):
        await bot.send_message(ann.chat.id, "3")
    assert ann.chat.from_bot == []
    await bot.send_message(ann.chat.id, "4")
    assert ann.chat.last.text == "4"


async def test_an_answer_can_be_lost_after_the_effect(botapi: BotApi, bot: Bot, ann: User) -> None:
    botapi.fault("sendMessage", lost=True)
    with pytest.raises(NetworkError):
        await bot.send_message(ann.chat.id, "toch aangekomen")
    assert ann.chat.last.text == "toch aangekomen"


async def test_an_answer_can_be_slow(botapi: BotApi, ann: User) -> None:
    botapi.fault("sendMessage", silent=0.5)
    async with connect(botapi, read_timeout=0.05) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(ann.chat.id, "traag")
    assert ann.chat.last.text == "traag"
