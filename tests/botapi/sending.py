"""Methods that put messages in a chat or change them."""

from __future__ import annotations

from typing import Any, Final

from tests.botapi import keyboard, markup
from tests.botapi.account import File
from tests.botapi.parameters import Upload
from tests.botapi.refusal import Refusal, bad_request, forbidden, mistake
from tests.botapi.state import State
from tests.botapi.world import Chat, Message

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
ACTIONS: Final = frozenset({"typing", "upload_document", "upload_photo"})


async def send_message(
    api: State,
    *,
    chat_id: Chat,
    text: str,
    parse_mode: str = "",
    link_preview_options: dict[str, Any] | None = None,
    disable_notification: bool = False,
    message_thread_id: int = 0,
    reply_markup: dict[str, Any] | None = None,
    reply_parameters: dict[str, Any] | None = None,
) -> dict[str, Any]:
    content = _text(text, parse_mode)
    rows = keyboard.read(reply_markup)
    _preview(link_preview_options)
    thread = _open(api, chat_id, message_thread_id)
    return chat_id.add(
        api.world.bot,
        content=content,
        html=text,
        rows=rows,
        thread=thread,
        reply_to=_reply(chat_id, reply_parameters),
        quiet=disable_notification,
    ).json()


async def edit_message_text(
    api: State,
    *,
    chat_id: Chat,
    message_id: int,
    text: str,
    parse_mode: str = "",
    link_preview_options: dict[str, Any] | None = None,
    reply_markup: dict[str, Any] | None = None,
) -> dict[str, Any]:
    content = _text(text, parse_mode)
    rows = keyboard.read(reply_markup)
    _preview(link_preview_options)
    message = _editable(api, chat_id, message_id)
    if message.file is not None:
        raise bad_request("there is no text in the message to edit")
    if (message.content, message.rows) == (content, rows):
        raise _not_modified()
    message.content, message.html, message.rows = content, text, rows
    return _edited(message)


async def edit_message_reply_markup(
    api: State,
    *,
    chat_id: Chat,
    message_id: int,
    reply_markup: dict[str, Any] | None = None,
) -> dict[str, Any]:
    rows = keyboard.read(reply_markup)
    message = _editable(api, chat_id, message_id)
    if message.rows == rows:
        raise _not_modified()
    message.rows = rows
    return _edited(message)


async def delete_message(api: State, *, chat_id: Chat, message_id: int) -> bool:
    message = chat_id.find(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    message.deleted = True
    chat_id.touch()
    return True


async def send_document(
    api: State,
    *,
    chat_id: Chat,
    document: object,
    caption: str = "",
    parse_mode: str = "",
    disable_notification: bool = False,
    disable_content_type_detection: bool = False,
    message_thread_id: int = 0,
    reply_markup: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return _send_file(
        api, chat_id, document, "document", caption, parse_mode, message_thread_id, reply_markup
    )


async def send_photo(
    api: State,
    *,
    chat_id: Chat,
    photo: object,
    caption: str = "",
    parse_mode: str = "",
    disable_notification: bool = False,
    message_thread_id: int = 0,
    reply_markup: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return _send_file(
        api, chat_id, photo, "photo", caption, parse_mode, message_thread_id, reply_markup
    )


async def send_chat_action(
    api: State, *, chat_id: Chat, action: str, message_thread_id: int = 0
) -> bool:
    if action not in ACTIONS:
        raise mistake("wrong parameter action in request")
    _open(api, chat_id, message_thread_id, counts=False)
    return True


async def pin_chat_message(
    api: State, *, chat_id: Chat, message_id: int, disable_notification: bool = False
) -> bool:
    _writable(api, chat_id)
    if chat_id.find(message_id) is None:
        raise bad_request("message to pin not found")
    if chat_id.kind != "private" and chat_id.members.get(api.world.bot.id) != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat_id.pinned.append(message_id)
    return True


async def unpin_chat_message(api: State, *, chat_id: Chat, message_id: int = 0) -> bool:
    pinned = message_id or (chat_id.pinned[-1] if chat_id.pinned else 0)
    if pinned not in chat_id.pinned:
        raise bad_request("message to unpin not found")
    chat_id.pinned.remove(pinned)
    return True


def _send_file(
    api: State,
    chat: Chat,
    given: object,
    kind: str,
    caption: str,
    parse_mode: str,
    thread_id: int,
    reply_markup: dict[str, Any] | None,
) -> dict[str, Any]:
    content = markup.read(caption, parse_mode, CAPTION_LIMIT, "message caption")
    rows = keyboard.read(reply_markup)
    file = _file(api, given, kind)
    thread = _open(api, chat, thread_id)
    return chat.add(
        api.world.bot, content=content, html=caption, rows=rows, thread=thread, file=file
    ).json()


def _file(api: State, given: object, kind: str) -> File:
    if isinstance(given, Upload):
        if not given.content:
            raise mistake("file must be non-empty")
        return api.world.keep(given.name, given.content, kind)
    known = api.world.files.get(str(given))
    if known is None:
        raise mistake("wrong remote file identifier specified")
    return known


def _text(text: str, parse_mode: str) -> markup.Formatted:
    if not text:
        raise mistake("message text is empty")
    content = markup.read(text, parse_mode, TEXT_LIMIT)
    if not content.text:
        raise mistake("text must be non-empty")
    return content


def _preview(options: dict[str, Any] | None) -> None:
    if options and (unknown := options.keys() - {"is_disabled"}):
        raise mistake(f"unexpected link_preview_options {sorted(unknown)}")


def _open(api: State, chat: Chat, thread: int, *, counts: bool = True) -> int | None:
    """Check that the bot may write in this chat and topic; return the topic."""
    _writable(api, chat)
    if thread and thread not in chat.topics:
        raise bad_request("message thread not found")
    if thread in chat.closed_topics:
        raise bad_request("TOPIC_CLOSED")
    if counts:
        api.flood.check(chat.id)
    return thread or None


def _writable(api: State, chat: Chat) -> None:
    if chat.person is not None:
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif api.world.bot.id not in chat.members:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    elif chat.members[api.world.bot.id] == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")


def _editable(api: State, chat: Chat, message_id: int) -> Message:
    _writable(api, chat)
    message = chat.find(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not api.world.bot:
        raise bad_request("message can't be edited")
    api.flood.check(chat.id)
    return message


def _edited(message: Message) -> dict[str, Any]:
    message.edits += 1
    message.chat.touch()
    return message.json()


def _reply(chat: Chat, parameters: dict[str, Any] | None) -> Message | None:
    if not parameters:
        return None
    if unknown := parameters.keys() - {"message_id", "allow_sending_without_reply"}:
        raise mistake(f"unexpected reply_parameters {sorted(unknown)}")
    message = chat.find(int(parameters["message_id"]))
    if message is None and not parameters.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def _not_modified() -> Refusal:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
