"""A phone that nobody used yet."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from tests.phone import Phone


@pytest.fixture
def phone(coach: Coach) -> Phone:
    return Phone(coach)
