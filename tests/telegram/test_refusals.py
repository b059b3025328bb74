"""What Telegram refuses, or does not answer, becomes a delivery: later, lost, gone, moved."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import InvalidToken

from bot.gateway import Delivered, Delivery, Gone, Later, Lost, Moved, Post
from bot.telegram.outbound import TelegramGateway
from bot.telegram.transport import Transport
from dialogs.effect import Button, Document, Edit, Effect, Say
from dialogs.event import Key
from tests.botapi import BotApi, User
from tests.telegram.conftest import plain_bot, posted


async def test_a_button_that_does_nothing_is_lost(gateway: TelegramGateway, ann: User) -> None:
    delivery = await gateway.deliver(posted(ann.chat, Say(1, "x", ((Button("Ja"),),))), None)
    assert isinstance(delivery, Lost)


async def test_a_refused_message_is_lost_and_the_reason_holds_no_text(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    rows = ((Button("Site", link="geheim"),),)
    delivery = await gateway.deliver(posted(ann.chat, Say(1, "geheim", rows)), None)
    assert delivery == Lost("Inline keyboard button url")
    delivery = await gateway.deliver(posted(ann.chat, Say(1, "  ")), None)
    assert isinstance(delivery, Lost)
    botapi.refused.clear()


async def test_too_many_requests_wait_as_long_as_telegram_says(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    for method, effect in (("sendMessage", Say(1, "y")), ("editMessageText", Edit(1, 1, "y"))):
        botapi.fault(method, retry_after=7)
        assert await gateway.deliver(posted(ann.chat, effect), ann.chat.last.id) == Later(7.0)
    assert [message.text for message in ann.chat.from_bot] == ["x"]


@pytest.mark.parametrize("trouble", [{"reset": True}, {"status": 502}, {"lost": True}])
@pytest.mark.parametrize(("tries", "seconds"), [(0, 1.0), (3, 8.0), (50, 60.0)])
async def test_network_trouble_waits_longer_each_time(
    botapi: BotApi,
    gateway: TelegramGateway,
    ann: User,
    trouble: dict[str, Any],
    tries: int,
    seconds: float,
) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    for method, effect in (("sendMessage", Say(1, "y")), ("editMessageText", Edit(1, 1, "z"))):
        botapi.fault(method, **trouble)
        delivery = await gateway.deliver(posted(ann.chat, effect, tries=tries), ann.chat.last.id)
        assert delivery == Later(seconds)


@pytest.mark.parametrize("status", [400, 403])
@pytest.mark.parametrize(
    "content", [b"<html>This site is not allowed</html>", b"{}", b'{"error": "blocked"}']
)
async def test_the_page_of_a_proxy_is_no_verdict(
    botapi: BotApi, gateway: TelegramGateway, ann: User, status: int, content: bytes
) -> None:
    """Nobody is gone because a proxy says so, and no message is lost by it."""
    await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    effects: tuple[Effect, ...] = (Say(1, "y"), Edit(1, 1, "z"), Document("a.txt", b"a"))
    methods = ("sendMessage", "editMessageText", "sendDocument")
    for method, effect in zip(methods, effects, strict=True):
        botapi.fault(method, status=status, content=content)
        delivery = await gateway.deliver(posted(ann.chat, effect), ann.chat.last.id)
        assert delivery == Later(1.0), method


async def test_an_answer_that_makes_no_sense_waits(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    botapi.fault("sendMessage", status=200)
    assert await gateway.deliver(posted(ann.chat, Say(1, "x")), None) == Later(1.0)


async def test_an_edit_that_is_refused_is_lost(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    empty = posted(ann.chat, Edit(1, 2, " "))
    assert await gateway.deliver(empty, ann.chat.last.id) == Lost("Text must be non-empty")
    botapi.refused.clear()


async def test_an_answer_that_is_too_late_waits(botapi: BotApi, ann: User) -> None:
    async with plain_bot(botapi, Transport(read=0.05)) as bot:
        botapi.fault("sendMessage", silent=0.2)
        say = posted(ann.chat, Say(1, "x"))
        assert await TelegramGateway(bot).deliver(say, None) == Later(1.0)


async def test_an_edit_repeats_harmlessly(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    edit = posted(ann.chat, Edit(1, 2, "y"))
    botapi.fault("editMessageText", lost=True)
    assert isinstance(await gateway.deliver(edit, ann.chat.last.id), Later)
    assert await gateway.deliver(edit, ann.chat.last.id) == Delivered(None)
    assert [message.text for message in ann.chat.from_bot] == ["y"]


async def test_people_who_are_gone(botapi: BotApi, gateway: TelegramGateway, ann: User) -> None:
    await ann.blocks()
    blocked = await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    assert blocked == Gone("bot was blocked by the user")
    nowhere = Post(1, Key(4242, 99, 0, 99), Say(1, "x"))
    assert await gateway.deliver(nowhere, None) == Gone("Chat not found")
    group = botapi.group("Team", ann)
    await ann.at(group).removes_bot()
    out = await gateway.deliver(posted(group.chat, Edit(1, 1, "x")), 1)
    assert out == Gone("bot was kicked from the supergroup chat")


async def test_a_group_that_became_a_supergroup_has_moved(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann, kind="group")
    post = posted(group.chat, Say(1, "x"))
    now = await group.upgrades()
    moved: Delivery = Moved(now.chat.id)
    assert await gateway.deliver(post, None) == moved
    assert await gateway.deliver(posted(group.chat, Edit(1, 1, "x")), 5) == moved
    assert await gateway.deliver(posted(group.chat, Document("x", "x")), None) == moved


async def test_a_token_that_is_no_longer_valid_is_said_out_loud(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    botapi.state.token = "4242:another"
    with pytest.raises(InvalidToken):
        await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
