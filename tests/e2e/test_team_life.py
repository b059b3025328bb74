"""A group over time on Telegram: Knoop comes, is put out, comes back, reads too much, moves."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from bot.app import serving
from bot.pace import TELEGRAM, UNHURRIED
from bot.settings import Settings
from tests.botapi import BotApi, Group, User
from tests.e2e.teams import TEN, answers, opens, team
from tests.e2e.test_forgetting import on_disk
from tests.e2e.test_team_polls import begins, comes_in, moves, result, ticks
from tests.e2e.test_teams import LONG, written
from tests.phone import BEGIN

Clock = time_machine.Traveller


def stored(tmp_path: Path) -> str:
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as database:
        everything = "\n".join(database.iterdump())
    database.close()
    return everything


# -- what Knoop could read ----------------------------------------------------------------------


async def test_without_privacy_mode_it_says_so_keeps_nothing_and_answers_nothing(
    botapi: BotApi, settings: Settings, tmp_path: Path
) -> None:
    botapi.state.privacy = False
    async with serving(settings, UNHURRIED):
        group, users = team(botapi, 3)
        group.chat.members.pop(botapi.world.bot.id)
        await users[0].at(group).adds_bot()
        added = await group.chat.until("Dag, ik ben Knoop", TEN)
        assert "de rest negeer ik" in added.text
        here = users[1].at(group)
        await here.types("Janssens van het kabinet wil niet meer meedoen")
        await here.types("hoe staan we ervoor?")
        await here.sends("photo", "de agenda van Peeters")
        await here.types("/weer morgen in Zuidrode")
        await here.edits("Janssens wil toch meedoen")
        await here.types("/help@KnoopBot")
        await group.chat.until("Zo werkt Knoop in een groep", TEN)
        assert len(group.chat.from_bot) == 2
    everything = stored(tmp_path)
    for word in ("Janssens", "Peeters", "Zuidrode", "ervoor"):
        assert word not in everything


# -- out of the group, and back -----------------------------------------------------------------


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of the machine, put forward while Knoop is down; it goes on by itself."""
    with time_machine.travel(BEGIN) as coordinates:
        yield coordinates


async def _has_a_result_and_is_put_out(botapi: BotApi, settings: Settings) -> tuple[Group, User]:
    async with serving(settings, UNHURRIED):
        group, users = team(botapi, 5)
        await opens(group, users[0])
        await asyncio.gather(*(answers(user, group, "4411") for user in users))
        await result(group, users[0], "Zo staan we ervoor")
        await begins(group, users[1], "teamrollen")
        await users[0].at(group).removes_bot()
        await group.chat.settled()
    return group, users[0]


async def test_added_again_within_thirty_days_a_group_finds_everything(
    botapi: BotApi, settings: Settings, clock: Clock
) -> None:
    group, admin = await _has_a_result_and_is_put_out(botapi, settings)
    clock.shift(timedelta(days=29))
    async with serving(settings, UNHURRIED):
        await admin.at(group).adds_bot()
        await group.chat.until("Dag, ik ben Knoop", TEN)
        await group.chat.settled()
    # Thirty days after it was put out it is in the group again: nothing is forgotten.
    clock.shift(timedelta(days=20))
    async with serving(settings, UNHURRIED):
        await admin.at(group).types("/peiling@KnoopBot")
        await group.chat.until("wat deden jullie met de vorige", TEN)
        # What ran when it was put out has ended: nobody could answer it.
        await admin.at(group).types("/teamrollen@KnoopBot")
        await group.chat.until("Tot wanneer mag iedereen antwoorden", TEN)


async def test_after_thirty_days_nothing_is_left_of_a_group(
    botapi: BotApi, settings: Settings, clock: Clock, tmp_path: Path
) -> None:
    group, admin = await _has_a_result_and_is_put_out(botapi, settings)
    number = str(group.chat.id)
    assert number in stored(tmp_path)
    clock.shift(timedelta(days=32))
    async with serving(settings, UNHURRIED):
        for _ in range(200):
            if number.encode() not in on_disk(tmp_path):
                break
            await asyncio.sleep(0.05)
        assert number.encode() not in on_disk(tmp_path)
        await admin.at(group).adds_bot()
        await group.chat.until("Dag, ik ben Knoop", TEN)
        await admin.at(group).types("/peiling@KnoopBot")
        await group.chat.until("Kort of lang", TEN)


# -- a supergroup in the middle of each kind ----------------------------------------------------


async def _takes_the_test(user: User, group: Group, name: str) -> None:
    await comes_in(user, group)
    await moves(user, "Kort", *"1151155155", "Verder", "Ja, met naam", f"={name}", "Dien in")


async def test_roles_go_along_to_the_supergroup(botapi: BotApi, knoop: Settings) -> None:
    users = [botapi.user(f"Lid {number}") for number in range(2)]
    group = botapi.group("Team", *users, kind="group")
    await begins(group, users[0], "teamrollen")
    await _takes_the_test(users[0], group, "An")
    now = await group.upgrades()
    await _takes_the_test(users[1], now, "Bo")
    said = await result(now, users[0], "Wie neemt welke rol op? ·")
    assert "2 antwoorden" in said


async def test_the_form_goes_along_to_the_supergroup(botapi: BotApi, knoop: Settings) -> None:
    users = [botapi.user(f"Lid {number}") for number in range(5)]
    group = botapi.group("Team", *users, kind="group")
    await begins(group, users[0], "vorm", "Nee")

    async def fills(user: User, where: Group) -> None:
        await comes_in(user, where)
        await moves(user, "4", "=6", "4", "2", "2", "3", "Nee", "Iedereen", "Overslaan", "Dien in")

    await asyncio.gather(*(fills(user, group) for user in users[:2]))
    now = await group.upgrades()
    await asyncio.gather(*(fills(user, now) for user in users[2:]))
    assert "5 antwoorden" in await result(now, users[0], "Past onze netwerkvorm? ·")


async def test_what_is_stuck_goes_along_and_so_does_the_vote_that_is_changed(
    botapi: BotApi, knoop: Settings
) -> None:
    users = [botapi.user(f"Lid {number}") for number in range(5)]
    group = botapi.group("Team", *users, kind="group")
    await begins(group, users[0], "vast", "Nee")
    await asyncio.gather(*(ticks(user, group) for user in users))
    await result(group, users[0], "Dit merken meerdere mensen hier")
    board = await group.chat.until("Door welke lens kijken we?\nKies", TEN)
    await users[0].at(group).presses(board.labels[0])
    await users[1].at(group).presses(board.labels[1])
    await group.chat.until("2 gekozen", TEN)
    now = await group.upgrades()
    await now.chat.until("2 gekozen", TEN)
    for user in users[1:]:
        await (await user.at(now).presses(board.labels[0])).is_answered()
    await now.chat.until("5 gekozen", TEN)
    await users[0].at(now).presses("Sluit de stemming")
    chosen = await now.chat.until("(5 stemmen in totaal)", TEN)
    assert board.labels[0] in chosen.text


# -- many at once -------------------------------------------------------------------------------


async def test_forty_votes_with_buttons_take_few_messages_and_nobody_waits(
    botapi: BotApi, settings: Settings
) -> None:
    """With the real pace of Telegram: every change of the count is an edit, and edits count."""
    async with serving(settings, UNHURRIED):
        group, users = team(botapi, 40)
        await begins(group, users[0], "vast", "Nee")
        await asyncio.gather(*(ticks(user, group) for user in users[:5]))
        await result(group, users[0], "Dit merken meerdere mensen hier")
        board = await group.chat.until("Door welke lens kijken we?\nKies", TEN)
    async with serving(settings, TELEGRAM):
        loop = asyncio.get_running_loop()
        began, before = loop.time(), written(botapi, group)

        async def votes(user: User) -> float:
            at = loop.time()
            await (await user.at(group).presses(board.labels[0])).is_answered()
            return loop.time() - at

        took = await asyncio.gather(*(votes(user) for user in users))
        assert max(took) < TEN
        await group.chat.until("40 gekozen", LONG)
        minutes = (loop.time() - began) / 60
        assert written(botapi, group) - before <= 20 * max(1.0, minutes)
