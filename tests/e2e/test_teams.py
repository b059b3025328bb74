"""All that may come in between while a team answers on Telegram."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import serving
from bot.pace import TELEGRAM, UNHURRIED
from bot.settings import Settings
from tests.botapi import BotApi, Group
from tests.botapi.user import User
from tests.e2e.snapshot import Snapshot
from tests.e2e.teams import TEN, answers, opens, team
from tests.e2e.test_team_polls import begins, comes_in, moves, result

LONG = 60.0


async def test_somebody_changes_their_answer_and_is_counted_once(
    botapi: BotApi, knoop: Settings, tmp_path: Path
) -> None:
    group, users = team(botapi, 5)
    await opens(group, users[0])
    await answers(users[1], group, "1111")
    await answers(users[1], group, "5555")
    await group.chat.until("1 ingevuld", TEN)
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as database:
        ((kept,),) = database.execute("select answers from votes").fetchall()
    database.close()
    assert '"P1":5' in kept.replace(" ", "")


async def test_two_polls_in_two_topics_and_each_result_in_its_own(
    botapi: BotApi, knoop: Settings
) -> None:
    users = [botapi.user(f"Lid {number}") for number in range(5)]
    group = botapi.group("Team", *users, forum=True)
    here, there = group.topic("Jeugd"), group.topic("Straten")
    await opens(group, users[0], here)
    await begins(group, users[1], "teamrollen", topic=there)
    await asyncio.gather(*(answers(user, group, "4455", here) for user in users))
    await users[0].at(group, here).presses("Sluit en toon")
    await users[0].at(group, here).presses("Ja, sluit en toon", seconds=TEN)
    told = await group.chat.until("Zo staan we ervoor", TEN)
    assert told.thread == here
    boards = [m for m in group.chat.from_bot if "0 ingevuld" in m.text and m.thread == there]
    assert boards
    await users[2].at(group, there).types("/peiling")
    soon = await group.chat.until("De vorige sloot op", TEN)
    assert soon.thread == there


async def test_a_group_is_tied_to_a_network_before_any_poll(
    botapi: BotApi, knoop: Settings
) -> None:
    group, (ann, bo) = team(botapi, 2)
    await ann.types("/netwerken")
    await ann.presses("Nieuw netwerk", seconds=TEN)
    await ann.chat.until("Hoe heet het netwerk", TEN)
    await ann.types("Jeugd Zuid")
    await ann.chat.until("Je netwerk: Jeugd Zuid", TEN)
    await ann.at(group).types("/menu@KnoopBot")
    press = await ann.at(group).presses("Koppel aan mijn netwerk", seconds=TEN)
    await press.is_answered()
    await bo.starts(press.url.rpartition("=")[2])
    await bo.chat.until("Die link is van iemand anders", TEN)
    await ann.follows(press)
    await ann.presses("Jeugd Zuid", seconds=TEN)
    await group.chat.until("hoort nu bij een netwerk", TEN)
    assert "Jeugd Zuid" not in group.chat.transcript


async def until_it_listens(botapi: BotApi) -> None:
    for _ in range(400):
        if botapi.called("getUpdates"):
            return
        await asyncio.sleep(0.05)


async def test_a_poll_goes_on_after_a_kill(
    botapi: BotApi, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    snapshot = Snapshot.take(tmp_path_factory.mktemp("knoop"))
    group, users = team(botapi, 5)
    process = await snapshot.start(settings)
    try:
        await until_it_listens(botapi)
        await opens(group, users[0])
        await asyncio.gather(*(answers(user, group, "4411") for user in users[:3]))
        process.send_signal(signal.SIGKILL)
        await process.wait()
        press = await users[3].at(group).presses("Vul in")
        process = await snapshot.start(settings)
        await press.is_answered(30)
        await answers(users[3], group, "4411")
        await answers(users[4], group, "4411")
        await group.chat.until("5 ingevuld", 30)
        assert "5 antwoorden" in await result(group, users[0], "Zo staan we ervoor")
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 15)


async def test_a_poll_goes_along_when_the_group_becomes_a_supergroup(
    botapi: BotApi, knoop: Settings
) -> None:
    users = [botapi.user(f"Lid {number}") for number in range(5)]
    group = botapi.group("Team", *users, kind="group")
    await opens(group, users[0])
    await answers(users[0], group, "4411")
    way_in = await users[1].at(group).presses("Vul in")
    now = await group.upgrades()
    await now.chat.until("1 ingevuld", TEN)
    # A button that was pressed before still leads to the poll.
    await users[1].follows(way_in)
    await users[1].presses("Begin", seconds=TEN)
    for number, value in enumerate("4411", 1):
        await users[1].chat.until(f"{number}/5", TEN)
        await users[1].presses(value)
    await users[1].chat.until("5/5", TEN)
    await moves(users[1], "Overslaan", "Dien in")
    await now.chat.until("2 ingevuld", TEN)
    await asyncio.gather(*(answers(user, now, "4411") for user in users[2:]))
    assert "5 antwoorden" in await result(now, users[0], "Zo staan we ervoor")


async def test_who_blocks_knoop_afterwards_holds_nobody_up(botapi: BotApi, knoop: Settings) -> None:
    group, users = team(botapi, 6)
    await opens(group, users[0])
    await asyncio.gather(*(answers(user, group, "4411") for user in users))
    await comes_in(users[2], group)
    await users[2].blocks()
    assert "6 antwoorden" in await result(group, users[0], "Zo staan we ervoor")


async def test_a_forwarded_button_and_a_stolen_way_in_lead_nowhere(
    botapi: BotApi, knoop: Settings
) -> None:
    group, users = team(botapi, 5)
    await opens(group, users[0])
    press = await users[1].at(group).presses("Vul in")
    await press.is_answered()
    word = press.url.rpartition("=")[2]
    assert len(word) == 64
    await users[2].starts(word)
    await users[2].chat.until("van iemand anders", TEN)
    elsewhere = botapi.group("Anderen", users[3])
    board = await group.chat.until("0 ingevuld", TEN)
    data = next(b.data for row in board.rows for b in row if b.text.startswith("Vul in"))
    copy = elsewhere.chat.add(botapi.world.bot, content=board.content)
    forged = await users[3].at(elsewhere).sends_data(str(data), copy)
    await users[3].follows(forged)
    await users[3].chat.until("van een andere groep", TEN)


async def test_when_the_starter_left_an_admin_closes_it(botapi: BotApi, knoop: Settings) -> None:
    group, users = team(botapi, 6)
    await opens(group, users[5])
    await asyncio.gather(*(answers(user, group, "4411") for user in users))
    group.chat.members.pop(users[5].account.id)
    await users[1].at(group).presses("Sluit en toon")
    await group.chat.until("Dat kan alleen wie dit startte, of een beheerder", TEN)
    assert "6 antwoorden" in await result(group, users[0], "Zo staan we ervoor")


async def test_as_an_admin_knoop_says_once_what_it_ignores_and_keeps_nothing_of_it(
    botapi: BotApi, knoop: Settings, tmp_path: Path
) -> None:
    group, users = team(botapi, 2)
    group.chat.members.pop(botapi.world.bot.id)
    await users[0].at(group).adds_bot()
    await group.chat.until("Dag, ik ben Knoop", TEN)
    await users[0].at(group).promotes_bot()
    await group.chat.until("de rest negeer ik", TEN)
    await users[1].at(group).types("schepen Janssens zegt dat het niet mag")
    await users[1].at(group).types("/weer@AnderBot morgen")
    await users[1].at(group).types("/help@KnoopBot")
    await group.chat.until("Zo werkt Knoop in een groep", TEN)
    assert sum("de rest negeer ik" in m.text for m in group.chat.from_bot) == 1
    assert len(group.chat.from_bot) == 3
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as database:
        everything = "\n".join(database.iterdump())
    database.close()
    assert "Janssens" not in everything
    assert "AnderBot" not in everything


async def test_the_group_has_its_language_and_each_private_chat_its_own(
    botapi: BotApi, knoop: Settings
) -> None:
    users = [botapi.user("Ann"), botapi.user("Bea", language="en")]
    group = botapi.group("Team", *users)
    await opens(group, users[0])
    await users[1].follows(await users[1].at(group).presses("Vul in"))
    await users[1].chat.until("You can change everything until", TEN)
    await users[0].at(group).types("/taal@KnoopBot en")
    await group.chat.until("together", TEN)
    await users[0].follows(await users[0].at(group).presses("Vul in"))
    await users[0].chat.until("wie ziet wat", TEN)


async def test_forty_answers_within_a_minute_take_few_messages_and_nobody_waits(
    botapi: BotApi, settings: Settings
) -> None:
    """With the real pace of Telegram; every change of the count is an edit, and edits count."""
    async with serving(settings, TELEGRAM):
        group, users = team(botapi, 40)
        await opens(group, users[0])
        loop = asyncio.get_running_loop()
        began, before = loop.time(), written(botapi, group)

        async def fills(user: User) -> float:
            await user.follows(await user.at(group).presses("Vul in"))
            for label in ("Begin", *"4411", "Overslaan"):
                await moves(user, label)
            at = loop.time()
            await moves(user, "Dien in")
            return loop.time() - at

        took = await asyncio.gather(*(fills(user) for user in users))
        minutes = (loop.time() - began) / 60
        assert max(took) < TEN
        await group.chat.until("40 ingevuld", LONG)
        assert written(botapi, group) - before <= 20 * max(1.0, minutes)


def written(botapi: BotApi, group: Group) -> int:
    """How often anything was said or changed in the group."""
    calls = (*botapi.called("sendMessage"), *botapi.called("editMessageText"))
    return sum(str(call.parameters.get("chat_id")) == str(group.chat.id) for call in calls)


async def test_the_log_of_a_whole_poll_holds_no_answer_and_nobody(
    botapi: BotApi, settings: Settings
) -> None:
    group, users = team(botapi, 5)
    with capture_logs() as logs:
        async with serving(settings, UNHURRIED):
            await opens(group, users[0])
            await asyncio.gather(*(answers(user, group, "4411") for user in users))
            await result(group, users[0], "Zo staan we ervoor")
    text = "\n".join(map(str, logs))
    assert "P1" not in text
    assert "Lid" not in text
