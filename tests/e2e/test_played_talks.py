"""Played talks once more, on Telegram: what stands in the chat is what the core said.

One of each dialogue in each language, and those in which days go by or something odd is sent; what
the others say more is said the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from bot.app import serving
from bot.pace import UNHURRIED
from bot.reader.strict import read_file
from bot.settings import Settings
from bot.thinking import house
from dialogs.coach import Coach
from dialogs.text import plain
from tests.botapi import BotApi, User
from tests.conversations.stage import HERE, TALKS
from tests.phone import BEGIN, Phone

Clock = time_machine.Traveller
Shown = tuple[str, list[str]]


def written(path: Path) -> dict[str, Any]:
    talk: dict[str, Any] = read_file(path, HERE).value
    return talk


def _on_telegram_too(name: str) -> bool:
    entries = written(HERE / name)["talk"]
    return name.count(".") == 2 or any({"days_later", "send"} & {*entry} for entry in entries)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of the machine, on the day of most talks; it goes on by itself."""
    with time_machine.travel(BEGIN) as coordinates:
        yield coordinates


def full_label(phone: Phone, beginning: str) -> str:
    """Return the words of the button that a talk names by their beginning."""
    labels = phone.labels
    if beginning in labels:
        return beginning
    return next(label for label in labels if label.lstrip("☐☑✓ ").startswith(beginning))


async def does(entry: dict[str, Any], phone: Phone, user: User, clock: Clock) -> None:
    """Do one entry of a talk, on the phone of the tests and on Telegram."""
    if "days_later" in entry:
        later = timedelta(days=int(entry["days_later"]))
        phone.now += later
        clock.shift(later)
    elif "you" in entry:
        phone.types(str(entry["you"]))
        await user.types(str(entry["you"]))
    elif "press" in entry:
        label = full_label(phone, str(entry["press"]))
        phone.presses(label)
        await (await user.presses(label)).is_answered()
    elif "send" in entry:
        phone.sends(str(entry["send"]))
        await user.sends(str(entry["send"]))
    await user.chat.settled(still=0.03)


def on_telegram(user: User) -> list[Shown]:
    messages = (message for message in user.chat.from_bot if message.file is None)
    return [(message.text, message.labels) for message in messages]


def on_the_phone(phone: Phone) -> list[Shown]:
    return [
        (plain(message.text), [button.label for row in message.rows for button in row])
        for _, message in sorted(phone.messages.items())
    ]


@pytest.mark.parametrize("name", [name for name in TALKS if _on_telegram_too(name)])
async def test_a_played_talk_goes_the_same_on_telegram(
    name: str, botapi: BotApi, settings: Settings, coach: Coach, clock: Clock
) -> None:
    talk = written(HERE / name)
    if "day" in talk:
        clock.move_to(datetime.fromisoformat(f"{talk['day']}T12:00:00+00:00"))
    language = talk.get("language", "nl")
    user = botapi.user("Ann", language=language)
    async with serving(settings, UNHURRIED) as line:
        here = house(settings, line.username, bool(line.can_read_all_group_messages))
        phone = Phone(replace(coach, house=here), language, datetime.now().astimezone())
        for entry in talk["talk"]:
            if "knoop" not in entry:
                await does(entry, phone, user, clock)
    assert on_telegram(user) == on_the_phone(phone)
    handed = [message.file.name for message in user.chat.from_bot if message.file is not None]
    made = (*phone.files, *phone.pictures, *phone.reports, *phone.forms)
    assert len(handed) == len(made)
