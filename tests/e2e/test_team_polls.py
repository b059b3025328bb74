"""The roles, the form and what is stuck, of a team on Telegram: from the command to the result."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from bot.settings import Settings
from tests.botapi import BotApi, Group, Message, User
from tests.botapi.user import Seat
from tests.e2e.teams import TEN, team


async def moves(seat: Seat, *labels: str) -> None:
    """Press each label in turn (or type it, when it begins with ``=``) and wait for what comes."""
    for label in labels:
        if label.startswith("="):
            came = partial(_answered, seat, await seat.types(label[1:]))
        else:
            await seat.presses(label, seconds=TEN)
            came = partial(_changed, seat, seat.chat.transcript)
        said = await seat.state.world.wait_for(came, TEN)
        assert said, f"nothing came after {label!r}:\n{seat.chat.transcript}"


def _answered(seat: Seat, typed: Message) -> bool | None:
    """Whether there is an answer to what was typed, and the question before it is closed too."""
    *_, question = [one for one in seat.chat.from_bot if one.id < typed.id]
    return (seat.chat.from_bot[-1].id > typed.id and not question.rows) or None


def _changed(seat: Seat, before: str) -> bool | None:
    return seat.chat.transcript != before or None


async def begins(
    group: Group, user: User, command: str, *labels: str, topic: int | None = None
) -> None:
    here = user.at(group, topic)
    await here.types(f"/{command}@KnoopBot")
    for label in (*labels, "3 dagen"):
        await (await here.presses(label, seconds=TEN)).is_answered()
    await group.chat.until("0 ingevuld", TEN)


async def comes_in(user: User, group: Group, topic: int | None = None) -> None:
    await user.follows(await user.at(group, topic).presses("Vul in"))
    await moves(user, "Begin")


async def result(group: Group, user: User, words: str) -> str:
    await user.at(group).presses("Sluit en toon")
    await user.at(group).presses("Ja, sluit en toon", seconds=TEN)
    return (await group.chat.until(words, TEN)).text


# -- each kind of poll --------------------------------------------------------------------------


@pytest.mark.parametrize("size", [2, 4, 5, 8, 40])
async def test_the_roles_of_a_team_from_the_command_to_the_coverage(
    botapi: BotApi, knoop: Settings, size: int
) -> None:
    group, users = team(botapi, size)
    await begins(group, users[1], "teamrollen")

    async def fills(number: int, user: User) -> None:
        await comes_in(user, group)
        await moves(user, "Kort")
        # In turn operator and champion; in the short form five statements are reversed.
        strong = "OK"[number % 2]
        for item in ("V1", "K2", "C5R", "P1", "O5R", "V5R", "K5R", "C4", "P5R", "O2"):
            await moves(user, "5" if (item[0] == strong) is not item.endswith("R") else "1")
        share = "Nee" if number == 4 else "Ja, met naam"
        await moves(user, "Verder", share)
        await moves(user, *([] if number == 4 else [f"=Lid{number}"]), "Dien in")
        await user.chat.until("Dank je, ik heb het", TEN)

    await asyncio.gather(*(fills(number, user) for number, user in enumerate(users)))
    said = await result(group, users[1], "Wie neemt welke rol op? ·")
    assert f"{size} antwoorden" in said
    if size > 2:
        await users[0].at(group).presses("Meer")
    await group.chat.until("Lid0", TEN)
    assert "Lid4" not in group.chat.transcript


@pytest.mark.parametrize("size", [2, 4, 5, 8, 40])
async def test_the_form_asked_of_a_team(botapi: BotApi, knoop: Settings, size: int) -> None:
    group, users = team(botapi, size)
    await begins(group, users[1], "vorm", "Nee")

    async def fills(number: int, user: User) -> None:
        await comes_in(user, group)
        await moves(user, "2", "=12", "2", "3", "4", "3", "Nee")
        await moves(user, "Eén partner" if number % 2 else "Iedereen samen")
        await moves(user, f"=Dienst {number}", "Dien in")
        await user.chat.until("Dank je, ik heb het", TEN)

    await asyncio.gather(*(fills(number, user) for number, user in enumerate(users)))
    if size < 5:
        await users[1].at(group).presses("Sluit en toon")
        await group.chat.until(f"Nog maar {size} ingevuld", TEN)
        return
    said = await result(group, users[1], "Past onze netwerkvorm? ·")
    assert "Wie leidt hier? Jullie zien dat niet hetzelfde." in said
    assert "Dienst" not in group.chat.transcript


@pytest.mark.parametrize("size", [2, 4])
async def test_below_five_nobody_sees_what_is_stuck(
    botapi: BotApi, knoop: Settings, size: int
) -> None:
    group, users = team(botapi, size)
    await begins(group, users[1], "vast", "Nee")
    await asyncio.gather(*(ticks(user, group) for user in users))
    await users[1].at(group).presses("Sluit en toon")
    await group.chat.until(f"Nog maar {size} ingevuld", TEN)
    await users[1].at(group).presses("Stop zonder resultaat")
    await group.chat.until("Gestopt, zonder resultaat", TEN)
    assert "merken meerdere" not in group.chat.transcript


async def ticks(user: User, group: Group) -> None:
    """Tick the first sign of the first kind, and hand it in."""
    await comes_in(user, group)
    await moves(user, user.chat.from_bot[-1].labels[0])
    await moves(user, user.chat.from_bot[-1].labels[0], "Iets anders", "Klaar", "Dien in")
    await user.chat.until("Dank je, ik heb het", TEN)


@pytest.mark.parametrize("size", [5, 8, 40])
async def test_stuck_as_a_team_from_the_ticks_to_the_plan_that_is_pinned(
    botapi: BotApi, knoop: Settings, size: int
) -> None:
    group, users = team(botapi, size)
    await begins(group, users[1], "vast", "Nee")
    await asyncio.gather(*(ticks(user, group) for user in users))
    await result(group, users[1], "Dit merken meerdere mensen hier")
    for word in ("Door welke lens kijken we?", "Welke stap zetten we?"):
        board = await group.chat.until(f"{word}\nKies", TEN)
        for user in users:
            await (await user.at(group).presses(board.labels[0])).is_answered()
        await group.chat.until(f"{size} gekozen", TEN)
        await users[1].at(group).presses("Sluit de stemming")
        await group.chat.until(f"({size} stemmen in totaal)", TEN)
    await users[0].at(group).presses("Over een week", seconds=TEN)
    asked = await group.chat.until("Wie trekt dit?", TEN)
    await users[2].at(group).replies(asked, "An van de jeugddienst")
    await group.chat.until("Wie: An van de jeugddienst", TEN)
    pinned = partial(lambda: botapi.called("pinChatMessage") or None)
    assert await botapi.world.wait_for(pinned, TEN)
