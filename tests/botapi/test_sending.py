"""Messages go out as at Telegram: tried with python-telegram-bot over HTTP."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
)

from tests.botapi import BotApi, User
from tests.botapi.conftest import one

OK = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="1.0")]])


async def test_a_message_shows_as_people_see_it(botapi: BotApi, bot: Bot, ann: User) -> None:
    sent = await bot.send_message(
        ann.chat.id, " <b>Dag</b> &amp; <a href='https://vvsg.be'>welkom</a> ", parse_mode="HTML"
    )
    assert sent.text == "Dag & welkom"
    assert [(entity.type, entity.offset) for entity in sent.entities] == [
        ("bold", 0),
        ("text_link", 6),
    ]
    assert ann.chat.last.text == "Dag & welkom"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <h1", "Unclosed start tag at byte offset 3"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("1 < 2", 'Unsupported start tag ""'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a ='x'>y</a>", 'Empty attribute name in the tag "a"'),
    ],
)
async def test_markup_that_cannot_be_read_is_refused(
    botapi: BotApi, bot: Bot, ann: User, html: str, reason: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(ann.chat.id, html, parse_mode="HTML")
    assert f"can't parse entities: {reason}".lower() in refused.value.message.lower()
    assert ann.chat.from_bot == []
    assert len(botapi.refused) == 1
    botapi.refused.clear()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &quot;&#39;&#x2192;", "<b> \"'→"),
        ("R&D &nbsp;", "R&D &nbsp;"),
        ("<B>vet</b>", "vet"),
        ("<blockquote expandable>lang</blockquote>", "lang"),
        ("<tg-spoiler>x</tg-spoiler><code class='language-py'>y</code>", "xy"),
    ],
)
async def test_markup_reads_as_at_telegram(
    botapi: BotApi, bot: Bot, ann: User, html: str, text: str
) -> None:
    assert (await bot.send_message(ann.chat.id, html, parse_mode="HTML")).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "text is empty"),
        ("  ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_texts_have_a_length(
    botapi: BotApi, bot: Bot, ann: User, text: str, reason: str
) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){reason}"):
        await bot.send_message(ann.chat.id, text, parse_mode="HTML")
    botapi.refused.clear()


async def test_tags_do_not_count_for_the_length(botapi: BotApi, bot: Bot, ann: User) -> None:
    await bot.send_message(ann.chat.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert ann.chat.last.text == "x" * 4096


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[InlineKeyboardButton("Ja", callback_data="é" * 33)]], "button_data_invalid"),
        ([[InlineKeyboardButton(" ", callback_data="1")]], "text must be non-empty"),
        ([[InlineKeyboardButton("Ja")]], "text buttons are unallowed"),
        ([[InlineKeyboardButton("Ja", callback_data="1")] * 9], "too long"),
        ([[InlineKeyboardButton("Ja", callback_data="1")]] * 101, "too long"),
        ([[InlineKeyboardButton("Ja", url="vvsg")]], "url"),
        (
            [[InlineKeyboardButton("Kopieer", copy_text=CopyTextButton("x" * 257))]],
            "copy_text_invalid",
        ),
    ],
)
async def test_keyboards_have_limits(
    botapi: BotApi, bot: Bot, ann: User, rows: list[list[InlineKeyboardButton]], reason: str
) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){reason}"):
        await bot.send_message(ann.chat.id, "Ja?", reply_markup=InlineKeyboardMarkup(rows))
    botapi.refused.clear()


async def test_an_edit_shows_at_once(botapi: BotApi, bot: Bot, ann: User) -> None:
    sent = await bot.send_message(ann.chat.id, "Een", reply_markup=OK)
    await bot.edit_message_text("Twee", ann.chat.id, sent.message_id)
    assert [(one.text, one.buttons) for one in ann.chat.from_bot] == [("Twee", [])]


async def test_an_edit_that_changes_nothing_is_refused(botapi: BotApi, bot: Bot, ann: User) -> None:
    sent = await bot.send_message(ann.chat.id, "Een", reply_markup=OK)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Een", ann.chat.id, sent.message_id, reply_markup=OK)


async def test_an_edit_needs_a_message_of_the_bot(botapi: BotApi, bot: Bot, ann: User) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Een", ann.chat.id, 999)
    own = await ann.types("van mij")
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("Een", ann.chat.id, own.id)


async def test_chats_that_are_not_there(botapi: BotApi, bot: Bot, ann: User) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "x")
    stranger = botapi.user("Zoë")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.chat.id, "x")
    await ann.blocks()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(ann.chat.id, "x")
    group = botapi.group("Team", ann)
    await ann.at(group).removes_bot()
    with pytest.raises(Forbidden, match="kicked from the supergroup"):
        await bot.send_message(group.chat.id, "x")


async def test_a_group_that_became_a_supergroup(botapi: BotApi, bot: Bot, ann: User) -> None:
    group = botapi.group("Team", ann, kind="group")
    now = await group.upgrades()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.chat.id, "x")
    assert moved.value.new_chat_id == now.chat.id
    await bot.send_message(now.chat.id, "x")
    assert now.messages[-1].text == "x"


async def test_flood_control_says_how_long_to_wait(botapi: BotApi, bot: Bot, ann: User) -> None:
    botapi.flood.on = True
    group = botapi.group("Team", ann)
    for number in range(20):
        await bot.send_message(group.chat.id, f"{number}")
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(group.chat.id, "te veel")
    assert 50 <= told.value._retry_after.total_seconds() <= 61
    await bot.send_message(ann.chat.id, "elders mag het")


async def test_files_in_both_directions(botapi: BotApi, bot: Bot, ann: User) -> None:
    sent = await bot.send_document(
        ann.chat.id, b"%PDF", caption="<b>Verslag</b>", filename="verslag.pdf", parse_mode="HTML"
    )
    assert sent.document is not None
    assert sent.caption == "Verslag"
    assert ann.chat.last.file is not None
    assert (ann.chat.last.file.name, ann.chat.last.file.content) == ("verslag.pdf", b"%PDF")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    await bot.send_photo(ann.chat.id, b"png", caption="kaart")
    await ann.sends_document("plan.txt", b"plan")
    received = (await one(bot)).message
    assert received is not None
    assert received.document is not None
    assert received.document.file_name == "plan.txt"


async def test_captions_and_files_have_limits(botapi: BotApi, bot: Bot, ann: User) -> None:
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(ann.chat.id, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(ann.chat.id, b"", filename="leeg.txt")
    with pytest.raises(BadRequest, match=r"(?i)wrong remote file"):
        await bot.send_document(ann.chat.id, "unknown")
    botapi.refused.clear()
