"""The courier: in a history with a webhook Telegram brings the updates, and not all arrive.

The messages of one chat come one after another, each again and again until it is taken; presses
likewise, but beside the messages, so that one may overtake the other.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.telegram.webhook import HEADER
from tests.botapi.updates import Waiting
from tests.simulation.life import LIFE

if TYPE_CHECKING:
    from tests.simulation.life import Life
    from tests.simulation.world import World

LONGEST: Final = 60.0
"""Seconds that Telegram waits for an answer."""

AGAIN: Final = (0.2, 1.0, 1.0, 5.0)
"""Seconds until it tries again."""


class _Request:
    """As much of a request as Knoop looks at."""

    content_type = "application/json"

    def __init__(self, body: bytes, secret: str) -> None:
        self.headers = {HEADER: secret}
        self._body = body

    async def read(self) -> bytes:
        return self._body


class Courier:
    """Brings what waits, as long as somebody listens."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._open: tuple[Life, web.Application] | None = None
        self._rows: defaultdict[tuple[int | None, bool], deque[Waiting]] = defaultdict(deque)

    @asynccontextmanager
    async def listening(
        self, application: web.Application, address: str, setting: str
    ) -> AsyncIterator[str]:
        """Stand in for the web server of the life that asks."""
        assert setting
        self._open = mine = (LIFE.get(), application)
        try:
            yield address
        finally:
            if self._open is mine:
                self._open = None

    def brings(self, waiting: Waiting) -> None:
        """Let it wait behind what came before it in its chat."""
        row = (waiting.chat, "callback_query" in waiting.update)
        self._rows[row].append(waiting)
        if len(self._rows[row]) == 1:
            # Of no life: it goes on when the process is gone.
            asyncio.get_running_loop().create_task(self._carries(self._rows[row]))

    async def _carries(self, row: deque[Waiting]) -> None:
        chance, updates = self._world.fate.wire, self._world.updates
        while row:
            waiting = row[0]
            waiting.handed_out += 1
            await asyncio.sleep(chance.uniform(0.5, 2) * self._world.fate.slow)
            if await self._taken(waiting.update):
                updates.waiting.remove(waiting)
                updates.confirmed.add(waiting.id)
                row.popleft()
            else:
                await asyncio.sleep(chance.choice(AGAIN))

    async def _taken(self, update: dict[str, Any]) -> bool:
        """Bring it once, and return whether Telegram hears that it is taken."""
        world, fate = self._world, self._world.fate
        if self._open is None or not self._open[0].alive:
            return False
        life, application = self._open
        trouble = fate.happens(fate.wire, fate.network)
        if trouble and fate.wire.random() < 0.5:
            world.note(f"update {update['update_id']} does not arrive")
            return False
        (route,) = application.router.routes()
        request = _Request(json.dumps(update).encode(), world.updates.webhook.secret)
        token = LIFE.set(life)
        answering: asyncio.Task[Any] = asyncio.create_task(route.handler(request))  # type: ignore[arg-type]
        LIFE.reset(token)
        await asyncio.wait([answering], timeout=LONGEST)
        if not answering.done() or answering.cancelled() or not life.alive:
            return False
        status = answering.result().status
        if status != 200:
            world.note(f"update {update['update_id']} is answered with {status}")
        elif trouble:
            world.note(f"update {update['update_id']} is taken; nobody hears it")
        return status == 200 and not trouble
