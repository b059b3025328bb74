"""The table at which most of these tests begin."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from tests.table import Table


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=6)
    made.joins()
    return made
