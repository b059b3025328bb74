"""Polling: what Telegram may forget is safe, and trouble passes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.gateway import Delivered, Post
from bot.telegram.commands import CommandList, Place
from bot.telegram.line import Line, connect
from bot.telegram.outbound import TelegramGateway
from dialogs.effect import Button, Edit, Say
from dialogs.event import Event, Pressed, Said
from tests.botapi import BotApi, User
from tests.telegram.conftest import Inbox, plain_bot, polling

LISTS = (CommandList(Place.PRIVATE, "nl", [("vast", "Mijn netwerk zit vast")]),)


async def _echo(line: Line, inbox: Inbox) -> None:
    """Say back what was said, with a button that counts its presses."""
    gateway = TelegramGateway(line)
    queue: asyncio.Queue[Event] = asyncio.Queue()
    inbox.heard = queue.put_nowait
    presses = 0
    while True:
        event = await queue.get()
        match event.what:
            case Said(text):
                rows = ((Button("Nog", 0),),)
                delivery = await gateway.deliver(Post(1, event.key, Say(1, text, rows)), None)
            case Pressed(_, _, message):
                presses += 1
                edit = Edit(1, 1, f"{presses} keer", ((Button("Nog", 0),),), message)
                delivery = await gateway.deliver(Post(1, event.key, edit), None)
            case _:
                continue
        assert isinstance(delivery, Delivered)


async def test_a_talk_over_the_whole_way(botapi: BotApi, line: Line, inbox: Inbox) -> None:
    ann, bo = botapi.user("Ann"), botapi.user("Bo")
    echo = asyncio.create_task(_echo(line, inbox))
    async with polling(line, inbox):
        await asyncio.gather(ann.types("hallo"), bo.types("dag"))
        await ann.chat.until("hallo")
        await bo.chat.until("dag")
        press = await ann.presses("Nog")
        await press.is_answered()
        await ann.chat.until("1 keer")
        await ann.presses("Nog")
        await ann.chat.until("2 keer")
        await ann.chat.settled()
        assert len(ann.chat.from_bot) == 1
    echo.cancel()


async def test_what_came_while_nobody_listened_is_taken_in_one_commit(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    for number in range(30):
        await ann.types(f"{number}")
    async with polling(line, inbox):
        await ann.chat.settled()
    assert inbox.said == [f"{number}" for number in range(30)]
    assert inbox.commits == [30]
    assert {source for source, _ in inbox.kept} == {"telegram:4242"}


async def test_nothing_is_confirmed_before_it_is_kept(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    inbox.slow = 0.3
    async with polling(line, inbox):
        await ann.types("eerst bewaren")
        await asyncio.sleep(0.2)
        assert botapi.updates.confirmed == set()
        await ann.chat.settled()
    assert botapi.updates.confirmed == {botapi.updates.sent[-1]["update_id"]}


async def test_an_inbox_that_fails_is_tried_again(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    inbox.failures = 2
    with capture_logs() as logs:
        async with polling(line, inbox):
            await ann.types("toch bewaard")
            await ann.chat.settled(seconds=10)
    assert inbox.said == ["toch bewaard"]
    assert [entry["error"] for entry in logs if "error" in entry] == ["OSError", "OSError"]
    assert "bewaard" not in str(logs)


async def test_an_inbox_that_keeps_failing_leaves_the_messages_at_telegram(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    inbox.failures = 100
    async with polling(line, inbox):
        await ann.types("later")
        await asyncio.sleep(0.2)
    assert botapi.updates.confirmed == set()
    inbox.failures = 0
    async with (
        await connect(botapi.token, botapi.url, botapi.file_url) as again,
        polling(again, inbox),
    ):
        await ann.chat.settled()
    assert inbox.said == ["later"]


async def test_stopping_keeps_and_confirms_what_was_received(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    inbox.slow = 0.2
    async with polling(line, inbox):
        await ann.types("nog net")
        await asyncio.sleep(0.1)
    assert inbox.said == ["nog net"]
    assert len(botapi.updates.confirmed) == 1
    assert botapi.updates.waiting == []


async def test_a_second_delivery_is_named_as_the_first(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    async with polling(line, inbox):
        await ann.types("een keer")
        await ann.chat.settled()
        botapi.deliver_again(botapi.updates.sent[-1])
        await ann.types("daarna")
        await ann.chat.settled()
    assert inbox.said == ["een keer", "daarna"]
    assert sum(inbox.commits) == 3


async def test_only_one_may_poll_and_the_other_says_so(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    with capture_logs() as logs:
        async with polling(line, inbox):
            await asyncio.sleep(0.1)
            async with plain_bot(botapi) as rival:
                await rival.get_updates(timeout=0)
            await ann.types("ik luister nog")
            await ann.chat.settled()
    assert inbox.said == ["ik luister nog"]
    assert [entry["why"] for entry in logs] == ["another process asks for the messages of this bot"]
    assert "trying again" in logs[0]["todo"]


@pytest.mark.parametrize(
    "trouble", [{"status": 502}, {"reset": True}, {"lost": True}, {"retry_after": 1}]
)
async def test_polling_survives_trouble(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User, trouble: dict[str, Any]
) -> None:
    botapi.fault("getUpdates", times=1, **trouble)
    with capture_logs():
        async with polling(line, inbox):
            await ann.types("na de storing")
            await ann.chat.settled(seconds=10)
    assert inbox.said == ["na de storing"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"ok": true, "result": null}',
        b'{"ok": true}',
        b"null",
        b"[]",
        b'{"ok": true, "result": [{"message": {}}]}',
        b'{"ok": true, "result": [7]}',
        b"<html>",
    ],
)
async def test_an_answer_of_somebody_else_is_asked_for_again_after_a_pause(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User, content: bytes
) -> None:
    """A proxy that answers for Telegram neither ends the polling nor makes it a busy loop."""
    botapi.fault("getUpdates", times=2, content=content)
    with capture_logs() as logs:
        async with polling(line, inbox):
            await ann.types("na de onzin")
            await asyncio.sleep(0.3)
            assert inbox.said == []
            await ann.chat.settled(seconds=10)
    assert inbox.said == ["na de onzin"]
    assert [entry["event"] for entry in logs] == ["cannot ask Telegram for messages"]


async def test_the_page_of_a_proxy_is_not_in_the_log(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    """It may be long, and is other each time: each would be said, and remembered."""
    for number in range(2):
        page = f"<html>{'x' * 10_000} Ray ID: {number}</html>".encode()
        botapi.fault("getUpdates", status=503, content=page)
    with capture_logs() as logs:
        async with polling(line, inbox):
            await ann.types("na de onzin")
            await ann.chat.settled(seconds=10)
    assert [entry["why"] for entry in logs] == ["Service Unavailable (503)"]


async def test_a_time_to_wait_that_is_none_does_not_end_the_polling(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    refused = b'{"ok": false, "description": "x", "parameters": {"retry_after": "soon"}}'
    botapi.fault("getUpdates", status=429, content=refused)
    with capture_logs():
        async with polling(line, inbox):
            await ann.types("na de onzin")
            await ann.chat.settled(seconds=10)
    assert inbox.said == ["na de onzin"]


async def test_only_what_is_needed_is_asked_for(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    async with polling(line, inbox, lists=LISTS):
        await ann.types("x")
        await ann.chat.settled()
        assert line.silence < 5
    call = botapi.called("getUpdates")[0]
    assert call.parameters["timeout"] == 25
    assert sorted(botapi.updates.allowed) == [
        "callback_query",
        "edited_message",
        "inline_query",
        "message",
        "my_chat_member",
    ]
    assert botapi.commands == {("all_private_chats", "nl"): {"vast": "Mijn netwerk zit vast"}}


async def test_commands_that_cannot_be_published_do_not_stop_it(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    botapi.fault("setMyCommands", retry_after=900)
    with capture_logs() as logs:
        async with polling(line, inbox, lists=LISTS):
            await ann.types("x")
            await ann.chat.settled()
    assert inbox.said == ["x"]
    assert [entry["event"] for entry in logs] == ["command lists not published"]


async def test_a_webhook_of_before_is_taken_away(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    await line.set_webhook("http://127.0.0.1:9/")
    async with polling(line, inbox):
        await ann.types("x")
        await ann.chat.settled()
    assert inbox.said == ["x"]
