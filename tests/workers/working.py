"""One worker at work: a clock that is moved by hand, and a gateway into lists."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.clock import SystemClock
from bot.gateway import Delivered, Delivery, Post
from bot.pace import UNHURRIED, Limits
from bot.store import Store
from bot.worker import Worker
from dialogs.effect import Edit, Say
from tests.store.echo import NOW, echo


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


class Chat:
    """A gateway into lists; ``answers`` may hold other endings than "delivered", per text."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []
        self.answers: dict[str, list[Delivery | Exception]] = {}
        self.slow: dict[int, float] = {}
        self.at_once = 0
        self.most_at_once = 0

    async def deliver(self, post: Post, message: int | None) -> Delivery:
        assert isinstance(post.effect, Say | Edit)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.slow.get(post.key.chat, 0))
        finally:
            self.at_once -= 1
        waiting = self.answers.get(post.effect.text, [])
        answer = waiting.pop(0) if waiting else Delivered(post.id)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Delivered):
            self.sent.append((post.key.chat, post.effect.text))
        return answer

    def texts(self, chat: int) -> list[str]:
        return [text for where, text in self.sent if where == chat]


@asynccontextmanager
async def working(
    store: Store, chat: Chat, clock: HandClock | SystemClock, limits: Limits = UNHURRIED
) -> AsyncIterator[Worker]:
    worker = Worker(store, echo, chat, clock, limits)
    worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - it may be anything
            await asyncio.sleep(0.01)
