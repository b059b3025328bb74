"""The worker in trouble: what must wait, is lost, breaks, is away, or is told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.gateway import Delivered, Delivery, Gone, Later, Lost, Post
from bot.pace import UNHURRIED
from bot.store import Store, StoreError, Waiting, Wanted
from bot.store.unit import Unit
from bot.worker import Worker
from tests.store.echo import NOW, echo, said, take_all
from tests.workers.working import Chat, HandClock, until, working


async def test_what_was_to_follow_goes_back_when_a_post_comes_to_a_stop(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.slow[7] = 0.1
    chat.answers["1 een"] = [Later(5)]
    async with working(store, chat, clock) as worker:
        for words in ("een", "twee", "drie"):
            await store.put([said(7, words)])
            worker.wake()
            await asyncio.sleep(0.03)
        await until(lambda: worker.sending.idle)
        assert chat.sent == []
        assert await store.unsent() == 3
        clock.moment += timedelta(seconds=5)
        await until(lambda: len(chat.sent) == 3)
    assert chat.texts(7) == ["1 een", "2 twee", "3 drie"]


async def test_too_many_requests_are_tried_again_when_their_time_has_come(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.answers["1 hallo"] = [Later(30)]
    async with working(store, chat, clock) as worker:
        await store.put([said(7, "hallo"), said(7, "daar"), said(8, "ander")])
        worker.wake()
        await until(lambda: chat.sent == [(8, "1 ander")])
        await asyncio.sleep(0.1)
        assert chat.texts(7) == []
        clock.moment += timedelta(seconds=31)
        await until(lambda: chat.texts(7) == ["1 hallo", "2 daar"])


async def test_what_can_never_be_delivered_is_logged_without_its_words(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.answers["1 geheim"] = [Lost("bad request")]
    with capture_logs() as logs:
        async with working(store, chat, clock) as worker:
            await store.put([said(7, "geheim", 81), said(7, "daar", 82)])
            worker.wake()
            await until(lambda: chat.sent == [(7, "2 daar")])
            await until(lambda: not worker.sending._results)
    (lost,) = [entry for entry in logs if entry["event"] == "post lost"]
    assert (lost["reason"], lost["cause"]) == ("bad request", "81")
    assert "geheim" not in str(logs)


async def test_nothing_overtakes_what_must_wait(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.LOOK", 0.02)
    chat.answers["1 hallo"] = [Later(5)]
    await store.put([said(7, "hallo"), said(7, "daar"), said(7, "nog")])
    await take_all(store)
    async with working(store, chat, clock):
        await until(lambda: chat.answers["1 hallo"] == [])
        await asyncio.sleep(0.1)
        assert chat.sent == []
        clock.moment += timedelta(seconds=5)
        await until(lambda: len(chat.sent) == 3)
    assert chat.texts(7) == ["1 hallo", "2 daar", "3 nog"]


async def test_nobody_writes_to_somebody_who_left(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.answers["1 hallo"] = [Gone("blocked")]
    await store.put([said(7, "hallo"), said(7, "daar"), said(7, "nog"), said(8, "ander")])
    await take_all(store)
    async with working(store, chat, clock):
        await until(lambda: chat.sent == [(8, "1 ander")])
        await asyncio.sleep(0.1)
    assert chat.texts(7) == []
    assert await store.unsent() == 0


async def test_a_gateway_that_breaks_is_tried_again_and_given_up_at_last(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.LOOK", 0.02)
    chat.answers["1 hallo"] = [RuntimeError("geheim")] * 20
    with capture_logs() as logs:
        async with working(store, chat, clock) as worker:
            await store.put([said(7, "hallo"), said(7, "daar")])
            worker.wake()
            async with asyncio.timeout(10):
                while not chat.sent:
                    clock.moment += timedelta(seconds=300)
                    await asyncio.sleep(0.05)
    assert chat.sent == [(7, "2 daar")]
    assert len(chat.answers["1 hallo"]) == 10
    assert "geheim" not in str(logs)


async def test_a_database_that_is_away_for_a_while_is_waited_for(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.PAUSE", 0.05)
    settle, away = store.settle, [StoreError("away"), StoreError("away"), ValueError("a mistake")]

    async def sometimes(
        results: Sequence[tuple[Post, Delivery]], now: datetime, wanted: Wanted | None = None
    ) -> list[Waiting]:
        if away:
            raise away.pop()
        return await settle(results, now, wanted)

    monkeypatch.setattr(store, "settle", sometimes)
    with capture_logs() as logs:
        async with working(store, chat, clock) as worker:
            await store.put([said(7, "hallo")])
            worker.wake()
            await until(lambda: not away and not worker.sending._results)
    assert chat.sent == [(7, "1 hallo")]
    assert await store.unsent() == 0
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == [
        "went wrong",
    ]


async def test_who_was_without_the_database_as_well_first_writes_down_what_was_sent(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease ended while the server was away: that alone does not mean that it is dead."""
    monkeypatch.setattr("bot.worker.PAUSE", 0.05)
    monkeypatch.setattr("bot.sending.LOOK", 0.02)
    monkeypatch.setattr("bot.sending.AWAY", 0.2)
    monkeypatch.setattr("bot.sending.TAKE_OVER", 0.6)
    await store.put([said(7, "van wie er nog is"), said(8, "van wie er niet meer is")])
    await take_all(store)
    of_another = [one.post for one in await store.posts(NOW, 64)]
    clock.moment += timedelta(seconds=60)
    unit, back = store._thread.unit, asyncio.Event()

    async def away(work: Callable[[Unit], Any]) -> Any:
        if not back.is_set():
            raise StoreError("away")
        return await unit(work)

    monkeypatch.setattr(store._thread, "unit", away)
    async with working(store, chat, clock):
        await asyncio.sleep(0.3)
        back.set()
        await asyncio.sleep(0.3)
        await store.settle([(of_another[0], Delivered(1))], clock.moment)
        assert chat.sent == []
        await until(lambda: bool(chat.sent))
    assert chat.sent == [(8, "1 van wie er niet meer is")]
    assert await store.unsent() == 0


async def test_stopping_finishes_what_is_under_way(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.slow[7] = 0.3
    async with working(store, chat, clock) as worker:
        await store.put([said(7, "hallo"), said(7, "daar")])
        worker.wake()
        await until(lambda: chat.at_once == 1)
    assert chat.sent == [(7, "1 hallo")]
    assert await store.unsent() == 1


async def test_stopping_gives_back_what_takes_too_long(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.slow[7] = 60.0
    worker = Worker(store, echo, chat, clock, UNHURRIED)
    worker.start()
    await store.put([said(7, "hallo"), said(8, "ander")])
    worker.wake()
    await until(lambda: chat.at_once == 1 and chat.texts(8) == ["1 ander"])
    began = asyncio.get_running_loop().time()
    await worker.stop(within=0.5)
    assert asyncio.get_running_loop().time() - began < 1.0
    (left,) = await store.posts(NOW, 64)
    assert left.post.key.chat == 7


async def test_a_delivery_that_never_ends_is_given_up_before_its_lease_is_over(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.DELIVERY", 0.1)
    chat.slow[7] = 60.0
    async with working(store, chat, clock) as worker:
        await store.put([said(7, "hallo")])
        worker.wake()
        await until(lambda: chat.at_once == 1)
        await until(lambda: chat.at_once == 0)
        chat.slow.clear()
        await until(lambda: not worker.sending._results)
        clock.moment += timedelta(seconds=2)
        await until(lambda: chat.sent == [(7, "1 hallo")])
