"""Parked events are listed, tried again and dropped; a database is moved whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot import upkeep
from bot.cli import main
from bot.store import Count, Store, StoreError, Work, transfer
from bot.upkeep import UpkeepError
from dialogs.turn import Turn
from tests.store.echo import NOW, deliver_all, echo, last_said, said, take_all
from tests.store.remains import FULL, OF_GROUPS, everything, fill

SECRET = "Zwartepiet"


async def park(store: Store, *chats: int) -> None:
    await store.put([said(chat, f"fail {SECRET}", f"parked {chat}") for chat in chats])
    for seconds in (0, 1, 6):
        await store.turns(echo, NOW + timedelta(seconds=seconds))


async def test_parked_events_are_listed_without_what_was_said(url: str, store: Store) -> None:
    assert await upkeep.parked(url) == "Nothing is parked."
    await park(store, 7)
    listed = await upkeep.parked(url)
    assert listed.startswith("1  2026-03-02 09:30  said  ValueError in echo.py:")
    assert SECRET not in listed


async def test_a_parked_event_is_tried_again(url: str, store: Store) -> None:
    await park(store, 7, 8, 9)
    assert await upkeep.retry(url, "1") == "Event 1 is tried again."
    assert [one.id for one in await store.parked()] == [2, 3]
    assert await upkeep.retry(url, "all") == "Tried again: 2."
    assert await store.parked() == []

    def mended(work: Work) -> Turn:
        assert getattr(work.event.what, "text", SECRET).endswith(SECRET)
        return replace(echo(replace(work, event=said(7, "ja").event)))

    assert (await store.turns(mended, NOW)).taken == 3


async def test_what_was_wiped_cannot_be_tried_again(url: str, store: Store) -> None:
    await park(store, 7)
    await store.lapse((NOW + timedelta(days=20)).date())
    with pytest.raises(UpkeepError, match="its text was wiped"):
        await upkeep.retry(url, "1")
    assert await upkeep.retry(url, "all") == (
        "Tried again: 0. 1 stay parked: their text was wiped."
    )
    assert "  wiped  " in await upkeep.parked(url)


async def test_a_parked_event_is_dropped_with_its_words(url: str, store: Store) -> None:
    await park(store, 7)
    assert await upkeep.drop(url, "1") == "Event 1 is dropped, and its text wiped."
    assert await store.parked() == []
    kept = await everything(store)
    assert SECRET not in str(kept["inbox"])
    assert await store.put([said(7, "opnieuw", "parked 7")]) == 0
    with pytest.raises(UpkeepError, match="no parked event 1"):
        await upkeep.drop(url, "1")
    for which in ("een", "-1", "²"):
        with pytest.raises(UpkeepError, match="no number"):
            await upkeep.drop(url, which)


# -- moving -------------------------------------------------------------------------------------


async def full(url: str) -> dict[str, list[Any]]:
    """Fill a database with something in every table, and return all of it, by names."""
    async with await Store.open(url) as store:
        await fill(store, 7)
        await fill(store, 8)
        await store.move(1, -100, -100777)
        await store.secret()
        assert await store.posts(NOW + timedelta(days=1), 1)
        return await everything(store)


def without_leases(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {
        **{name: sorted(map(tuple, found), key=repr) for name, found in rows.items()},
        "outbox": [row[:9] + row[10:] for row in sorted(map(tuple, rows["outbox"]))],
    }


@pytest.fixture
def other(tmp_path: Path) -> str:
    return f"sqlite:{tmp_path / 'other.sqlite3'}"


@pytest.mark.parametrize(("old", "new"), [("sqlite", "postgresql"), ("postgresql", "other")])
async def test_everything_moves_to_a_database_of_the_other_kind(
    old: str, new: str, request: pytest.FixtureRequest
) -> None:
    source, target = request.getfixturevalue(old), request.getfixturevalue(new)
    before = await full(source)
    # What belongs to groups is filled in the tests of polls.
    assert all(rows for name, rows in before.items() if name not in OF_GROUPS)
    told = upkeep.move(source, target)
    assert "inbox 8, " in told
    async with await Store.open(target) as store:
        after = await everything(store)
        assert without_leases(after) == without_leases(before)
        assert (await store.memory("1:7")).networks == FULL.networks
        # The talk goes on where it was: numbers go on, nothing is done twice, nothing is leased.
        assert await store.put([said(7, "opnieuw", "7-1"), said(7, "daarna", "nieuw")]) == 1
        assert await take_all(store, NOW + timedelta(seconds=9)) >= 1
        sent = await deliver_all(store, NOW + timedelta(days=1))
        assert "daarna" in str(sent[-1])
        assert last_said(await store.memory("1:7")) == "daarna"
        assert Count("plan", "done", 4) in await store.counts()


async def test_a_database_that_is_not_empty_is_no_target(sqlite: str, other: str) -> None:
    await full(sqlite)
    async with await Store.open(other) as store:
        await store.put([said(7, "hallo")])
    with pytest.raises(StoreError, match="not empty"):
        upkeep.move(sqlite, other)
    async with await Store.open(other) as store:
        assert len((await everything(store))["inbox"]) == 1
    with pytest.raises(StoreError, match="are the same"):
        upkeep.move(sqlite, sqlite)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_database_in_use_is_not_moved(
    kind: str, other: str, request: pytest.FixtureRequest
) -> None:
    source = request.getfixturevalue(kind)
    async with await Store.open(source) as store:
        await store.take_charge()
        with pytest.raises(StoreError, match=r"another Knoop works with it|stop it first"):
            upkeep.move(source, other)


async def test_a_move_that_loses_a_row_moves_nothing(
    sqlite: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await full(sqlite)
    count = transfer._count

    def short(connection: Any, table: Any) -> int:
        at_target = "other" in str(connection.engine.url) and count(connection, table) > 0
        return count(connection, table) - (table.name == "plans" and at_target)

    monkeypatch.setattr(transfer, "_count", short)
    with pytest.raises(StoreError, match="Of the 2 rows of plans 1 arrived; nothing was carried"):
        upkeep.move(sqlite, other)
    async with await Store.open(other) as store:
        assert not any((await everything(store)).values())


async def test_an_empty_database_moves_too(sqlite: str, other: str) -> None:
    async with await Store.open(sqlite):
        pass
    assert "nothing, it was empty" in upkeep.move(sqlite, other)


# -- on the command line ------------------------------------------------------------------------


@pytest.fixture
async def knoop(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    await (await Store.open(sqlite)).close()
    monkeypatch.setenv("KNOOP_DATABASE_URL", sqlite)
    return lambda *words: CliRunner().invoke(main, words)


def test_the_commands_say_what_they_did(knoop: Callable[..., Result], tmp_path: Path) -> None:
    assert knoop("parked").output == "Nothing is parked.\n"
    assert knoop("parked", "retry", "all").output == "Tried again: 0.\n"
    assert knoop("stats").output == "- stands for fewer than 5, which are not shown.\n"
    new = tmp_path / "new.sqlite3"
    assert "it was empty" in knoop("move", "--to", f"sqlite:{new}").output
    with closing(sqlite3.connect(new)) as moved:
        assert moved.execute("SELECT count(*) FROM inbox").fetchone() == (0,)


def test_the_commands_refuse_in_one_sentence(
    knoop: Callable[..., Result], sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beyond = "9" * 30
    for words in (
        *(["parked", "drop", "5"], ["parked", "retry", "x"], ["move", "--to", sqlite]),
        *(["parked", "drop", beyond], ["parked", "retry", beyond], ["move", "--to", "sqlite:"]),
    ):
        refused = knoop(*words)
        assert refused.exit_code == 2
        assert refused.output.startswith("knoop: ")
        assert refused.output.count("\n") == 1
    monkeypatch.setenv("KNOOP_DATABASE_URL", "mysql://x")
    for words in (["stats"], ["move", "--to", sqlite]):
        assert "must begin with sqlite: or postgresql://" in knoop(*words).output


@pytest.mark.parametrize(
    "words", ["parked", "parked retry all", "parked drop 5", "stats", "move --to sqlite:new"]
)
def test_a_name_that_is_mistyped_is_no_empty_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str
) -> None:
    monkeypatch.setenv("KNOOP_DATABASE_URL", f"sqlite:{tmp_path / 'knop.sqlite3'}")
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, words.split())
    assert refused.exit_code == 2
    assert "There is no database" in refused.output
    assert list(tmp_path.iterdir()) == []
