"""Watching over Knoop: well, late, without database, without Telegram; and nobody's words."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog

from bot.outage import Outage
from bot.store import Queue, Store, StoreError
from bot.tally import Tally
from bot.watch import Contact, Watch
from bot.web import host_and_port
from tests.store.echo import NOW, echo, said


class HandClock:
    moment = NOW

    def now(self) -> datetime:
        return self.moment


@asynccontextmanager
async def watched(watch: Watch) -> AsyncIterator[str]:
    async with watch.listening("127.0.0.1:0") as where:
        yield f"http://{where}"


async def asked(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def health(watch: Watch) -> tuple[int, dict[str, Any]]:
    async with watched(watch) as where:
        status, text = await asked(f"{where}/healthz")
    return status, json.loads(text)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(f"sqlite:{tmp_path / 'knoop.sqlite3'}") as opened:
        yield opened


async def test_all_is_well(store: Store) -> None:
    watch = Watch(store, HandClock(), Tally(), Contact(lambda: 3.21, longest=75))
    assert await health(watch) == (
        200,
        {
            "healthy": True,
            "wrong": [],
            "oldest_open_seconds": 0.0,
            "database": "ok",
            "telegram_seconds": 3.2,
        },
    )


async def test_an_event_that_waits_too_long_is_a_fault(store: Store) -> None:
    clock = HandClock()
    watch = Watch(store, clock, Tally(), Contact(lambda: 0.0))
    await store.put([said(7, "geheim")])
    clock.moment = NOW + timedelta(seconds=59)
    assert (await health(watch))[0] == 200
    clock.moment = NOW + timedelta(seconds=61)
    status, told = await health(watch)
    assert status == 503
    assert told["wrong"] == ["events wait too long"]
    assert told["oldest_open_seconds"] == 61.0
    await store.turns(echo, clock.moment)
    assert (await health(watch))[0] == 200


async def test_a_database_that_is_away_is_a_fault(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(now: datetime) -> Queue:
        raise StoreError("PostgreSQL at db does not do its work")

    monkeypatch.setattr(store, "queue", away)
    status, told = await health(Watch(store, HandClock(), Tally(), Contact(lambda: 0.0)))
    assert status == 503
    assert told["database"] == "PostgreSQL at db does not do its work"
    assert told["wrong"] == ["the database does not answer"]
    async with watched(Watch(store, HandClock(), Tally(), Contact(lambda: 0.0))) as where:
        status, text = await asked(f"{where}/metrics")
    assert status == 200
    assert "knoop_database_up 0.0" in text


async def test_a_database_that_can_be_read_and_not_written_is_a_fault(tmp_path: Path) -> None:
    outage = Outage(structlog.get_logger("knoop"), "away", "back")
    async with await Store.open(f"sqlite:{tmp_path / 'knoop.sqlite3'}", outage) as store:
        watch = Watch(store, HandClock(), Tally(), Contact(lambda: 0.0))
        assert (await health(watch))[0] == 200
        outage.failed("the disk is full")
        status, told = await health(watch)
    assert status == 503
    assert told["database"] == "the disk is full"
    assert told["wrong"] == ["the database does not work"]
    assert told["oldest_open_seconds"] == 0.0


async def test_a_database_that_hangs_is_a_fault(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(now: datetime) -> Queue:
        await asyncio.sleep(60)
        raise AssertionError

    monkeypatch.setattr(store, "queue", hang)
    monkeypatch.setattr("bot.watch.SLOW", 0.05)
    status, _ = await health(Watch(store, HandClock(), Tally(), Contact(lambda: 0.0)))
    assert status == 503


async def test_a_silent_telegram_is_a_fault_only_where_it_must_speak(store: Store) -> None:
    status, told = await health(Watch(store, HandClock(), Tally(), Contact(lambda: 80.0, 75.0)))
    assert (status, told["wrong"]) == (503, ["Telegram does not answer"])
    assert (await health(Watch(store, HandClock(), Tally(), Contact(lambda: 80.0))))[0] == 200


async def test_the_metrics_tell_numbers_and_nobodys_words(store: Store) -> None:
    tally = Tally(taken=3, failed=1, deliveries=Counter(delivered=2, later=1))
    webhook = Counter({200: 5, 403: 1})
    await store.put([said(4711, "geheim")])
    watch = Watch(store, HandClock(), tally, Contact(lambda: 0.5), webhook)
    async with watched(watch) as where:
        status, text = await asked(f"{where}/metrics")
        tally.taken += 1
        webhook[200] += 1
        _, later = await asked(f"{where}/metrics")
    assert status == 200
    for line in (
        "knoop_turns_total 3.0",
        "knoop_turns_failed_total 1.0",
        'knoop_deliveries_total{how="delivered"} 2.0',
        'knoop_webhook_answers_total{status="403"} 1.0',
        "knoop_open_events 1.0",
        "knoop_parked_events 0.0",
        "knoop_unsent_posts 0.0",
        "knoop_database_up 1.0",
        "knoop_telegram_silence_seconds 0.5",
    ):
        assert line in text
    assert "process_resident_memory_bytes" in text
    assert "knoop_turns_total 4.0" in later
    assert 'knoop_webhook_answers_total{status="200"} 6.0' in later
    assert "geheim" not in text
    assert "4711" not in text


@pytest.mark.parametrize(
    ("address", "parts"),
    [("10.0.0.7:80", ("10.0.0.7", 80)), ("[::1]:8080", ("::1", 8080)), ("db:1", ("db", 1))],
)
def test_an_address_is_a_host_and_a_port(address: str, parts: tuple[str, int]) -> None:
    assert host_and_port(address) == parts
