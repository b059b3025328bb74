"""What is handed over: files, pictures, reports, meetings for a calendar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.gateway import Delivered, Lost
from bot.telegram.outbound import TelegramGateway
from dialogs.coach import Coach
from dialogs.effect import Appointment, Document, Picture
from dialogs.report import report
from tests.botapi import BotApi, User
from tests.drawing.sample import arena
from tests.report.sample import memory, view
from tests.telegram.conftest import posted


@pytest.mark.parametrize(
    ("content", "arrived"), [("één", "één".encode()), (b"%PDF", b"%PDF"), ("\ud800", b"?")]
)
async def test_a_document(
    gateway: TelegramGateway, ann: User, content: str | bytes, arrived: bytes
) -> None:
    effect = Document('een "mooi"/verslag\n.txt', content, "<b>Verslag</b>")
    delivery = await gateway.deliver(posted(ann.chat, effect), None)
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
        posted(ann.chat, replace(picture, caption="<b>Kaart</b>")), None
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
    delivery = await gateway.deliver(posted(ann.chat, arena(coach, "nl", 1)), None)
    assert delivery == Delivered(ann.chat.last.id)


async def test_a_picture_that_cannot_be_drawn_is_lost_without_its_words(
    gateway: TelegramGateway, ann: User
) -> None:
    lost = await gateway.deliver(posted(ann.chat, Picture("arena", "x", {"geheim": 1}, "")), None)
    assert isinstance(lost, Lost)
    assert "geheim" not in lost.reason


async def test_a_report_is_set_and_handed_over_and_the_chat_says_that_it_comes(
    botapi: BotApi, gateway: TelegramGateway, ann: User, coach: Coach
) -> None:
    made = report(view(coach, "nl", memory(12)), private=True)
    delivery = await gateway.deliver(posted(ann.chat, made), None)
    shown = ann.chat.last
    assert delivery == Delivered(shown.id)
    assert shown.file is not None
    assert (shown.file.name, shown.file.kind) == ("rapport-voor-mij-2026-03-02.pdf", "document")
    assert shown.file.content.startswith(b"%PDF")
    assert shown.text.startswith("Rapport: Samenwerkingsverband")
    assert [call.parameters["action"] for call in botapi.called("sendChatAction")] == [
        "upload_document"
    ]
    lost = await gateway.deliver(posted(ann.chat, replace(made, name="geen")), None)
    assert lost == Lost("report geen cannot be set: FileNotFoundError")


async def test_documents_that_cannot_be_handed_over_are_lost(
    botapi: BotApi, gateway: TelegramGateway, ann: User
) -> None:
    empty = posted(ann.chat, Document("leeg.txt", ""))
    assert await gateway.deliver(empty, None) == Lost("File must be non-empty")
    large = posted(ann.chat, Document("groot.bin", b"x" * (52 * 1024 * 1024)))
    assert await gateway.deliver(large, None) == Lost("Request Entity Too Large")
    botapi.refused.clear()


async def test_a_meeting_is_handed_over_as_a_file_for_calendars(
    gateway: TelegramGateway, ann: User
) -> None:
    meeting = Appointment(
        "Zorg", "2026-03-03T13:00:00+00:00", 90, "Europe/Brussels", caption="hier"
    )
    delivery = await gateway.deliver(posted(ann.chat, meeting), None)
    assert isinstance(delivery, Delivered)
    sent = ann.chat.messages[-1]
    assert sent.file is not None
    assert sent.file.name == "Zorg.ics"
    assert b"DTSTART;TZID=Europe/Brussels:20260303T140000" in sent.file.content
