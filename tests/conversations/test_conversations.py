"""Played talks: each file is a conversation, read aloud by people and checked by the machine.

``pytest tests/conversations --regenerate`` writes what Knoop says now into the files; read the
difference before you commit it. In ``polls`` are the talks of people who came from their group to
answer a poll; these need a poll that is open, and are not played on Telegram. Nor are those in
``rhythm``, in which something falls due, and in ``tables``, in which a whole team talks
(``stage.py``).
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.reader.strict import read_file
from dialogs.coach import Coach
from tests.conversations.stage import HERE, TALKS, play

IN_FOLDERS = sorted(str(path.relative_to(HERE)) for path in HERE.glob("*/*.yaml"))


class _Block(str):
    """A text that is written over several lines."""

    __slots__ = ()


def _block(dumper: yaml.SafeDumper, text: _Block) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


yaml.SafeDumper.add_representer(_Block, _block)


class _Row(list[str]):
    """Buttons pressed one after the other, on one line."""

    __slots__ = ()


def _row(dumper: yaml.SafeDumper, labels: _Row) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", labels, flow_style=True)


yaml.SafeDumper.add_representer(_Row, _row)


def as_written(entry: dict[str, Any]) -> dict[str, Any]:
    """Return *entry* as it stands in a file."""
    if "knoop" in entry:
        return {**entry, "knoop": _Block(entry["knoop"] + "\n")}
    if isinstance(entry.get("press"), list):
        return {**entry, "press": _Row(entry["press"])}
    return entry


@pytest.mark.parametrize("name", [*TALKS, *IN_FOLDERS])
def test_the_talk_goes_as_written(name: str, coach: Coach, request: pytest.FixtureRequest) -> None:
    path = HERE / name
    talk = read_file(path, HERE).value
    played = play(coach, talk)
    if request.config.getoption("--regenerate"):
        new = {**talk, "talk": [as_written(entry) for entry in played]}
        path.write_text(
            yaml.safe_dump(new, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8"
        )
        return
    expected = [
        {key: value.rstrip("\n") if key == "knoop" else value for key, value in entry.items()}
        for entry in talk["talk"]
    ]
    assert played == expected
