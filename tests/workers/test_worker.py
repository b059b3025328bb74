"""The worker: what comes in is answered, in order and at a pace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.pace import TELEGRAM
from bot.store import Store, Waiting, Work
from bot.store.unit import Unit
from dialogs.event import Key, Said
from dialogs.memory import Reminder
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, happened, key, said
from tests.workers.working import Chat, HandClock, until, working


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
