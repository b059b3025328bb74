"""An outage is said once, not at every try; and that it is over."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import structlog
from structlog.testing import capture_logs

from bot import outage
from bot.outage import AGAIN, QUIET, Outage


@dataclass
class _Time:
    moment: float = 5000.0

    def monotonic(self) -> float:
        return self.moment


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> _Time:
    clock = _Time()
    monkeypatch.setattr(outage, "time", clock)
    return clock


def _outage() -> Outage:
    return Outage(structlog.get_logger("knoop"), "it is away", "it is back")


def test_what_goes_wrong_again_and_again_is_said_once_and_then_every_ten_minutes(
    time: _Time,
) -> None:
    away = _outage()
    with capture_logs() as logs:
        for _ in range(25 * 60):
            away.failed("the disk is full")
            time.moment += 1
    assert [(one["event"], one["why"]) for one in logs] == [("it is away", "the disk is full")] * 3


def test_another_reason_is_said_as_well(time: _Time) -> None:
    away = _outage()
    with capture_logs() as logs:
        for why in ("locked", "full", "locked", "full"):
            away.failed(why, todo="look")
    assert [(one["why"], one["todo"]) for one in logs] == [("locked", "look"), ("full", "look")]


def test_it_is_over_when_nothing_failed_for_a_while(time: _Time) -> None:
    away = _outage()
    with capture_logs() as logs:
        away.worked()
        away.failed("full")
        time.moment += 100
        away.failed("full")
        away.worked()
        time.moment += QUIET
        away.worked(ago=1)
        assert len(logs) == 1
        assert away.why == "full"
        away.worked()
        assert len(logs) == 2
        assert not away.why
        away.failed("full")
    assert [one["event"] for one in logs] == ["it is away", "it is back", "it is away"]
    assert logs[1]["seconds"] == 100
    assert AGAIN > QUIET
