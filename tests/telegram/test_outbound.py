"""Effects become requests, and what Telegram answers becomes a delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.gateway import Answered, Delivered, Delivery, Gone, Later, Lost, Moved, Post
from bot.telegram.commands import CommandList, Place, publish
from bot.telegram.outbound import TelegramGateway
from bot.telegram.transport import Transport
from dialogs.coach import Coach
from dialogs.effect import (
    Appointment,
    Button,
    Commands,
    Document,
    Edit,
    Effect,
    Forget,
    LookUp,
    Picture,
    Pin,
    Say,
)
from dialogs.event import Found, Key
from dialogs.report import report
from tests.botapi import BotApi, Chat, User
from tests.drawing.test_arena_picture import arena
from tests.report.sample import memory, view
from tests.telegram.conftest import plain_bot

ROWS = (
    (Button("Ja", 0), Button("Nee", 1)),
    (Button("Site", link="https://vvsg.be"), Button("Kopieer", copy="zeg dit")),
)
LISTS = (
    CommandList(Place.PRIVATE, "nl", [("vast", "Mijn netwerk zit vast")]),
    CommandList(Place.PRIVATE, "en", [("stuck", "My network is stuck")], otherwise=True),
    CommandList(Place.GROUP, "nl", [("peiling", "Peil het team")]),
)


@pytest.fixture
def gateway(ptb: Bot) -> TelegramGateway:
    return TelegramGateway(ptb, LISTS)


def _post(chat: Chat, effect: Effect, *, topic: int = 0, tries: int = 0) -> Post:
    person = chat.id if chat.person is not None else None
    return Post(1, Key(4242, chat.id, topic, person), effect, tries)


async def test_a_new_message(botapi: BotApi, gateway: TelegramGateway, ann: User) -> None:
    text = "<b>Ja</b> of nee? https://vvsg.be"
    delivery = await gateway.deliver(_post(ann.chat, Say(100, text, ROWS, quiet=True)), None)
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
    await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    assert not ann.chat.last.quiet
    assert ann.chat.last.rows == ()


async def test_a_topic_gets_its_own_messages(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann, forum=True)
    topic = group.topic("Plannen")
    await gateway.deliver(_post(group.chat, Say(1, "hier"), topic=topic), None)
    assert group.chat.last.thread == topic
    await gateway.deliver(_post(group.chat, Document("x.txt", "x"), topic=topic), None)
    assert group.chat.last.thread == topic
    gone = _post(group.chat, Say(1, "daar"), topic=topic + 50)
    assert await gateway.deliver(gone, None) == Lost("Message thread not found")


async def test_an_edit_changes_text_and_buttons(gateway: TelegramGateway, ann: User) -> None:
    await gateway.deliver(_post(ann.chat, Say(1, "een", ROWS)), None)
    number = ann.chat.last.id
    edit = Edit(1, 2, "<i>twee</i>", ROWS[:1])
    assert await gateway.deliver(_post(ann.chat, edit), number) == Delivered(None)
    assert (ann.chat.last.text, ann.chat.last.rows[0][1].data) == ("twee", "2.1")
    assert await gateway.deliver(_post(ann.chat, Edit(1, 3, "drie")), number) == Delivered(None)
    assert (ann.chat.last.text, ann.chat.last.buttons) == ("drie", [])
    assert len(ann.chat.from_bot) == 1


async def test_an_edit_goes_to_the_message_that_the_event_told(
    gateway: TelegramGateway, ann: User
) -> None:
    for text in ("een", "twee"):
        await gateway.deliver(_post(ann.chat, Say(1, text)), None)
    first, second = (message.id for message in ann.chat.from_bot)
    await gateway.deliver(_post(ann.chat, Edit(1, 2, "EEN", message=first)), second)
    assert [message.text for message in ann.chat.from_bot] == ["EEN", "twee"]


async def test_an_edit_that_changes_nothing_is_delivered(
    gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(_post(ann.chat, Say(1, "een")), None)
    again = _post(ann.chat, Edit(1, 1, "een"))
    assert await gateway.deliver(again, ann.chat.last.id) == Delivered(None)
    assert ann.chat.last.edits == 0


@pytest.mark.parametrize("number", [None, 99999])
async def test_words_whose_message_is_not_there_are_said_anew(
    gateway: TelegramGateway, ann: User, number: int | None
) -> None:
    delivery = await gateway.deliver(_post(ann.chat, Edit(1, 2, "toch", ROWS)), number)
    assert delivery == Delivered(ann.chat.last.id)
    assert (ann.chat.last.text, ann.chat.last.rows[0][0].data) == ("toch", "2.0")


async def test_words_whose_message_is_of_somebody_else_are_said_anew(
    gateway: TelegramGateway, ann: User
) -> None:
    own = await ann.types("van mij")
    await gateway.deliver(_post(ann.chat, Document("x.txt", "x")), None)
    for number in (own.id, ann.chat.last.id):
        await gateway.deliver(_post(ann.chat, Edit(1, 2, "toch")), number)
    assert [message.text for message in ann.chat.from_bot] == ["", "toch", "toch"]


@pytest.mark.parametrize(
    ("content", "arrived"), [("één", "één".encode()), (b"%PDF", b"%PDF"), ("\ud800", b"?")]
)
async def test_a_document(
    gateway: TelegramGateway, ann: User, content: str | bytes, arrived: bytes
) -> None:
    effect = Document('een "mooi"/verslag\n.txt', content, "<b>Verslag</b>")
    delivery = await gateway.deliver(_post(ann.chat, effect), None)
    shown = ann.chat.last
    assert delivery == Delivered(shown.id)
    assert shown.file is not None
    assert (shown.file.name, shown.file.content) == ("een mooiverslag.txt", arrived)
    assert shown.text == "Verslag"


async def test_a_picture_is_drawn_and_shown_with_the_same_facts_in_words(
    botapi: BotApi, gateway: TelegramGateway, ann: User, coach: Coach
) -> None:
    picture = arena(coach, "nl", 12)
    delivery = await gateway.deliver(
        _post(ann.chat, replace(picture, caption="<b>Kaart</b>")), None
    )
    shown = ann.chat.last
    assert delivery == Delivered(shown.id)
    assert shown.file is not None
    assert (shown.file.name, shown.file.kind) == ("kaart.png", "photo")
    assert shown.file.content.startswith(b"\x89PNG")
    assert shown.text == "Kaart"
    assert [call.parameters["action"] for call in botapi.called("sendChatAction")] == [
        "upload_photo"
    ]


async def test_a_picture_is_shown_even_when_the_chat_cannot_say_that_it_comes(
    botapi: BotApi, gateway: TelegramGateway, ann: User, coach: Coach
) -> None:
    botapi.fault("sendChatAction", retry_after=3)
    delivery = await gateway.deliver(_post(ann.chat, arena(coach, "nl", 1)), None)
    assert delivery == Delivered(ann.chat.last.id)


async def test_a_picture_that_cannot_be_drawn_is_lost_without_its_words(
    gateway: TelegramGateway, ann: User
) -> None:
    lost = await gateway.deliver(_post(ann.chat, Picture("arena", "x", {"geheim": 1}, "")), None)
    assert isinstance(lost, Lost)
    assert "geheim" not in lost.reason


async def test_a_report_is_set_and_handed_over_and_the_chat_says_that_it_comes(
    botapi: BotApi, gateway: TelegramGateway, ann: User, coach: Coach
) -> None:
    made = report(view(coach, "nl", memory(12)), private=True)
    delivery = await gateway.deliver(_post(ann.chat, made), None)
    shown = ann.chat.last
    assert delivery == Delivered(shown.id)
    assert shown.file is not None
    assert (shown.file.name, shown.file.kind) == ("rapport-voor-mij-2026-03-02.pdf", "document")
    assert shown.file.content.startswith(b"%PDF")
    assert shown.text.startswith("Rapport: Samenwerkingsverband")
    assert [call.parameters["action"] for call in botapi.called("sendChatAction")] == [
        "upload_document"
    ]
    lost = await gateway.deliver(_post(ann.chat, replace(made, name="geen")), None)
    assert lost == Lost("report geen cannot be set: FileNotFoundError")


async def test_documents_that_cannot_be_handed_over_are_lost(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    empty = _post(ann.chat, Document("leeg.txt", ""))
    assert await gateway.deliver(empty, None) == Lost("File must be non-empty")
    large = _post(ann.chat, Document("groot.bin", b"x" * (52 * 1024 * 1024)))
    assert await gateway.deliver(large, None) == Lost("Request Entity Too Large")
    botapi.refused.clear()


async def test_texts_and_captions_are_made_to_fit(gateway: TelegramGateway, ann: User) -> None:
    long = f"<b>{'x' * 5000}"
    await gateway.deliver(_post(ann.chat, Say(1, long)), None)
    assert ann.chat.last.text == "x" * 4095 + "…"
    await gateway.deliver(_post(ann.chat, Edit(1, 1, long + "<p>")), ann.chat.last.id)
    await gateway.deliver(_post(ann.chat, Document("x.txt", "x", long)), None)
    assert ann.chat.last.text == "x" * 1023 + "…"
    rows = ((Button("Kopieer", copy="😀" * 200),),)
    await gateway.deliver(_post(ann.chat, Say(1, "x", rows)), None)
    assert ann.chat.last.rows[0][0].copied == "😀" * 128


async def test_a_button_that_does_nothing_is_lost(gateway: TelegramGateway, ann: User) -> None:
    delivery = await gateway.deliver(_post(ann.chat, Say(1, "x", ((Button("Ja"),),))), None)
    assert isinstance(delivery, Lost)


async def test_a_refused_message_is_lost_and_the_reason_holds_no_text(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    rows = ((Button("Site", link="geheim"),),)
    delivery = await gateway.deliver(_post(ann.chat, Say(1, "geheim", rows)), None)
    assert delivery == Lost("Inline keyboard button url")
    delivery = await gateway.deliver(_post(ann.chat, Say(1, "  ")), None)
    assert isinstance(delivery, Lost)
    botapi.refused.clear()


async def test_too_many_requests_wait_as_long_as_telegram_says(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    for method, effect in (("sendMessage", Say(1, "y")), ("editMessageText", Edit(1, 1, "y"))):
        botapi.fault(method, retry_after=7)
        assert await gateway.deliver(_post(ann.chat, effect), ann.chat.last.id) == Later(7.0)
    assert [message.text for message in ann.chat.from_bot] == ["x"]


@pytest.mark.parametrize("trouble", [{"reset": True}, {"status": 502}, {"lost": True}])
@pytest.mark.parametrize(("tries", "seconds"), [(0, 1.0), (3, 8.0), (50, 60.0)])
async def test_network_trouble_waits_longer_each_time(
    botapi: BotApi,
    gateway: TelegramGateway,
    ann: User,
    trouble: dict[str, Any],
    tries: int,
    seconds: float,
) -> None:
    await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    for method, effect in (("sendMessage", Say(1, "y")), ("editMessageText", Edit(1, 1, "z"))):
        botapi.fault(method, **trouble)
        delivery = await gateway.deliver(_post(ann.chat, effect, tries=tries), ann.chat.last.id)
        assert delivery == Later(seconds)


@pytest.mark.parametrize("status", [400, 403])
@pytest.mark.parametrize(
    "content", [b"<html>This site is not allowed</html>", b"{}", b'{"error": "blocked"}']
)
async def test_the_page_of_a_proxy_is_no_verdict(
    botapi: BotApi, gateway: TelegramGateway, ann: User, status: int, content: bytes
) -> None:
    """Nobody is gone because a proxy says so, and no message is lost by it."""
    await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    effects: tuple[Effect, ...] = (Say(1, "y"), Edit(1, 1, "z"), Document("a.txt", b"a"))
    methods = ("sendMessage", "editMessageText", "sendDocument")
    for method, effect in zip(methods, effects, strict=True):
        botapi.fault(method, status=status, content=content)
        delivery = await gateway.deliver(_post(ann.chat, effect), ann.chat.last.id)
        assert delivery == Later(1.0), method


async def test_an_answer_that_makes_no_sense_waits(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    botapi.fault("sendMessage", status=200)
    assert await gateway.deliver(_post(ann.chat, Say(1, "x")), None) == Later(1.0)


@pytest.mark.parametrize("number", [None, 99999])
async def test_buttons_whose_message_is_not_there_need_not_be_taken_off(
    gateway: TelegramGateway, ann: User, number: int | None
) -> None:
    closing = _post(ann.chat, Edit(1, 2, "Waar zit je mee?", closes=True))
    assert await gateway.deliver(closing, number) == Delivered(None)
    assert not ann.chat.from_bot


async def test_an_edit_that_is_refused_is_lost(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    empty = _post(ann.chat, Edit(1, 2, " "))
    assert await gateway.deliver(empty, ann.chat.last.id) == Lost("Text must be non-empty")
    botapi.refused.clear()


async def test_an_answer_that_is_too_late_waits(botapi: BotApi, ann: User) -> None:
    async with plain_bot(botapi, Transport(read=0.05)) as bot:
        botapi.fault("sendMessage", silent=0.2)
        say = _post(ann.chat, Say(1, "x"))
        assert await TelegramGateway(bot).deliver(say, None) == Later(1.0)


async def test_an_edit_repeats_harmlessly(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    edit = _post(ann.chat, Edit(1, 2, "y"))
    botapi.fault("editMessageText", lost=True)
    assert isinstance(await gateway.deliver(edit, ann.chat.last.id), Later)
    assert await gateway.deliver(edit, ann.chat.last.id) == Delivered(None)
    assert [message.text for message in ann.chat.from_bot] == ["y"]


async def test_people_who_are_gone(botapi: BotApi, gateway: TelegramGateway, ann: User) -> None:
    await ann.blocks()
    blocked = await gateway.deliver(_post(ann.chat, Say(1, "x")), None)
    assert blocked == Gone("bot was blocked by the user")
    nowhere = Post(1, Key(4242, 99, 0, 99), Say(1, "x"))
    assert await gateway.deliver(nowhere, None) == Gone("Chat not found")
    group = botapi.group("Team", ann)
    await ann.at(group).removes_bot()
    out = await gateway.deliver(_post(group.chat, Edit(1, 1, "x")), 1)
    assert out == Gone("bot was kicked from the supergroup chat")


async def test_a_group_that_became_a_supergroup_has_moved(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann, kind="group")
    post = _post(group.chat, Say(1, "x"))
    now = await group.upgrades()
    moved: Delivery = Moved(now.chat.id)
    assert await gateway.deliver(post, None) == moved
    assert await gateway.deliver(_post(group.chat, Edit(1, 1, "x")), 5) == moved
    assert await gateway.deliver(_post(group.chat, Document("x", "x")), None) == moved


async def test_a_token_that_is_no_longer_valid_is_said_out_loud(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    botapi.state.token = "4242:another"
    with pytest.raises(InvalidToken):
        await gateway.deliver(_post(ann.chat, Say(1, "x")), None)


async def test_the_commands_of_a_language_in_this_chat(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann)
    for chat in (ann.chat, group.chat):
        delivery = await gateway.deliver(_post(chat, Commands("nl")), None)
        assert delivery == Delivered(None)
    assert await gateway.deliver(_post(group.chat, Commands("en")), None) == Delivered(None)
    assert botapi.commands == {
        (f"chat:{ann.chat.id}", ""): {"vast": "Mijn netwerk zit vast"},
        (f"chat:{group.chat.id}", ""): {"peiling": "Peil het team"},
    }


async def test_nothing_of_the_chat_is_forgotten_by_telegram(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    calls = len(botapi.calls)
    assert await gateway.deliver(_post(ann.chat, Forget()), None) == Delivered(None)
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
    await gateway.deliver(_post(ann.chat, Say(1, "Peiling", rows)), None)
    assert ann.chat.last.rows[0][0].data == "p.14.fill"


async def test_a_message_is_pinned_where_knoop_may(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    group = botapi.group("Team", ann)
    await gateway.deliver(_post(group.chat, Say(1, "plan")), None)
    number = group.chat.last.id
    assert await gateway.deliver(_post(group.chat, Pin(1)), number) == Delivered(None)
    assert group.chat.pinned == []
    await ann.at(group).promotes_bot()
    assert await gateway.deliver(_post(group.chat, Pin(1)), None) == Delivered(None)
    assert await gateway.deliver(_post(group.chat, Pin(1)), number) == Delivered(None)
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
        asked = _post(group.chat, LookUp(person, ("close", 3)))
        found = Found(["close", 3], admin, 3)
        assert await gateway.deliver(asked, None) == Answered(found)


async def test_a_meeting_is_handed_over_as_a_file_for_calendars(
    gateway: TelegramGateway, ann: User
) -> None:
    meeting = Appointment(
        "Zorg", "2026-03-03T13:00:00+00:00", 90, "Europe/Brussels", caption="hier"
    )
    delivery = await gateway.deliver(_post(ann.chat, meeting), None)
    assert isinstance(delivery, Delivered)
    sent = ann.chat.messages[-1]
    assert sent.file is not None
    assert sent.file.name == "Zorg.ics"
    assert b"DTSTART;TZID=Europe/Brussels:20260303T140000" in sent.file.content
