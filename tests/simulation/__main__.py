"""``python -m tests.simulation``: one history with all that happens in it, or very many."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.history import History, play


def main() -> int:
    """Play what is asked; 0 when every promise was kept."""
    asked = argparse.ArgumentParser(prog="make simulate", description=__doc__)
    asked.add_argument("--seed", type=int, help="play this one history, and print it")
    asked.add_argument("--count", type=int, default=100_000, help="how many to play")
    asked.add_argument("--first", type=int, default=1000, help="the first seed of those")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at once")
    given = asked.parse_args()
    if given.seed is not None:
        return _replay(given.seed)
    return _many(given.first, given.count, given.jobs)


def _replay(seed: int) -> int:
    history = play(seed)
    print("\n".join(history.trace))
    print(f"history {seed}, {history.mark}: {history.broken or 'every promise was kept'}")
    return 1 if history.broken else 0


def _many(first: int, count: int, jobs: int) -> int:
    began = time.monotonic()
    broken: list[History] = []
    sums = dict.fromkeys(("lives", "commits", "events", "messages", "repeated"), 0)
    with ProcessPoolExecutor(jobs) as processes:
        played = processes.map(_short, range(first, first + count), chunksize=20)
        for number, history in enumerate(played, 1):
            for name in sums:
                sums[name] += getattr(history, name)
            if history.broken:
                broken.append(history)
                print(f"seed {history.seed}: {history.broken}")
                print(f"  to see it: make simulate SEED={history.seed}", flush=True)
            if number % 1000 == 0 or number == count:
                told = ", ".join(f"{value} {name}" for name, value in sums.items())
                seconds = time.monotonic() - began
                print(f"{number} histories in {seconds:.0f} s: {told}", flush=True)
    print(f"{len(broken)} of {count} histories broke a promise")
    return 1 if broken else 0


def _short(seed: int) -> History:
    history = play(seed)
    return History(**{name: getattr(history, name) for name in History.__slots__} | {"trace": ()})


if __name__ == "__main__":
    sys.exit(main())
