"""A pulse on Telegram from the command to the result, with teams of every size."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.botapi import BotApi
from tests.e2e.teams import TEN, answers, opens, team


@pytest.mark.parametrize("size", [2, 4])
async def test_below_five_the_group_sees_nothing(
    botapi: BotApi, knoop: Settings, size: int
) -> None:
    group, users = team(botapi, size)
    await opens(group, users[-1])
    for user in users:
        await answers(user, group, "1155")
    await group.chat.until(f"{size} ingevuld", TEN)
    await users[-1].at(group).presses("Sluit")
    await group.chat.until(f"Nog maar {size} ingevuld", TEN)
    await users[-1].at(group).presses("Stop zonder resultaat")
    await group.chat.until("zonder resultaat. De antwoorden zijn gewist", TEN)
    assert not any("Zo staan we ervoor" in message.text for message in group.messages)


@pytest.mark.parametrize("size", [5, 8, 40])
async def test_a_pulse_from_the_command_to_the_result(
    botapi: BotApi, knoop: Settings, tmp_path: Path, size: int
) -> None:
    group, users = team(botapi, size)
    await opens(group, users[1])
    await asyncio.gather(*(answers(user, group, f"4{1 + n % 2}45") for n, user in enumerate(users)))
    await group.chat.until(f"{size} ingevuld", TEN)
    await users[1].at(group).presses("Sluit")
    await users[1].at(group).presses("Ja, sluit en toon", seconds=TEN)
    result = await group.chat.until("Zo staan we ervoor", TEN)
    assert f"{size} antwoorden" in result.text
    assert "Sterkte: Doel (sterk)" in result.text
    assert "Zorg: Meerwaarde (werkpunt)" in result.text
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as database:
        votes = database.execute("select voter, answers from votes").fetchall()
        everything = "\n".join(database.iterdump())
    database.close()
    assert len(votes) == size
    assert {answers for _, answers in votes} == {""}
    assert all(str(user.account.id) not in voter for voter, _ in votes for user in users)
    assert '"P1":4' not in everything.replace(" ", "")
