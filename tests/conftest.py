"""What many tests share: the content as it is shipped."""

import os

import pytest
from hypothesis import HealthCheck, settings

from bot.reader.coach import CONTENT, read_coach
from bot.reader.knowledge import read_knowledge
from dialogs.coach import Coach
from dialogs.outcome import Knowledge

# A slow machine is no failure. Where the same commit must always give the same answer (CI), the
# random examples are the same every time; elsewhere every run looks further.
settings.register_profile(
    "knoop",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("knoop")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the played talks anew")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return read_knowledge(CONTENT)


@pytest.fixture(scope="session")
def coach() -> Coach:
    return read_coach()
