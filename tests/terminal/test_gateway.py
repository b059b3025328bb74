"""In a terminal a picture and a report become files, and their captions are printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.gateway import Delivered, Lost, Post
from bot.terminal.gateway import TerminalGateway
from dialogs.coach import Coach
from dialogs.effect import Effect
from dialogs.event import Key
from dialogs.report import report
from tests.drawing.sample import arena
from tests.report.sample import memory, view


@pytest.fixture
def printed() -> list[str]:
    return []


@pytest.fixture
def gateway(tmp_path: Path, printed: list[str]) -> TerminalGateway:
    return TerminalGateway(printed.append, False, tmp_path)


def _post(effect: Effect) -> Post:
    return Post(1, Key(0, 0, 0, 0), effect)


async def test_a_picture_is_a_file_with_its_facts_in_words(
    gateway: TerminalGateway, printed: list[str], tmp_path: Path, coach: Coach
) -> None:
    picture = replace(arena(coach, "nl", 3), caption="<b>Kern</b>: OCMW &amp; co")
    assert await gateway.deliver(_post(picture), None) == Delivered()
    assert (tmp_path / "kaart.png").read_bytes().startswith(b"\x89PNG")
    assert printed[0] == "  kaart.png ..."
    assert "Kern: OCMW & co" in printed


async def test_a_report_is_a_file(
    gateway: TerminalGateway, printed: list[str], tmp_path: Path, coach: Coach
) -> None:
    made = report(view(coach, "en", memory(3)), private=False)
    assert await gateway.deliver(_post(made), None) == Delivered()
    assert (tmp_path / "report-to-share-2026-03-02.pdf").read_bytes().startswith(b"%PDF")
    assert printed[0] == "  report-to-share-2026-03-02.pdf ..."


async def test_what_cannot_be_made_is_lost(gateway: TerminalGateway, coach: Coach) -> None:
    broken = replace(arena(coach, "nl", 1), values={})
    lost = await gateway.deliver(_post(broken), None)
    assert lost == Lost("picture arena cannot be drawn: KeyError")
