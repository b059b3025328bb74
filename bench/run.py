"""Runs all bots in turn, several rounds, and prints medians and ratios as a table.

``python -m bench.run [--people 100] [--seconds 6] [--rounds 3] [--delay 0.04]``
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.phones import Phones, Tally

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Measured:
    """One round of one bot."""

    turns: float
    p50: float
    p95: float
    p99: float
    cpu: float
    memory: float
    twice: int


def _cpu(pid: int) -> float:
    """Return the seconds of CPU that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _memory(pid: int) -> float:
    """Return the memory of the process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _share(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000 if ordered else 0.0


async def measure(name: str, people: int, seconds: float, delay: float, database: str) -> Measured:
    """Measure one bot once."""
    phones = Phones(people, delay)
    await phones.start()
    command = [sys.executable, "-m", "bench.bots", name, phones.url, database]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    await process.stdout.readline()
    running = asyncio.create_task(phones.run(2.0, seconds))
    await asyncio.sleep(2.0)
    before = _cpu(process.pid)
    tally: Tally = await running
    used = _cpu(process.pid) - before
    memory = _memory(process.pid)
    process.terminate()
    await process.wait()
    await phones.stop()
    turns = len(tally.latencies)
    return Measured(
        turns=turns / seconds,
        p50=_share(tally.latencies, 0.50),
        p95=_share(tally.latencies, 0.95),
        p99=_share(tally.latencies, 0.99),
        cpu=used / turns * 1000 if turns else 0.0,
        memory=memory,
        twice=tally.twice,
    )


async def main() -> None:
    """Measure, interleaved, and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=100)
    asked.add_argument("--seconds", type=float, default=6.0)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--delay", type=float, default=0.0)
    asked.add_argument("--bots", default="echo,stateless,knoop")
    told = asked.parse_args()
    rounds: dict[str, list[Measured]] = {name: [] for name in told.bots.split(",")}
    for _ in range(told.rounds):
        for name, results in rounds.items():
            with tempfile.TemporaryDirectory() as folder:
                database = f"sqlite:{folder}/knoop.sqlite3"
                results.append(await measure(name, told.people, told.seconds, told.delay, database))
    print(
        f"{told.people} people, {told.seconds:g} s, median of {told.rounds}, delay {told.delay:g} s"
    )
    print(f"{'bot':<12}{'turns/s':>9}{'p50 ms':>9}{'p95':>8}{'p99':>8}{'CPU s/1000':>12}{'MB':>7}")
    medians = {
        name: {
            part: statistics.median(getattr(one, part) for one in results)
            for part in ("turns", "p50", "p95", "p99", "cpu", "memory", "twice")
        }
        for name, results in rounds.items()
    }
    for name, median in medians.items():
        print(
            f"{name:<12}{median['turns']:>9.0f}{median['p50']:>9.1f}{median['p95']:>8.1f}"
            f"{median['p99']:>8.1f}{median['cpu']:>12.2f}{median['memory']:>7.0f}"
        )
    knoop, echo = medians.get("knoop"), medians.get("echo")
    stateless = medians.get("stateless")
    if knoop and echo and stateless:
        print(f"turns knoop/stateless {knoop['turns'] / stateless['turns']:.2f}", end="  ")
        print(f"knoop/echo {knoop['turns'] / echo['turns']:.2f}", end="  ")
        print(f"CPU knoop/echo {knoop['cpu'] / echo['cpu']:.2f}", end="  ")
        print(f"p99 knoop/echo {knoop['p99'] / echo['p99']:.2f}")


if __name__ == "__main__":
    asyncio.run(main())
