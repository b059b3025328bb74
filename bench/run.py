"""Runs everything, interleaved, several rounds, and prints medians and the goals as tables.

``python -m bench.run [--quick] [--rounds 3] [--seconds 5] [--only WORD]``
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from bench.goals import GOALS, Round
from bench.phones import Trouble
from bench.places import Places, places
from bench.rig import Case, Measured, measure, measure_start

STORED: Final = 100_000
_TROUBLE: Final = Trouble(double=0.1, again=0.1)

MAIN: Final = {
    "echo": Case("echo"),
    "echo, side by side": Case("echoes"),
    "stateless": Case("stateless"),
    "SQLite": Case("knoop"),
    "PostgreSQL 1": Case("knoop", kind="postgresql"),
    "PostgreSQL 2": Case("knoop", kind="postgresql", workers=2),
    "PostgreSQL 4": Case("knoop", kind="postgresql", workers=4),
}
"""What is compared by a hundred people."""

HARD: Final = {
    "SQLite, trouble": Case("knoop", trouble=_TROUBLE),
    "PostgreSQL 2, trouble": Case("knoop", kind="postgresql", workers=2, trouble=_TROUBLE),
    "echo, 40 ms": Case("echo", delay=0.04),
    "SQLite, 40 ms": Case("knoop", delay=0.04),
    "SQLite, slow": Case("knoop", slow_disk=True),
    "NORMAL, slow": Case("normal", slow_disk=True),
}
"""The same in circumstances that are not good."""

CROWDS: Final = {
    f"{name}, {people} people": Case(case.bot, people, 1, case.kind)
    for people in (1, 10, 1000)
    for name, case in MAIN.items()
    if name in ("echo", "stateless", "SQLite", "PostgreSQL 1")
}
"""The same by fewer people and by more."""


async def once(cases: dict[str, Case], seconds: float, where: Places, starts: bool) -> Round:
    """Measure all *cases*, one after another; return what could be measured."""
    done: dict[str, Measured] = {}
    for key, case in cases.items():
        environment = where.slow_disk() if case.slow_disk else {}
        if case.slow_disk and not environment:
            continue
        done[key] = await measure(case, seconds, where.new(case.kind), environment)
        print(".", end="", file=sys.stderr, flush=True)
    if starts:
        for sessions in (0, STORED):
            address = where.filled(sessions)
            await measure_start(address, {})
            took, memory = await measure_start(address, {})
            done[f"start, {sessions:,}"] = Measured(took, 0, 0, 0, 0, memory, 0)
    return done


def _medians(key: str, rounds: Sequence[Round]) -> Measured | None:
    whole = [one[key] for one in rounds if key in one]
    if not whole:
        return None
    parts = {
        part.name: statistics.median(getattr(one, part.name) for one in whole)
        for part in fields(Measured)
    }
    return Measured(**parts)


def _table(cases: dict[str, Case], rounds: Sequence[Round]) -> None:
    print("\n| what | turns/s | p50 ms | p95 | p99 | CPU s/1000 | MB | requests/turn |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for key in cases:
        one = _medians(key, rounds)
        if one is not None:
            print(
                f"| {key} | {one.turns:.0f} | {one.p50:.0f} | {one.p95:.0f} | {one.p99:.0f} | "
                f"{one.cpu:.2f} | {one.memory:.0f} | {one.requests:.2f} |"
            )


async def main() -> None:
    """Measure and print; the exit code is 0 whatever was reached."""
    asked = argparse.ArgumentParser(prog="python -m bench.run")
    asked.add_argument("--quick", action="store_true", help="one short round, no crowds")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=5.0)
    asked.add_argument("--only", default="", help="only cases whose name holds one of these words")
    told = asked.parse_args()
    count, seconds = (1, 3.0) if told.quick else (told.rounds, told.seconds)
    cases = {**MAIN, **HARD, **({} if told.quick else CROWDS)}
    words = [word for word in told.only.split(";") if word]
    if words:
        cases = {key: case for key, case in cases.items() if key in words}
    rounds: list[Round] = []
    with places() as where:
        for _ in range(count):
            rounds.append(await once(cases, seconds, where, starts=not words))
    print(f"\n{os.cpu_count()} cores; {count} rounds, each case {seconds:g} s a round; medians.")
    for table in (MAIN, HARD, CROWDS):
        if any(key in cases for key in table):
            _table({key: case for key, case in table.items() if key in cases}, rounds)
    starts = [key for one in rounds for key in one if key.startswith("start")]
    for key in dict.fromkeys(starts):
        one = _medians(key, rounds)
        assert one is not None
        print(f"\n{key} sessions: ready in {one.turns:.2f} s, {one.memory:.0f} MB")
    print("\n| goal | wanted | reached | met |\n|---|---|---:|---|")
    for goal in GOALS:
        print(goal.line(rounds))


if __name__ == "__main__":
    asyncio.run(main())
