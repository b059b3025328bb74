"""A content that may be spoiled, with a cache of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader.sample import Folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("KNOOP_CACHE", str(tmp_path / "cache"))
    return Folder.make(tmp_path / "content")
