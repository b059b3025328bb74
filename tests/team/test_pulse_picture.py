"""The result of a pulse as a picture: what the group saw, and the same in words."""

from __future__ import annotations

import pytest

from bot.drawing import draw
from dialogs.coach import Coach
from dialogs.effect import Picture
from tests.table import Table
from tests.team.filling import fills, pulse, starts

FIVE = ["4231", "4232", "5134", "4245", "4345"]


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=9)
    made.joins()
    return made


def picture(table: Table) -> Picture:
    table.group(3).presses("Als beeld")
    (shown,) = [effect for _, effect in table.said if isinstance(effect, Picture)]
    return shown


def test_the_picture_shows_the_bands_that_the_group_saw(table: Table) -> None:
    pulse(table, FIVE)
    shown = picture(table)
    assert shown.file == "peiling-2026-03-02"
    assert "Onze peiling: 5 antwoorden" in shown.caption
    assert "Doel: sterk, eensgezind" in shown.caption
    assert [row["bars"] for row in shown.values["rows"]] == [[], [], [], []]
    assert draw(shown).startswith(b"\x89PNG")


def test_from_eight_answers_on_it_may_hold_bars(table: Table) -> None:
    pulse(table, ["4444"] * 4 + ["5444"] * 4)
    shown = picture(table)
    assert shown.values["rows"][0]["bars"] == [0, 0, 0, 4, 4]
    assert "Doel: sterk, eensgezind, gekozen: 4 keer 4, 4 keer 5" in shown.caption
    draw(shown)


def test_without_a_result_there_is_no_picture(table: Table) -> None:
    starts(table)
    fills(table, 2, "4444")
    labels = [button.label for row in table.group().last.rows for button in row]
    assert "Als beeld" not in labels
