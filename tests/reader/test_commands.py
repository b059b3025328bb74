"""``knoop check`` and ``knoop draw`` on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.reader.check import json_schema
from tests.reader.sample import ADVICE, TRIAL, Folder


def test_the_command_says_that_all_is_in_order(folder: Folder) -> None:
    result = CliRunner().invoke(main, ["check", "--content", str(folder.root)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "in order" in result.stdout


def test_the_command_prints_every_mistake_and_ends_with_one(folder: Folder) -> None:
    folder.spoil(TRIAL, "later: [more]", "latter: [more]")
    folder.spoil(ADVICE, "  source:", "  sauce:")
    result = CliRunner().invoke(main, ["check", "--content", str(folder.root)])
    assert result.exit_code == 1
    assert f"{TRIAL}:5: 'latter' is not known here" in result.stdout
    assert "2 to mend" in result.stderr


@pytest.mark.parametrize("folder_name", ["dialogs", "advice", "sources", "phrases"])
def test_editors_get_a_schema(folder_name: str) -> None:
    result = CliRunner().invoke(main, ["check", "--schema", folder_name])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(json_schema(folder_name))


def test_a_schema_that_does_not_exist_is_named() -> None:
    result = CliRunner().invoke(main, ["check", "--schema", "attic"])
    assert result.exit_code == 2
    assert "attic" in result.stderr


def test_drawing_shows_every_step_and_where_it_leads() -> None:
    result = CliRunner().invoke(main, ["draw", "mandate"])
    assert result.exit_code == 0
    assert result.stdout.startswith("stateDiagram-v2")
    assert "--> [*]" in result.stdout


def test_drawing_what_does_not_exist_is_refused_in_one_line() -> None:
    result = CliRunner().invoke(main, ["draw", "attic"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown dialogue 'attic'" in result.stderr
