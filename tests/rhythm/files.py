"""The calendar files of the tests, each written in the manner of one program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.ics import read
from tests.rhythm.people import at

HERE = Path(__file__).parent / "ics"
NOW = at("2026-03-02T13:00")


def file(name: str) -> list[dict[str, Any]]:
    return read((HERE / f"{name}.ics").read_bytes(), NOW)
