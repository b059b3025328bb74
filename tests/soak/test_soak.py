"""A very short soak, so that the long one works when somebody asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import soak
from tests.soak.soak import Soak


async def test_a_short_soak_keeps_every_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(soak, "KILL_EVERY", 8.0)
    short = Soak(0.5, 20, 1, tmp_path, pause=(1.0, 3.0))
    await short.run()
    assert short.kept(), short.told() + short.snapshot.log.read_text(encoding="utf-8")
    assert short.kills
    assert short.said > 20
