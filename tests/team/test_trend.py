"""What changed since an earlier pulse: only what is certain, and no difference of one person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.poll import Poll
from dialogs.team.trend import changes, comparable
from tests.table import Table
from tests.team.filling import closes, fills, pulse, starts

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def poll(voters: str, form: str = "short", statements: Any = None) -> Poll:
    shown = {"statements": {"P1": {"bands": ["strong"]}} if statements is None else statements}
    return Poll(
        id=1,
        kind="pulse",
        conversation="1:-100:0:-",
        starter="",
        series=1,
        begun=NOW,
        form=form,
        shown=shown,
        voters=frozenset(voters),
    )


@pytest.mark.parametrize(
    ("now", "then", "may"),
    [
        (poll("abcdefgh"), poll("abcdexyz"), True),
        (poll("abcdefgh"), poll("abcdefgh"), False),
        (poll("abcdefgh"), poll("abcdefgx"), False),
        (poll("abcdefgh"), poll("abcdvwxy"), False),
        (poll("abcdefgh"), poll("abcde", form="long"), False),
        (poll("abcdefgh"), poll("abcde", statements={}), False),
        (poll("abcdefgh"), poll("abcde"), True),
    ],
    ids=["three others", "the same", "one other", "too few same", "form", "not shown", "joined"],
)
def test_what_may_be_compared(now: Poll, then: Poll, may: bool) -> None:
    assert (comparable(now, [then]) is then) is may


def test_the_latest_that_may_be_compared_counts() -> None:
    one, two, other = poll("abcde"), poll("abcdexyz"), poll("zyxwv")
    assert comparable(poll("abcdefgh"), [one, two, other]) is two


BARS_24 = {"bands": ["concern"], "bars": [0, 6, 4, 0, 0]}
CONCERN, ATTENTION, STRONG = ({"bands": [band]} for band in ("concern", "attention", "strong"))


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        (CONCERN, STRONG, "up"),
        (STRONG, CONCERN, "down"),
        (CONCERN, ATTENTION, None),
        (BARS_24, ATTENTION, "up"),
        (ATTENTION, BARS_24, "down"),
        (BARS_24, {"bands": ["concern"], "bars": [0, 6, 2, 2, 0]}, None),
        (BARS_24, {"bands": ["attention"], "bars": [0, 4, 2, 2, 2]}, "up"),
        ({"bands": ["attention", "concern"]}, STRONG, None),
        ({"bands": []}, STRONG, None),
        ({}, STRONG, None),
    ],
)
def test_a_change_is_called_one_when_it_is_half_a_point_at_least(
    then: dict[str, Any], now: dict[str, Any], moved: str | None
) -> None:
    assert changes({"P1": now}, {"P1": then}) == ([["P1", moved]] if moved else [])


def next_pulse(table: Table, answers: dict[int, str]) -> str:
    table.later(days=31)
    here = table.group()
    here.types("/peiling")
    here.presses("We praatten")
    starts(table)
    for person, values in answers.items():
        fills(table, person, values)
    return closes(table)


def test_a_second_pulse_tells_what_clearly_changed(coach: Coach) -> None:
    table = Table(coach, members=9)
    table.joins()
    pulse(table, ["4241"] * 5)
    result = next_pulse(table, dict.fromkeys(range(2, 10), "4545"))
    said = result + table.group().text
    assert "Sinds maandag 2 maart" in said
    assert "Meerwaarde: duidelijk beter" in said
    assert "Doel: duidelijk" not in said


def test_a_small_difference_is_no_progress(coach: Coach) -> None:
    table = Table(coach, members=9)
    table.joins()
    pulse(table, ["4241"] * 5)
    assert "niets dat zeker veranderde" in next_pulse(table, dict.fromkeys(range(2, 10), "4241"))


def test_the_same_people_get_no_trend(coach: Coach) -> None:
    table = Table(coach, members=9)
    table.joins()
    pulse(table, ["4241"] * 5)
    assert "Sinds" not in next_pulse(table, dict.fromkeys(range(2, 7), "4545"))
