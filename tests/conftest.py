"""What many tests share: the content as it is shipped."""

from pathlib import Path

import pytest

from bot.reader.knowledge import read_knowledge
from dialogs.outcome import Knowledge

CONTENT = Path(__file__).parent.parent / "content"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return read_knowledge(CONTENT)
