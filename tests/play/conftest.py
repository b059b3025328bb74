"""The coach as ``knoop play`` uses it: what is remembered plays no part."""

import pytest

from bot.reader.coach import read_coach
from dialogs.coach import Coach


@pytest.fixture(scope="session")
def headless() -> Coach:
    return read_coach(headless=True)
