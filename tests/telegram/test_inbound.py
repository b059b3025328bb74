"""Updates become events: what people do in a chat, as Telegram tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, Update, User

from bot.telegram.inbound import ALLOWED, read
from dialogs.event import (
    Blocked,
    Called,
    Edited,
    Event,
    Happening,
    Key,
    Pressed,
    Said,
    Started,
    Unreadable,
    from_json,
    to_json,
)
from tests.botapi import BotApi
from tests.botapi import User as Person
from tests.botapi.user import KINDS

ME = User(4242, "Knoop", is_bot=True, username="KnoopBot")
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def _read(content: dict[str, Any]) -> Event | None:
    update = Update.de_json({"update_id": 1, **content}, None)
    return read(update, ME, NOW)


def _latest(botapi: BotApi) -> Event | None:
    update = botapi.updates.sent[-1]
    assert next(kind for kind in update if kind != "update_id") in ALLOWED
    event = _read({kind: value for kind, value in update.items() if kind != "update_id"})
    assert event is None or from_json(to_json(event)) == event
    return event


def _what(botapi: BotApi) -> Happening | None:
    event = _latest(botapi)
    return None if event is None else event.what


async def test_a_message_in_a_private_chat(botapi: BotApi) -> None:
    ann = botapi.user("Ann", language="nl")
    message = await ann.types("  het zit vast  ")
    number = ann.account.id
    assert _latest(botapi) == Event(
        key=Key(4242, number, 0, number),
        at=datetime.fromtimestamp(message.date, UTC),
        what=Said("het zit vast"),
        person=number,
        language="nl",
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("/vast", Called("vast")),
        ("/VAST", Called("vast")),
        ("/vast@KnoopBot", Called("vast")),
        ("/vast@knoopbot  de buurt ", Called("vast", "de buurt")),
        ("/zoek eigen\nbelang", Called("zoek", "eigen\nbelang")),
        ("/start", Started()),
        ("/Start@KnoopBot stuck", Started("stuck")),
        ("/start " + "x" * 70, Started("x" * 64)),
        ("/vast@AndereBot", Said("/vast@AndereBot")),
        ("/ vast", Said("/ vast")),
        ("/vast!", Said("/vast!")),
        ("/", Said("/")),
        ("zeg /vast", Said("zeg /vast")),
        ("@KnoopBot hallo", Said("hallo")),
        ("@KnoopBot", Said("@KnoopBot")),
        ("mail an@KnoopBot.be", Said("mail an@KnoopBot.be")),
        ("a\0b\ud83d", Said("ab")),
        ("x" * 5000, Said("x" * 4096)),
    ],
)
async def test_what_people_type(botapi: BotApi, text: str, what: Happening) -> None:
    ann = botapi.user()
    await ann.types(text)
    assert _what(botapi) == what


async def test_a_forwarded_message_is_said_even_when_it_looks_like_a_command(
    botapi: BotApi,
) -> None:
    await botapi.user().forwards("/wis alles")
    assert _what(botapi) == Said("/wis alles")


async def test_an_edited_message(botapi: BotApi) -> None:
    ann = botapi.user()
    await ann.types("een")
    await ann.edits("/vast")
    assert _what(botapi) == Edited()


async def test_a_live_location_that_moves_says_nothing(botapi: BotApi) -> None:
    ann = botapi.user()
    message = await ann.sends("location")
    botapi.deliver({"edited_message": {**message.json(), "edit_date": message.date}})
    assert _what(botapi) is None


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_what_cannot_be_read_has_a_name(botapi: BotApi, kind: str) -> None:
    await botapi.user().sends(kind)
    assert _what(botapi) == Unreadable(kind)


async def test_a_caption_does_not_make_a_photo_readable(botapi: BotApi) -> None:
    await botapi.user().sends("photo", caption="/vast")
    assert _what(botapi) == Unreadable("photo")


async def test_kinds_with_two_names_have_one(botapi: BotApi) -> None:
    ann = botapi.user()
    await ann.sends_document("x.pdf", b"x")
    assert _what(botapi) == Unreadable("document")
    message = (await ann.sends("animation")).json()
    message["document"] = {"file_id": "x", "file_unique_id": "x"}
    botapi.deliver({"message": message})
    assert _what(botapi) == Unreadable("animation")
    botapi.deliver({"message": {**message, "animation": None, "document": None}})
    assert _what(botapi) == Unreadable("other")


async def test_service_messages_say_nothing(botapi: BotApi) -> None:
    ann = botapi.user()
    message = (await ann.types("x")).json()
    pinned = {key: value for key, value in message.items() if key != "text"}
    botapi.deliver({"message": {**pinned, "pinned_message": message}})
    assert _what(botapi) is None


async def test_words_by_another_bot_are_not_read(botapi: BotApi) -> None:
    await botapi.user().types("weer: zon", via_bot=User(5, "Weer", is_bot=True).to_dict())
    assert _what(botapi) == Unreadable("via_bot")


async def test_a_press(botapi: BotApi, ptb: Bot, ann: Person) -> None:
    sent = await ptb.send_message(ann.chat.id, "Ja?")
    message = ann.chat.find(sent.message_id)
    assert message is not None
    for data, screen, choice in (("2s.3", 100, 3), ("gevalst", -1, -1), ("x" * 64, -1, -1)):
        await ann.sends_data(data, message)
        assert _latest(botapi) == Event(
            key=Key(4242, ann.account.id, 0, ann.account.id),
            at=NOW,
            what=Pressed(screen, choice, message.id),
            person=ann.account.id,
            language="nl",
        )


async def test_a_press_on_a_message_that_telegram_no_longer_shows(
    botapi: BotApi, ptb: Bot, ann: Person
) -> None:
    sent = await ptb.send_message(ann.chat.id, "Ja?")
    message = ann.chat.find(sent.message_id)
    assert message is not None
    await ann.sends_data("1.0", message)
    query = dict(botapi.updates.sent[-1]["callback_query"])
    query["message"] = {"chat": ann.chat.json(), "message_id": 9, "date": 0}
    assert _read({"callback_query": query}).what == Pressed(1, 0, 9)  # type: ignore[union-attr]
    del query["message"]
    assert _read({"callback_query": {**query, "inline_message_id": "1"}}) is None


async def test_blocked_and_back(botapi: BotApi, ann: Person) -> None:
    await ann.blocks()
    assert _latest(botapi) == Event(
        key=Key(4242, ann.account.id, 0, ann.account.id),
        at=_latest(botapi).at,  # type: ignore[union-attr]
        what=Blocked(),
        person=ann.account.id,
        language="nl",
    )
    await ann.unblocks()
    assert _what(botapi) == Blocked(back=True)


async def test_out_of_a_group_and_back(botapi: BotApi, ann: Person) -> None:
    group = botapi.group("Team", ann)
    here = ann.at(group)
    await here.removes_bot()
    event = _latest(botapi)
    assert event is not None
    assert (event.what, event.key) == (Blocked(), Key(4242, group.chat.id))
    await here.adds_bot()
    assert _what(botapi) == Blocked(back=True)
    await here.promotes_bot()
    assert _what(botapi) is None


@pytest.mark.parametrize("text", ["gewoon", "/vast@AndereBot", "@AndereBot hallo", "x@KnoopBot"])
async def test_what_a_group_says_to_each_other_is_not_read(
    botapi: BotApi, ann: Person, text: str
) -> None:
    botapi.state.privacy = False
    await ann.at(botapi.group("Team", ann)).types(text)
    assert _what(botapi) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("/vast", Called("vast")),
        ("/vast@knoopbot nu", Called("vast", "nu")),
        ("hoi @knoopbot, help", Said("hoi , help")),
    ],
)
async def test_what_a_group_says_to_knoop(
    botapi: BotApi, ann: Person, text: str, what: Happening
) -> None:
    botapi.state.privacy = False
    group = botapi.group("Team", ann)
    await ann.at(group).types(text)
    event = _latest(botapi)
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
    event = _latest(botapi)
    assert event is not None
    assert (event.what, event.key.topic) == (Said("wij zeggen ja"), 0)
    botapi.state.privacy = False
    await bo.at(group).replies(own, "ik niet")
    assert _what(botapi) is None
    await bo.at(group).edits("ik toch", own)
    assert _what(botapi) == Edited()


async def test_photos_of_a_group_are_not_commented_on(botapi: BotApi, ann: Person) -> None:
    botapi.state.privacy = False
    await ann.at(botapi.group("Team", ann)).sends("photo", caption="@KnoopBot kijk")
    assert _what(botapi) is None


async def test_topics_are_conversations_of_their_own(botapi: BotApi, ann: Person) -> None:
    botapi.state.privacy = False
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    await ann.at(group, topic).types("/vast")
    event = _latest(botapi)
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
    assert _what(botapi) is None


async def test_a_press_in_a_topic(botapi: BotApi, ptb: Bot, ann: Person) -> None:
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    sent = await ptb.send_message(group.chat.id, "Ja?", message_thread_id=topic)
    message = group.chat.find(sent.message_id)
    assert message is not None
    await ann.at(group, topic).sends_data("1.0", message)
    event = _latest(botapi)
    assert event is not None
    assert event.key == Key(4242, group.chat.id, topic)


async def test_nobody_to_talk_with(botapi: BotApi, ann: Person) -> None:
    group = botapi.group("Team", ann)
    await group.anonymous_admin_types("/vast")
    assert _what(botapi) is None
    message = (await ann.types("/vast")).json()
    channel = {"id": -100, "type": "channel", "title": "Nieuws"}
    for changed in (
        {"from": User(5, "Bot", is_bot=True).to_dict()},
        {"from": None},
        {"sender_chat": channel},
        {"chat": channel},
    ):
        assert _read({"message": {**message, **changed}}) is None
    assert _read({"channel_post": {**message, "chat": channel}}) is None
    assert _read({}) is None


@pytest.mark.parametrize(
    ("code", "language"),
    [("nl", "nl"), ("pt-br", "pt-br"), ("", None), (None, None), ("<b>", None)],
)
async def test_only_a_language_is_a_language(
    botapi: BotApi, code: str | None, language: str | None
) -> None:
    await botapi.user(language=code).types("x")
    event = _latest(botapi)
    assert event is not None
    assert event.language == language
