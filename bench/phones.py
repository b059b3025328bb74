"""A Telegram for measuring: virtual people in a closed loop, and as little work as possible.

Every person goes through the same talk: a command, then five presses, again and again. The next
step is sent when the answer to the last one is there, so a turn is from update to answer. What
Telegram tells of a message (its text, its buttons) is told here too: bots pay for reading it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from bench.wire import Connection, Fields

LABELS: Final = ("Nu", "Ideeën", "Stilte", "Plan 1", "Klaar")
"""The presses of Knoop's short check-in; a bot without such words gets its first button."""

ME: Final = {"id": 1, "is_bot": True, "first_name": "K", "username": "BenchBot"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What share of presses is a double tap, of updates comes again, of the next batch."""

    double: float = 0.0
    again: float = 0.0


@dataclass(slots=True)
class Person:
    """Where one person is in the talk; ``screen`` is the highest that was shown to them."""

    id: int
    step: int = 0
    sent_at: float = 0.0
    message: int = 0
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    waiting: bool = False
    screen: int = 0


@dataclass(slots=True)
class Tally:
    """What was measured: a latency per turn, requests by method, and what went wrong.

    ``twice`` are answers that nobody waited for, ``disorder`` those that show an older screen,
    ``lost`` people who still wait long after the end, ``unanswered`` presses whose spinner turns.
    """

    latencies: list[float] = field(default_factory=list)
    methods: dict[str, int] = field(default_factory=dict)
    twice: int = 0
    disorder: int = 0
    lost: int = 0
    unanswered: int = 0


class Phones:
    """The server. ``delay`` is how long an answer of the API takes, in seconds."""

    def __init__(self, people: int, delay: float = 0.0, trouble: Trouble | None = None) -> None:
        self.people = {1000 + n: Person(1000 + n) for n in range(people)}
        self.delay = delay
        self.trouble = trouble or Trouble()
        self.tally = Tally()
        self.measuring = False
        self._updates: deque[dict[str, Any]] = deque()
        self._given: list[dict[str, Any]] = []
        self._arrived = asyncio.Event()
        self._asked: set[str] = set()
        self._number = 0
        self._message = 0
        self._doubles = 0.0
        self._agains = 0.0
        self._talking = False
        self._server: asyncio.Server | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._answer), "127.0.0.1", 0, backlog=2048
        )
        host, port = self._server.sockets[0].getsockname()[:2]
        self.url = f"http://{host}:{port}/bot"

    async def stop(self) -> None:
        """Close the door."""
        if self._server is not None:
            self._server.close()

    async def run(self, warm: float, seconds: float) -> Tally:
        """Let everybody talk for *warm* seconds, measure for *seconds*, and wait for the rest."""
        self._talking = True
        for person in self.people.values():
            self._next(person)
        await asyncio.sleep(warm)
        self.tally = Tally(disorder=self.tally.disorder, twice=self.tally.twice)
        self.measuring = True
        await asyncio.sleep(seconds)
        self.measuring = False
        return self.tally

    async def end(self, within: float) -> Tally:
        """Begin nothing any more, and wait at most *within* seconds for the answers that miss."""
        self._talking = False
        over = time.perf_counter() + within
        while time.perf_counter() < over:
            self.tally.lost = sum(person.waiting for person in self.people.values())
            self.tally.unanswered = len(self._asked)
            if not self.tally.lost and not self.tally.unanswered:
                break
            await asyncio.sleep(0.05)
        return self.tally

    # -- people -------------------------------------------------------------------------------

    def _next(self, person: Person) -> None:
        if not self._talking:
            return
        person.sent_at, person.waiting = time.perf_counter(), True
        if person.step == 0 or not person.rows:
            person.step = 0
            self._send({"message": self._command(person)})
        else:
            press = self._press(person)
            self._send({"callback_query": press})
            self._doubles += self.trouble.double
            if self._doubles >= 1:
                self._doubles -= 1
                self._send({"callback_query": {**press, "id": self._query()}})
        person.step = (person.step + 1) % (len(LABELS) + 1)

    def _send(self, content: dict[str, Any]) -> None:
        self._number += 1
        self._updates.append({"update_id": self._number, **content})
        self._arrived.set()

    def _command(self, person: Person) -> dict[str, Any]:
        self._message += 1
        return {
            "message_id": self._message,
            "from": _account(person),
            "chat": _chat(person),
            "date": int(time.time()),
            "text": "/checkin",
            "entities": [{"type": "bot_command", "offset": 0, "length": 8}],
        }

    def _press(self, person: Person) -> dict[str, Any]:
        buttons = [button for row in person.rows for button in row]
        wanted = LABELS[person.step - 1]
        found = next((b for b in buttons if b["text"] == wanted), buttons[0])
        return {
            "id": self._query(),
            "from": _account(person),
            "chat_instance": "1",
            "data": found["callback_data"],
            "message": self._shown(person, person.message, "…", person.rows),
        }

    def _query(self) -> str:
        """Return the number of a press that waits for its answer from now on."""
        query = f"q{self._number}"
        self._asked.add(query)
        return query

    def _replied(self, person: Person) -> None:
        if not person.waiting:
            self.tally.twice += 1
            return
        person.waiting = False
        if self.measuring:
            self.tally.latencies.append(time.perf_counter() - person.sent_at)
        self._next(person)

    # -- the API ------------------------------------------------------------------------------

    def _answer(self, method: str, fields: Fields) -> bytes | Awaitable[bytes]:
        if self.measuring:
            self.tally.methods[method] = self.tally.methods.get(method, 0) + 1
        if method == "getUpdates":
            return self._poll(int(fields.get("offset") or 0), float(fields.get("timeout") or 0))
        answer = _ok(self._done(method, fields))
        return self._later(answer) if self.delay else answer

    async def _later(self, answer: bytes) -> bytes:
        await asyncio.sleep(self.delay)
        return answer

    def _done(self, method: str, fields: Fields) -> Any:
        if method in ("sendMessage", "editMessageText"):
            return self._message_of(method, fields)
        if method == "answerCallbackQuery":
            self._asked.discard(fields["callback_query_id"])
        return ME if method == "getMe" else True

    async def _poll(self, offset: int, seconds: float) -> bytes:
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), seconds)
            except TimeoutError:
                return _ok([])
        again = self._delivered_again()
        self._given = list(islice(self._updates, 100 - len(again)))
        return _ok([*again, *self._given])

    def _delivered_again(self) -> list[dict[str, Any]]:
        """Return what comes a second time of the last batch, oldest first."""
        if not self.trouble.again:
            return []
        again: list[dict[str, Any]] = []
        for update in self._given:
            self._agains += self.trouble.again
            if self._agains >= 1:
                self._agains -= 1
                again.append(update)
        waiting = self._updates[0]["update_id"]
        return [update for update in again if update["update_id"] < waiting][:20]

    def _message_of(self, method: str, fields: Fields) -> dict[str, Any]:
        person = self.people[int(fields["chat_id"])]
        if method == "sendMessage":
            self._message += 1
            number = self._message
        else:
            number = int(fields["message_id"])
        markup = fields.get("reply_markup") or {}
        if isinstance(markup, str):
            markup = json.loads(markup)
        rows = markup.get("inline_keyboard") or []
        if rows:
            person.message, person.rows = number, rows
            self._watch(person, rows[0][0].get("callback_data", ""))
            # The answer goes out first: only then does the person take the next step.
            loop = asyncio.get_running_loop()
            if self.delay:
                loop.call_later(self.delay, self._replied, person)
            else:
                loop.call_soon(self._replied, person)
        return self._shown(person, number, fields["text"], rows)

    def _watch(self, person: Person, carried: str) -> None:
        """See that no older screen comes after a newer one (Knoop writes its number on buttons)."""
        screen, dot, _ = carried.partition(".")
        if not dot:
            return
        number = int(screen, 36)
        if number <= person.screen:
            self.tally.disorder += 1
        person.screen = number

    def _shown(
        self, person: Person, number: int, text: str, rows: list[list[dict[str, Any]]]
    ) -> dict[str, Any]:
        shown = {
            "message_id": number,
            "from": ME,
            "chat": _chat(person),
            "date": int(time.time()),
            "text": text,
        }
        return {**shown, "reply_markup": {"inline_keyboard": rows}} if rows else shown


def _account(person: Person) -> dict[str, Any]:
    return {"id": person.id, "is_bot": False, "first_name": "P", "language_code": "nl"}


def _chat(person: Person) -> dict[str, Any]:
    return {"id": person.id, "type": "private", "first_name": "P"}


def _ok(result: Any) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()
