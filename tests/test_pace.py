"""How fast Knoop may speak."""

from __future__ import annotations

import pytest

from bot.pace import TELEGRAM, UNHURRIED, Pace, Rate


def spoken_in(seconds: float, *, group: bool, chats: int = 1) -> int:
    """How many messages go out in *seconds* to *chats* chats that all have plenty waiting."""
    pace, sent = Pace(TELEGRAM, 0.0), 0
    for tick in range(int(seconds * 100)):
        now = tick / 100
        resting = pace.resting(now)
        for chat in [f"1:{number}" for number in range(chats)]:
            if chat not in resting and pace.room(now) > 0:
                pace.spend(chat, group, now)
                sent += 1
    return sent


def test_a_private_chat_takes_five_at_once_and_then_one_a_second() -> None:
    assert spoken_in(0.5, group=False) == 5
    assert spoken_in(10, group=False) == 14


def test_a_group_takes_no_more_than_twenty_a_minute() -> None:
    assert 18 <= spoken_in(60, group=True) <= 20


def test_no_more_than_thirty_a_second_go_out_in_all() -> None:
    assert 28 <= spoken_in(1, group=False, chats=100) <= 30


def test_a_chat_that_has_rested_is_forgotten() -> None:
    pace = Pace(TELEGRAM, 0.0)
    for _ in range(5):
        pace.spend("1:7", False, 0.0)
    assert pace.resting(0.5) == ["1:7"]
    assert pace.wait(0.5) == pytest.approx(0.5)
    assert pace.resting(60.0) == []
    assert pace.wait(60.0) is None


@pytest.mark.parametrize("rate", [TELEGRAM.in_all, TELEGRAM.private, TELEGRAM.group])
def test_a_bucket_is_never_fuller_than_its_burst(rate: Rate) -> None:
    pace = Pace(TELEGRAM, 0.0)
    assert pace.room(10_000.0) == int(TELEGRAM.in_all.burst)
    assert rate.burst >= 1


def test_a_terminal_need_not_wait() -> None:
    pace = Pace(UNHURRIED, 0.0)
    for _ in range(1000):
        pace.spend("1:7", False, 0.0)
    assert pace.resting(0.0) == []
    assert pace.room(0.0) > 1000


def test_several_workers_keep_to_the_limits_together() -> None:
    paces = [Pace(TELEGRAM, 0.0) for _ in range(3)]
    sent, tenths = 0, 600
    for pace in paces:
        pace.spend("1:7", False, 0.0)
        pace.spend("1:-9", True, 0.0)
        pace.share(3)
    for tenth in range(tenths):
        for pace in paces:
            while "1:7" not in pace.resting(tenth / 10) and pace.room(tenth / 10):
                pace.spend("1:7", False, tenth / 10)
                sent += 1
    assert tenths / 10 - 2 <= sent <= tenths / 10 + 6


def test_a_worker_that_is_left_alone_takes_the_whole_pace_again() -> None:
    pace = Pace(TELEGRAM, 0.0)
    pace.share(10)
    assert pace.room(0.0) == 1
    pace.share(1)
    assert pace.room(1.0) == TELEGRAM.in_all.burst
