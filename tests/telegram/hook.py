"""A webhook on a free port, and what others send it."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from bot.telegram.commands import CommandList, Place
from bot.telegram.line import Line
from bot.telegram.webhook import HEADER, Webhook
from bot.web import host_and_port
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
