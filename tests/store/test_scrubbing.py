"""What was wiped is not in the file any more, wherever SQLite had put copies of it."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.gateway import Delivered
from bot.store import Store, Think, Work, scrubbing
from dialogs.effect import Forget, Say
from dialogs.event import Said
from dialogs.memory import Fact, Memory, Network, Plan, Profile
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, said, session_of
from tests.store.remains import on_disk

PEOPLE = 250
TODAY = NOW.date()


def mark(chat: int) -> str:
    return f"MARK{chat:06d}X"


def wordy(chance: random.Random) -> Think:
    """A coach that keeps and says words of all lengths, so that rows move between pages."""

    def think(work: Work) -> Turn:
        chat, session = work.event.key.chat, session_of(work)
        assert isinstance(work.event.what, Said)
        if work.event.what.text == "forget":
            return Turn(Session("nl"), Memory(), (Forget(), Say(1, "dag")))
        words = mark(chat) * chance.randrange(1, 40)
        session.screens += 1
        session.scratch = {"words": words}
        networks = tuple(
            Network(number, mark(chat), TODAY, {"fact": Fact(words, TODAY, "type")})
            for number in range(1, chance.randrange(2, 4))
        )
        plans = tuple(
            Plan(number, 1, "stuck", words, TODAY) for number in range(2, chance.randrange(3, 9))
        )
        memory = Memory(Profile("nl", 1, 3, {"words": words}), networks, plans)
        return Turn(session, memory, (Say(session.screens, words),))

    return think


async def work_off(store: Store, think: Think, seconds: int) -> None:
    now = NOW + timedelta(seconds=seconds)
    while (await store.turns(think, now)).taken:
        pass
    while waiting := await store.posts(now, 64):
        await store.settle([(one.post, Delivered(5)) for one in waiting], now)


async def test_of_many_who_came_and_went_nothing_is_on_the_disk(
    sqlite: str, tmp_path: Path
) -> None:
    chance = random.Random(1)  # noqa: S311 - a game that can be played again
    think = wordy(chance)
    async with await Store.open(sqlite) as store:
        for number in range(6):
            await store.put(
                [
                    said(chat, mark(chat) * chance.randrange(1, 30), f"{chat}/{number}")
                    for chat in range(PEOPLE)
                ]
            )
            await work_off(store, think, number)
        went = chance.sample(range(PEOPLE), 40)
        for chat in went:
            await store.put([said(chat, "forget", f"{chat}/forget")])
            await work_off(store, think, 60)
        disk = on_disk(tmp_path)
    found = {int(number) for number in re.findall(rb"MARK(\d{6})X", disk)}
    assert found == set(range(PEOPLE)) - set(went)
    assert not [chat for chat in went if f"1:{chat}:0:{chat}".encode() in disk]


@pytest.fixture
def slack(sqlite: str, tmp_path: Path) -> Callable[[], bytes]:
    return lambda: on_disk(tmp_path)


async def test_a_process_that_dies_before_it_scrubbed_is_made_good(
    sqlite: str, slack: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(sqlite) as store:
        await store.put([said(7, mark(7), 1)])
        await store.turns(echo, NOW)
        monkeypatch.setattr(scrubbing.Scrubbing, "go_on", lambda *_: None)
        await store.forget("1:7")
    with closing(sqlite3.connect(sqlite.removeprefix("sqlite:"))) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (1,)
    monkeypatch.undo()
    async with await Store.open(sqlite) as store:
        await store.unsent()
        assert mark(7).encode() not in slack()
    with closing(sqlite3.connect(sqlite.removeprefix("sqlite:"))) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (0,)


async def test_somebody_who_reads_only_delays_it(
    sqlite: str, slack: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "_PAUSE", 0.0)
    async with await Store.open(sqlite) as store:
        await store._thread.unit(lambda unit: unit._cursor.execute("SELECT 1").fetchall())
        await store._thread.call(
            lambda: store._thread.database._driver.execute("PRAGMA busy_timeout = 20")
        )
        await store.put([said(7, mark(7), 1)])
        await store.turns(echo, NOW)
        with closing(sqlite3.connect(sqlite.removeprefix("sqlite:"))) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM inbox").fetchall()
            await store.forget("1:7")
            assert mark(7).encode() in slack()
            reader.rollback()
        await store.unsent()
        assert mark(7).encode() not in slack()


async def test_a_disk_without_room_for_it_is_told_and_tried_again_later(
    sqlite: str, slack: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(sqlite) as store:
        await store.put([said(7, mark(7), 1)])
        await store.turns(echo, NOW)
        tries = []

        class Full:
            def execute(self, statement: str) -> object:
                tries.append(statement)
                raise sqlite3.OperationalError("database or disk is full")

        made = scrubbing.Scrubbing(sqlite3.Error)
        with capture_logs() as logs:
            made.go_on(Full(), journal=False, file=True)
            made.go_on(Full(), journal=False, file=False)
        assert tries == ["VACUUM"]
        assert [entry["event"] for entry in logs] == ["what was wiped is still in the file"]
        monkeypatch.setattr("time.monotonic", lambda: 1e9)
        made.go_on(store._thread.database._driver, journal=False, file=False)
