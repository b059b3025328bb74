"""Reminders in the database: each moment becomes one event, through restarts and moves."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.gateway import Gone
from bot.store import Store, Think, Work
from dialogs.effect import Say
from dialogs.event import Blocked, FellDue
from dialogs.memory import Memory, Profile, Reminder
from dialogs.reminding import named
from dialogs.turn import Turn
from tests.store.echo import NOW, happened, key, said, session_of, take_all

DUE = NOW + timedelta(hours=3)
REMINDER = Reminder(3, "plan", DUE, str(key(7)), {"plan": 2, "how": "on", "day": "2026-03-02"})


def remembering(*reminders: Reminder) -> Think:
    """A coach that remembers these reminders and says what fell due."""

    def think(work: Work) -> Turn:
        session = session_of(work)
        memory = replace(work.memory, profile=Profile("nl", None, 3), reminders=reminders)
        if not isinstance(work.event.what, FellDue):
            return Turn(session, memory, ())
        return Turn(session, memory, (Say(1, f"{work.event.at:%H:%M} {work.event.what.about}"),))

    return think


async def begin(store: Store, *reminders: Reminder) -> None:
    await store.put([said(7, "hallo")])
    assert (await store.turns(remembering(*reminders), NOW)).taken == 1


async def said_at(store: Store, now: datetime, *reminders: Reminder) -> list[str]:
    await store.fall_due(now)
    await store.turns(remembering(*reminders), now)
    waiting = await store.posts(now, 64)
    texts = [one.post.effect.text for one in waiting if isinstance(one.post.effect, Say)]
    await store.release([one.post for one in waiting])
    return texts


async def test_a_reminder_is_remembered_as_it_was(store: Store) -> None:
    stopped = replace(REMINDER, id=2, state="stopped", nudges=1)
    await begin(store, stopped, REMINDER)
    assert (await store.memory("1:7")).reminders == (stopped, REMINDER)


async def test_what_is_due_becomes_one_event(store: Store) -> None:
    await begin(store, REMINDER)
    assert await store.fall_due(DUE - timedelta(milliseconds=1)) == 0
    assert [await store.fall_due(DUE), await store.fall_due(DUE)] == [1, 0]
    assert await said_at(store, DUE, REMINDER) == [f"12:30 {named(REMINDER)}"]


async def test_a_restart_changes_nothing(url: str) -> None:
    async with await Store.open(url) as store:
        await begin(store, REMINDER)
        await store.fall_due(DUE)
    async with await Store.open(url) as store:
        assert await store.fall_due(DUE + timedelta(hours=1)) == 0
        assert (await store.turns(remembering(REMINDER), DUE + timedelta(hours=1))).taken == 1


async def test_what_fell_due_long_ago_is_told_when_it_is_taken(store: Store) -> None:
    await begin(store, REMINDER)
    await store.fall_due(DUE)
    assert await said_at(store, DUE + timedelta(hours=6), REMINDER) == [f"18:30 {named(REMINDER)}"]


async def test_a_reminder_that_moves_falls_due_again(store: Store) -> None:
    await begin(store, REMINDER)
    moved = replace(REMINDER, due=DUE + timedelta(days=1))
    assert len(await said_at(store, DUE, moved)) == 1
    assert await store.fall_due(DUE) == 0
    assert await store.fall_due(DUE + timedelta(days=1)) == 1


@pytest.mark.parametrize("state", ["asked", "missed", "stopped"])
async def test_only_what_waits_falls_due(store: Store, state: str) -> None:
    await begin(store, replace(REMINDER, state=state))
    assert await store.fall_due(DUE + timedelta(days=30)) == 0


async def test_nobody_is_reminded_who_left(store: Store) -> None:
    await begin(store, REMINDER)
    await store.put([happened(key(7), Blocked(), "blocked")])
    await store.turns(remembering(REMINDER), NOW)
    assert await store.fall_due(DUE) == 0
    await store.put([happened(key(7), Blocked(back=True), "back")])
    await store.turns(remembering(REMINDER), NOW)
    assert await store.fall_due(DUE) == 1


async def test_what_comes_by_itself_is_no_sign_of_life(store: Store) -> None:
    await begin(store, REMINDER)
    await store.fall_due(DUE)
    later = DUE + timedelta(days=500)
    await store.turns(remembering(REMINDER), later)
    assert (await store.lapse((NOW + timedelta(days=549)).date())).people == 1


async def test_several_workers_let_it_fall_once(postgresql: str) -> None:
    stores = [await Store.open(postgresql) for _ in range(4)]
    await begin(stores[0], *(replace(REMINDER, id=number) for number in range(1, 40)))
    fallen = await asyncio.gather(*(store.fall_due(DUE, 16) for store in stores * 4))
    assert sum(fallen) == 39
    for store in stores:
        await store.close()


async def test_a_batch_is_no_longer_than_asked(store: Store) -> None:
    await begin(store, *(replace(REMINDER, id=number) for number in range(1, 6)))
    assert [await store.fall_due(DUE, 3) for _ in range(3)] == [3, 2, 0]


async def test_who_is_forgotten_is_not_reminded_and_not_named(store: Store) -> None:
    await begin(store, REMINDER)
    await store.fall_due(DUE)
    await take_all(store, DUE)
    await store.forget("1:7")
    assert await store.fall_due(DUE + timedelta(days=1)) == 0

    def rows(unit: object) -> object:
        cursor = unit._cursor  # type: ignore[attr-defined]
        cursor.execute("SELECT * FROM inbox")
        return cursor.fetchall()

    assert "1:7/" not in str(await store._thread.unit(rows))
    assert await store.memory("1:7") == Memory()


async def test_what_is_taken_away_does_not_come(store: Store) -> None:
    await begin(store, REMINDER)
    await store.put([said(7, "stop")])
    await store.turns(remembering(), NOW)
    assert await store.fall_due(DUE) == 0


async def test_the_log_does_not_know_whose_reminder_it_is(store: Store) -> None:
    """Not when it is told, not when it fails, and not when the person turns out to be gone."""

    def breaks(work: Work) -> Turn:
        raise ValueError("not now")

    account = 8112233445
    own = replace(REMINDER, conversation=str(key(account)))
    other = replace(own, id=4)
    with capture_logs() as logs:
        await store.put([said(account, "hallo", "4711")])
        assert (await store.turns(remembering(own, other), NOW)).taken == 1
        await store.fall_due(DUE)
        await store.turns(remembering(own, other), DUE)
        (waiting,) = await store.posts(DUE, 64)
        await store.settle([(waiting.post, Gone("blocked"))], DUE)
        for minute in range(3):
            await store.turns(breaks, DUE + timedelta(minutes=1 + minute))
    told = [entry["event"] for entry in logs if "cause" in entry]
    assert told[0] == "turn taken"
    assert {"person gone", "event parked"} <= set(told)
    assert str(account) not in str(logs)
    assert waiting.post.cause.startswith("clock:")
