"""Advice that is said like other advice: its words are written once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.reader.check import check
from bot.reader.coach import CONTENT, read_coach
from bot.reader.strict import ContentError
from dialogs.coach import Coach


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content that may be spoiled, with a cache of its own."""
    monkeypatch.setenv("KNOOP_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def spoil(content: Path, old: str, new: str) -> None:
    path = content / "advice" / "stuck.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_entry_has_the_words_and_sources_of_the_one_it_is_like(coach: Coach) -> None:
    advice = coach.advice["stuck"]
    for part in ("label", "brief", "text", "more"):
        assert getattr(advice["D7"], part).words == getattr(advice["D1"], part).words
    assert advice["D7"].source == advice["D1"].source
    assert advice["D7"].id == "D7"


def test_an_entry_that_is_like_nothing_is_named_with_its_line(content: Path) -> None:
    spoil(content, "D4: {like: D1}", "D4: {like: D99}")
    with pytest.raises(ContentError, match=r"advice/stuck.yaml:\d+: there is no advice 'D99'"):
        read_coach(content)


def test_an_entry_needs_words_or_another_entry(content: Path) -> None:
    spoil(content, "D4: {like: D1}", "D4: {source: [ours]}")
    assert any("`like`" in mistake.what for mistake in check(content))
