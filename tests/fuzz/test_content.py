"""Content files with any node replaced, dropped or doubled: always a line with file and number.

``tests/reader/test_check.py`` does the same with single characters.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
import yaml

from bot.reader.check import check
from bot.reader.coach import CONTENT, read_coach
from bot.reader.strict import ContentError

INSTEAD: Final[tuple[Any, ...]] = (
    *(None, "", 0, -1, 1e300, True, [], {}, [[]], {"nl": "x"}, {"nl": None, "en": []}),
    *("{{ 7 / 0 }}", "{{ x.y.z }}", "{% for a in b %}", "{{ ''.__class__ }}", "x and", "<b>"),
    *("nergens", "advice", "x" * 5000, "\u202e", ["a", "a"], {"when": "x ==", "to": "y"}),
)
MUTANTS: Final = 40
"""Files with one other node; the seeds are the same every time."""


def _nodes(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    children: Any = node.items() if isinstance(node, dict) else ()
    children = enumerate(node) if isinstance(node, list) else children
    for key, child in children:
        yield from _nodes(child, (*path, key))


def _mutate(document: Any, chance: Random) -> None:
    *way, last = chance.choice(list(_nodes(document)))
    inside = document
    for key in way:
        inside = inside[key]
    match chance.choice(("replace", "replace", "drop", "rename")):
        case "drop":
            del inside[last]
        case "rename" if isinstance(inside, dict):
            inside["anders"] = inside.pop(last)
        case _:
            inside[last] = chance.choice(INSTEAD)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(CONTENT, root)
    return root


FILES: Final = sorted(
    str(path.relative_to(CONTENT))
    for path in CONTENT.rglob("*.yaml")
    if path.parent.name != "phrases"
)


@pytest.mark.parametrize("seed", range(MUTANTS))
def test_a_file_with_another_node_is_read_or_named_with_its_line(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("KNOOP_CACHE", str(tmp_path))
    chance = Random(seed)  # noqa: S311 - the same every time
    path = content / chance.choice(FILES)
    before = path.read_text(encoding="utf-8")
    document = yaml.safe_load(before)
    _mutate(document, chance)
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    try:
        read_coach(content)
    except ContentError as error:
        for mistake in error.mistakes:
            assert mistake.file, mistake
            assert mistake.line >= 1, mistake
            assert mistake.what, mistake
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_the_check_survives_what_reading_lets_through(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """What can be read may still go wrong when it is drawn: that has a file and a line too."""
    monkeypatch.setenv("KNOOP_CACHE", str(tmp_path))
    chance = Random(seed)  # noqa: S311 - the same every time
    path = content / "dialogs" / chance.choice(("checkin.yaml", "delegate.yaml", "feedback.yaml"))
    before = path.read_text(encoding="utf-8")
    document = yaml.safe_load(before)
    for _ in range(3):
        _mutate(document, chance)
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    try:
        for mistake in check(content):
            assert mistake.file
            assert mistake.line >= 1
            assert mistake.what
    finally:
        path.write_text(before, encoding="utf-8")
