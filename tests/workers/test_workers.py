"""Any number of processes share the work: coming, going and being killed loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from asyncio.subprocess import Process

import aiohttp
import psycopg
import pytest

from bot.settings import Settings
from tests.botapi import BotApi, User
from tests.e2e.snapshot import Snapshot
from tests.ports import free_port

PEOPLE = 14
SAID = ("/checkin", "nu", "ideeën", "stilte", "Als het stil valt, dan laat ik eerst schrijven.")
HEARD = ["1/7", "2/4", "3/4", "4/4", "Bewaard."]
PATIENCE = 90.0


class Fleet:
    """The processes that run; who is killed has no time to say anything."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        self._snapshot = snapshot
        self._settings = settings
        self.alive: dict[Process, tuple[str, ...]] = {}

    async def start(self, *words: str) -> Process:
        """Start a process and wait until it says that it is well."""
        watch = f"127.0.0.1:{free_port()}"
        more = {
            "webhook_url": self._settings.webhook_url,
            "webhook_listen": self._settings.webhook_listen,
            "watch_listen": watch,
        }
        process = await self._snapshot.start(self._settings, *words, **more)
        self.alive[process] = words
        async with aiohttp.ClientSession() as session, asyncio.timeout(60):
            while True:
                assert process.returncode is None, self._snapshot.log.read_text(encoding="utf-8")
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"http://{watch}/healthz") as answer:
                        told = await answer.json()
                        if answer.status == 200:
                            return process
                        assert told["wrong"] == ["events wait too long"], told
                await asyncio.sleep(0.05)

    async def kill(self, process: Process) -> None:
        process.send_signal(signal.SIGKILL)
        await process.wait()
        del self.alive[process]

    async def end(self) -> None:
        """End all in order, at once; each must need less than ten seconds."""
        for process in self.alive:
            process.send_signal(signal.SIGTERM)
        for process in self.alive:
            assert await asyncio.wait_for(process.wait(), 10) == 0


def books(url: str) -> tuple[dict[str, int], int]:
    """Return how many events are in which state, and how many posts wait."""
    with psycopg.connect(url) as connection:
        states: dict[str, int] = dict(
            connection.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall()
        )
        found = connection.execute("SELECT count(*) FROM outbox").fetchone()
    assert found is not None
    return states, int(found[0])


async def until_done(url: str, events: int, snapshot: Snapshot) -> None:
    end = asyncio.get_running_loop().time() + PATIENCE
    while asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.3)
        found = await asyncio.to_thread(books, url)
        if found == ({"done": events}, 0):
            return
    raise AssertionError(f"{found}\n{snapshot.log.read_text(encoding='utf-8')}")


def heard_by(user: User) -> list[str]:
    ours = [message for message in user.chat.messages if message.sender is not user.account]
    return [message.text.split()[0] for message in ours]


@pytest.mark.parametrize("seed", range(int(os.environ.get("KNOOP_FLEETS", "1"))))
async def test_workers_come_and_are_killed_under_load(
    botapi: BotApi, settings: Settings, snapshot: Snapshot, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a game that can be played again
    botapi.updates.retry_webhook_after = 0.05
    people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
    fleet = Fleet(snapshot, settings)
    kills = 0
    try:
        await fleet.start("telegram", "--webhook")
        for _ in range(2):
            await fleet.start("worker")
        for said in SAID:
            victim = chance.choice(list(fleet.alive))
            words = fleet.alive[victim]
            kill_at = chance.randrange(PEOPLE)
            for number, user in enumerate(people):
                await user.types(said)
                await asyncio.sleep(chance.uniform(0, 0.04))
                if number == kill_at:
                    await fleet.kill(victim)
                    kills += 1
            await fleet.start(*words)
        await until_done(settings.database_url, PEOPLE * len(SAID), snapshot)
    finally:
        await fleet.end()
    for user in people:
        heard = heard_by(user)
        assert list(dict.fromkeys(heard)) == HEARD
        # A crash between sending a message and noting its number may repeat that one message.
        assert len(heard) <= len(HEARD) + kills
        assert "Open met" in user.chat.transcript
    repeated = sum(len(heard_by(user)) - len(HEARD) for user in people)
    # Each process has few messages on the way at once: the pace sees to that.
    assert repeated <= 3 * kills


async def test_workers_take_over_from_the_one_that_receives(
    botapi: BotApi, settings: Settings, snapshot: Snapshot
) -> None:
    """What was received and not yet handled is handled by others, without a restart."""
    ann = botapi.user("Ann")
    fleet = Fleet(snapshot, settings)
    try:
        receiver = await fleet.start("telegram", "--webhook")
        await ann.types("/start")
        await ann.chat.until("Waar zit je mee?", seconds=30)
        await fleet.kill(receiver)
        with psycopg.connect(settings.database_url, autocommit=True) as connection:
            connection.execute(
                "UPDATE inbox SET state = 'open', source_id = source_id || '-again', event ="
                " replace(%s, 'USER', %s)",
                (
                    '{"key":"4242:USER:0:USER","at":"2026-03-02T09:30:00+00:00","person":USER,'
                    '"language":"nl","kind":"called","what":{"name":"checkin","argument":""}}',
                    str(ann.account.id),
                ),
            )
        await fleet.start("worker")
        await ann.chat.until("Wanneer start je overleg?", seconds=30)
    finally:
        await fleet.end()


async def test_a_worker_on_sqlite_says_what_to_do(
    settings: Settings, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = f"sqlite:{tmp_path_factory.mktemp('data') / 'knoop.sqlite3'}"
    process = await snapshot.start(settings.model_copy(update={"database_url": url}), "worker")
    assert await asyncio.wait_for(process.wait(), 30) == 2
    assert "knoop: knoop worker shares the work of a PostgreSQL database" in (
        snapshot.log.read_text(encoding="utf-8")
    )
