"""What Telegram was allowed to forget is in the database, also when the process is killed."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import sys
from asyncio.subprocess import Process
from contextlib import closing
from pathlib import Path

from tests.botapi import BotApi, User


async def _begin(database: Path, botapi: BotApi) -> Process:
    module = "tests.telegram.polling_process"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, f"sqlite:{database}", botapi.token, botapi.url
    )


def _kept(database: Path) -> dict[int, str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT source_id, event FROM inbox").fetchall()
    kept = {int(name): json.loads(event)["what"]["text"] for name, event in rows}
    assert len(kept) == len(rows)
    return kept


async def _confirms_more(botapi: BotApi) -> None:
    before = len(botapi.updates.confirmed)
    more = await botapi.world.wait_for(
        lambda: True if len(botapi.updates.confirmed) > before else None, 20
    )
    assert more, "the process confirmed nothing"


async def test_nothing_is_lost_when_polling_is_killed(
    botapi: BotApi, ann: User, tmp_path: Path
) -> None:
    database = tmp_path / "knoop.sqlite3"
    chance = random.Random(7)  # noqa: S311 - when to kill, no secret
    said = 0

    async def keeps_talking() -> None:
        nonlocal said
        while True:
            await ann.types(f"{said}")
            said += 1
            await asyncio.sleep(0.005)

    talk = asyncio.create_task(keeps_talking())
    for _ in range(3):
        process = await _begin(database, botapi)
        await _confirms_more(botapi)
        await asyncio.sleep(chance.uniform(0.0, 0.2))
        process.kill()
        await process.wait()
        assert botapi.updates.confirmed <= _kept(database).keys()
    talk.cancel()
    process = await _begin(database, botapi)
    await ann.chat.settled(seconds=20)
    process.kill()
    await process.wait()
    kept = _kept(database)
    assert [kept[number] for number in sorted(kept)] == [f"{number}" for number in range(said)]
