"""The disk runs full under a Knoop that works: it says so once, waits, and goes on."""

from __future__ import annotations

import asyncio
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.settings import Settings
from tests.botapi import BotApi
from tests.e2e.snapshot import Snapshot
from tests.faults.conftest import Knoop, Start
from tests.faults.small import SmallDisk, small_disk
from tests.faults.talking import have_heard, say
from tests.ports import free_port

PEOPLE = 8
AWAY = "the database does not work"


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with small_disk(8) as made:
        yield made


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """A SQLite file on a disk of its own, or anywhere."""
    if "disk" in request.fixturenames:
        made: SmallDisk = request.getfixturevalue("disk")
        return f"sqlite:{made.path / 'knoop.sqlite3'}"
    folder: Path = request.getfixturevalue("tmp_path")
    return f"sqlite:{folder / 'knoop.sqlite3'}"


async def _through(
    botapi: BotApi,
    knoop: Knoop,
    watch: str,
    fill: Callable[[], object],
    make_room: Callable[[], object],
) -> None:
    """People talk, the disk is full while they go on, there is room again: nobody missed a word."""
    people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
    await say(people, 0)
    await have_heard(botapi, people, 1, 30)
    fill()
    late = 0
    while knoop.log.count(AWAY) == 0:  # what was written before leaves some pages free
        late += 1
        assert late < 5, "there is still room on the full disk"
        await say(people, late)
        await asyncio.sleep(1.5)
    if late < 4:
        await say(people, late + 1)
    await asyncio.sleep(4)
    unconfirmed = {one.id for one in botapi.updates.waiting}
    assert unconfirmed, "Telegram may forget what is not kept"
    async with aiohttp.ClientSession() as session, session.get(f"http://{watch}/healthz") as told:
        well = await told.json()
    assert knoop.process.returncode is None
    assert knoop.log.count(AWAY) == 1, knoop.log
    assert "disk" in knoop.log.split(AWAY)[0].rpartition("\n")[2] + knoop.log.split(AWAY)[1]
    assert knoop.log.count("\n") < 12, knoop.log
    make_room()
    for number in range(late + 2, 5):
        await say(people, number)
    await have_heard(botapi, people, 5, 90)
    assert unconfirmed <= botapi.updates.confirmed
    assert well["wrong"] == ["the database does not work"]
    assert "disk" in well["database"]
    assert await knoop.ends() < 10
    with closing(sqlite3.connect(knoop.settings.database_url.removeprefix("sqlite:"))) as reading:
        states = reading.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall()
        assert reading.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert states == [("done", PEOPLE * 5)]


def _webhook() -> dict[str, str]:
    port = free_port()
    return {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_listen": f"127.0.0.1:{port}",
    }


@pytest.mark.parametrize("words", [("telegram",), ("telegram", "--webhook")], ids=" ".join)
async def test_a_disk_that_is_full_and_has_room_again_costs_nobody_a_word(
    botapi: BotApi, settings: Settings, start: Start, disk: SmallDisk, words: tuple[str, ...]
) -> None:
    watch = f"127.0.0.1:{free_port()}"
    more = _webhook() if len(words) > 1 else {}
    async with start(*words, log="info", watch_listen=watch, **more) as knoop:

        def fill() -> None:
            disk.fill()
            assert disk.full

        await _through(botapi, knoop, watch, fill, disk.make_room)


async def test_a_file_that_may_not_grow_costs_nobody_a_word(
    botapi: BotApi, settings: Settings, start: Start
) -> None:
    """Where no disk can be mounted: the system refuses the process to write beyond a place."""
    watch = f"127.0.0.1:{free_port()}"
    async with start(log="info", watch_listen=watch) as knoop:
        pid = knoop.process.pid
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        await _through(
            botapi,
            knoop,
            watch,
            lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, most)),
            lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most)),
        )


async def test_a_log_that_cannot_be_written_holds_up_nobody(
    botapi: BotApi, settings: Settings, copied: Path, tmp_path: Path
) -> None:
    """Every line that is written to ``/dev/full`` meets a full disk."""
    root = shutil.copytree(copied, tmp_path / "program")
    (root / "knoop.log").symlink_to("/dev/full")
    process = await Snapshot(root).start(settings, log="debug", burst="0")
    try:
        people = [botapi.user(f"P{number}") for number in range(PEOPLE)]
        for number in range(5):
            botapi.fault("getUpdates", status=502)
            botapi.fault("sendMessage", status=502)
            await say(people, number)
        await have_heard(botapi, people, 5, 60)
        assert process.returncode is None
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 15)
