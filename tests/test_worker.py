"""The worker: what comes in is answered, in order, at a pace, and whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.gateway import Delivered, Delivery, Gone, Later, Lost, Post
from bot.pace import TELEGRAM, UNHURRIED, Limits
from bot.store import Store, StoreError, Waiting, Wanted, Work
from bot.store.unit import Unit
from bot.worker import Worker
from dialogs.effect import Edit, Say
from dialogs.event import Key, Said
from dialogs.memory import Reminder
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, happened, key, said, take_all


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


class Chat:
    """A gateway into lists; ``answers`` may hold other endings than "delivered", per text."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []
        self.answers: dict[str, list[Delivery | Exception]] = {}
        self.slow: dict[int, float] = {}
        self.at_once = 0
        self.most_at_once = 0

    async def deliver(self, post: Post, message: int | None) -> Delivery:
        assert isinstance(post.effect, Say | Edit)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.slow.get(post.key.chat, 0))
        finally:
            self.at_once -= 1
        waiting = self.answers.get(post.effect.text, [])
        answer = waiting.pop(0) if waiting else Delivered(post.id)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Delivered):
            self.sent.append((post.key.chat, post.effect.text))
        return answer

    def texts(self, chat: int) -> list[str]:
        return [text for where, text in self.sent if where == chat]


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:{tmp_path / 'knoop.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@asynccontextmanager
async def working(
    store: Store, chat: Chat, clock: HandClock | SystemClock, limits: Limits = UNHURRIED
) -> AsyncIterator[Worker]:
    worker = Worker(store, echo, chat, clock, limits)
    worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - it may be anything
            await asyncio.sleep(0.01)


async def test_what_comes_in_is_answered_in_order(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    async with working(store, chat, clock) as worker:
        await store.put([said(who, f"{number}") for number in range(5) for who in (7, 8)])
        worker.wake()
        await until(lambda: len(chat.sent) == 10)
    assert chat.texts(7) == chat.texts(8) == ["1 0", "2 1", "3 2", "4 3", "5 4"]


async def test_what_another_process_put_is_found_without_a_wake(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    async with working(store, chat, clock):
        await asyncio.sleep(0.05)
        await store.put([said(7, "hallo")])
        await until(lambda: chat.sent == [(7, "1 hallo")], seconds=2)


async def test_a_slow_chat_does_not_hold_up_the_others(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    chat.slow[7] = 1.0
    async with working(store, chat, clock) as worker:
        await store.put([said(7, "traag"), *(said(who, "vlug") for who in range(8, 38))])
        worker.wake()
        await until(lambda: len(chat.sent) == 30, seconds=0.9)
        assert chat.texts(7) == []
        await until(lambda: chat.texts(7) == ["1 traag"])


async def test_what_is_posted_meanwhile_follows_without_waiting_for_the_disk(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.slow[7] = 0.1
    settle, written_down = store.settle, asyncio.Event()

    async def late(*told: Any) -> list[Waiting]:
        await written_down.wait()
        return await settle(*told)

    monkeypatch.setattr(store, "settle", late)
    async with working(store, chat, clock) as worker:
        for words in ("een", "twee", "drie"):
            await store.put([said(7, words)])
            worker.wake()
            await asyncio.sleep(0.02)
        await until(lambda: chat.texts(7) == ["1 een", "2 twee", "3 drie"])
        assert await store.unsent() == 3
        written_down.set()
        await until(lambda: worker.sending.idle)
    assert chat.most_at_once == 1
    assert await store.unsent() == 0


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


async def test_an_event_is_kept_and_answered_in_one_commit(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = store._thread.database
    unit, posted = database.unit, []

    def counted(work: Callable[[Unit], Any]) -> Any:
        done = unit(work)
        posted.extend(database._driver.execute("SELECT count(*) FROM outbox").fetchone())
        return done

    async with working(store, chat, clock) as worker:
        await asyncio.sleep(0.2)
        monkeypatch.setattr(database, "unit", counted)
        worker.wake()
        await store.put([said(7, "hallo")])
        assert posted[0] == 1
        await until(lambda: chat.sent == [(7, "1 hallo")])


async def test_one_chat_never_gets_two_at_once(store: Store, chat: Chat, clock: HandClock) -> None:
    chat.slow[7] = 0.02
    async with working(store, chat, clock) as worker:
        await store.put([said(7, f"{number}") for number in range(6)])
        worker.wake()
        await until(lambda: len(chat.sent) == 6)
    assert chat.most_at_once == 1


async def test_a_busy_group_never_holds_up_a_quiet_chat(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    group = Key(bot=1, chat=-100)
    async with working(store, chat, clock, TELEGRAM) as worker:
        await store.put([happened(group, Said(f"{n}"), f"group {n}") for n in range(30)])
        worker.wake()
        await until(lambda: len(chat.texts(-100)) == 5)
        await store.put([said(7, "stil")])
        worker.wake()
        await until(lambda: chat.texts(7) == ["1 stil"], seconds=0.5)
    assert len(chat.texts(-100)) <= 6


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


async def test_old_things_lapse_while_it_runs(
    store: Store, chat: Chat, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.LAPSE_EVERY", 0.05)
    lapse, days = store.lapse, list[date]()

    async def noted(today: date) -> object:
        days.append(today)
        return await lapse(today)

    monkeypatch.setattr(store, "lapse", noted)
    async with working(store, chat, clock):
        await until(lambda: len(days) >= 2)
    assert set(days) == {NOW.date()}


async def test_the_clock_of_the_machine_tells_the_time_in_utc(store: Store, chat: Chat) -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
    async with working(store, chat, SystemClock()) as worker:
        await store.put([said(7, "hallo")])
        worker.wake()
        await until(lambda: chat.sent == [(7, "1 hallo")])


async def test_what_falls_due_comes_in_without_a_wake(
    store: Store, chat: Chat, clock: HandClock
) -> None:
    due = NOW + timedelta(hours=1)
    reminder = Reminder(3, "plan", due, str(key(7)), {"how": "on", "day": "2026-03-02"})

    def remembering(work: Work) -> Turn:
        return replace(echo(work), memory=replace(work.memory, reminders=(reminder,)))

    await store.put([said(7, "hallo")])
    await store.turns(remembering, NOW)
    clock.moment = due
    async with working(store, chat, clock):
        await until(lambda: chat.texts(7) == ["1 hallo", "2 FellDue"])
