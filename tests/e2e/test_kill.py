"""``kill -9`` in the middle of the work: nothing lost, nothing twice, order kept."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.botapi import BotApi, User

PEOPLE = 20
SAID = ("/checkin", "nu", "ideeën", "stilte", "Als het stil valt, dan laat ik eerst schrijven.")
"""Five messages each: a hundred updates, and for everybody the same five turns in order."""


async def _knoop(settings: Settings) -> asyncio.subprocess.Process:
    environment = {
        **os.environ,
        "KNOOP_TOKEN": settings.token,
        "KNOOP_API_URL": settings.api_url,
        "KNOOP_FILE_URL": settings.file_url,
        "KNOOP_DATABASE_URL": settings.database_url,
        "KNOOP_LOG": "error",
        "NO_PROXY": "127.0.0.1",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "telegram", env=environment
    )


async def _until_done(database: Path, seconds: float = 60.0) -> None:
    """Wait until the inbox and the outbox are empty."""
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.2)
        try:
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reading:
                (open_,) = reading.execute(
                    "select count(*) from inbox where state = 'open'"
                ).fetchone()
                (done,) = reading.execute(
                    "select count(*) from inbox where state = 'done'"
                ).fetchone()
                (waiting,) = reading.execute("select count(*) from outbox").fetchone()
        except sqlite3.OperationalError:
            continue
        if done >= PEOPLE * len(SAID) and not open_ and not waiting:
            return
    raise AssertionError(f"after {seconds} s: {done} done, {open_} open, {waiting} to send")


def _order(user: User) -> list[str]:
    """Return the places (1/4, 2/4 ...) of the questions in the order in which they stand."""
    ours = [message.text for message in user.chat.messages if message.sender is not user.account]
    places = [text.split()[0] for text in ours if text[:1].isdigit()]
    return list(dict.fromkeys(places))


@pytest.mark.parametrize("seed", range(10))
async def test_nothing_is_lost_through_a_kill(
    botapi: BotApi, settings: Settings, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
    process = await _knoop(settings)
    try:
        for _ in range(100):
            if botapi.called("getUpdates"):
                break
            await asyncio.sleep(0.05)
        messages = [(user, said) for said in SAID for user in people]
        kill_at = chance.randrange(10, len(messages) - 5)
        for number, (user, said) in enumerate(messages):
            await user.types(said)
            await asyncio.sleep(chance.uniform(0, 0.004))
            if number == kill_at:
                await asyncio.sleep(chance.uniform(0, 0.3))
                process.send_signal(signal.SIGKILL)
                await process.wait()
                process = await _knoop(settings)
        await _until_done(tmp_path / "knoop.sqlite3")
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 15)
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as database:
        (events,) = database.execute("select count(*) from inbox").fetchone()
        (parked,) = database.execute("select count(*) from inbox where state='parked'").fetchone()
        (plans,) = database.execute("select count(*) from plans").fetchone()
    assert (events, parked, plans) == (PEOPLE * len(SAID), 0, PEOPLE)
    for user in people:
        order = _order(user)
        assert order == sorted(order)
        assert "Open met" in user.chat.transcript
        assert sum(said in user.chat.transcript for said in ("1/", "4/4")) >= 1
