"""The same turn on PostgreSQL by Knoop's two tables, by procrastinate and by DBOS.

``python -m bench.rivals`` prints how many turns a second each takes, how many commits and
statements a turn costs, and what is left of a turn when the process is killed in the middle of it.
Each is used as its documentation says; the coach is the same, and sending is left out.
"""

from __future__ import annotations

import asyncio
import functools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg_pool import AsyncConnectionPool

from bench.core import Talker
from bench.places import places
from bot.clock import SystemClock
from bot.gateway import Delivered
from bot.reader.coach import read_coach
from bot.settings import begin_logging
from bot.store import Arrival, Store
from bot.thinking import thinking
from dialogs.event import Called, Event, Key
from dialogs.session import from_json, to_json
from dialogs.turn import take_turn

PEOPLE: Final = 100
TURNS: Final = 500
COUNTED: Final = 100
"""Turns of which the statements are counted in the server's log."""

_TALKS: Final = """
    CREATE TABLE IF NOT EXISTS talks (conversation text PRIMARY KEY, session text NOT NULL,
                                      turns integer NOT NULL DEFAULT 0);
    CREATE TABLE IF NOT EXISTS sent (conversation text NOT NULL, event integer NOT NULL)
"""
_LOAD: Final = "SELECT session FROM talks WHERE conversation = %s FOR UPDATE"
_SAVE: Final = """
    INSERT INTO talks (conversation, session, turns) VALUES (%s, %s, 1)
    ON CONFLICT (conversation) DO UPDATE
    SET session = excluded.session, turns = talks.turns + 1
"""
_SENT: Final = "INSERT INTO sent (conversation, event) VALUES (%s, %s)"

COACH: Final = read_coach()
DIES: Final = os.environ.get("BENCH_DIES") == "1"
"""Whether this process kills itself after a turn was saved, before what it says is on its way."""


def key_of(number: int) -> Key:
    """Return the conversation of the event of that *number*."""
    person = 1 + number % PEOPLE
    return Key(1, person, 0, person)


def think(written: str | None, number: int) -> str:
    """Take one turn of the coach; return the session as it is stored."""
    talker = Talker(COACH, 1)
    session = None if written is None else from_json(json.loads(written))
    event = Event(key_of(number), SystemClock().now(), Called("checkin"), 1, "nl")
    return json.dumps(to_json(take_turn(COACH, session, talker.memory, event).session))


_pools: Final[dict[str, AsyncConnectionPool]] = {}


async def pool(address: str) -> AsyncConnectionPool:
    """Return connections that stay open."""
    if address not in _pools:
        _pools[address] = AsyncConnectionPool(address, min_size=4, max_size=16, open=False)
        await _pools[address].open()
    return _pools[address]


async def turn_in_a_table(address: str, number: int) -> None:
    """Load, think and save in one transaction of our own: what both rivals leave to their user."""
    conversation = str(key_of(number))
    async with (await pool(address)).connection() as connection:
        found = await (await connection.execute(_LOAD, (conversation,))).fetchone()
        await connection.execute(_SAVE, (conversation, think(found and found[0], number)))
    if DIES:
        os.kill(os.getpid(), signal.SIGKILL)


async def say(address: str, number: int) -> None:
    """Note that the answer to an event went out."""
    async with (await pool(address)).connection() as connection:
        await connection.execute(_SENT, (str(key_of(number)), number))


async def knoop(address: str, events: range) -> None:
    """Inbox, session and outbox rows in one commit, many turns to a commit."""
    clock, taken = SystemClock(), 0
    async with await Store.open(address) as store:
        await store.take_charge()
        rows = [
            Arrival("bench", str(n), Event(key_of(n), clock.now(), Called("checkin"), 1, "nl"))
            for n in events
        ]
        for first in range(0, max(1, len(rows)), PEOPLE):
            await store.put(rows[first : first + PEOPLE])
            while (worked := await store.turns(thinking(COACH), clock.now())).taken:
                taken += worked.taken
            if DIES:
                os.kill(os.getpid(), signal.SIGKILL)
            while waiting := await store.posts(clock.now(), 64):
                await store.settle([(one.post, Delivered(1)) for one in waiting], clock.now())
    assert taken >= len(rows)


async def procrastinate(address: str, events: range) -> None:
    """A job per event, with the lock of its conversation, that defers a job per answer."""
    from procrastinate import App, PsycopgConnector  # noqa: PLC0415 - only where it is installed

    app = App(connector=PsycopgConnector(conninfo=address))

    @app.task(name="say")
    async def saying(number: int) -> None:
        await say(address, number)

    @app.task(name="turn")
    async def turn(number: int) -> None:
        await turn_in_a_table(address, number)
        await saying.configure(lock=str(key_of(number))).defer_async(number=number)

    async with app.open_async():
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()
        for number in events:
            await turn.configure(lock=str(key_of(number))).defer_async(number=number)
        await app.run_worker_async(wait=False, concurrency=PEOPLE, install_signal_handlers=False)


async def dbos(address: str, events: range) -> None:
    """A workflow per event, named after it, with a step for the turn and one for the answer."""
    from dbos import DBOS, SetWorkflowID  # noqa: PLC0415 - only where it is installed

    DBOS(
        config={
            "name": "bench",
            "system_database_url": address,
            "dbos_system_schema": "rival",
            "log_level": "ERROR",
        }
    )

    @DBOS.step()
    async def think_and_save(number: int) -> None:
        await turn_in_a_table(address, number)

    @DBOS.step()
    async def saying(number: int) -> None:
        await say(address, number)

    @DBOS.workflow()
    async def turn(number: int) -> None:
        await think_and_save(number)
        await saying(number)

    DBOS.launch()
    for first in range(0, len(events), PEOPLE):
        begun = []
        for number in events[first : first + PEOPLE]:
            with SetWorkflowID(f"event-{number}"):
                begun.append(await DBOS.start_workflow_async(turn, number))
        await asyncio.gather(*(one.get_result() for one in begun))
    if not events:
        # What was under way when the process died goes on by itself.
        await asyncio.sleep(5)
    DBOS.destroy()


RIVALS: Final[dict[str, Callable[[str, range], Coroutine[Any, Any, None]]]] = {
    "knoop": knoop,
    "procrastinate": procrastinate,
    "dbos": dbos,
}


def _commits(address: str) -> int:
    with psycopg.connect(address, autocommit=True) as connection:
        # What a backend counted is told a little later than it happened.
        time.sleep(1.5)
        asked = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        found = connection.execute(asked).fetchone()
        assert found is not None
        return int(found[0])


def _statements(address: str, work: Callable[[], object]) -> int:
    """Return how many statements the server logs during *work*."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET log_statement = 'all'")
        connection.execute("SELECT pg_reload_conf()")
        found = connection.execute("SHOW data_directory").fetchone()
        assert found is not None
        log = next(Path(found[0]).glob("log*"))
        time.sleep(0.5)
        before = log.stat().st_size
        work()
        connection.execute("ALTER SYSTEM RESET log_statement")
        connection.execute("SELECT pg_reload_conf()")
    with log.open("rb") as written:
        written.seek(before)
        lines = written.read().decode(errors="replace").splitlines()
    return sum("LOG:  statement:" in line or "LOG:  execute " in line for line in lines)


def _run(name: str, address: str, events: range, dies: bool = False) -> float:
    """Run a rival in a process of its own; return the seconds that it worked (0.0: it died)."""
    environment = {**os.environ, "BENCH_DIES": "1" if dies else ""}
    command = [sys.executable, "-m", "bench.rivals", name, address]
    command += [str(events.start), str(events.stop)]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    if ended.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"{name}: {ended.stderr[-2000:]}")
    return float(ended.stdout.split()[-1]) if ended.stdout else 0.0


def _after_a_kill(name: str, address: str) -> str:
    """Kill a rival between a turn and its answer, begin again, and tell what became of both."""
    one = range(10 * TURNS, 10 * TURNS + 1)
    taken, said = "SELECT sum(turns) FROM talks", "SELECT count(*) FROM sent"
    if name == "knoop":
        taken = "SELECT count(*) FROM inbox WHERE state = 'done'"
        said = "SELECT count(*) FROM screens"

    def look() -> tuple[int, int]:
        with psycopg.connect(address) as connection:
            found = [connection.execute(asked).fetchone() for asked in (taken, said)]
        return int((found[0] or (0,))[0] or 0), int((found[1] or (0,))[0] or 0)

    before = look()
    _run(name, address, one, dies=True)
    _run(name, address, range(0))
    after = look()
    return f"{after[0] - before[0]} turns, {after[1] - before[1]} answers"


async def _play(name: str, address: str, events: range) -> None:
    await RIVALS[name](address, events)
    for one in _pools.values():
        await one.close()


def main() -> None:
    """Be one rival, when one is named; else run all and print a table."""
    if len(sys.argv) > 1:
        name, address, first, behind = sys.argv[1:5]
        begin_logging("error")
        began = time.perf_counter()
        asyncio.run(_play(name, address, range(int(first), int(behind))))
        print(time.perf_counter() - began)
        return
    print("| | turns/s | commits a turn | statements a turn | after a kill |")
    print("|---|---:|---:|---:|---|")
    with places() as where:
        for name in RIVALS:
            address = where.new("postgresql")
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(_TALKS)
            _run(name, address, range(COUNTED))
            before = _commits(address)
            seconds = _run(name, address, range(COUNTED, COUNTED + TURNS))
            commits = (_commits(address) - before) / TURNS
            counted = range(2 * TURNS, 2 * TURNS + COUNTED)
            run = functools.partial(_run, name, address, counted)
            statements = _statements(address, run) / COUNTED
            ended = _after_a_kill(name, address)
            print(
                f"| {name} | {TURNS / seconds:.0f} | {commits:.2f} | {statements:.1f} | {ended} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
