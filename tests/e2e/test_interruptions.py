"""What comes in between on Telegram: blocked and back, twice the same, a start in the middle."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings
from tests.botapi import BotApi, User


async def says(user: User, *texts: str) -> None:
    for text in texts:
        await user.types(text)
        await user.chat.settled()


async def test_who_blocks_and_comes_back_finds_the_talk_where_it_was(
    ann: User, botapi: BotApi
) -> None:
    await says(ann, "/checkin", "vandaag")
    await ann.blocks()
    await ann.chat.settled()
    said = len(ann.chat.from_bot)
    await ann.unblocks()
    await ann.chat.settled()
    assert len(ann.chat.from_bot) == said
    await says(ann, "ideeën")
    assert "3/7" in ann.chat.last.text
    assert not botapi.refused


async def test_somebody_who_blocks_in_the_middle_holds_up_nobody(ann: User, botapi: BotApi) -> None:
    bo = botapi.user("Bo")
    await says(ann, "/checkin")
    ann.chat.blocked = True
    await ann.types("vandaag")
    await says(bo, "/checkin", "vandaag")
    assert "2/7" in bo.chat.last.text
    ann.chat.blocked = False
    await says(ann, "/help")
    assert ann.chat.last.button("Verder")
    botapi.refused.clear()


async def test_every_update_delivered_again_changes_nothing(ann: User, botapi: BotApi) -> None:
    await says(ann, "/checkin", "nu", "ideeën")
    await (await ann.presses("Stilte")).is_answered()
    await ann.chat.settled()
    before = ann.chat.transcript
    for update in list(botapi.updates.sent):
        botapi.deliver_again(update)
    await ann.chat.settled(still=0.3)
    assert ann.chat.transcript == before


async def test_a_start_in_the_middle_loses_nothing(ann: User) -> None:
    await says(ann, "/checkin", "vandaag", "/start")
    assert "Waar zit je mee?" in ann.chat.last.text
    await ann.presses("Verder: Straks vergadering")
    await ann.chat.until("2/7")
    await says(ann, "/start mandate", "/start checkin")
    assert "2/7" in ann.chat.last.text


async def test_going_back_restores_the_answer_and_stopping_keeps_the_place(ann: User) -> None:
    await says(ann, "/checkin", "vandaag", "ideeën")
    for label in ("Terug", "Terug"):
        await ann.presses(label)
        await ann.chat.settled()
    assert "✓ Vandaag" in ann.chat.last.labels
    await ann.presses("Stop")
    await ann.chat.until("Ik bewaar waar je was")
    await says(ann, "/checkin")
    assert "1/7" in ann.chat.last.text
    assert "✓ Vandaag" in ann.chat.last.labels


async def test_two_people_talk_at_once_each_in_their_own_language(
    ann: User, botapi: BotApi
) -> None:
    bo = botapi.user("Bo", language="en")
    await asyncio.gather(*(person.types("/checkin") for person in (ann, bo)))
    await asyncio.gather(ann.chat.until("Wanneer start"), bo.chat.until("When does"))
    await asyncio.gather(ann.presses("Vandaag"), bo.presses("Today"))
    await asyncio.gather(ann.chat.until("anders zijn"), bo.chat.until("must be different"))


async def test_one_dialogue_opens_another_and_comes_back(ann: User) -> None:
    await says(ann, "/checkin", "nu", "ideeën", "stilte", "Als het stil valt, dan wacht ik.")
    await ann.presses("Dit komt vaker terug")
    await ann.chat.until("Bedoel je een van deze")
    await says(ann, "/stop")
    await ann.presses("Verder")
    await ann.chat.settled()
    for _ in range(12):
        if "Terug bij" in ann.chat.last.text:
            break
        labels = ann.chat.last.labels
        await ann.presses(next(way for way in ("Overslaan", "Menu", labels[0]) if way in labels))
        await ann.chat.settled()
    assert "Straks vergadering" in ann.chat.last.text


@pytest.mark.parametrize("times", [1, 3])
async def test_trouble_at_telegram_repeats_nothing_that_was_seen(
    botapi: BotApi, settings: Settings, times: int
) -> None:
    botapi.fault("sendMessage", status=502, times=times)
    async with serving(settings, UNHURRIED):
        user = botapi.user("Cleo")
        await user.types("/checkin")
        await user.chat.until("Wanneer start je overleg?", seconds=20)
        await user.chat.settled(20)
        assert len(user.chat.from_bot) == 1
