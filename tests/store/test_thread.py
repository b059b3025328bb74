"""What arrives together is committed together, and nobody suffers from another."""

from __future__ import annotations

import asyncio

import pytest

from bot.store import Store
from bot.store.database import Database
from bot.store.unit import Unit
from tests.store.echo import NOW, echo, said


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Counts the transactions that are tried from here on."""
    tried: list[object] = []
    once = Database._once

    def counted(database: Database, work: object) -> object:
        tried.append(work)
        return once(database, work)  # type: ignore[arg-type]

    monkeypatch.setattr(Database, "_once", counted)
    return tried


async def test_what_arrives_together_is_one_commit(store: Store, commits: list[object]) -> None:
    put, worked, leased = await asyncio.gather(
        store.put([said(7, "hallo")]), store.turns(echo, NOW), store.posts(NOW, 64)
    )
    assert (put, worked.taken, len(leased)) == (1, 1, 1), "each sees what came before it"
    assert len(commits) == 1


async def test_what_arrives_while_the_database_works_is_one_commit(
    store: Store, commits: list[object]
) -> None:
    first = asyncio.create_task(store.put([said(1, "hallo")]))
    while not commits:  # noqa: ASYNC110 - the thread tells nobody that it has begun
        await asyncio.sleep(0)
    await asyncio.gather(*(store.put([said(chat, "hallo")]) for chat in range(2, 20)), first)
    assert len(commits) == 2


async def test_what_fails_takes_nobody_along(store: Store) -> None:
    def broken(_: Unit) -> None:
        raise ZeroDivisionError

    before, failed, after = await asyncio.gather(
        store.put([said(7, "ervoor")]),
        store._thread.unit(broken),
        store.put([said(8, "erna")]),
        return_exceptions=True,
    )
    assert isinstance(failed, ZeroDivisionError)
    assert (before, after) == (1, 1)
    assert (await store.turns(echo, NOW)).taken == 2


async def test_what_must_be_done_for_itself_waits_its_turn(store: Store) -> None:
    order: list[str] = []
    await asyncio.gather(
        store._thread.unit(lambda _: order.append("first")),
        store._thread.call(lambda: order.append("alone")),
        store._thread.unit(lambda _: order.append("last")),
    )
    assert order == ["first", "alone", "last"]


async def test_closing_waits_for_what_was_given(url: str) -> None:
    store = await Store.open(url)
    putting = asyncio.create_task(store.put([said(7, "hallo")]))
    await asyncio.sleep(0)
    await store.close()
    assert await putting == 1
