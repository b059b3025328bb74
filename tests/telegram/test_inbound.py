"""Updates become events: what people do in a private chat, as Telegram tells it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Bot, User

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
)
from tests.botapi import BotApi
from tests.botapi import User as Person
from tests.botapi.user import KINDS
from tests.telegram.reading import NOW, latest, latest_what, read_raw


async def test_a_message_in_a_private_chat(botapi: BotApi) -> None:
    ann = botapi.user("Ann", language="nl")
    message = await ann.types("  het zit vast  ")
    number = ann.account.id
    assert latest(botapi) == Event(
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
        ("/vast@KnoopBot", Called("vast", addressed=True)),
        ("/vast@knoopbot  de buurt ", Called("vast", "de buurt", addressed=True)),
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
    assert latest_what(botapi) == what


async def test_a_forwarded_message_is_said_even_when_it_looks_like_a_command(
    botapi: BotApi,
) -> None:
    await botapi.user().forwards("/wis alles")
    assert latest_what(botapi) == Said("/wis alles")


async def test_an_edited_message(botapi: BotApi) -> None:
    ann = botapi.user()
    await ann.types("een")
    await ann.edits("/vast")
    assert latest_what(botapi) == Edited()


async def test_a_live_location_that_moves_says_nothing(botapi: BotApi) -> None:
    ann = botapi.user()
    message = await ann.sends("location")
    botapi.deliver({"edited_message": {**message.json(), "edit_date": message.date}})
    assert latest_what(botapi) is None


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_what_cannot_be_read_has_a_name(botapi: BotApi, kind: str) -> None:
    await botapi.user().sends(kind)
    assert latest_what(botapi) == Unreadable(kind)


async def test_a_caption_does_not_make_a_photo_readable(botapi: BotApi) -> None:
    await botapi.user().sends("photo", caption="/vast")
    assert latest_what(botapi) == Unreadable("photo")


async def test_kinds_with_two_names_have_one(botapi: BotApi) -> None:
    ann = botapi.user()
    await ann.sends_document("x.pdf", b"x")
    assert latest_what(botapi) == Unreadable("document")
    message = (await ann.sends("animation")).json()
    message["document"] = {"file_id": "x", "file_unique_id": "x"}
    botapi.deliver({"message": message})
    assert latest_what(botapi) == Unreadable("animation")
    botapi.deliver({"message": {**message, "animation": None, "document": None}})
    assert latest_what(botapi) == Unreadable("other")


async def test_service_messages_say_nothing(botapi: BotApi) -> None:
    ann = botapi.user()
    message = (await ann.types("x")).json()
    pinned = {key: value for key, value in message.items() if key != "text"}
    botapi.deliver({"message": {**pinned, "pinned_message": message}})
    assert latest_what(botapi) is None


async def test_words_by_another_bot_are_not_read(botapi: BotApi) -> None:
    await botapi.user().types("weer: zon", via_bot=User(5, "Weer", is_bot=True).to_dict())
    assert latest_what(botapi) == Unreadable("via_bot")


async def test_a_press(botapi: BotApi, ptb: Bot, ann: Person) -> None:
    sent = await ptb.send_message(ann.chat.id, "Ja?")
    message = ann.chat.find(sent.message_id)
    assert message is not None
    for data, screen, choice in (("2s.3", 100, 3), ("gevalst", -1, -1), ("x" * 64, -1, -1)):
        await ann.sends_data(data, message)
        assert latest(botapi) == Event(
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
    assert read_raw({"callback_query": query}).what == Pressed(1, 0, 9)  # type: ignore[union-attr]
    del query["message"]
    assert read_raw({"callback_query": {**query, "inline_message_id": "1"}}) is None


async def test_blocked_and_back(botapi: BotApi, ann: Person) -> None:
    await ann.blocks()
    assert latest(botapi) == Event(
        key=Key(4242, ann.account.id, 0, ann.account.id),
        at=latest(botapi).at,  # type: ignore[union-attr]
        what=Blocked(),
        person=ann.account.id,
        language="nl",
    )
    await ann.unblocks()
    assert latest_what(botapi) == Blocked(back=True)


@pytest.mark.parametrize(
    ("code", "language"),
    [("nl", "nl"), ("pt-br", "pt-br"), ("", None), (None, None), ("<b>", None)],
)
async def test_only_a_language_is_a_language(
    botapi: BotApi, code: str | None, language: str | None
) -> None:
    await botapi.user(language=code).types("x")
    event = latest(botapi)
    assert event is not None
    assert event.language == language
