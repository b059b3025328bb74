"""A Telegram for measuring: virtual people in a closed loop, and as little work as possible.

Every person goes through the same talk: a command, then five presses, again and again. The next
step is sent when the answer to the last one is there, so a turn is from update to answer.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs

from aiohttp import web

LABELS: Final = ("Nu", "Ideeën", "Stilte", "Plan 1", "Klaar")
"""The presses of Knoop's short check-in; a bot without such words gets its first button."""


@dataclass(slots=True)
class Person:
    """Where one person is in the talk."""

    id: int
    step: int = 0
    sent_at: float = 0.0
    message: int = 0
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    waiting: bool = False


@dataclass(slots=True)
class Tally:
    """What was measured: a latency per turn, presses answered, requests by method."""

    latencies: list[float] = field(default_factory=list)
    methods: dict[str, int] = field(default_factory=dict)
    twice: int = 0


class Phones:
    """The server. ``delay`` is how long an answer of the API takes, in seconds."""

    def __init__(self, people: int, delay: float = 0.0) -> None:
        self.people = {1000 + n: Person(1000 + n) for n in range(people)}
        self.delay = delay
        self.tally = Tally()
        self.measuring = False
        self._updates: deque[dict[str, Any]] = deque()
        self._arrived = asyncio.Event()
        self._number = 0
        self._message = 0
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/bot"

    async def stop(self) -> None:
        """Close the door."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def run(self, warm: float, seconds: float) -> Tally:
        """Let everybody talk for *warm* seconds, then measure for *seconds*."""
        for person in self.people.values():
            self._next(person)
        await asyncio.sleep(warm)
        self.tally, self.measuring = Tally(), True
        await asyncio.sleep(seconds)
        self.measuring = False
        return self.tally

    # -- people -------------------------------------------------------------------------------

    def _next(self, person: Person) -> None:
        person.sent_at, person.waiting = time.perf_counter(), True
        account = {"id": person.id, "is_bot": False, "first_name": "P", "language_code": "nl"}
        chat = {"id": person.id, "type": "private", "first_name": "P"}
        if person.step == 0 or not person.rows:
            person.step = 0
            self._message += 1
            text = "/checkin"
            content: dict[str, Any] = {
                "message": {
                    "message_id": self._message,
                    "from": account,
                    "chat": chat,
                    "date": int(time.time()),
                    "text": text,
                    "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
                }
            }
        else:
            content = {
                "callback_query": {
                    "id": str(self._number),
                    "from": account,
                    "chat_instance": "1",
                    "data": self._data(person),
                    "message": {
                        "message_id": person.message,
                        "chat": chat,
                        "date": int(time.time()),
                        "text": "…",
                    },
                }
            }
        person.step = (person.step + 1) % (len(LABELS) + 1)
        self._number += 1
        self._updates.append({"update_id": self._number, **content})
        self._arrived.set()

    def _data(self, person: Person) -> str:
        buttons = [button for row in person.rows for button in row]
        wanted = LABELS[person.step - 1]
        found = next((b for b in buttons if b["text"] == wanted), buttons[0])
        return str(found["callback_data"])

    def _replied(self, person: Person) -> None:
        if not person.waiting:
            self.tally.twice += 1
            return
        person.waiting = False
        if self.measuring:
            self.tally.latencies.append(time.perf_counter() - person.sent_at)
        self._next(person)

    # -- the API ------------------------------------------------------------------------------

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if self.measuring:
            self.tally.methods[method] = self.tally.methods.get(method, 0) + 1
        fields = await _fields(request)
        if method == "getUpdates":
            return _ok(await self._poll(fields))
        if self.delay:
            await asyncio.sleep(self.delay)
        if method in ("sendMessage", "editMessageText"):
            return _ok(self._message_of(method, fields))
        if method == "getMe":
            return _ok({"id": 1, "is_bot": True, "first_name": "K", "username": "BenchBot"})
        return _ok(True)

    async def _poll(self, fields: dict[str, str]) -> list[dict[str, Any]]:
        offset = int(fields.get("offset", 0))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), float(fields.get("timeout", 0)))
            except TimeoutError:
                return []
        return list(self._updates)[:100]

    def _message_of(self, method: str, fields: dict[str, str]) -> dict[str, Any]:
        person = self.people[int(fields["chat_id"])]
        if method == "sendMessage":
            self._message += 1
            number = self._message
        else:
            number = int(fields["message_id"])
        markup = json.loads(fields.get("reply_markup") or "{}")
        rows = markup.get("inline_keyboard") or []
        chat = {"id": person.id, "type": "private", "first_name": "P"}
        if rows:
            person.message, person.rows = number, rows
            # The answer goes out first: only then does the person take the next step.
            asyncio.get_running_loop().call_soon(self._replied, person)
        return {"message_id": number, "chat": chat, "date": int(time.time()), "text": "…"}


async def _fields(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        return {key: str(value) for key, value in (await request.json()).items()}
    if request.content_type.startswith("multipart"):
        return {key: str(value) for key, value in (await request.post()).items()}
    return {key: values[0] for key, values in parse_qs((await request.read()).decode()).items()}


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})
