"""The promises of the design, by name."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.store import Store, Work
from dialogs.effect import Say
from dialogs.event import Broke, Key, Said
from dialogs.turn import Turn
from tests.store.echo import (
    NOW,
    deliver_all,
    echo,
    happened,
    key,
    said,
    session_of,
    take_all,
    texts_sent,
)
from tests.store.victim import CHATS


@dataclass
class Life:
    """What a killed process had told: the numbers it kept, and what it sent, in order."""

    kept: list[int] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


def live(url: str, first: int, seconds: float) -> Life:
    """Let a process work for *seconds* after it is ready, then end it with ``kill -9``."""
    command = [sys.executable, "-m", "tests.store.victim", url, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:  # noqa: S603
        assert victim.stdout is not None
        life, lines = Life(), victim.stdout
        assert lines.readline() == "ready\n"
        killer = threading.Timer(seconds, victim.kill)
        killer.start()
        for line in lines:
            # The last line may be cut off in the middle: it was not told then.
            if line.startswith("kept ") and line.endswith("\n"):
                life.kept.append(int(line.removeprefix("kept ")))
            elif line.startswith("sent ") and line.endswith("\n"):
                life.sent.append(line.removeprefix("sent ").strip())
        killer.join()
    return life


async def heard_by(store: Store) -> dict[int, list[str]]:
    """Take what is open and return what each conversation heard in all, in order."""
    await take_all(store)
    heard: dict[int, list[str]] = {}

    def listen(work: Work) -> Turn:
        heard[work.event.key.chat] = session_of(work).scratch["heard"]
        return echo(work)

    await store.put([said(chat, "einde", f"end {chat}") for chat in range(1, CHATS + 1)])
    await store.turns(listen, NOW)
    return heard


async def test_nothing_is_lost(url: str) -> None:
    """Each event that somebody else may have forgotten is handled, however often it crashes."""
    first, kept = 0, list[int]()
    for seconds in (0.05, 0.2, 0.35, 0.6):
        life = live(url, first, seconds)
        kept += life.kept
        first = kept[-1] + 1 if kept else 0
    assert kept
    async with await Store.open(url) as store:
        heard = await heard_by(store)
    assert {str(number) for number in kept} <= {text for texts in heard.values() for text in texts}


async def test_nothing_happens_twice(url: str) -> None:
    """Delivered again after a crash, an event changes nothing; each message is posted once.

    The one gap: what was sent and not yet noted when the process was killed is sent again.
    """
    first, told = 0, Life()
    for seconds in (0.1, 0.3, 0.5):
        life = live(url, first, seconds)
        told.kept += life.kept
        told.sent += life.sent
        first = told.kept[-1] + 1 if told.kept else 0
    async with await Store.open(url) as store:
        again = [said(number % CHATS + 1, f"{number}", number) for number in told.kept]
        assert await store.put(again) == 0
        await take_all(store)
        later = await deliver_all(store, NOW + timedelta(minutes=2))
        sent = told.sent + [
            f"{at.chat} {what.text}" for at, what, _ in later if isinstance(what, Say)
        ]
        heard = await heard_by(store)
    for texts in heard.values():
        assert texts == sorted(set(texts), key=int)
    repeated = len(sent) - len(set(sent))
    assert repeated <= 3 * CHATS
    per_chat: dict[str, list[str]] = defaultdict(list)
    for line in dict.fromkeys(sent):
        chat, _, text = line.partition(" ")
        per_chat[chat].append(text)
    for chat, texts in per_chat.items():
        expected = [f"{place} {text}" for place, text in enumerate(heard[int(chat)], 1)]
        assert texts == expected


async def test_order_within_a_conversation_parallel_between_them(store: Store) -> None:
    """A batch takes one event of each conversation: the oldest, also of the busiest."""
    group = Key(bot=1, chat=-100)
    busy = [happened(group, Said(f"{number}"), f"group {number}") for number in range(200)]
    await store.put(busy)
    await store.put([said(chat, text) for text in ("een", "twee") for chat in (7, 8)])
    order: list[tuple[int, str]] = []

    def note(work: Work) -> Turn:
        assert isinstance(work.event.what, Said)
        order.append((work.event.key.chat, work.event.what.text))
        return echo(work)

    assert (await store.turns(note, NOW, limit=3)).taken == 3
    assert order == [(-100, "0"), (7, "een"), (8, "een")]
    assert (await store.turns(note, NOW, limit=3)).taken == 3
    assert order[3:] == [(-100, "1"), (7, "twee"), (8, "twee")]
    while (await store.turns(note, NOW)).taken:
        pass
    assert [text for chat, text in order if chat == -100] == [f"{n}" for n in range(200)]


async def test_two_workers_share_the_work_and_keep_the_order(postgresql: str) -> None:
    """A slow turn of one worker holds up nobody else, and its conversation stays in order."""
    async with await Store.open(postgresql) as one, await Store.open(postgresql) as other:
        await one.put([said(chat, f"{n}", f"{chat}/{n}") for n in range(30) for chat in range(20)])
        order: dict[int, list[str]] = defaultdict(list)

        def slowly(work: Work) -> Turn:
            assert isinstance(work.event.what, Said)
            if work.event.key.chat == 7:
                time.sleep(0.01)
            order[work.event.key.chat].append(work.event.what.text)
            return echo(work)

        async def work(store: Store) -> int:
            taken, idle = 0, 0
            while idle < 20:
                worked = (await store.turns(slowly, NOW, limit=7)).taken
                taken, idle = taken + worked, 0 if worked else idle + 1
                await asyncio.sleep(0 if worked else 0.01)
            return taken

        shares = await asyncio.gather(work(one), work(other))
        assert sum(shares) == 600
        assert min(shares) > 0
        assert order == {chat: [f"{n}" for n in range(30)] for chat in range(20)}
        sent = await texts_sent(other)
        assert len(sent) == 600


async def test_a_turn_that_another_worker_is_taking_is_left_alone(postgresql: str) -> None:
    """Also the other conversations of the same person: they share one memory."""
    async with await Store.open(postgresql) as one, await Store.open(postgresql) as other:
        topic = Key(bot=1, chat=7, topic=3, person=7)
        await one.put([said(7, "een"), said(7, "twee"), said(8, "acht")])
        await one.put([happened(topic, Said("in een onderwerp"), "topic")])
        begun, go_on = threading.Event(), threading.Event()

        def wait(work: Work) -> Turn:
            begun.set()
            assert go_on.wait(5)
            return echo(work)

        holding = asyncio.create_task(one.turns(wait, NOW, limit=1))
        await asyncio.to_thread(begun.wait, 5)
        taken: list[Key] = []

        def note(work: Work) -> Turn:
            taken.append(work.event.key)
            return echo(work)

        assert (await other.turns(note, NOW)).taken == 1
        assert taken == [key(8)]
        go_on.set()
        assert (await holding).taken == 1
        assert (await other.turns(note, NOW)).taken == 2
        assert set(taken) == {key(8), key(7), topic}


async def test_three_tries_then_parked(store: Store) -> None:
    """A failing event costs three tries, is parked with its error, and the person hears so."""
    await store.put([said(7, "fail hier"), said(7, "daarna"), said(8, "ander")])
    seen: list[tuple[str, object]] = []

    def note(work: Work) -> Turn:
        seen.append((str(work.event.key), work.event.what))
        return echo(work)

    first = await store.turns(note, NOW)
    assert (first.taken, first.failed, first.parked) == (2, 1, 0)
    assert (await store.turns(note, NOW)).taken == 0, "it rests, and what came later waits for it"
    assert (await store.turns(note, NOW + timedelta(seconds=1))).failed == 1
    assert (await store.turns(note, NOW + timedelta(seconds=5))).taken == 0
    third = await store.turns(note, NOW + timedelta(seconds=6))
    assert (third.failed, third.parked) == (1, 1)

    (parked,) = await store.parked()
    assert parked.key == key(7)
    assert parked.event is not None
    assert parked.event.what == Said("fail hier")
    assert parked.error.startswith("ValueError in echo.py:")
    assert "hier" not in parked.error

    after = NOW + timedelta(seconds=7)
    assert (await store.turns(note, after)).taken == 1
    assert (await store.turns(note, after)).taken == 1
    assert [what for where, what in seen if where == str(key(7))][-2:] == [Said("daarna"), Broke()]
    assert await texts_sent(store, after) == ["1 ander", "1 daarna", "2 Broke"]


@pytest.mark.parametrize("spoilt", ["event", "session"])
async def test_what_cannot_even_be_read_is_parked_too(store: Store, url: str, spoilt: str) -> None:
    table, column = ("inbox", "event") if spoilt == "event" else ("sessions", "session")
    await store.put([said(7, "een"), said(7, "twee"), said(8, "ander")])
    assert (await store.turns(echo, NOW, limit=1)).taken == 1
    await store._thread.unit(
        lambda unit: unit._cursor.execute(
            f"UPDATE {table} SET {column} = '{{' WHERE conversation = '1:7:0:7'"  # noqa: S608
        )
    )
    for seconds in (0, 1, 6):
        await store.turns(echo, NOW + timedelta(seconds=seconds))
    parked = await store.parked()
    assert [one.key for one in parked] == [key(7)]
    assert await texts_sent(store) == ["1 een", "1 ander"]
