"""What came in is kept once, in order, and lets go of its words."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.store import Store
from dialogs.event import Key, Said
from tests.store.echo import NOW, echo, happened, said, take_all, texts_sent


async def test_a_second_delivery_changes_nothing(store: Store) -> None:
    assert await store.put([said(7, "hallo"), said(7, "daar")]) == 2
    assert await store.put([said(7, "daar"), said(7, "nog")]) == 1
    assert await take_all(store) == 3
    assert await store.put([said(7, "hallo"), said(7, "daar"), said(7, "nog")]) == 0
    assert await take_all(store) == 0
    assert await texts_sent(store) == ["1 hallo", "2 daar", "3 nog"]


async def test_the_same_number_from_another_source_is_another_event(store: Store) -> None:
    one = happened(Key(1, 7, 0, 7), Said("een"), 1)
    other = type(one)("elsewhere", "1", one.event)
    assert await store.put([one, other]) == 2


async def test_nothing_put_is_nothing_written(store: Store) -> None:
    assert await store.put([]) == 0


async def test_events_put_at_once_each_know_how_many_of_theirs_were_new(store: Store) -> None:
    await store.put([said(1, "hallo")])
    counts = await asyncio.gather(
        store.put([said(1, "hallo"), said(2, "hallo")]),
        *(store.put([said(chat, "hallo")]) for chat in range(2, 40)),
    )
    assert counts == [1, 0, *[1] * 37]


async def test_somebody_who_gives_up_waiting_does_not_disturb_the_others(store: Store) -> None:
    putting = [asyncio.create_task(store.put([said(chat, "hallo")])) for chat in range(20)]
    await asyncio.sleep(0)
    putting[3].cancel()
    counts = await asyncio.gather(*putting, return_exceptions=True)
    assert [count for count in counts if not isinstance(count, BaseException)] == [1] * 19


async def test_the_age_is_that_of_the_longest_waiting_event(store: Store) -> None:
    assert await store.age(NOW) == 0.0
    await store.put([said(7, "later"), said(8, "vroeger", at=NOW - timedelta(seconds=30))])
    assert await store.age(NOW) == 30.0
    await store.turns(echo, NOW)
    assert await store.age(NOW) == 0.0


async def test_a_store_that_was_closed_takes_nothing_more_and_says_so(url: str) -> None:
    store = await Store.open(url)
    await store.close()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            await store.put([said(7, "hallo")])
