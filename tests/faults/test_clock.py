"""The clock jumps: forwards after a sleep, backwards when it was wrong."""

from __future__ import annotations

from datetime import timedelta

from bot.gateway import Later
from bot.store import Store
from tests.store.conftest import postgresql, server, sqlite, store, url
from tests.store.echo import NOW, deliver_all, echo, said, take_all, texts_sent

__all__ = ["postgresql", "server", "sqlite", "store", "url"]

HOURS = timedelta(hours=2)


async def test_a_clock_that_is_put_back_holds_up_no_message(store: Store) -> None:
    await store.put([said(7, "hallo"), said(7, "daar")])
    await take_all(store)
    (first,) = await store.posts(NOW, 64)
    await store.settle([(first.post, Later(30))], NOW)
    assert await store.posts(NOW, 64) == []
    assert await texts_sent(store, NOW - HOURS) == ["1 hallo", "2 daar"]


async def test_a_clock_that_is_put_back_ends_the_lease_of_a_dead_worker(store: Store) -> None:
    await store.put([said(7, "hallo")])
    await take_all(store)
    assert await store.posts(NOW, 64)
    assert await store.posts(NOW - timedelta(seconds=5), 64) == []
    assert await texts_sent(store, NOW - HOURS) == ["1 hallo"]


async def test_a_clock_that_is_put_back_holds_up_no_second_try(store: Store) -> None:
    await store.put([said(7, "fail")])
    assert (await store.turns(echo, NOW)).failed == 1
    assert (await store.turns(echo, NOW)).taken == 0
    assert (await store.turns(echo, NOW - HOURS)).failed == 1


async def test_telegram_is_asked_again_after_ten_minutes_whatever_it_said(store: Store) -> None:
    await store.put([said(7, "hallo")])
    await take_all(store)
    (first,) = await store.posts(NOW, 64)
    await store.settle([(first.post, Later(36_000))], NOW)
    assert await store.posts(NOW + timedelta(minutes=9), 64) == []
    assert await texts_sent(store, NOW + timedelta(minutes=10)) == ["1 hallo"]


async def test_a_clock_that_jumps_forwards_loses_nothing(store: Store) -> None:
    await store.put([said(7, "hallo"), said(8, "fail")])
    await store.turns(echo, NOW)
    later = NOW + timedelta(days=400)
    assert len(await deliver_all(store, later)) == 1
    for _ in range(3):
        later += timedelta(minutes=1)
        await store.turns(echo, later)
    assert [one.error[:10] for one in await store.parked()] == ["ValueError"]
