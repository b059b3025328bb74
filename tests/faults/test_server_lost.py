"""The PostgreSQL server is killed, frozen or full under processes that work, and comes back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress

import aiohttp
import psycopg
import pytest

from bot.settings import Settings
from tests.botapi import BotApi
from tests.faults.conftest import Start
from tests.faults.server import OwnServer, own_server
from tests.faults.small import SmallDisk, small_disk
from tests.faults.talking import have_heard, say
from tests.ports import free_port

PEOPLE = 8
AWAY = '"event": "the database does not work"'
SECONDS = float(os.environ.get("KNOOP_SERVER_AWAY", "4"))
"""How long the server is away: more than 20 is beyond the leases of what is on its way."""

MEGABYTES = 96
"""A new server needs half of that."""


@pytest.fixture
def own(request: pytest.FixtureRequest) -> Iterator[OwnServer]:
    if hasattr(request, "param"):
        disk: SmallDisk = request.getfixturevalue("disk")
        with own_server(disk.path / "data") as server:
            yield server
        return
    with own_server() as server:
        yield server


@pytest.fixture
def url(own: OwnServer) -> str:
    return own.url


def _webhook() -> dict[str, str]:
    port = free_port()
    return {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_listen": f"127.0.0.1:{port}",
    }


async def _health(watch: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{watch}/healthz") as told:
        return told.status, await told.text()


def _states(url: str) -> list[tuple[str, int]]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT state, count(*) FROM inbox GROUP BY state")
        return [(str(state), int(count)) for state, count in found.fetchall()]


@pytest.mark.parametrize("kind", ["polling", "webhook and worker"])
async def test_a_server_that_is_killed_and_comes_back_costs_nobody_a_word(
    botapi: BotApi, settings: Settings, start: Start, own: OwnServer, kind: str
) -> None:
    people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
    watch = f"127.0.0.1:{free_port()}"
    async with AsyncExitStack() as stack:
        if kind == "polling":
            knoop = await stack.enter_async_context(start(log="info", watch_listen=watch))
            processes = [knoop]
        else:
            more = {"log": "info", "watch_listen": watch, **_webhook()}
            knoop = await stack.enter_async_context(start("telegram", "--webhook", **more))
            processes = [knoop, await stack.enter_async_context(start("worker", log="info"))]
        await say(people, 0)
        await have_heard(botapi, people, 1, 30)
        await say(people, 1)  # some of it is on its way
        await asyncio.sleep(0.05)
        own.kill()
        await say(people, 2)
        await asyncio.sleep(SECONDS)
        status, told = await _health(watch)
        assert status == 503
        assert "the database does not" in told
        assert botapi.updates.waiting
        assert all(one.process.returncode is None for one in processes)
        own.start()
        await say(people, 3)
        await say(people, 4)
        await have_heard(botapi, people, 5, 90)
        assert _states(settings.database_url) == [("done", PEOPLE * 5)]
        # Each process says it once, or twice when the server first breaks off and then is gone.
        assert len(processes) <= knoop.log.count(AWAY) <= 3 * len(processes), knoop.log
        assert '"event": "went wrong"' not in knoop.log
        assert knoop.log.count("\n") < 12 * len(processes), knoop.log
        for one in processes:
            assert await one.ends() < 10


async def test_a_process_ends_in_time_while_the_server_hangs(
    botapi: BotApi, settings: Settings, start: Start, own: OwnServer
) -> None:
    ann = botapi.user("Ann")
    async with start(log="info") as knoop:
        await ann.types("/checkin")
        await ann.chat.until("1/7", 30)
        own.freeze()
        try:
            await ann.types("nu")
            await asyncio.sleep(1.0)
            assert await knoop.ends() < 10
        finally:
            own.thaw()
    async with start(log="info"):
        await ann.chat.until("2/4", 60)


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with small_disk(MEGABYTES) as made:
        yield made


@pytest.mark.parametrize("own", ["on a small disk"], indirect=True)
async def test_a_server_whose_disk_is_full_costs_nobody_a_word(
    botapi: BotApi, settings: Settings, start: Start, own: OwnServer, disk: SmallDisk
) -> None:
    people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
    async with start(log="info") as knoop:
        await say(people, 0)
        await have_heard(botapi, people, 1, 30)
        disk.fill()
        assert disk.full
        stuffing = asyncio.create_task(asyncio.to_thread(_stuff, own.url))
        await say(people, 1)
        await knoop.logs(AWAY, 60)
        await say(people, 2)
        await stuffing
        assert knoop.process.returncode is None
        assert knoop.log.count(AWAY) <= 4, knoop.log
        disk.make_room()
        if not own.runs:
            own.start()
        await say(people, 3)
        await say(people, 4)
        await have_heard(botapi, people, 5, 90)
    assert _states(settings.database_url) == [("done", PEOPLE * 5)]


def _stuff(url: str) -> None:
    """Have the server write as long as it can: its journal has some room left on a full disk."""
    with suppress(psycopg.Error), psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS stuffing (words text)")
        for _ in range(4000):
            connection.execute("INSERT INTO stuffing VALUES (repeat(md5(random()::text), 500))")
