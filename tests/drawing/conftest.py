"""Golden pictures: the SVG as it was when somebody last looked at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.drawing import svg
from dialogs.effect import Picture

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, Picture], str]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a picture with the one that is kept; ``--regenerate`` keeps it as it is now."""

    def compare(name: str, picture: Picture) -> str:
        drawn = svg(picture)
        kept = GOLDEN / f"{name}.svg"
        if request.config.getoption("--regenerate"):
            kept.write_text(drawn, encoding="utf-8")
        assert drawn == kept.read_text(encoding="utf-8")
        return drawn

    return compare
