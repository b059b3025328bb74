"""HTTP to Telegram, and what PTB makes of trouble on the way."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.transport import Transport
from tests.botapi import BotApi, User
from tests.telegram.conftest import plain_bot

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """Serve by *handler* at the address that this yields; end only when all are served."""
    served: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        served.add(task)
        await handler(reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
        await asyncio.gather(*served)


async def test_texts_arrive_as_they_are(ptb: Bot, ann: User) -> None:
    text = "Eén & twee: <b>50%</b> + =?#\n😀"
    await ptb.send_message(ann.chat.id, text.replace("&", "&amp;"), parse_mode="HTML")
    assert ann.chat.last.text == "Eén & twee: 50% + =?#\n😀"


async def test_one_connection_serves_one_request_after_another(botapi: BotApi, ann: User) -> None:
    transport = Transport(connections=1)
    async with plain_bot(botapi, transport) as bot:
        for number in range(20):
            await bot.send_message(ann.chat.id, f"{number}")
        session = transport._session
        assert session is not None
        assert session.connector is not None
        assert len(session.connector._conns) == 1
    assert len(ann.chat.from_bot) == 20


async def test_many_requests_at_once(botapi: BotApi, ptb: Bot, ann: User) -> None:
    botapi.fault("sendMessage", times=100, silent=0.1)
    before = time.monotonic()
    await asyncio.gather(*(ptb.send_message(ann.chat.id, f"{n}") for n in range(100)))
    assert time.monotonic() - before < 2
    assert len(ann.chat.from_bot) == 100


@pytest.mark.parametrize("size", [1, 100_000, 20_000_000])
async def test_files_of_any_size_arrive_whole(ptb: Bot, ann: User, size: int) -> None:
    content = b"k" * size
    await ptb.send_document(ann.chat.id, content, filename="verslag één.pdf", caption="é")
    file = ann.chat.last.file
    assert file is not None
    assert (file.name, file.content == content) == ("verslag één.pdf", True)
    assert ann.chat.last.text == "é"


async def test_files_may_be_streams_and_attachments(ptb: Bot, ann: User) -> None:
    stream = InputFile(io.BytesIO(b"stroom"), filename="s.txt", read_file_handle=False)
    await ptb.send_document(ann.chat.id, stream)
    await ptb.send_photo(ann.chat.id, InputFile(b"png", filename="kaart.png", attach=True))
    first, second = (message.file for message in ann.chat.from_bot)
    assert first is not None
    assert second is not None
    assert (first.content, second.content) == (b"stroom", b"png")


async def test_a_file_that_is_too_large_is_refused(ptb: Bot, ann: User) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await ptb.send_document(ann.chat.id, b"k" * (52 * 1024 * 1024), filename="g.bin")


async def test_downloads(botapi: BotApi, ptb: Bot, ann: User) -> None:
    message = await ann.sends_document("plan.txt", b"plan" * 1000)
    assert message.file is not None
    file = await ptb.get_file(message.file.id)
    assert bytes(await file.download_as_bytearray()) == b"plan" * 1000


async def test_each_error_of_telegram_is_the_one_of_ptb(
    botapi: BotApi, ptb: Bot, ann: User
) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(1, "x")
    botapi.fault("sendMessage", retry_after=9)
    with pytest.raises(RetryAfter):
        await ptb.send_message(ann.chat.id, "x")
    botapi.fault("sendMessage", status=502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await ptb.send_message(ann.chat.id, "x")
    await ann.blocks()
    with pytest.raises(Forbidden):
        await ptb.send_message(ann.chat.id, "x")
    group = botapi.group("Team", ann, kind="group")
    await group.upgrades()
    with pytest.raises(ChatMigrated):
        await ptb.send_message(group.chat.id, "x")
    botapi.state.token = "4242:another"
    with pytest.raises(InvalidToken):
        await ptb.send_message(ann.chat.id, "x")


async def test_a_reset_is_a_network_error_and_the_next_request_works(
    botapi: BotApi, ptb: Bot, ann: User
) -> None:
    for trouble in ({"reset": True}, {"lost": True}):
        botapi.fault("sendMessage", **trouble)
        with pytest.raises(NetworkError) as broken:
            await ptb.send_message(ann.chat.id, "x")
        assert type(broken.value) is NetworkError
    await ptb.send_message(ann.chat.id, "y")
    assert ann.chat.last.text == "y"


async def test_a_server_that_restarted_is_found_again(botapi: BotApi, ptb: Bot, ann: User) -> None:
    await ptb.send_message(ann.chat.id, "voor")
    port = int(botapi.url.split(":")[2].split("/")[0])
    await botapi.stop()
    await asyncio.sleep(0.05)  # until the end of the connection has come through
    with pytest.raises(NetworkError, match=r"ClientConnectorError: 127\.0\.0\.1"):
        await ptb.send_message(ann.chat.id, "tijdens")
    await botapi.start(port)
    await ptb.send_message(ann.chat.id, "na")
    assert ann.chat.last.text == "na"


async def test_an_answer_that_does_not_come_times_out(botapi: BotApi, ann: User) -> None:
    botapi.fault("sendMessage", silent=1.0)
    async with plain_bot(botapi, Transport(read=0.05)) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(ann.chat.id, "x")


async def test_times_given_with_a_call_go_before(botapi: BotApi, ptb: Bot, ann: User) -> None:
    botapi.fault("sendMessage", silent=0.3, times=2)
    with pytest.raises(TimedOut):
        await ptb.send_message(ann.chat.id, "x", read_timeout=0.05)
    async with plain_bot(botapi, Transport(read=0.05)) as bot:
        await bot.send_message(ann.chat.id, "x", read_timeout=None)


async def test_waiting_for_a_free_connection_times_out(botapi: BotApi, ann: User) -> None:
    botapi.fault("sendMessage", silent=0.4)
    async with plain_bot(botapi, Transport(connections=1, pool=0.05, connect=0.05)) as bot:
        first = asyncio.create_task(bot.send_message(ann.chat.id, "x"))
        await asyncio.sleep(0.05)
        with pytest.raises(TimedOut):
            await bot.send_message(ann.chat.id, "y")
        await first


async def test_a_server_that_stops_reading_times_out() -> None:
    over = asyncio.Event()

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.transport.abort()

    async with (
        serving(deaf) as url,
        Transport(read=0.1, upload=0.1, connect=0.1, pool=0.1) as transport,
    ):
        bot = Bot("1:x", base_url=url, request=transport)
        before = time.monotonic()
        with pytest.raises(TimedOut):
            await bot.send_document(1, b"k" * 40_000_000, filename="g.bin")
        assert time.monotonic() - before < 1.5
        over.set()


async def test_a_slow_body_counts_only_its_silence() -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"ok": true, "result": true}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
        for place in range(len(body)):
            writer.write(body[place : place + 1])
            await asyncio.sleep(0.02)

    async with (
        serving(slow) as url,
        Transport(read=0.1, write=0.1, connect=0.1, pool=0.1) as transport,
    ):
        assert await transport.post(f"{url}1:x/close") is True


async def test_an_answer_that_is_no_json_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def odd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nheel geheim")

    caplog.set_level(logging.DEBUG)
    async with serving(odd) as url, Transport() as transport:
        with pytest.raises(TelegramError, match="Invalid server response"):
            await transport.post(f"{url}1:x/close")
    assert "geheim" not in caplog.text


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/bot", "http://nowhere.invalid/bot", "http://[/bot", "ftp://127.0.0.1/bot"],
)
async def test_no_error_tells_the_token(url: str) -> None:
    async with Transport(connect=1.0) as transport:
        with pytest.raises(NetworkError) as failed:
            await transport.post(f"{url}77:secret/getMe")
    assert "secret" not in str(failed.value)
    assert failed.value.__suppress_context__ or "secret" not in repr(failed.value.__cause__)


async def test_it_works_only_between_initialize_and_shutdown(botapi: BotApi) -> None:
    transport = Transport()
    with pytest.raises(NetworkError, match="not initialized"):
        await transport.post(f"{botapi.url}{botapi.token}/getMe")
    for _ in range(2):
        await transport.initialize()
    assert await transport.post(f"{botapi.url}{botapi.token}/getMe")
    for _ in range(2):
        await transport.shutdown()
    await transport.initialize()
    assert await transport.post(f"{botapi.url}{botapi.token}/getMe")
    await transport.shutdown()
    assert transport.read_timeout == 5.0


async def test_proxies_come_from_the_environment(
    botapi: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        body = b'{"ok": true, "result": true}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    monkeypatch.delenv("NO_PROXY")
    monkeypatch.delenv("no_proxy", raising=False)
    async with serving(proxy) as url, Transport() as transport:
        monkeypatch.setenv("http_proxy", url.removesuffix("/bot"))
        assert await transport.post("http://api.example/bot1:x/close") is True
    assert asked[0].startswith(b"POST http://api.example/bot1:x/close")
