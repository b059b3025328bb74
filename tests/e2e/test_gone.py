"""Blocked, put out, chat gone: nothing is tried for ever, and who comes back is welcome."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.botapi import BotApi
from tests.e2e.teams import TEN, answers, answers_alone, opens, team

SENDS = ("sendMessage", "editMessageText", "sendDocument", "sendPhoto")


def tried(botapi: BotApi, chat: int) -> int:
    """Return how many requests there were to write in *chat*."""
    return sum(
        call.method in SENDS and int(call.parameters.get("chat_id", 0)) == chat
        for call in botapi.calls
    )


def waiting(folder: Path) -> int:
    with sqlite3.connect(folder / "knoop.sqlite3") as database:
        ((posts,),) = database.execute("SELECT count(*) FROM outbox").fetchall()
    database.close()
    return int(posts)


async def is_left_alone(botapi: BotApi, folder: Path, chat: int) -> None:
    """Check that soon nothing waits for *chat*, and that nobody tries it any more then."""
    async with asyncio.timeout(40):  # what counts those who filled in waits for more of them
        while waiting(folder):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.2)
    before = tried(botapi, chat)
    await asyncio.sleep(3.0)
    assert tried(botapi, chat) == before
    assert waiting(folder) == 0


async def test_a_group_that_puts_knoop_out_in_the_middle_of_a_poll(
    botapi: BotApi, knoop: Settings, tmp_path: Path
) -> None:
    """No word goes there any more, others go on, and put back in it answers again."""
    group, users = team(botapi, 5)
    elsewhere = botapi.group("Ander team", *users[:2])
    await opens(group, users[0])
    await answers(users[1], group, "4411")
    await group.chat.until("1 ingevuld", TEN)
    way_in = await users[2].at(group).presses("Vul in")
    await users[0].at(group).removes_bot()
    await users[2].follows(way_in)
    await is_left_alone(botapi, tmp_path, group.chat.id)
    await users[0].at(elsewhere).types("/menu@KnoopBot")
    await elsewhere.chat.until("Waar kijken jullie samen naar?", TEN)
    assert not any(m.text.startswith("Gesloten") for m in group.messages)
    await users[0].at(group).adds_bot()
    said = len(group.chat.from_bot)
    await users[0].at(group).types("/menu@KnoopBot")
    await group.chat.until("Waar kijken jullie samen naar?", TEN)
    assert len(group.chat.from_bot) > said
    botapi.refused.clear()


async def test_a_group_of_which_nobody_tells_that_knoop_is_out(
    botapi: BotApi, knoop: Settings, tmp_path: Path
) -> None:
    """The first refusal is enough: what else waited for that group goes with it."""
    group, users = team(botapi, 5)
    await opens(group, users[0])
    press = await users[1].at(group).presses("Vul in")
    await press.is_answered()
    group.chat.members.pop(botapi.world.bot.id)
    await answers_alone(users[1], press.url)
    await is_left_alone(botapi, tmp_path, group.chat.id)
    assert tried(botapi, group.chat.id) < 8
    group.chat.members[botapi.world.bot.id] = "member"
    await users[0].at(group).types("/menu@KnoopBot")
    await group.chat.until("Waar kijken jullie samen naar?", TEN)
    botapi.refused.clear()


@pytest.mark.parametrize("how", ["blocks", "deletes the account"])
async def test_somebody_who_is_gone_is_not_tried_for_ever_and_may_come_back(
    botapi: BotApi, knoop: Settings, tmp_path: Path, how: str
) -> None:
    ann, bo = botapi.user("Ann"), botapi.user("Bo")
    await ann.types("/checkin")
    await ann.chat.until("1/7", TEN)
    chats = botapi.world.chats
    if how == "blocks":
        ann.chat.blocked = True
    else:
        del chats[ann.chat.id]
    for said in ("nu", "ideeën", "stilte"):
        await ann.types(said)
    await is_left_alone(botapi, tmp_path, ann.chat.id)
    assert tried(botapi, ann.chat.id) < 6
    await bo.types("/checkin")
    await bo.chat.until("1/7", TEN)
    ann.chat.blocked = False
    chats[ann.chat.id] = ann.chat
    await ann.types("/menu")
    await ann.chat.until("Waar zit je mee?", TEN)
    assert ann.chat.last.button("Verder")
    botapi.refused.clear()
