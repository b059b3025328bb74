"""The way in: a Telegram update becomes an event, or nothing that concerns Knoop.

Only what Knoop reads gets into the event: no names, captions, files, places or numbers of others.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from telegram import (
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Message,
    Update,
    User,
)
from telegram.ext import filters

from bot.telegram import callback
from bot.telegram.press import Press
from dialogs.event import (
    Added,
    Appointed,
    Blocked,
    Called,
    Edited,
    Event,
    Happening,
    Key,
    Said,
    Started,
    Unreadable,
)

ALLOWED: Final = (
    *("message", "edited_message", "callback_query", "inline_query", "my_chat_member"),
)
"""The kinds of update that Knoop asks Telegram for."""

LONGEST_TEXT: Final = 4096
LARGEST_CALENDAR: Final = 100_000
"""Bytes of a calendar file that is read; a meeting takes two thousand."""

CALENDAR: Final = "calendar"
"""The kind of what cannot be read of a calendar file that was not fetched, or that holds none."""

LONGEST_PAYLOAD: Final = 64

BEYOND: Final = 2**63
"""Numbers of chats and people are smaller; Telegram itself promises 52 bits."""

_GROUPS: Final = frozenset({Chat.GROUP, Chat.SUPERGROUP})
_OUTSIDE: Final = frozenset({ChatMember.LEFT, ChatMember.BANNED})
_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.S)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")

# The first that a message has names it: an animation is also a document, a venue has a location.
_KINDS: Final = (
    "voice",
    "video_note",
    "photo",
    "sticker",
    "animation",
    "document",
    "video",
    "audio",
    "poll",
    "contact",
    "venue",
    "location",
    "dice",
    "story",
    "game",
)


def read(update: Update | Press, me: User, now: datetime) -> Event | None:
    """Return what *update* says to Knoop.

    It never raises for anything that Telegram can send; for what nobody can be meant by it does.

    In a group that is a command, a reply to Knoop, a mention of it, or a press; what else people
    say there is not Knoop's business, even when Telegram passes it on.

    Args:
        update: As python-telegram-bot reads it, or a press.
        me: Knoop's own account: commands and mentions name it.
        now: The moment of a press, for which Telegram gives none.

    Raises:
        TypeError, ValueError: something in *update* is not what the Bot API says it is.
    """
    if isinstance(update, Press):
        return _pressed(update, me, now)
    if update.my_chat_member is not None:
        return _moved(update.my_chat_member, me)
    message = update.message or update.edited_message
    if message is None or message.chat.type not in (Chat.PRIVATE, *_GROUPS):
        return None
    sender = message.from_user
    # A sender_chat writes for a channel or, hidden, for the group's admins: nobody to talk with.
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    text = _clean(message.text or "")
    if message.chat.type in _GROUPS and not _for_me(message, text, me):
        return None
    what = _happened(message, text, me, edited=update.message is None)
    if what is None:
        return None
    topic = message.message_thread_id if message.is_topic_message else None
    key = _key(me, message.chat.id, message.chat.type, topic or 0, sender.id)
    at = message.edit_date or message.date
    return _event(key, sender.id, sender.language_code, at, what)


def calendar_file(update: Update) -> str:
    """Return by what name Telegram gives a calendar file that may be fetched, nothing otherwise."""
    message = update.message
    if message is None or message.document is None or not _is_calendar(message):
        return ""
    small = (message.document.file_size or 0) <= LARGEST_CALENDAR
    return message.document.file_id if small else ""


def _is_calendar(message: Message) -> bool:
    document = message.document
    if message.chat.type != Chat.PRIVATE or document is None:
        return False
    named = (document.file_name or "").lower().endswith(".ics")
    return named or document.mime_type == "text/calendar"


def moved(update: Update) -> tuple[int, int] | None:
    """Return the old and the new number of a group that became a supergroup, if it says so.

    Telegram tells it twice: in the old group where it went, in the new one where it came from.
    """
    message = update.message
    if message is None:
        return None
    if message.migrate_to_chat_id:
        return message.chat.id, message.migrate_to_chat_id
    if message.migrate_from_chat_id:
        return message.migrate_from_chat_id, message.chat.id
    return None


def _pressed(press: Press, me: User, now: datetime) -> Event | None:
    if press.kind not in (Chat.PRIVATE, *_GROUPS):
        return None
    key = _key(me, press.chat, press.kind, press.topic, press.person)
    what = callback.read_verb(press.data) or callback.read(press.data, press.message)
    return _event(key, press.person, press.language, now, what)


def _moved(change: ChatMemberUpdated, me: User) -> Event | None:
    """Knoop was blocked, added to a group or put out of it, or may do more there, or less."""
    if change.chat.type not in (Chat.PRIVATE, *_GROUPS):
        return None
    before, after = change.old_chat_member.status, change.new_chat_member.status
    was_outside, is_outside = before in _OUTSIDE, after in _OUTSIDE
    admin = after == ChatMember.ADMINISTRATOR
    what: Happening
    if change.chat.type == Chat.PRIVATE and was_outside != is_outside:
        what = Blocked(back=was_outside)
    elif is_outside and not was_outside:
        what = Blocked()
    elif was_outside and not is_outside:
        what = Added(admin)
    elif admin != (before == ChatMember.ADMINISTRATOR):
        what = Appointed(admin)
    else:
        return None
    who = change.from_user
    key = _key(me, change.chat.id, change.chat.type, 0, who.id)
    return _event(key, who.id, who.language_code, change.date, what)


def _happened(message: Message, text: str, me: User, *, edited: bool) -> Happening | None:
    if edited:
        # A live location is edited every few seconds; only a changed text is worth a word.
        return Edited() if text else None
    if not text:
        return _unreadable(message)
    if message.via_bot is not None:
        return Unreadable("via_bot")
    command = None if message.forward_origin is not None else _COMMAND.fullmatch(text)
    if command is None or not _mine(command[2], me):
        return Said(_without_mention(text, me)[:LONGEST_TEXT])
    name, argument = command[1].lower(), (command[3] or "").strip()
    if name == "start":
        return Started(argument[:LONGEST_PAYLOAD])
    return Called(name, argument[:LONGEST_TEXT], addressed=command[2] is not None)


def _unreadable(message: Message) -> Unreadable | None:
    """Name what cannot be read; a pinned message or a new member is no message at all."""
    if _is_calendar(message):
        return Unreadable(CALENDAR)
    kind = next((kind for kind in _KINDS if getattr(message, kind, None)), None)
    if kind is None and filters.StatusUpdate.ALL.filter(Update(0, message=message)):
        return None
    return Unreadable(kind or "other")


def _for_me(message: Message, text: str, me: User) -> bool:
    command = _COMMAND.fullmatch(text)
    if command is not None and message.forward_origin is None:
        return _mine(command[2], me)
    answered = message.reply_to_message
    # In a topic every message is a "reply" to the one that opened the topic.
    if answered is not None and answered.forum_topic_created is None:
        author = answered.from_user
        if author is not None and author.id == me.id:
            return True
    return _mention(me).search(text) is not None


def _mine(addressee: str | None, me: User) -> bool:
    return addressee is None or addressee.lower() == (me.username or "").lower()


def _mention(me: User) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(me.username or '')}(?!\w)", re.I | re.A)


def _without_mention(text: str, me: User) -> str:
    """What is said, without the name that it was said to (unless that is all)."""
    return _mention(me).sub("", text).strip() or text


def _key(me: User, chat: int, kind: str, topic: int, person: int) -> Key:
    """In a group the talk belongs to all: the key names nobody."""
    return Key(me.id, chat, topic, person if kind == Chat.PRIVATE else None)


def _event(key: Key, person: int, language: str | None, at: datetime, what: Happening) -> Event:
    for number in (key.chat, key.topic, person):
        if not isinstance(number, int) or abs(number) >= BEYOND:
            raise ValueError("this is no number of a chat or a person")
    known = language is not None and _LANGUAGE.fullmatch(language)
    return Event(key=key, at=at, what=what, person=person, language=language if known else None)


def _clean(text: str) -> str:
    """Drop what no database can keep: NUL and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
