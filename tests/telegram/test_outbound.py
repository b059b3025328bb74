"""Effects become requests: messages, edits, buttons, commands."""

from __future__ import annotations

import pytest
from telegram import Bot

from bot.gateway import Answered, Delivered, Lost
from bot.telegram.commands import publish
from bot.telegram.outbound import TelegramGateway
from dialogs.effect import Button, Commands, Document, Edit, Forget, LookUp, Pin, Say
from dialogs.event import Found
from tests.botapi import BotApi, User
from tests.telegram.conftest import LISTS, ROWS, posted


async def test_a_new_message(botapi: BotApi, gateway: TelegramGateway, ann: User) -> None:
    text = "<b>Ja</b> of nee? https://vvsg.be"
    delivery = await gateway.deliver(posted(ann.chat, Say(100, text, ROWS, quiet=True)), None)
    shown = ann.chat.last
    assert delivery == Delivered(shown.id)
    assert shown.text == "Ja of nee? https://vvsg.be"
    assert shown.buttons == [["Ja", "Nee"], ["Site", "Kopieer"]]
    assert [button.data for button in shown.rows[0]] == ["2s.0", "2s.1"]
    assert (shown.rows[1][0].url, shown.rows[1][1].copied) == ("https://vvsg.be", "zeg dit")
    assert shown.quiet
    assert botapi.called("sendMessage")[0].parameters == {
        "chat_id": ann.chat.id,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
        "reply_markup": botapi.called("sendMessage")[0].parameters["reply_markup"],
    }


async def test_a_new_message_rings_unless_it_is_quiet(gateway: TelegramGateway, ann: User) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "x")), None)
    assert not ann.chat.last.quiet
    assert ann.chat.last.rows == ()


async def test_a_topic_gets_its_own_messages(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    await gateway.deliver(posted(group.chat, Say(1, "hier"), topic=topic), None)
    assert group.chat.last.thread == topic
    await gateway.deliver(posted(group.chat, Document("x.txt", "x"), topic=topic), None)
    assert group.chat.last.thread == topic
    gone = posted(group.chat, Say(1, "daar"), topic=topic + 50)
    assert await gateway.deliver(gone, None) == Lost("Message thread not found")


async def test_an_edit_changes_text_and_buttons(gateway: TelegramGateway, ann: User) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "een", ROWS)), None)
    number = ann.chat.last.id
    edit = Edit(1, 2, "<i>twee</i>", ROWS[:1])
    assert await gateway.deliver(posted(ann.chat, edit), number) == Delivered(None)
    assert (ann.chat.last.text, ann.chat.last.rows[0][1].data) == ("twee", "2.1")
    assert await gateway.deliver(posted(ann.chat, Edit(1, 3, "drie")), number) == Delivered(None)
    assert (ann.chat.last.text, ann.chat.last.buttons) == ("drie", [])
    assert len(ann.chat.from_bot) == 1


async def test_an_edit_goes_to_the_message_that_the_event_told(
    gateway: TelegramGateway, ann: User
) -> None:
    for text in ("een", "twee"):
        await gateway.deliver(posted(ann.chat, Say(1, text)), None)
    first, second = (message.id for message in ann.chat.from_bot)
    await gateway.deliver(posted(ann.chat, Edit(1, 2, "EEN", message=first)), second)
    assert [message.text for message in ann.chat.from_bot] == ["EEN", "twee"]


async def test_an_edit_that_changes_nothing_is_delivered(
    gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(posted(ann.chat, Say(1, "een")), None)
    again = posted(ann.chat, Edit(1, 1, "een"))
    assert await gateway.deliver(again, ann.chat.last.id) == Delivered(None)
    assert ann.chat.last.edits == 0


@pytest.mark.parametrize("number", [None, 99999])
async def test_words_whose_message_is_not_there_are_said_anew(
    gateway: TelegramGateway, ann: User, number: int | None
) -> None:
    delivery = await gateway.deliver(posted(ann.chat, Edit(1, 2, "toch", ROWS)), number)
    assert delivery == Delivered(ann.chat.last.id)
    assert (ann.chat.last.text, ann.chat.last.rows[0][0].data) == ("toch", "2.0")


async def test_words_whose_message_is_of_somebody_else_are_said_anew(
    gateway: TelegramGateway, ann: User
) -> None:
    own = await ann.types("van mij")
    await gateway.deliver(posted(ann.chat, Document("x.txt", "x")), None)
    for number in (own.id, ann.chat.last.id):
        await gateway.deliver(posted(ann.chat, Edit(1, 2, "toch")), number)
    assert [message.text for message in ann.chat.from_bot] == ["", "toch", "toch"]


async def test_texts_and_captions_are_made_to_fit(gateway: TelegramGateway, ann: User) -> None:
    long = f"<b>{'x' * 5000}"
    await gateway.deliver(posted(ann.chat, Say(1, long)), None)
    assert ann.chat.last.text == "x" * 4095 + "…"
    await gateway.deliver(posted(ann.chat, Edit(1, 1, long + "<p>")), ann.chat.last.id)
    await gateway.deliver(posted(ann.chat, Document("x.txt", "x", long)), None)
    assert ann.chat.last.text == "x" * 1023 + "…"
    rows = ((Button("Kopieer", copy="😀" * 200),),)
    await gateway.deliver(posted(ann.chat, Say(1, "x", rows)), None)
    assert ann.chat.last.rows[0][0].copied == "😀" * 128


@pytest.mark.parametrize("number", [None, 99999])
async def test_buttons_whose_message_is_not_there_need_not_be_taken_off(
    gateway: TelegramGateway, ann: User, number: int | None
) -> None:
    closing = posted(ann.chat, Edit(1, 2, "Waar zit je mee?", closes=True))
    assert await gateway.deliver(closing, number) == Delivered(None)
    assert not ann.chat.from_bot


async def test_the_commands_of_a_language_in_this_chat(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann)
    for chat in (ann.chat, group.chat):
        delivery = await gateway.deliver(posted(chat, Commands("nl")), None)
        assert delivery == Delivered(None)
    assert await gateway.deliver(posted(group.chat, Commands("en")), None) == Delivered(None)
    assert botapi.commands == {
        (f"chat:{ann.chat.id}", ""): {"vast": "Mijn netwerk zit vast"},
        (f"chat:{group.chat.id}", ""): {"peiling": "Peil het team"},
    }


async def test_nothing_of_the_chat_is_forgotten_by_telegram(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    calls = len(botapi.calls)
    assert await gateway.deliver(posted(ann.chat, Forget()), None) == Delivered(None)
    assert len(botapi.calls) == calls


async def test_command_lists_are_published_per_place_and_language(botapi: BotApi, ptb: Bot) -> None:
    await publish(ptb, LISTS)
    assert botapi.commands == {
        ("all_private_chats", "nl"): {"vast": "Mijn netwerk zit vast"},
        ("all_private_chats", "en"): {"stuck": "My network is stuck"},
        ("all_private_chats", ""): {"stuck": "My network is stuck"},
        ("all_group_chats", "nl"): {"peiling": "Peil het team"},
    }


async def test_a_button_of_a_poll_carries_its_number_and_what_it_does(
    gateway: TelegramGateway, ann: User
) -> None:
    rows = ((Button("Vul in", poll=40, verb="fill"),),)
    await gateway.deliver(posted(ann.chat, Say(1, "Peiling", rows)), None)
    assert ann.chat.last.rows[0][0].data == "p.14.fill"


async def test_a_message_is_pinned_where_knoop_may(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann)
    await gateway.deliver(posted(group.chat, Say(1, "plan")), None)
    number = group.chat.last.id
    assert await gateway.deliver(posted(group.chat, Pin(1)), number) == Delivered(None)
    assert group.chat.pinned == []
    await ann.at(group).promotes_bot()
    assert await gateway.deliver(posted(group.chat, Pin(1)), None) == Delivered(None)
    assert await gateway.deliver(posted(group.chat, Pin(1)), number) == Delivered(None)
    assert group.chat.pinned == [number]


async def test_it_is_looked_up_who_decides_for_a_group(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    bo = botapi.user("Bo")
    group = botapi.group("Team", ann, bo)
    for person, admin in (
        (ann.account.id, True),
        (bo.account.id, False),
        (1, False),
        (None, False),
    ):
        asked = posted(group.chat, LookUp(person, ("close", 3)))
        found = Found(["close", 3], admin, 3)
        assert await gateway.deliver(asked, None) == Answered(found)
