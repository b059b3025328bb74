"""`knoop check` reads the templates of pictures and reports."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.reader.coach import CONTENT
from bot.reader.templates import template_mistakes
from dialogs.coach import Coach


def test_what_is_shipped_is_in_order(coach: Coach) -> None:
    assert list(template_mistakes(CONTENT, coach)) == []


def test_a_content_without_templates_has_no_mistakes_in_them(coach: Coach, tmp_path: Path) -> None:
    assert list(template_mistakes(tmp_path, coach)) == []


def test_a_broken_picture_is_told_with_its_line(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "map.svg").write_text("<svg>\n{{ title | }}\n</svg>", encoding="utf-8")
    mistakes = [str(mistake) for mistake in template_mistakes(tmp_path, coach)]
    assert len(mistakes) == 1
    assert mistakes[0].startswith("pictures/map.svg:2: the template cannot be read: ")


def test_a_broken_report_is_told_in_every_language(coach: Coach, tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "reports", tmp_path / "reports")
    template = tmp_path / "reports" / "network.typ"
    written = template.read_text(encoding="utf-8").replace("values.starter", "values.start")
    template.write_text(written, encoding="utf-8")
    mistakes = [str(mistake) for mistake in template_mistakes(tmp_path, coach)]
    assert len(mistakes) == 4
    assert all(one.startswith("reports/network.typ:1: ") for one in mistakes)
    assert "start" in mistakes[0]
