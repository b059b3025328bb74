"""What a poll leaves behind: in the sessions, the log, the metrics and the counts of Knoop."""

from __future__ import annotations

import asyncio
import hmac
import re
import sqlite3
from base64 import b64decode
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import token
from bot.settings import Settings
from tests.botapi import BotApi
from tests.e2e.teams import TEN, answers, opens, team
from tests.store.remains import on_disk

NUMBERS = re.compile(r"-?\d+(:voted:\d+|:\d+@\d+)?|clock:\d+")
TOLD = {"event", "log_level", "cause", "number", "effects", "post", "tries"}
STATEMENT = re.compile(r'"P\d+"')


def rows(database: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute(statement).fetchall()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"poll_key": "kept apart from the database"})


async def test_a_poll_leaves_no_answer_anywhere(
    botapi: BotApi, knoop: Settings, tmp_path: Path
) -> None:
    """Handed in, an answer stands with the poll alone; closed, nowhere. The log tells numbers."""
    database = tmp_path / "knoop.sqlite3"
    group, users = team(botapi, 6)
    with capture_logs() as logs:
        await opens(group, users[1])
        given = ("1355", "2244", "3143", "4432", "5521")
        await asyncio.gather(
            *(answers(user, group, g) for user, g in zip(users, given, strict=False))
        )
        await users[5].follows(await users[5].at(group).presses("Vul in"))
        await users[5].presses("Begin")
        await users[5].chat.until("1/5", TEN)
        await users[5].presses("4")
        await users[5].chat.until("2/5", TEN)
        await group.chat.until("5 ingevuld", TEN)
        kept = rows(database, "SELECT session FROM sessions")
        half_way = [session for (session,) in kept if STATEMENT.search(session)]
        assert len(half_way) == 1
        await users[1].at(group).presses("Sluit")
        await users[1].at(group).presses("Ja, sluit")
        await group.chat.until("Zo staan we ervoor", TEN)
        await users[5].chat.until("is gesloten", TEN)
        await botapi.world.wait_for(
            lambda: (
                not STATEMENT.search(str(rows(database, "SELECT session FROM sessions"))) or None
            ),
            TEN,
        )
    assert {vote for (vote,) in rows(database, "SELECT answers FROM votes")} == {""}
    ((secret,),) = rows(database, "SELECT value FROM secrets")
    ((series,),) = rows(database, "SELECT series FROM polls")
    codes = {voter for (voter,) in rows(database, "SELECT voter FROM votes")}
    bot = int(botapi.token.partition(":")[0])
    for key, found in ((b"", 0), (b"kept apart from the database", 5)):
        own = b64decode(secret)
        whole = hmac.digest(key, own, "sha256") if key else own
        took_part = {token.voter(whole, bot, series, user.account.id) for user in users}
        assert len(took_part & codes) == found
    assert STATEMENT.findall(str(rows(database, "SELECT poll FROM polls"))) != []
    assert not re.findall(rb'"P\d+":"?\d', on_disk(tmp_path))
    assert {kind for kind, _ in rows(database, "SELECT kind, what FROM counts")} <= {
        "came",
        "started",
        "finished",
    }
    assert {line["event"] for line in logs if "cause" not in line} <= {"lapsed", "working"}
    traced = [line for line in logs if "cause" in line]
    for line in traced:
        assert line.keys() <= TOLD, line
        assert NUMBERS.fullmatch(str(line["cause"])), line
    people = {str(user.account.id) for user in users}
    assert not people & set(re.findall(r"\d+", str([line["cause"] for line in traced])))
