"""Measures one bot once: starts it beside the phones, lets people talk, and counts."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.phones import Phones, Trouble

WARM: Final = 2.0
"""Seconds before it counts."""

PATIENCE: Final = 20.0
"""Seconds that an answer may take after the end, before it counts as lost."""

_TICK: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured: a bot, on which database, by how many people, in which circumstances.

    ``bot`` is a name of ``bench.bots``, ``workers`` how many processes share its work, ``kind``
    the database (``sqlite`` or ``postgresql``); ``delay`` is in seconds.
    """

    bot: str
    people: int = 100
    workers: int = 1
    kind: str = "sqlite"
    delay: float = 0.0
    trouble: Trouble | None = None
    slow_disk: bool = False

    @property
    def name(self) -> str:
        """What it is called in tables."""
        if self.kind == "postgresql":
            return f"knoop, PostgreSQL, {self.workers}"
        return {"knoop": "knoop, SQLite"}.get(self.bot, self.bot)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: times in ms, ``cpu`` in seconds a 1,000 turns, ``memory`` in MB."""

    turns: float
    p50: float
    p95: float
    p99: float
    cpu: float
    memory: float
    requests: float
    lost: int = 0
    disorder: int = 0
    unanswered: int = 0


async def measure(
    case: Case, seconds: float, database: str, environment: Mapping[str, str]
) -> Measured:
    """Measure *case* for *seconds*, on an empty *database*."""
    phones = Phones(case.people, case.delay, case.trouble)
    await phones.start()
    names = [case.bot, *["worker"] * (case.workers - 1)]
    bots = [await _start(name, phones.url, database, environment) for name in names]
    for bot in bots:
        assert bot.stdout is not None
        await bot.stdout.readline()  # settled: nothing of the start goes on beside the work
    running = asyncio.create_task(phones.run(WARM, seconds))
    await asyncio.sleep(WARM)
    before = sum(_cpu(bot.pid) for bot in bots)
    tally = await running
    used = sum(_cpu(bot.pid) for bot in bots) - before
    memory = sum(_memory(bot.pid) for bot in bots)
    if case.trouble is not None:
        await phones.end(PATIENCE)
    for bot in bots:
        bot.terminate()
    for bot in bots:
        await bot.wait()
    await phones.stop()
    turns = len(tally.latencies)
    return Measured(
        turns=turns / seconds,
        p50=_share(tally.latencies, 0.50),
        p95=_share(tally.latencies, 0.95),
        p99=_share(tally.latencies, 0.99),
        cpu=used / turns * 1000 if turns else float("inf"),
        memory=memory,
        requests=sum(tally.methods.values()) / turns if turns else 0.0,
        lost=tally.lost,
        disorder=tally.disorder,
        unanswered=tally.unanswered,
    )


async def measure_start(database: str, environment: Mapping[str, str]) -> tuple[float, float]:
    """Return in how many seconds Knoop is ready on *database*, and its memory in MB then."""
    phones = Phones(0)
    await phones.start()
    began = time.perf_counter()
    bot = await _start("knoop", phones.url, database, environment)
    took = time.perf_counter() - began
    memory = _memory(bot.pid)
    bot.terminate()
    await bot.wait()
    await phones.stop()
    return took, memory


async def _start(
    name: str, url: str, database: str, environment: Mapping[str, str]
) -> asyncio.subprocess.Process:
    """Start a bot and wait until it is ready."""
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.bots",
        name,
        url,
        database,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    assert bot.stdout is not None
    if await bot.stdout.readline() != b"ready\n":
        raise RuntimeError(f"the bot {name!r} did not start; python -m bench.bots shows why")
    return bot


def _cpu(pid: int) -> float:
    """Return the seconds of CPU that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _memory(pid: int) -> float:
    """Return the memory of the process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _share(values: Sequence[float], part: float) -> float:
    """Return below what *part* of *values* (seconds) lies, in ms."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else 0.0
