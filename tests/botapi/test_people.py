"""People act as in Telegram: tried with python-telegram-bot over HTTP."""

from __future__ import annotations

import asyncio

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from telegram.error import (
    BadRequest,
    Forbidden,
)

from tests.botapi import BotApi, User
from tests.botapi.conftest import one

OK = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="1.0")]])


async def test_a_press_is_answered_once(botapi: BotApi, bot: Bot, ann: User) -> None:
    await bot.send_message(ann.chat.id, "Ja?", reply_markup=OK)
    press = await ann.presses("Ja")
    query = (await one(bot)).callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("1.0", ann.account.id)
    await query.answer("goed")
    assert (await press.is_answered(0.1)).text == "goed"
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_a_press_cannot_be_answered_late(botapi: BotApi, bot: Bot, ann: User) -> None:
    await bot.send_message(ann.chat.id, "Ja?", reply_markup=OK)
    press = await ann.presses("Ja")
    botapi.state.answer_within = 0.0
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(press.id)
    with pytest.raises(AssertionError, match="not answered"):
        await press.is_answered(0.01)


async def test_a_press_needs_a_button(botapi: BotApi, bot: Bot, ann: User) -> None:
    await bot.send_message(
        ann.chat.id,
        "Lees",
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Site", url="https://vvsg.be")]]),
    )
    with pytest.raises(AssertionError, match="no button 'Nee'"):
        await ann.presses("Nee", seconds=0.01)
    with pytest.raises(AssertionError, match="is a link"):
        await ann.presses("Site")


async def test_people_send_many_kinds(botapi: BotApi, bot: Bot, ann: User) -> None:
    for kind in ("voice", "photo", "sticker", "location", "contact", "poll", "video_note"):
        await ann.sends(kind)
        message = (await bot.get_updates())[-1].message
        assert message is not None
        assert getattr(message, kind)
    await ann.forwards("van Bo")
    assert (await bot.get_updates())[-1].message.forward_origin  # type: ignore[union-attr]
    await ann.edits("anders")
    assert (await bot.get_updates())[-1].edited_message.text == "anders"  # type: ignore[union-attr]


async def test_privacy_mode_keeps_talk_away(botapi: BotApi, bot: Bot, ann: User) -> None:
    group = botapi.group("Team", ann)
    here = ann.at(group)
    await here.types("gewoon gepraat")
    await here.types("/vast@AndereBot")
    assert await bot.get_updates() == ()
    await here.types("/vast@knoopbot")
    said = await bot.send_message(group.chat.id, "ja?")
    own = group.chat.find(said.message_id)
    assert own is not None
    await here.replies(own, "een antwoord")
    assert len(await bot.get_updates()) == 2
    await here.promotes_bot()
    await here.types("nu hoor je alles")
    assert len(await bot.get_updates()) == 4


async def test_topics_have_their_own_thread(botapi: BotApi, bot: Bot, ann: User) -> None:
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    await ann.at(group, topic).types("/vast@KnoopBot")
    message = (await one(bot)).message
    assert message is not None
    assert (message.message_thread_id, message.is_topic_message) == (topic, True)
    await bot.send_message(group.chat.id, "hier", message_thread_id=topic, reply_markup=OK)
    assert (await ann.at(group, topic).presses("Ja")).message.text == "hier"
    with pytest.raises(AssertionError):
        await ann.at(group).presses("Ja", seconds=0.01)
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(group.chat.id, "daar", message_thread_id=77)
    group.chat.closed_topics.add(topic)
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(group.chat.id, "hier", message_thread_id=topic)


async def test_members_and_leaving(botapi: BotApi, bot: Bot, ann: User) -> None:
    group = botapi.group("Team", ann)
    assert (await bot.get_chat_member(group.chat.id, ann.account.id)).status == "creator"
    assert await bot.get_chat_member_count(group.chat.id) == 2
    assert len(await bot.get_chat_administrators(group.chat.id)) == 1
    assert (await bot.get_chat(group.chat.id)).title == "Team"
    said = await bot.send_message(group.chat.id, "pin mij")
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.pin_chat_message(group.chat.id, said.message_id)
    await ann.at(group).promotes_bot()
    await bot.pin_chat_message(group.chat.id, said.message_id)
    assert group.chat.pinned == [said.message_id]
    await bot.unpin_chat_message(group.chat.id)
    await bot.delete_message(group.chat.id, said.message_id)
    assert group.chat.find(said.message_id) is None
    await bot.leave_chat(group.chat.id)
    with pytest.raises(Forbidden):
        await bot.send_message(group.chat.id, "x")


async def test_waiting_for_a_message_and_for_rest(botapi: BotApi, bot: Bot, ann: User) -> None:
    async def echo() -> None:
        (update,) = await bot.get_updates(timeout=5)
        await bot.get_updates(offset=update.update_id + 1)
        await bot.send_message(ann.chat.id, "echo")

    with pytest.raises(AssertionError, match="in vain for 'echo'"):
        await ann.chat.until("echo", seconds=0.01)
    with pytest.raises(AssertionError, match="said nothing yet"):
        _ = ann.chat.last
    task = asyncio.create_task(echo())
    await ann.types("hallo")
    with pytest.raises(AssertionError, match="is not confirmed"):
        await ann.chat.settled(seconds=0)
    assert (await ann.chat.until("echo")).text == "echo"
    assert (await ann.chat.until(lambda message: message.text == "echo")).id
    await ann.chat.settled()
    await task


async def test_a_chat_is_not_at_rest_while_the_bot_has_work(botapi: BotApi, ann: User) -> None:
    left = [2, 1, 0]

    async def unsent() -> int:
        return left.pop(0) if len(left) > 1 else left[0]

    botapi.world.at_work.append(unsent)
    with pytest.raises(AssertionError, match="open: \\[2\\]"):
        await ann.chat.settled(seconds=0)
    await ann.chat.settled()
