"""The coach alone: what a turn costs, how long it takes to begin, and what sessions weigh.

``python -m bench.core`` prints figures; they are never a test, for a machine may be busy.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.phones import LABELS
from bot.reader.coach import read_coach
from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.event import Called, Event, Happening, Key, Pressed
from dialogs.memory import Memory
from dialogs.session import Session, from_json, to_json
from dialogs.turn import take_turn

MOMENT: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_START: Final = "from bot.reader.coach import read_coach; read_coach()"


class Talker:
    """One person who has the talk of the bench with the coach, again and again."""

    __slots__ = ("coach", "key", "memory", "session", "shown", "step")

    def __init__(self, coach: Coach, number: int) -> None:
        self.coach = coach
        self.key = Key(1, number, 0, number)
        self.session: Session | None = None
        self.memory = Memory()
        self.shown: Say | Edit | None = None
        self.step = 0

    def goes_on(self) -> None:
        """Take one turn."""
        event = Event(self.key, MOMENT, self._does(), self.key.person, "nl")
        turn = take_turn(self.coach, self.session, self.memory, event, handed_over=True)
        self.session, self.memory = turn.session, turn.memory
        self.shown = next(
            (one for one in reversed(turn.effects) if isinstance(one, Say | Edit) and one.rows),
            None,
        )
        self.step = (self.step + 1) % (len(LABELS) + 1)

    def _does(self) -> Happening:
        if self.step == 0 or self.shown is None:
            self.step, self.memory = 0, Memory()
            return Called("checkin")
        buttons = [button for row in self.shown.rows for button in row]
        wanted = LABELS[self.step - 1]
        found = next((one for one in buttons if one.label == wanted), buttons[0])
        return Pressed(self.shown.screen, found.choice)


def turn_milliseconds(coach: Coach, talks: int) -> list[float]:
    """Return what each turn of *talks* talks took."""
    talker = Talker(coach, 1)
    took: list[float] = []
    for _ in range(talks * (len(LABELS) + 1)):
        began = time.perf_counter()
        talker.goes_on()
        took.append((time.perf_counter() - began) * 1000)
    return took


def kilobytes_a_session(coach: Coach, sessions: int) -> float:
    """Return what one of *sessions* sessions, each half-way through a talk, weighs in memory."""
    talker = Talker(coach, 1)
    for _ in range(4):
        talker.goes_on()
    assert talker.session is not None
    written = json.dumps(to_json(talker.session))
    before = _resident()
    kept = [from_json(json.loads(written)) for _ in range(sessions)]
    return (_resident() - before) / len(kept)


def _resident() -> float:
    """Return the memory of this process in kB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def start_seconds(cached: bool) -> float:
    """Return how long a new process takes to have the coach ready, with or without the cache."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"KNOOP_CACHE": folder}
        took: list[float] = []
        for _ in range(2):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", _START], env=environment, check=True)
            took.append(time.perf_counter() - began)
        return took[1 if cached else 0]


def main() -> None:
    """Measure and print."""
    coach = read_coach()
    turn_milliseconds(coach, 20)
    took = turn_milliseconds(coach, 200)
    print(
        f"turn: median {statistics.median(took):.2f} ms, 99 % within "
        f"{statistics.quantiles(took, n=100)[98]:.2f} ms"
    )
    print(
        f"start: {start_seconds(cached=False):.2f} s, "
        f"{start_seconds(cached=True):.2f} s with the content cache"
    )
    print(f"10,000 sessions half-way: {kilobytes_a_session(coach, 10_000):.1f} kB each")


if __name__ == "__main__":
    main()
