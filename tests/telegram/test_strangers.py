"""Whatever strangers send to the webhook: it is refused or let go, and fills no log."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hmac
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace

import aiohttp
import pytest

from bot.telegram.line import Line
from bot.telegram.webhook import HEADER, LARGEST
from bot.web import host_and_port
from tests.telegram.conftest import Inbox
from tests.telegram.hook import SECRET, post, says, update, webhook


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
