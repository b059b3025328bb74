"""What the documentation says of settings, commands and dialogues is what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.handbook import pages
from bot.reader.coach import read_coach

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("path", "text"),
    list(pages(ROOT, read_coach(), main)),
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_the_page_is_as_the_program_makes_it(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `knoop handbook` and commit what it wrote"


def test_every_decision_is_in_the_list() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "docs" / "decisions").glob("0*.md"):
        assert path.name in listed
