"""``knoop play``: in this process and as from a terminal, and what comes out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from click.testing import CliRunner, Result

from bot.cli import main
from bot.play import play
from dialogs.coach import Coach

DAY = date(2026, 3, 2)
KEYS = ["dialogue", "lang", "asked", "missing", "provisional", "results", "advice"]


def report(
    headless: Coach, dialogue: str, answers: dict[str, Any], language: str = "nl"
) -> dict[str, Any]:
    """Play *dialogue* in this process, without a command line, and return what would be printed."""
    return dict(play(headless, dialogue, answers, language, DAY).report)


def knoop(*arguments: str, stdin: str | bytes = "") -> Result:
    """Call the command line in this process."""
    return CliRunner().invoke(main, ["play", *arguments], input=stdin)


def report_of(dialogue: str, answers: str, *arguments: str) -> dict[str, Any]:
    result = knoop(dialogue, "--json", "--at", "2026-03-02", *arguments, stdin=answers)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def refused(result: Result) -> str:
    """Return the one line of a refusal."""
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("knoop: ")
    return line
