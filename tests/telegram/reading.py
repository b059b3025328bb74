"""Reads what the loopback sent, as Knoop does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from telegram import Update, User

from bot.telegram.inbound import ALLOWED, read
from bot.telegram.press import read_press
from dialogs.event import (
    Event,
    Happening,
    from_json,
    to_json,
)
from tests.botapi import BotApi

ME = User(4242, "Knoop", is_bot=True, username="KnoopBot")
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def read_raw(content: dict[str, Any]) -> Event | None:
    query = content.get("callback_query")
    if query is not None:
        return read(read_press(1, query), ME, NOW)
    return read(Update.de_json({"update_id": 1, **content}, None), ME, NOW)


def latest(botapi: BotApi) -> Event | None:
    update = botapi.updates.sent[-1]
    assert next(kind for kind in update if kind != "update_id") in ALLOWED
    event = read_raw({kind: value for kind, value in update.items() if kind != "update_id"})
    assert event is None or from_json(to_json(event)) == event
    return event


def latest_what(botapi: BotApi) -> Happening | None:
    event = latest(botapi)
    return None if event is None else event.what
