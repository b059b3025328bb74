"""Whole talks on Telegram, through python-telegram-bot."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings
from tests.botapi import BotApi, User
from tests.botapi.world import Message


def data_of(message: Message, label: str) -> str:
    """Return what pressing the button with these words sends."""
    button = message.button(label)
    assert button is not None
    assert isinstance(button.data, str)
    return button.data


async def test_the_first_minute(ann: User) -> None:
    await ann.starts()
    first = await ann.chat.until("Waar zit je mee?")
    assert "Stad Zuid" in first.text
    assert first.button("Mijn netwerk zit vast")


async def test_a_check_in_from_the_first_tap_to_the_card(ann: User) -> None:
    await ann.types("/checkin")
    for label in ("Nu", "Ideeën", "Stilte", "Plan 1"):
        press = await ann.presses(label)
        await press.is_answered()
        await ann.chat.settled()
    card = await ann.chat.until("Open met")
    assert "Omdat je zei" in card.text
    assert card.button("Klopt")


async def test_a_press_edits_and_typed_words_close_the_question(ann: User) -> None:
    await ann.types("/checkin")
    await ann.presses("Vandaag")
    await ann.chat.settled()
    assert sum(message.sender is not ann.account for message in ann.chat.messages) == 1
    await ann.types("ideeën")
    await ann.chat.settled()
    ours = [message for message in ann.chat.messages if message.sender is not ann.account]
    assert len(ours) == 2
    assert "→ ideeën" in ours[0].text
    assert not ours[0].buttons


async def test_a_deep_link_opens_a_dialogue(ann: User) -> None:
    await ann.starts("checkin")
    await ann.chat.until("Wanneer start je overleg?")


async def test_command_lists_stand_per_language_and_scope(ann: User, botapi: BotApi) -> None:
    await ann.starts()
    await ann.chat.settled()
    dutch = botapi.commands[("all_private_chats", "nl")]
    english = botapi.commands[("all_private_chats", "en")]
    assert {"vast", "mandaat", "checkin", "wis", "taal"} <= set(dutch)
    assert {"stuck", "mandate", "checkin", "forget", "language"} <= set(english)


async def test_a_double_press_is_answered_and_changes_nothing(ann: User) -> None:
    await ann.types("/checkin")
    message = await ann.chat.until("Wanneer start je overleg?")
    data = data_of(message, "Vandaag")
    for press in [await ann.sends_data(data, message) for _ in range(2)]:
        await press.is_answered()
    await ann.chat.settled()
    assert len(ann.chat.messages) == 2


async def test_an_old_button_answers_kindly(ann: User) -> None:
    await ann.types("/checkin")
    message = await ann.chat.until("Wanneer start je overleg?")
    data = data_of(message, "Vandaag")
    await ann.types("vandaag")
    await ann.chat.settled()
    await ann.types("ideeën")
    await ann.chat.settled()
    await (await ann.sends_data(data, message)).is_answered()
    await ann.chat.until("vorige vraag")


async def test_a_voice_note_gets_one_kind_sentence(ann: User) -> None:
    await ann.types("/checkin")
    await ann.chat.settled()
    await ann.sends_voice()
    await ann.chat.until("Spraak")


async def test_an_edited_message_changes_nothing_and_is_told_so(ann: User) -> None:
    await ann.types("/checkin")
    await ann.chat.settled()
    typed = await ann.types("vandaag")
    await ann.chat.settled()
    await ann.edits("later", typed)
    await ann.chat.until("achteraf aanpassen")


async def test_the_language_changes_in_the_middle(ann: User, botapi: BotApi) -> None:
    await ann.types("/checkin")
    await ann.presses("Vandaag")
    await ann.chat.settled()
    await ann.types("/language")
    await ann.presses("English")
    message = await ann.chat.until("What must be different")
    assert "2/" in message.text
    assert "checkin" in botapi.commands[(f"chat:{ann.chat.id}", "")]


async def test_stop_and_resume(ann: User) -> None:
    await ann.types("/checkin")
    await ann.presses("Vandaag")
    await ann.chat.settled()
    await ann.types("/stop")
    await ann.presses("Verder")
    await ann.chat.until("2/7")


async def test_two_networks_of_one_person(ann: User) -> None:
    for name in ("Noord", "Zuid"):
        await ann.types("/netwerken")
        await ann.chat.settled()
        await ann.presses("Nieuw netwerk")
        await ann.chat.settled()
        await ann.types(name)
        await ann.chat.settled()
    await ann.types("/checkin")
    await ann.chat.settled()
    await ann.presses("Ander netwerk")
    await ann.chat.settled()
    await ann.presses("Noord")
    await ann.chat.until("netwerk: Noord")


async def test_what_is_typed_cannot_break_the_markup(ann: User, botapi: BotApi) -> None:
    await ann.types("/mandaat")
    await ann.chat.settled()
    await ann.types("<b>{{ 7*7 }}</i> & <script> {% raw %}")
    await ann.chat.settled()
    assert not botapi.refused
    assert any("{{ 7*7 }}" in message.text for message in ann.chat.messages[1:])


async def test_export_hands_over_two_files(ann: User) -> None:
    await ann.types("/export")
    await ann.chat.settled()
    names = [message.file.name for message in ann.chat.messages if message.file]
    assert [name.rsplit(".", 1)[1] for name in names] == ["json", "txt"]


async def test_forgetting_leaves_nothing_of_the_person(
    ann: User, settings: Settings, tmp_path: Path
) -> None:
    await ann.types("/netwerken")
    await ann.chat.settled()
    await ann.types("Kinderarmoede Zuiderkempen")
    await ann.chat.settled()
    await ann.types("/wis")
    await ann.presses("Ja, wis alles")
    await ann.chat.until("Alles is gewist")
    await ann.chat.settled()
    database = sqlite3.connect(tmp_path / "knoop.sqlite3")
    everything = "\n".join(database.iterdump())
    assert "Zuiderkempen" not in everything
    assert str(ann.account.id) not in everything
    for file in tmp_path.glob("knoop.sqlite3*"):
        assert b"Zuiderkempen" not in file.read_bytes()


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_dialogue_of_the_menu_opens(
    botapi: BotApi, settings: Settings, language: str
) -> None:
    async with serving(settings, UNHURRIED):
        user = botapi.user("Bo", language=language)
        await user.starts()
        menu = await user.chat.until("Knoop")
        commands = botapi.commands[("all_private_chats", language)]
        for name in commands:
            await user.types(f"/{name}")
            await user.chat.settled()
        assert menu
        assert not botapi.refused, json.dumps([call.method for call in botapi.refused])
