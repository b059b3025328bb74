"""What the documentation says of settings, commands and dialogues is what the program does."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.handbook import pages
from bot.reader.coach import read_coach
from bot.settings import Settings
from bot.store import Queue
from bot.tally import Tally
from bot.watch import families
from dialogs.text import plain
from tests.phone import Phone

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("path", "text"),
    list(pages(ROOT, read_coach(), main)),
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_the_page_is_as_the_program_makes_it(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `knoop handbook` and commit what it wrote"


def _told() -> str:
    """Everything that tells people how to run it."""
    paths = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "deploy").iterdir(),
        ROOT / "Dockerfile",
        ROOT / "compose.yaml",
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_setting_is_told_and_no_other() -> None:
    settings = {f"KNOOP_{name.upper()}" for name in Settings.model_fields}
    # Where compiled content is kept is read before any setting is; the name of the machine is only
    # for the proxy of compose.yaml.
    known = settings | {"KNOOP_CACHE", "KNOOP_HOST"}
    assert set(re.findall(r"\bKNOOP_[A-Z_]+\b", _told())) == known


def test_compose_hands_on_every_setting_there_is() -> None:
    """What stands in `.env` and is handed on to nobody is passed over in silence."""
    told = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    given = told["services"]["worker"]["environment"]
    elsewhere = {"api_url", "file_url"}  # for a Bot API server of one's own
    assert set(given) == {
        f"KNOOP_{name.upper()}" for name in set(Settings.model_fields) - elsewhere
    }
    for name in ("ALLOWED", "BURST", "FREE_DAYS", "POLL_KEY", "LOG", "WEBHOOK_SECRET"):
        left_out = re.sub(r"\$\{\w+:-(.*)\}", r"\1", given[f"KNOOP_{name}"])
        plain = Settings()
        assert left_out == str(getattr(plain, name.lower()))


def test_every_metric_is_told_and_no_other() -> None:
    queue = Queue(0.0, 0, 0, 0)
    told_of = list(families(Tally(), queue, 0.0, Counter()))
    told = set(re.findall(r"`(knoop_[a-z_]+)`", _told()))
    metrics = {f"{one.name}_total" if one.type == "counter" else one.name for one in told_of}
    assert told == metrics


def test_every_decision_is_in_the_list() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "docs" / "decisions").glob("0*.md"):
        assert path.name in listed


def test_the_talk_on_the_first_page_is_what_knoop_says() -> None:
    talk = (ROOT / "README.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    phone = Phone(read_coach())
    for line in filter(None, talk.splitlines()):
        if line.startswith("> /"):
            phone.types(line.removeprefix("> "))
        elif line.startswith("> "):
            phone.presses(line.removeprefix("> "))
        else:
            _, place, question = re.split(r"^(\d/\d)?\s*", line.split(" [")[0], maxsplit=1)
            said = " ".join(plain(phone.last.text).split())
            assert (place or "") in said
            assert question.rstrip("?").strip() in said
