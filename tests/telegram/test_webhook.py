"""The webhook: told to forget only what is kept, and only for who knows the secret."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.outage import AwayError
from bot.telegram.line import Line, StartError
from bot.telegram.webhook import Webhook, secret_of
from bot.web import ListenError
from tests.botapi import BotApi, User
from tests.telegram.conftest import Inbox
from tests.telegram.hook import SECRET, post, update, webhook


async def test_what_telegram_brings_is_kept(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    async with webhook(line, inbox) as hook:
        await ann.types("een")
        await ann.types("twee")
        await ann.chat.settled()
        assert hook.answers == {200: 2}
    assert inbox.said == ["een", "twee"]
    assert len(botapi.updates.confirmed) == 2
    assert botapi.commands == {("all_private_chats", "nl"): {"vast": "Mijn netwerk zit vast"}}
    assert sorted(botapi.updates.allowed) == [
        "callback_query",
        "edited_message",
        "inline_query",
        "message",
        "my_chat_member",
    ]
    (call,) = botapi.called("setWebhook")
    assert call.parameters["secret_token"] == SECRET


async def test_nothing_is_confirmed_before_it_is_kept(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    inbox.slow = 0.3
    async with webhook(line, inbox):
        await ann.types("eerst bewaren")
        await asyncio.sleep(0.15)
        assert botapi.updates.confirmed == set()
        await ann.chat.settled()
    assert inbox.said == ["eerst bewaren"]


async def test_while_the_database_is_down_telegram_keeps_it(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    inbox.failures = 2
    botapi.updates.retry_webhook_after = 0.05
    with capture_logs() as logs:
        async with webhook(line, inbox) as hook:
            await ann.types("toch bewaard")
            await ann.chat.settled()
            assert hook.answers == {500: 2, 200: 1}
    assert inbox.said == ["toch bewaard"]
    assert [entry["error"] for entry in logs if "error" in entry] == ["OSError", "OSError"]
    assert "bewaard" not in str(logs)


async def test_a_database_that_is_away_is_said_in_its_own_place(
    line: Line, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store says that it is away and why; the webhook leaves it at a 500."""

    async def away(_: object) -> None:
        raise AwayError("the disk is full")

    monkeypatch.setattr(inbox, "keep", away)
    with capture_logs() as logs:
        async with webhook(line, inbox) as hook:
            assert await post(hook, update(1)) == 500
    assert [entry["event"] for entry in logs] == ["webhook set"]


async def test_the_webhook_stays_when_knoop_stops(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    async with webhook(line, inbox) as hook:
        url = hook._url
    assert botapi.updates.webhook.url == url
    await ann.types("terwijl er niemand luistert")
    await asyncio.sleep(0.1)
    assert botapi.updates.confirmed == set()


async def test_a_press_is_answered_at_once(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    message = await ann.types("hallo")
    async with webhook(line, inbox):
        press = await ann.sends_data("1.0", message)
        await press.is_answered()
        await ann.chat.settled()


async def test_an_update_that_cannot_be_read_is_not_brought_for_ever(
    line: Line, inbox: Inbox
) -> None:
    async with webhook(line, inbox) as hook:
        with capture_logs():
            assert await post(hook, {"update_id": 5, "message": {"text": "x"}}) == 200
        assert await post(hook, {"update_id": 6, "something_new": {}}) == 200
    assert inbox.kept == {}


async def test_a_url_that_telegram_refuses_is_said_in_one_sentence(
    botapi: BotApi, line: Line, inbox: Inbox
) -> None:
    botapi.fault("setWebhook", status=400)
    hook = Webhook(
        line, inbox.of(line), url="http://x.example/", secret=SECRET, listen="127.0.0.1:0"
    )
    with pytest.raises(StartError, match="check KNOOP_WEBHOOK_URL"):
        await hook.start()


async def test_an_address_that_is_taken_is_said_in_one_sentence(line: Line, inbox: Inbox) -> None:
    async with webhook(line, inbox) as hook:
        for listen in (hook._listen, "127.0.0.1:99999", "no.such.host.invalid:80"):
            other = Webhook(
                line, inbox.of(line), url="http://x.example/", secret=SECRET, listen=listen
            )
            with pytest.raises(ListenError, match="set KNOOP_WEBHOOK_LISTEN to another host:port"):
                await other.start()


async def test_commands_that_cannot_be_published_do_not_stop_it(
    botapi: BotApi, line: Line, inbox: Inbox
) -> None:
    botapi.fault("setMyCommands", retry_after=900)
    with capture_logs() as logs:
        async with webhook(line, inbox):
            pass
    assert [entry["event"] for entry in logs] == ["command lists not published", "webhook set"]


def test_the_secret_that_is_derived_is_the_same_everywhere_and_tells_nothing() -> None:
    secret = secret_of("4242:loopback")
    assert secret == secret_of(" 4242:loopback\n")
    assert secret != secret_of("4242:loopbacks")
    assert len(secret) == 64
    assert "loopback" not in secret
