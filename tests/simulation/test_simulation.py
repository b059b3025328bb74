"""A thousand histories in which everything goes wrong that can: every promise is kept."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.simulation import history
from tests.simulation.history import play
from tests.simulation.polls import Polls
from tests.simulation.team import KINDS

ROOT = Path(__file__).parent.parent.parent
BATCH = 50


@pytest.mark.parametrize("batch", range(20))
def test_every_promise_is_kept(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        history = play(seed)
        assert not history.broken, f"make simulate SEED={seed} shows it: {history.broken}"


@pytest.mark.parametrize("seed", [2339, 2806, 3407, 4209, 6641])
def test_what_once_broke_a_promise_does_so_no_more(seed: int) -> None:
    assert not play(seed).broken


def test_histories_are_full_of_trouble() -> None:
    """What cannot happen here is not tested here: all of it does happen."""
    told = "\n".join("\n".join(play(seed).trace) for seed in range(110, 150))
    for trouble in (
        *("before commit", "after commit", "was under way", "told to end", "comes again"),
        *("database is locked", "disk is full", "disk I/O error", "days go by"),
        *("meets reset", "meets 502", "meets 429", "meets lost", "meets silent", "meets html"),
        *("presses", "blocks Knoop", "forges", "types /wis", "could not start"),
        *("does not arrive", "nobody hears it", "is answered with 500"),
    ):
        assert trouble in told, trouble


def test_teams_come_to_results_of_every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "IN_A_GROUP", 1)
    results: Counter[str] = Counter()
    shows = Polls._shows

    def counting(self: Polls, kind: str, *more: Any) -> None:
        results[kind] += 1
        shows(self, kind, *more)

    monkeypatch.setattr(Polls, "_shows", counting)
    for seed in range(400, 440):
        assert not play(seed).broken
        if len(results) >= len(KINDS):
            break
    assert results.keys() >= {"pulse", "team_roles", "type", "stuck"}


def test_the_same_seed_is_the_same_history_in_every_process() -> None:
    seed = 196
    told = [
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.simulation", "--seed", f"{seed}"],
            env={"PYTHONHASHSEED": hashed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for hashed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert f"history {seed}, {play(seed).mark}: every promise was kept" in told[0]
