"""A Telegram on loopback that remembers what it sent, when, and which answers got lost."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.botapi.server import BotApi
from tests.botapi.trouble import Fault


@dataclass(frozen=True, slots=True)
class Sent:
    """A new message: its words, when it came, and whether Knoop heard that it did."""

    text: str
    at: float
    heard: bool


class WatchedApi(BotApi):
    """Notes every new message per chat, in the order in which they came.

    ``polled`` counts the polls that were answered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sent: defaultdict[int, list[Sent]] = defaultdict(list)
        self.polled = 0

    async def _do(self, request: web.Request, method: str, fault: Fault | None) -> web.Response:
        answer = await super()._do(request, method, fault)
        if method == "sendMessage" and answer.status == 200 and isinstance(answer.body, bytes):
            message: dict[str, Any] = json.loads(answer.body)["result"]
            heard = fault is None or not (fault.lost or fault.silent)
            told = Sent(message.get("text", ""), time.monotonic(), heard)
            self.sent[message["chat"]["id"]].append(told)
        if method == "getUpdates" and answer.status == 200 and fault is None:
            self.polled += 1
        self.calls.clear()
        return answer
