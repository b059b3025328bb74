"""A process that is killed: it keeps events, takes turns and sends, and tells of each on a line.

``kept N``: from here on nobody else remembers event N. ``sent TEXT``: this message went out.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from bot.gateway import Delivered, Post
from bot.pace import UNHURRIED
from bot.settings import begin_logging
from bot.store import Store
from bot.worker import Worker
from dialogs.effect import Say
from tests.store.echo import NOW, echo, said

CHATS = 5


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Clock:
    def now(self) -> datetime:
        return NOW


class Printer:
    async def deliver(self, post: Post, message: int | None) -> Delivered:
        assert isinstance(post.effect, Say)
        tell(f"sent {post.key.chat} {post.effect.text}")
        return Delivered(post.id)


async def main(url: str, first: int) -> None:
    async with await Store.open(url) as store:
        worker = Worker(store, echo, Printer(), Clock(), UNHURRIED)
        worker.start()
        tell("ready")
        for number in range(first, first + 100_000):
            await store.put([said(number % CHATS + 1, f"{number}", number)])
            tell(f"kept {number}")
            worker.wake()


if __name__ == "__main__":
    # The log must not stand between the lines that are told: it would go to the same place.
    begin_logging("error")
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
