"""A process that polls and keeps what it gets in a database, until it is killed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from bot.clock import SystemClock
from bot.store import Arrival, Store
from bot.telegram.intake import Intake, Received
from bot.telegram.line import connect
from bot.telegram.polling import Polling


async def poll(database: str, token: str, api_url: str) -> None:
    async with await Store.open(database) as store, await connect(token, api_url) as line:

        async def keep(received: Sequence[Received]) -> None:
            await store.put([Arrival(one.source, one.source_id, one.event) for one in received])

        await Polling(line, Intake(line, keep, SystemClock(), store.move)).start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(poll(*sys.argv[1:]))
