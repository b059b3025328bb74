"""Trouble by switch: delays, broken connections, lost answers, errors, flood control."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.botapi.refusal import Refusal, too_many


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next *times* requests of *method* (``*``: any but getUpdates).

    Attributes:
        delay: Seconds before the request is looked at.
        reset: The connection breaks before anything was done.
        lost: The request is carried out, then the connection breaks: the answer is lost.
        silent: Seconds that the answer is held back, after the request was carried out.
        status: The request is answered with this status and an error page, not done.
        content: The request is answered with this (and *status*, or 200), not done.
        retry_after: The request is answered with 429 and this many seconds, not done.
    """

    method: str = "*"
    times: int = 1
    delay: float = 0.0
    reset: bool = False
    lost: bool = False
    silent: float = 0.0
    status: int | None = None
    content: bytes | None = None
    retry_after: int | None = None
    met: int = 0

    def concerns(self, method: str) -> bool:
        wanted = self.method == method or (self.method == "*" and method != "getUpdates")
        return wanted and self.met < self.times


@dataclass(slots=True)
class FloodControl:
    """Telegram's limits on sending and editing, off until ``on`` is set.

    About 30 a second in all, 1 a second in a private chat (short bursts pass), 20 a minute in a
    group; a chat that went over it is refused until the time that 429 told.
    """

    on: bool = False
    per_second: int = 30
    burst_per_chat: int = 5
    seconds_per_burst: float = 5.0
    per_group_minute: int = 20
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _chats: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _until: dict[int, float] = field(default_factory=dict)

    def check(self, chat: int) -> None:
        """Count a message to *chat*.

        Raises:
            Refusal: 429 when there were too many.
        """
        if not self.on:
            return
        now = time.monotonic()
        if now < self._until.get(chat, 0.0):
            raise self._refusal(self._until[chat] - now)
        limit, window = (
            (self.per_group_minute, 60.0)
            if chat < 0
            else (self.burst_per_chat, self.seconds_per_burst)
        )
        for times, most, seconds in (
            (self._all, self.per_second, 1.0),
            (self._chats[chat], limit, window),
        ):
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) >= most:
                wait = times[0] + seconds - now
                self._until[chat] = now + wait
                raise self._refusal(wait)
        self._all.append(now)
        self._chats[chat].append(now)

    def _refusal(self, wait: float) -> Refusal:
        self.refused += 1
        return too_many(int(wait) + 1)
