"""The smallest HTTP server that a Bot API needs: it must cost less than what is measured.

A request has a ``Content-Length`` and waits for its answer before the next one follows on the same
connection, as HTTP clients do. Anything else is not understood.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qsl

Fields = dict[str, Any]
Answer = Callable[[str, Fields], "bytes | Awaitable[bytes]"]
"""Gets the method and its fields; returns the body, or what becomes it."""

_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_JSON: Final = re.compile(rb"\r\ncontent-type: *application/json", re.I)
_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class Connection(asyncio.Protocol):
    """One connection of a bot."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._got = b""
        self._transport: asyncio.Transport | None = None
        self._waiting: set[asyncio.Future[bytes]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget who waits here."""
        for waiting in self._waiting:
            waiting.cancel()

    def data_received(self, data: bytes) -> None:
        """Answer when a request is complete."""
        self._got += data
        head, found, body = self._got.partition(b"\r\n\r\n")
        if not found:
            return
        told = _LENGTH.search(head)
        if len(body) < (int(told[1]) if told else 0):
            return
        self._got = b""
        method = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
        answer = self._answer(method, _fields(head, body))
        if isinstance(answer, bytes):
            self._send(answer)
        else:
            waiting = asyncio.ensure_future(answer)
            self._waiting.add(waiting)
            waiting.add_done_callback(self._answered)

    def _answered(self, waiting: asyncio.Future[bytes]) -> None:
        self._waiting.discard(waiting)
        if not waiting.cancelled():
            self._send(waiting.result())

    def _send(self, body: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_HEAD % len(body) + body)


def _fields(head: bytes, body: bytes) -> Fields:
    """Return the fields; nested ones are JSON text, or, in a JSON body, values."""
    if _JSON.search(head):
        read: Fields = json.loads(body)
        return read
    return dict(parse_qsl(body.decode(), keep_blank_values=True))
