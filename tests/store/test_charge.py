"""Who does the work: one process with SQLite, any number with PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

import pytest

from bot.store import Store, StoreError
from tests.store.echo import NOW, echo, said

HOLDER = """
import asyncio, sys
from bot.store import Store
from tests.store.echo import NOW, echo, said

async def hold(url):
    store = await Store.open(url)
    await store.take_charge()
    await store.put([said(7, "hallo")])
    await store.turns(echo, NOW)
    assert await store.posts(NOW, 64)
    print("holding", flush=True)
    await asyncio.Event().wait()

asyncio.run(hold(sys.argv[1]))
"""


async def holder(url: str) -> asyncio.subprocess.Process:
    """A process that is in charge, and has leased one post."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(20):
        while await process.stdout.readline() != b"holding\n":
            assert process.returncode is None
    return process


async def killed(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.wait()


async def until_one_works(store: Store) -> None:
    async with asyncio.timeout(10):
        while await store.workers() > 1:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.02)


async def test_after_a_kill_nothing_waits_for_the_lease_of_the_dead(url: str) -> None:
    await killed(await holder(url))
    async with await Store.open(url) as store:
        await until_one_works(store)
        assert await store.posts(NOW, 64) == []
        await store.take_charge()
        assert len(await store.posts(NOW, 64)) == 1


async def test_a_second_worker_on_one_sqlite_file_is_refused(sqlite: str) -> None:
    process = await holder(sqlite)
    async with await Store.open(sqlite) as store:
        with pytest.raises(StoreError, match=r"another Knoop works with it .* use PostgreSQL"):
            await store.take_charge()
        await killed(process)
        await store.take_charge()
        await store.take_charge()


async def test_who_only_looks_needs_no_charge(sqlite: str) -> None:
    async with await Store.open(sqlite) as working, await Store.open(sqlite) as looking:
        await working.take_charge()
        assert await looking.parked() == []


async def test_charge_is_free_again_after_an_end_in_order(sqlite: str) -> None:
    for _ in range(2):
        async with await Store.open(sqlite) as store:
            await store.take_charge()
            assert await store.parked() == []


async def test_a_database_in_memory_is_nobody_elses() -> None:
    async with (
        await Store.open("sqlite::memory:") as one,
        await Store.open("sqlite::memory:") as other,
    ):
        for store in (one, other):
            await store.take_charge()
            assert await store.parked() == []


async def test_a_worker_that_comes_leaves_the_living_their_leases(postgresql: str) -> None:
    process = await holder(postgresql)
    async with await Store.open(postgresql) as store:
        await store.take_charge()
        assert await store.workers() == 2
        assert await store.posts(NOW, 64) == []
        await killed(process)
        await until_one_works(store)
        assert await store.posts(NOW, 64) == []
        assert len(await store.posts(NOW + timedelta(seconds=20), 64)) == 1


async def test_two_that_start_at_once_are_counted_as_two(postgresql: str) -> None:
    stores = [await Store.open(postgresql) for _ in range(4)]
    await asyncio.gather(*(store.take_charge() for store in stores))
    assert [await store.workers() for store in stores] == [4] * 4
    for store in stores:
        await store.close()


async def test_a_worker_counts_again_on_a_new_connection(postgresql: str) -> None:
    """It keeps what it leased before: what is on its way is not free because a server was away."""
    async with await Store.open(postgresql) as store, await Store.open(postgresql) as other:
        await store.take_charge()
        await store.put([said(7, "hallo")])
        await store.turns(echo, NOW)
        assert len(await store.posts(NOW, 64)) == 1
        (victim,) = await store._thread.unit(
            lambda unit: unit._cursor.execute("SELECT pg_backend_pid()").fetchone()
        )
        await other._thread.unit(
            lambda unit: unit._cursor.execute(f"SELECT pg_terminate_backend({victim})")
        )
        assert await store.workers() == 1
        assert await other.workers() == 1
        assert await store.posts(NOW, 64) == []
