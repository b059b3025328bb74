"""What is wrong with the database is said in one sentence, and nothing is lost by it."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest

from bot.store import Store, StoreError
from bot.store.trouble import trouble
from tests.store.echo import NOW, echo, said, take_all, texts_sent


async def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be opened: Is a directory; check the folder"):
        await Store.open(f"sqlite:{tmp_path}")


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="check the folder, or set KNOOP_DATABASE_URL"):
        await Store.open(f"sqlite:{tmp_path / 'file' / 'knoop.db'}")


async def test_a_file_of_something_else_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "brief.doc"
    path.write_bytes(b"Geachte heer, mevrouw," * 100)
    with pytest.raises(StoreError, match="not a database of Knoop; move it away"):
        await Store.open(f"sqlite:{path}")
    assert path.read_bytes() == b"Geachte heer, mevrouw," * 100


async def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(
        StoreError, match=r"PostgreSQL at 127\.0\.0\.1 does not do its work"
    ) as caught:
        await Store.open("postgresql://knoop:geheim@127.0.0.1:1/knoop")
    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_database_that_is_not_there_is_said_to_be_so(server: str) -> None:
    with pytest.raises(StoreError, match='database "nergens" does not exist'):
        await Store.open(server.replace("/postgres?", "/nergens?"))


@pytest.mark.parametrize("more", ["foo=bar", "connect_timeout=soon"])
async def test_an_address_that_the_driver_does_not_understand_is_said_in_a_sentence(
    postgresql: str, more: str
) -> None:
    with pytest.raises(StoreError, match="KNOOP_DATABASE_URL is right") as caught:
        await Store.open(f"{postgresql}&{more}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
async def test_a_database_that_cannot_keep_all_letters_is_refused(
    server: str, encoding: str
) -> None:
    name = f"few_{encoding.lower()}"
    make = (
        f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 "
        "LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc"
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(make)
    with pytest.raises(StoreError, match=f"only the letters of {encoding}; make one with"):
        await Store.open(server.replace("/postgres?", f"/{name}?"))


async def test_without_the_driver_it_says_what_to_install(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"install knoop\[postgres\]"):
        await Store.open(server)


async def test_a_locked_database_refuses_and_works_again_afterwards(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.file.BUSY", 0.05)
    async with await Store.open(sqlite) as store:
        await store.put([said(7, "een")])
        other = sqlite3.connect(sqlite.removeprefix("sqlite:"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program keeps it locked"):
            await store.put([said(7, "twee")])
        with pytest.raises(StoreError, match="another program keeps it locked"):
            await store.turns(echo, NOW)
        other.execute("ROLLBACK")
        other.close()
        assert await store.put([said(7, "twee")]) == 1
        await take_all(store)
        assert await texts_sent(store) == ["1 een", "2 twee"]


async def test_a_new_file_in_which_another_process_writes_is_waited_for(sqlite: str) -> None:
    """Two processes that are started at once both make the tables; neither may see the other."""
    path = Path(sqlite.removeprefix("sqlite:"))
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    opening = asyncio.create_task(Store.open(sqlite))
    await asyncio.sleep(0.5)
    assert not opening.done()
    other.execute("COMMIT")
    other.close()
    async with await opening as store:
        assert await store.put([said(7, "een")]) == 1


async def test_everyone_who_puts_at_once_hears_that_it_failed(sqlite: str) -> None:
    async with await Store.open(sqlite) as store:
        await store._thread.unit(lambda unit: unit._cursor.execute("ALTER TABLE inbox RENAME TO x"))
        for _ in range(2):
            with pytest.raises(StoreError, match="no such table"):
                await store.put([said(7, "een")])


FULL_DISK = """
    import asyncio, resource, signal, sys
    from bot.store import Store, StoreError
    from tests.store.echo import NOW, echo, said, take_all, texts_sent

    async def main(url):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        async with await Store.open(url) as store:
            await store.put([said(7, "0")])
            _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, most))
            kept = 1
            try:
                while kept < 100_000:
                    await store.put([said(7, f"{kept}")])
                    kept += 1
            except StoreError as error:
                print(error)
            try:
                await store.turns(echo, NOW)
            except StoreError:
                print("no turns either")
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            assert await store.put([said(7, f"{kept}")]) == 1
            assert await take_all(store) == kept + 1
            assert await texts_sent(store) == [f"{n + 1} {n}" for n in range(kept + 1)]
        async with await Store.open(url) as store:
            assert await store.put([said(7, f"{n}") for n in range(kept + 1)]) == 0
            print("nothing lost")

    asyncio.run(main(sys.argv[1]))
"""


def test_a_full_disk_refuses_what_comes_and_keeps_what_it_has(sqlite: str) -> None:
    program = textwrap.dedent(FULL_DISK)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, sqlite], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    said_first, *more = done.stdout.splitlines()
    assert said_first.startswith("The database ")
    assert "disk" in said_first
    assert more[-1] == "nothing lost"


async def test_a_connection_that_was_cut_is_made_again(postgresql: str) -> None:
    async with await Store.open(postgresql) as store:
        await store.put([said(7, "een")])
        await _cut(postgresql, store)
        assert await store.put([said(7, "twee")]) == 1
        await _cut(postgresql, store)
        await take_all(store)
        assert await texts_sent(store) == ["1 een", "2 twee"]


async def _cut(address: str, store: Store) -> None:
    number = await store._thread.unit(
        lambda unit: unit._cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
    )
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", (number,))


@pytest.mark.parametrize(
    ("said_by_driver", "meaning"),
    [
        ("database or disk is full", "make room"),
        ("attempt to write a readonly database", "may not write there"),
        ("unable to open database file", "cannot be opened"),
        ("database disk image is malformed", "put back a backup"),
        ("disk I/O error", "the disk refuses"),
        ("something else", "does not do its work (something else)"),
    ],
)
def test_each_trouble_says_what_to_do(said_by_driver: str, meaning: str) -> None:
    sentence = str(trouble(sqlite3.OperationalError(said_by_driver), "knoop.db", sqlite=True))
    assert meaning in sentence
    assert "knoop.db" in sentence


def test_a_trouble_without_words_has_its_kind() -> None:
    assert "OSError" in str(trouble(OSError(), "db.example", sqlite=False))
