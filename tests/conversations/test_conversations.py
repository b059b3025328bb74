"""Played talks: each file is a conversation, read aloud by people and checked by the machine.

``pytest tests/conversations --regenerate`` writes what Knoop says now into the files; read the
difference before you commit it. In ``polls`` are the talks of people who came from their group to
answer a poll; these need a poll that is open, and are not played on Telegram. Nor are those in
``rhythm``, in which something falls due.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.reached.played import poll_of
from bot.reader.strict import read_file
from dialogs.coach import Coach
from dialogs.event import FellDue
from tests.phone import BEGIN, Phone, written

HERE = Path(__file__).parent
TALKS = sorted(path.name for path in HERE.glob("*.yaml"))
IN_POLLS = sorted(f"polls/{path.name}" for path in (HERE / "polls").glob("*.yaml"))
IN_RHYTHM = sorted(f"rhythm/{path.name}" for path in (HERE / "rhythm").glob("*.yaml"))
VERBS = ("you", "press", "send", "days_later", "falls_due")


class _Block(str):
    """A text that is written over several lines."""

    __slots__ = ()


def _block(dumper: yaml.SafeDumper, text: _Block) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


yaml.SafeDumper.add_representer(_Block, _block)


def _act(phone: Phone, entry: dict[str, Any]) -> str:
    if "you" in entry:
        return written(phone.types(str(entry["you"])))
    if "press" in entry:
        return written(phone.presses(str(entry["press"])))
    if "send" in entry:
        return written(phone.sends(str(entry["send"])))
    if "falls_due" in entry:
        return written(phone.happens(FellDue(**entry["falls_due"])))
    phone.now += timedelta(days=int(entry["days_later"]))
    return ""


def play(coach: Coach, talk: dict[str, Any]) -> list[dict[str, Any]]:
    """Return *talk* as it goes today: what the person does, and what Knoop says to it."""
    day = talk.get("day")
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00") if day else BEGIN
    phone = Phone(coach, talk.get("language", "nl"), now, polls=poll_of(talk))
    played: list[dict[str, Any]] = []
    for entry in talk["talk"]:
        done = {verb: entry[verb] for verb in VERBS if verb in entry}
        if done:
            said = _act(phone, done)
            played.append(done)
            if said:
                played.append({"knoop": said})
    return played


@pytest.mark.parametrize("name", [*TALKS, *IN_POLLS, *IN_RHYTHM])
def test_the_talk_goes_as_written(name: str, coach: Coach, request: pytest.FixtureRequest) -> None:
    path = HERE / name
    talk = read_file(path, HERE).value
    played = play(coach, talk)
    if request.config.getoption("--regenerate"):
        for entry in played:
            if "knoop" in entry:
                entry["knoop"] = _Block(entry["knoop"] + "\n")
        new = {**talk, "talk": played}
        path.write_text(
            yaml.safe_dump(new, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8"
        )
        return
    expected = [
        {key: value.rstrip("\n") if key == "knoop" else value for key, value in entry.items()}
        for entry in talk["talk"]
    ]
    assert played == expected
