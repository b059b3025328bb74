"""Wider words about a statement, where the exact ones would tell two what all others said."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.instruments.pulse import Pulse
from dialogs.team.discretion import discreet, wider
from tests.table import Table
from tests.team.attack import SIZES, VALUES, all_answers
from tests.team.filling import closes, says_the_form, starts_other, texts, ticks


@pytest.mark.parametrize("size", SIZES[:2])
def test_wider_words_are_true_and_less_and_less_telling(coach: Coach, size: int) -> None:
    pulse = coach.instrument("pulse", Pulse)
    for answers in all_answers(VALUES, size):
        reading = pulse.read(answers)
        words = list(wider(pulse, answers, reading))
        assert words[0].mean_shown == reading.mean_shown
        assert all(pulse.mean_band(answers) in one.mean_shown for one in words)
        assert discreet(pulse, answers).mean_shown in {one.mean_shown for one in words}


FEW = "Minder dan de helft deed mee"


def test_of_less_than_half_of_a_group_it_is_said_that_this_is_few(coach: Coach) -> None:
    for command in ("vorm", "vast"):
        table = Table(coach, members=20)
        table.joins()
        starts_other(table, command)
        for person in range(3, 9):
            if command == "vorm":
                says_the_form(table, person, "5 5 5 1 4 Nee Iedereen")
            else:
                ticks(table, person, "S01")
        closes(table)
        assert any(FEW in said for said in texts(table)), command
