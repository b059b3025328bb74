"""What many tests share: the content as it is shipped."""

import pytest

from bot.reader.coach import CONTENT, read_coach
from bot.reader.knowledge import read_knowledge
from dialogs.coach import Coach
from dialogs.outcome import Knowledge


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the played talks anew")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return read_knowledge(CONTENT)


@pytest.fixture(scope="session")
def coach() -> Coach:
    return read_coach()
