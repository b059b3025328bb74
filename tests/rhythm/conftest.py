"""The phone of somebody with a network and a plan."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from tests.phone import Phone
from tests.rhythm.people import planner


@pytest.fixture
def phone(coach: Coach) -> Phone:
    return planner(coach)
