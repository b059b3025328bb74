"""The webhook: told to forget only what is kept, and only for who knows the secret."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hmac
import io
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.outage import AwayError
from bot.telegram.commands import CommandList, Place
from bot.telegram.line import Line, StartError
from bot.telegram.webhook import HEADER, LARGEST, Webhook, secret_of
from bot.web import ListenError, host_and_port
from tests.botapi import BotApi, User
from tests.ports import free_port
from tests.telegram.conftest import Inbox

SECRET = "a_secret-of-thirty-two-characters"
LISTS = (CommandList(Place.PRIVATE, "nl", [("vast", "Mijn netwerk zit vast")]),)


@contextlib.asynccontextmanager
async def webhook(line: Line, inbox: Inbox, path: str = "/telegram") -> AsyncIterator[Webhook]:
    port = free_port()
    hook = Webhook(
        line,
        inbox.of(line),
        LISTS,
        url=f"http://127.0.0.1:{port}{path}",
        secret=SECRET,
        listen=f"127.0.0.1:{port}",
    )
    await hook.start()
    try:
        yield hook
    finally:
        await hook.stop()


async def post(hook: Webhook, content: Any, **more: Any) -> int:
    """Send *content* as somebody else would, and return the status of the answer."""
    headers = {HEADER: SECRET, "Content-Type": "application/json"} | more.pop("headers", {})
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    async with (
        aiohttp.ClientSession() as session,
        session.post(hook._url, data=io.BytesIO(data), headers=headers, **more) as answer,
    ):
        return answer.status


async def says(hook: Webhook, request: bytes) -> int:
    """Send *request* as it stands, and return the status of the answer."""
    reader, writer = await asyncio.open_connection(*host_and_port(hook._listen))
    try:
        writer.write(request)
        await writer.drain()
        line = await asyncio.wait_for(reader.readline(), 5)
    finally:
        writer.close()
    return int(line.split()[1])


def update(number: int, text: str = "hallo") -> dict[str, Any]:
    person = {"id": 7000, "is_bot": False, "first_name": "Ann"}
    chat = {"id": 7000, "type": "private", "first_name": "Ann"}
    message = {"message_id": 1, "date": 1772443800, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


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


async def test_how_long_it_takes_to_refuse_a_secret_tells_nothing_about_it(
    line: Line, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is given is compared whole, by the one function that is made for it."""
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, own: bytes) -> bool:
        compared.append((given, own))
        return hmac.compare_digest(given, own)

    monkeypatch.setattr("bot.telegram.webhook.hmac", SimpleNamespace(compare_digest=compare))
    async with webhook(line, inbox) as hook:
        for given in ("", SECRET[:-1], SECRET):
            await post(hook, update(1), headers={HEADER: given})
    assert compared == [(given.encode(), SECRET.encode()) for given in ("", SECRET[:-1], SECRET)]


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


@pytest.mark.parametrize(
    "headers",
    [
        {HEADER: ""},
        {HEADER: SECRET[:-1]},
        {HEADER: SECRET + "x"},
        {HEADER: SECRET.upper()},
        {HEADER: "\u00e9" * 32},
    ],
    ids=["none", "short", "long", "other", "not-ascii"],
)
async def test_who_does_not_know_the_secret_is_not_read(
    line: Line, inbox: Inbox, headers: dict[str, str]
) -> None:
    async with webhook(line, inbox) as hook:
        assert await post(hook, update(1), headers=headers) == 403
        assert await post(hook, b"{" * LARGEST, headers=headers) == 403
    assert inbox.kept == {}


async def test_only_updates_of_a_fair_size_are_read(line: Line, inbox: Inbox) -> None:
    async def drop_by_drop() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b" " * (LARGEST // 2)

    async with webhook(line, inbox) as hook:
        assert await post(hook, update(1, "x" * LARGEST)) == 413
        assert await post(hook, update(2, "x" * (LARGEST // 2))) == 200
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert await post(hook, update(3), headers=form) == 415
        async with aiohttp.ClientSession() as session:
            headers = {HEADER: SECRET, "Content-Type": "application/json"}
            async with session.post(hook._url, data=drop_by_drop(), headers=headers) as answer:
                assert answer.status == 413
            async with session.get(hook._url, headers=headers) as answer:
                assert answer.status == 405
            async with session.post(hook._url + "/x", json=update(4), headers=headers) as answer:
                assert answer.status == 404
    assert [name for _, name in inbox.kept] == ["2"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b'{"message": {}}',
        b'{"update_id": "x"}',
        b'{"update_id": 1e999}',
        b"[" * 200_000,
    ],
    ids=["empty", "cut", "list", "null", "number", "numberless", "wordy", "endless", "deep"],
)
async def test_what_is_no_update_is_refused(line: Line, inbox: Inbox, body: bytes) -> None:
    async with webhook(line, inbox) as hook:
        assert await post(hook, body) == 400
        assert await post(hook, update(1)) == 200


@pytest.mark.parametrize(
    ("encoding", "body", "status"),
    [
        ("gzip", gzip.compress(json.dumps(update(1)).encode()), 200),
        ("gzip", b"no gzip at all", 400),
        ("gzip", gzip.compress(json.dumps(update(1)).encode())[:-12], 400),
        ("deflate", b"\xff\xff\xff", 400),
        ("gzip", gzip.compress(b" " * 50 * LARGEST), 413),
    ],
    ids=["whole", "none", "cut", "deflate", "bomb"],
)
async def test_a_body_that_was_packed(
    line: Line,
    inbox: Inbox,
    caplog: pytest.LogCaptureFixture,
    encoding: str,
    body: bytes,
    status: int,
) -> None:
    async with webhook(line, inbox) as hook:
        # As it stands: the client of the other tests would pack it once more.
        head = (
            f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n"
            "Content-Type: application/json\r\nConnection: close\r\n"
            f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        assert await says(hook, head.encode() + body) == status
        assert await post(hook, update(2)) == 200
    assert caplog.text == ""


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"POST /telegram HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhallo",
        b"POST /telegram HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ngeheim\r\n",
        b"POST /telegram HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0",
    ],
    ids=["tls", "long", "two-lengths", "chunks", "both"],
)
async def test_a_stranger_cannot_fill_the_log(
    line: Line, inbox: Inbox, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    async with webhook(line, inbox) as hook:
        assert await says(hook, said) in (400, 403)
        assert await post(hook, update(2)) == 200
    assert caplog.text == ""


async def test_who_leaves_halfway_is_no_trouble(
    line: Line, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with webhook(line, inbox) as hook:
        host, port = host_and_port(hook._listen)
        _, writer = await asyncio.open_connection(host, port)
        writer.write(
            f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n"
            "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{".encode()
        )
        await writer.drain()
        writer.close()
        async with asyncio.timeout(5):
            while not hook.answers:  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.01)
        assert hook.answers == {408: 1}
    assert caplog.text == ""


async def test_an_update_that_cannot_be_read_is_not_brought_for_ever(
    line: Line, inbox: Inbox
) -> None:
    async with webhook(line, inbox) as hook:
        with capture_logs():
            assert await post(hook, {"update_id": 5, "message": {"text": "x"}}) == 200
        assert await post(hook, {"update_id": 6, "something_new": {}}) == 200
    assert inbox.kept == {}


async def test_who_sends_too_slowly_is_let_go(
    line: Line, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.webhook.SLOWEST", 0.1)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)

    async with webhook(line, inbox) as hook:
        headers = {HEADER: SECRET, "Content-Type": "application/json"}
        with contextlib.suppress(aiohttp.ClientError):
            async with (
                aiohttp.ClientSession() as session,
                session.post(hook._url, data=slowly(), headers=headers) as answer,
            ):
                assert answer.status == 408
        assert hook.answers == {408: 1}


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
