"""The way out: effects become requests to Telegram, its answers deliveries."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from telegram import Bot, ChatMember, InputFile
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.gateway import Answered, Delivered, Delivery, Gone, Later, Lost, Moved, Post
from bot.ics import as_document
from bot.making import file_of
from bot.telegram import callback, html
from bot.telegram.asking import ask, is_verdict
from bot.telegram.commands import CommandList, Place, show
from dialogs.effect import (
    Appointment,
    Button,
    Commands,
    Document,
    Edit,
    Form,
    LookUp,
    Made,
    Picture,
    Pin,
    Report,
    Rows,
    Say,
)
from dialogs.event import Found, Key

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
COPY_LIMIT: Final = 256
LONGEST_WAIT: Final = 60.0
"""Seconds between two tries at most, when it is the network that fails (our judgement)."""

_NO_PREVIEW: Final = {"is_disabled": True}
_UNCHANGED: Final = "message is not modified"
_NOT_EDITABLE: Final = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
_NO_CHAT: Final = ("chat not found", "user not found", "peer_id_invalid")
_TOO_LARGE: Final = "request entity too large"


class TelegramGateway:
    """Delivers posts by a :class:`telegram.Bot` that is initialized.

    It knows no pace: the worker sends no faster than Telegram allows.
    """

    def __init__(self, bot: Bot, lists: Iterable[CommandList] = ()) -> None:
        """Deliver by *bot*; *lists* are what an effect ``Commands`` can show."""
        self._bot = bot
        self._lists = {(listed.place, listed.language): listed for listed in lists}

    async def deliver(self, post: Post, message: int | None) -> Delivery:
        """Carry out *post* and say how it went.

        An edit of a message that is no longer there becomes a new message, so that its words are
        not lost, unless it only takes off buttons. A new message whose answer got lost is sent
        again and may then stand there twice: Telegram has no way to prevent it.

        Raises:
            telegram.error.InvalidToken: When Telegram does not know this bot (any more): nothing
                can be delivered then, and nothing should be dropped.
        """
        try:
            if isinstance(post.effect, LookUp):
                return Answered(await self._look_up(post.key, post.effect))
            return Delivered(await self._carry_out(post, message))
        except InvalidToken:
            raise
        except RetryAfter as error:
            return Later(_seconds(error))
        except ChatMigrated as error:
            return Moved(error.new_chat_id)
        except (Forbidden, BadRequest) as error:
            return _refused(error) if is_verdict(error) else Later(_wait(post.tries))
        except NetworkError as error:
            if _TOO_LARGE in error.message.lower():
                return Lost(_reason(error))
            return Later(_wait(post.tries))
        except TelegramError:
            return Later(_wait(post.tries))
        except ValueError as error:
            return Lost(str(error))

    async def _carry_out(self, post: Post, message: int | None) -> int | None:
        """Make the request; return the number of the new message, if it is one."""
        key = post.key
        match post.effect:
            case Say() as say:
                return await self._say(key, say.text, say.screen, say.rows, quiet=say.quiet)
            case Edit() as edit:
                number = edit.message if edit.message is not None else message
                if number is not None and await self._edit(key, edit, number):
                    return None
                if edit.closes:
                    return None
                return await self._say(key, edit.text, edit.screen, edit.rows)
            case Document() as document:
                return await self._hand_over(key, document)
            case Appointment() as meeting:
                return await self._hand_over(key, as_document(meeting))
            case Picture() as picture:
                return await self._draw(key, picture)
            case Report() | Form() as made:
                document = await self._made(key, made, ChatAction.UPLOAD_DOCUMENT)
                return await self._hand_over(key, document)
            case Commands(language=language):
                place = Place.PRIVATE if key.private else Place.GROUP
                if (listed := self._lists.get((place, language))) is not None:
                    await show(self._bot, listed, key.chat)
                return None
            case Pin():
                await self._pin(key, message)
                return None
            case _:
                return None  # what is kept or forgotten is in the store, not in the chat

    async def _say(
        self, key: Key, text: str, screen: int, rows: Rows, *, quiet: bool = False
    ) -> int:
        fields = {
            "chat_id": key.chat,
            "text": html.fit(text, TEXT_LIMIT),
            "parse_mode": ParseMode.HTML,
            "link_preview_options": _NO_PREVIEW,
            "disable_notification": quiet or None,
            "message_thread_id": key.topic or None,
            "reply_markup": keyboard(screen, rows),
        }
        sent = await ask(self._bot, "sendMessage", fields)
        return int(sent["message_id"])

    async def _edit(self, key: Key, edit: Edit, number: int) -> bool:
        """Edit message *number*; False when it is not there to be edited."""
        fields = {
            "chat_id": key.chat,
            "message_id": number,
            "text": html.fit(edit.text, TEXT_LIMIT),
            "parse_mode": ParseMode.HTML,
            "link_preview_options": _NO_PREVIEW,
            "reply_markup": keyboard(edit.screen, edit.rows),
        }
        try:
            await ask(self._bot, "editMessageText", fields)
        except BadRequest as error:
            why = error.message.lower()
            if _UNCHANGED in why:
                return True
            if any(each in why for each in _NOT_EDITABLE):
                return False
            raise
        return True

    async def _pin(self, key: Key, number: int | None) -> None:
        """Pin message *number*; where Knoop may not, the message stands there all the same."""
        with suppress(BadRequest):
            if number is not None:
                await self._bot.pin_chat_message(key.chat, number, disable_notification=True)

    async def _look_up(self, key: Key, asked: LookUp) -> Found:
        """Ask whether somebody decides for the group, and how many are in it.

        An admin who is no longer a member, or whom Telegram does not know, decides nothing.
        """
        decides = False
        if asked.person is not None:
            with suppress(BadRequest):
                member = await self._bot.get_chat_member(key.chat, asked.person)
                decides = member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
        members = await self._bot.get_chat_member_count(key.chat)
        return Found(list(asked.then), decides, members)

    async def _hand_over(self, key: Key, document: Document) -> int:
        content = document.content
        file = content.encode("utf-8", "replace") if isinstance(content, str) else content
        sent = await self._bot.send_document(
            key.chat,
            InputFile(file, filename=_file_name(document.name)),
            caption=html.fit(document.caption, CAPTION_LIMIT) or None,
            parse_mode=ParseMode.HTML,
            message_thread_id=key.topic or None,
        )
        return sent.message_id

    async def _draw(self, key: Key, picture: Picture) -> int:
        """Show a picture."""
        drawn = await self._made(key, picture, ChatAction.UPLOAD_PHOTO)
        sent = await self._bot.send_photo(
            key.chat,
            InputFile(drawn.content, filename=_file_name(drawn.name)),
            caption=html.fit(picture.caption, CAPTION_LIMIT) or None,
            parse_mode=ParseMode.HTML,
            message_thread_id=key.topic or None,
        )
        return sent.message_id

    async def _made(self, key: Key, made: Made, action: ChatAction) -> Document:
        """Return the file of *made*; the chat says meanwhile that it comes.

        Raises:
            ValueError: it cannot be made, so this post is lost.
        """
        document, _ = await asyncio.gather(
            asyncio.to_thread(file_of, made), self._busy(key, action)
        )
        return document

    async def _busy(self, key: Key, action: ChatAction) -> None:
        """Show that something is under way; it is no more than a courtesy."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(key.chat, action, message_thread_id=key.topic or None)


def keyboard(screen: int, rows: Rows) -> dict[str, Any] | None:
    """Return the buttons of a screen as the Bot API writes them; None when it has none.

    Raises:
        ValueError: For a button that does nothing.
    """
    if not rows:
        return None
    return {"inline_keyboard": [[_button(screen, button) for button in row] for row in rows]}


def _button(screen: int, button: Button) -> dict[str, Any]:
    if button.link is not None:
        return {"text": button.label, "url": button.link}
    if button.copy is not None:
        return {"text": button.label, "copy_text": {"text": _short(button.copy)}}
    if button.verb:
        carried = callback.write_verb(button.poll, button.verb)
    else:
        carried = callback.write(screen, button.choice)
    return {"text": button.label, "callback_data": carried}


def _short(words: str) -> str:
    """Return *words* cut to what a button may copy."""
    return words.encode("utf-16-le")[: 2 * COPY_LIMIT].decode("utf-16-le", "ignore")


def _file_name(name: str) -> str:
    """Drop what cannot stand in a header or a path."""
    return re.sub(r'[\x00-\x1f/\\"]', "", name) or "document"


def _refused(error: Forbidden | BadRequest) -> Delivery:
    why = error.message.lower()
    if isinstance(error, Forbidden) or any(each in why for each in _NO_CHAT):
        return Gone(_reason(error))
    return Lost(_reason(error))


def _reason(error: TelegramError) -> str:
    """Return what Telegram says up to where it may quote a text."""
    why = error.message.removeprefix("Forbidden: ")
    return re.split(r"[:\"]| '", why, maxsplit=1)[0].strip()


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _wait(tries: int) -> float:
    """Return how long to wait after *tries* earlier tries: 1, 2, 4 ... seconds."""
    return min(LONGEST_WAIT, 2.0 ** min(tries, 10))
