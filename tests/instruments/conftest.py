"""What the tests of all instruments share."""

import pytest

from dialogs.outcome import Knowledge
from tests.instruments.spoken import Speaker


@pytest.fixture(scope="module")
def speaker(request: pytest.FixtureRequest, knowledge: Knowledge) -> Speaker:
    """Who says the advice of the dialogue that the test module names as its ``DIALOGUE``."""
    return Speaker(request.module.DIALOGUE, knowledge)
