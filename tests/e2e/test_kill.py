"""``kill -9`` in the middle of the work: nothing lost, nothing twice, order kept."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.botapi import BotApi, User
from tests.e2e.snapshot import Books, Snapshot

PEOPLE = 20
SAID = ("/checkin", "nu", "ideeën", "stilte", "Als het stil valt, dan laat ik eerst schrijven.")
"""Five messages each: a hundred updates, and for everybody the same five turns in order."""

ALL = PEOPLE * len(SAID)
PATIENCE = 100.0
"""Seconds until all must be done; what a killed process had in hand waits for its lease."""


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.take(tmp_path_factory.mktemp("knoop"))


async def _until_done(database: Path, snapshot: Snapshot) -> None:
    """Wait until every event that came in is done, and everything is sent."""
    end = asyncio.get_running_loop().time() + PATIENCE
    books = Books({}, [], 0)
    while asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.2)
        try:
            books = Books.read(database)
        except sqlite3.OperationalError:
            continue
        if "parked" in books.states:
            break
        if books.states == {"done": ALL} and not books.posts:
            return
    complaints = snapshot.log.read_text(encoding="utf-8")
    raise AssertionError(f"not done after {PATIENCE} s: {books}\n{complaints}")


def _heard(user: User) -> list[str]:
    """Return the first word of all that Knoop said (1/7, 2/4 ...), in the order it stands there."""
    ours = [message for message in user.chat.messages if message.sender is not user.account]
    return [message.text.split()[0] for message in ours]


@pytest.mark.parametrize("seed", range(10))
async def test_nothing_is_lost_through_a_kill(
    botapi: BotApi, settings: Settings, tmp_path: Path, snapshot: Snapshot, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a game that can be played again
    people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
    process = await snapshot.start(settings)
    try:
        for _ in range(200):
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
                process = await snapshot.start(settings)
        await _until_done(tmp_path / "knoop.sqlite3", snapshot)
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 15)
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as database:
        (plans,) = database.execute("select count(*) from plans").fetchone()
    database.close()
    assert plans == PEOPLE
    for user in people:
        heard = _heard(user)
        assert list(dict.fromkeys(heard)) == ["1/7", "2/4", "3/4", "4/4", "Bewaard."]
        # A crash between sending a message and noting its number may repeat that one message.
        assert len(heard) <= 6, heard
        assert "Open met" in user.chat.transcript
