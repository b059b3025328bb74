"""Updates become events: what people do in a group, as Telegram tells it."""

from __future__ import annotations

import pytest
from telegram import Bot, User

from dialogs.event import (
    Added,
    Appointed,
    Blocked,
    Called,
    Edited,
    Happening,
    Key,
    Said,
    Tapped,
)
from tests.botapi import BotApi
from tests.botapi import User as Person
from tests.telegram.reading import ME, latest, latest_what, read_raw


async def test_out_of_a_group_and_back(botapi: BotApi, ann: Person) -> None:
    group = botapi.group("Team", ann)
    here = ann.at(group)
    await here.removes_bot()
    event = latest(botapi)
    assert event is not None
    assert (event.what, event.key) == (Blocked(), Key(4242, group.chat.id))
    await here.adds_bot()
    assert latest_what(botapi) == Added()
    await here.promotes_bot()
    assert latest_what(botapi) == Appointed(True)
    here.membership("member")
    assert latest_what(botapi) == Appointed(False)
    here.membership("member")
    assert latest_what(botapi) is None  # as it was already
    await here.removes_bot()
    await here.promotes_bot()
    assert latest_what(botapi) == Added(admin=True)


@pytest.mark.parametrize("text", ["gewoon", "/vast@AndereBot", "@AndereBot hallo", "x@KnoopBot"])
async def test_what_a_group_says_to_each_other_is_not_read(
    botapi: BotApi, ann: Person, text: str
) -> None:
    botapi.state.privacy = False
    await ann.at(botapi.group("Team", ann)).types(text)
    assert latest_what(botapi) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("/vast", Called("vast")),
        ("/vast@knoopbot nu", Called("vast", "nu", addressed=True)),
        ("hoi @knoopbot, help", Said("hoi , help")),
    ],
)
async def test_what_a_group_says_to_knoop(
    botapi: BotApi, ann: Person, text: str, what: Happening
) -> None:
    botapi.state.privacy = False
    group = botapi.group("Team", ann)
    await ann.at(group).types(text)
    event = latest(botapi)
    assert event is not None
    assert event.what == what
    assert event.key == Key(4242, group.chat.id, 0, None)
    assert event.person == ann.account.id


async def test_a_reply_to_knoop_in_a_group(botapi: BotApi, ptb: Bot, ann: Person) -> None:
    bo = botapi.user("Bo")
    group = botapi.group("Team", ann, bo)
    sent = await ptb.send_message(group.chat.id, "Wat zegt het team?")
    said = group.chat.find(sent.message_id)
    assert said is not None
    own = await ann.at(group).replies(said, "wij zeggen ja")
    event = latest(botapi)
    assert event is not None
    assert (event.what, event.key.topic) == (Said("wij zeggen ja"), 0)
    botapi.state.privacy = False
    await bo.at(group).replies(own, "ik niet")
    assert latest_what(botapi) is None
    await bo.at(group).edits("ik toch", own)
    assert latest_what(botapi) == Edited()


async def test_photos_of_a_group_are_not_commented_on(botapi: BotApi, ann: Person) -> None:
    botapi.state.privacy = False
    await ann.at(botapi.group("Team", ann)).sends("photo", caption="@KnoopBot kijk")
    assert latest_what(botapi) is None


async def test_topics_are_conversations_of_their_own(botapi: BotApi, ann: Person) -> None:
    botapi.state.privacy = False
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    await ann.at(group, topic).types("/vast")
    event = latest(botapi)
    assert event is not None
    assert event.key == Key(4242, group.chat.id, topic)
    # The message that opened the topic is "answered" by all others, even when Knoop opened it.
    message = (await ann.at(group, topic).types("gewoon")).json()
    opened = {
        **message,
        "from": ME.to_dict(),
        "forum_topic_created": {"name": "x", "icon_color": 1},
    }
    botapi.deliver({"message": {**message, "reply_to_message": opened}})
    assert latest_what(botapi) is None


async def test_a_press_in_a_topic(botapi: BotApi, ptb: Bot, ann: Person) -> None:
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    sent = await ptb.send_message(group.chat.id, "Ja?", message_thread_id=topic)
    message = group.chat.find(sent.message_id)
    assert message is not None
    await ann.at(group, topic).sends_data("1.0", message)
    event = latest(botapi)
    assert event is not None
    assert event.key == Key(4242, group.chat.id, topic)


async def test_a_button_of_a_poll(botapi: BotApi, ptb: Bot, ann: Person) -> None:
    group = botapi.group("Team", ann)
    sent = await ptb.send_message(group.chat.id, "Ja?")
    message = group.chat.find(sent.message_id)
    assert message is not None
    await ann.at(group).sends_data("p.z1.c", message)
    assert latest_what(botapi) == Tapped(35 * 36 + 1, "c")


async def test_nobody_to_talk_with(botapi: BotApi, ann: Person) -> None:
    group = botapi.group("Team", ann)
    await group.anonymous_admin_types("/vast")
    assert latest_what(botapi) is None
    message = (await ann.types("/vast")).json()
    channel = {"id": -100, "type": "channel", "title": "Nieuws"}
    for changed in (
        {"from": User(5, "Bot", is_bot=True).to_dict()},
        {"from": None},
        {"sender_chat": channel},
        {"chat": channel},
    ):
        assert read_raw({"message": {**message, **changed}}) is None
    assert read_raw({"channel_post": {**message, "chat": channel}}) is None
    assert read_raw({}) is None
