"""Methods that ask, answer or arrange: updates, presses, commands, chats and files."""

from __future__ import annotations

import re
import time
from typing import Any, Final

from tests.botapi import markup
from tests.botapi.account import Account
from tests.botapi.refusal import bad_request, mistake
from tests.botapi.state import State
from tests.botapi.updates import Webhook
from tests.botapi.world import Chat

COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}\Z")
LANGUAGE: Final = re.compile(r"([a-z]{2})?\Z")
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}\Z")
PLAIN_SCOPES: Final = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
)
CHAT_SCOPES: Final = ("chat", "chat_administrators")


async def get_me(api: State) -> dict[str, Any]:
    return {
        **api.world.bot.json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not api.privacy,
        "supports_inline_queries": api.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


async def get_updates(
    api: State,
    *,
    offset: int = 0,
    limit: int = 100,
    timeout: int = 0,  # noqa: ASYNC109 - Telegram's name
    allowed_updates: list[Any] | None = None,
) -> list[dict[str, Any]]:
    api.updates.choose(allowed_updates)
    return await api.updates.poll(offset, limit, timeout)


async def set_webhook(
    api: State,
    *,
    url: str,
    secret_token: str = "",
    max_connections: int = 40,
    allowed_updates: list[Any] | None = None,
    drop_pending_updates: bool = False,
) -> bool:
    if url and not url.startswith(("https://", "http://127.0.0.1:")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.match(secret_token):
        raise mistake("secret token contains illegal symbols")
    if not 1 <= max_connections <= 100:
        raise mistake("max_connections must be from 1 to 100")
    api.updates.choose(allowed_updates)
    if drop_pending_updates:
        api.updates.waiting.clear()
    api.updates.set_webhook(Webhook(url, secret_token, max_connections))
    return True


async def delete_webhook(api: State, *, drop_pending_updates: bool = False) -> bool:
    if drop_pending_updates:
        api.updates.waiting.clear()
    api.updates.set_webhook(Webhook())
    return True


async def get_webhook_info(api: State) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "url": api.updates.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(api.updates.waiting),
        "max_connections": api.updates.webhook.connections,
    }
    if api.updates.webhook.last_error:
        shown["last_error_date"] = int(time.time())
        shown["last_error_message"] = api.updates.webhook.last_error
    return shown


async def answer_callback_query(
    api: State,
    *,
    callback_query_id: str,
    text: str = "",
    show_alert: bool = False,
    url: str = "",
    cache_time: int = 0,
) -> bool:
    if len(text) > 200:
        raise mistake("MESSAGE_TOO_LONG")
    press = api.presses.get(callback_query_id)
    too_old = press is not None and time.monotonic() - press.at > api.answer_within
    if press is None or press.answered or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if url and not url.startswith(f"https://t.me/{api.world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    press.text, press.alert, press.url = text, show_alert, url
    press.answer()
    return True


async def answer_inline_query(
    api: State,
    *,
    inline_query_id: str,
    results: list[Any],
    cache_time: int = 300,
    is_personal: bool = False,
    next_offset: str = "",
) -> bool:
    if len(results) > 50:
        raise mistake("RESULTS_TOO_MUCH")
    if len(next_offset.encode()) > 64:
        raise mistake("NEXT_OFFSET_INVALID")
    names = [str(one.get("id", "")) for one in results]
    if any(not 1 <= len(name.encode()) <= 64 for name in names):
        raise mistake("RESULT_ID_INVALID")
    if len(set(names)) < len(names):
        raise mistake("RESULT_ID_DUPLICATE")
    articles = [_article(one) for one in results]
    question = api.questions.get(inline_query_id)
    too_old = question is not None and time.monotonic() - question.at > api.question_within
    if question is None or question.answered or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    question.answer(articles, cache_time, is_personal, next_offset)
    return True


def _article(raw: dict[str, Any]) -> dict[str, str]:
    """What somebody sees of a result, and the words that are posted for it."""
    known = {"type", "id", "title", "description", "input_message_content"}
    if raw.get("type") != "article" or raw.keys() - known:
        raise mistake(f"unexpected inline result {sorted(raw)} (Knoop uses articles)")
    if not raw.get("title"):
        raise mistake("ARTICLE_TITLE_EMPTY")
    content = raw["input_message_content"]
    if content.keys() - {"message_text", "parse_mode", "link_preview_options"}:
        raise mistake(f"unexpected input message content {sorted(content)}")
    posted = markup.read(content["message_text"], content.get("parse_mode", ""), 4096)
    return {
        **{name: raw.get(name, "") for name in ("id", "title", "description")},
        "text": posted.text,
    }


async def set_my_commands(
    api: State,
    *,
    commands: list[Any],
    scope: dict[str, Any] | None = None,
    language_code: str = "",
) -> bool:
    if not 1 <= len(commands) <= 100:
        raise mistake("BOT_COMMANDS_TOO_MUCH" if commands else "commands are empty")
    for command in commands:
        if command.keys() != {"command", "description"}:
            raise mistake(f"can't parse BotCommand: {sorted(command)}")
        if not COMMAND.match(command["command"]):
            raise mistake("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise mistake("BOT_COMMAND_DESCRIPTION_INVALID")
    api.commands[_scope(api, scope), _language(language_code)] = {
        command["command"]: command["description"] for command in commands
    }
    return True


async def get_my_commands(
    api: State, *, scope: dict[str, Any] | None = None, language_code: str = ""
) -> list[dict[str, str]]:
    commands = api.commands.get((_scope(api, scope), _language(language_code)), {})
    return [{"command": name, "description": words} for name, words in commands.items()]


async def delete_my_commands(
    api: State, *, scope: dict[str, Any] | None = None, language_code: str = ""
) -> bool:
    api.commands.pop((_scope(api, scope), _language(language_code)), None)
    return True


async def get_chat(api: State, *, chat_id: Chat) -> dict[str, Any]:
    return {
        **chat_id.json(),
        "accent_color_id": 0,
        "max_reaction_count": 0,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


async def get_chat_member(api: State, *, chat_id: Chat, user_id: int) -> dict[str, Any]:
    account = api.world.accounts.get(user_id)
    if account is None:
        raise bad_request("user not found")
    return member(account, chat_id.members.get(user_id, "left"))


async def get_chat_administrators(api: State, *, chat_id: Chat) -> list[dict[str, Any]]:
    if chat_id.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member(api.world.accounts[user], status)
        for user, status in chat_id.members.items()
        if status in ("creator", "administrator")
    ]


async def get_chat_member_count(api: State, *, chat_id: Chat) -> int:
    return len(chat_id.members) if chat_id.person is None else 2


async def leave_chat(api: State, *, chat_id: Chat) -> bool:
    if chat_id.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    if chat_id.members.pop(api.world.bot.id, None) is None:
        raise bad_request("bot is not a member of the chat")
    chat_id.touch()
    return True


async def get_file(api: State, *, file_id: str) -> dict[str, Any]:
    file = api.world.files.get(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {**file.json(), "file_path": f"documents/{file.id}"}


def member(account: Account, status: str) -> dict[str, Any]:
    """A ChatMember, with the fields that its status asks for."""
    shown: dict[str, Any] = {"user": account.json(), "status": status}
    if status == "creator":
        shown["is_anonymous"] = False
    if status == "administrator":
        rights = (
            "is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
            "can_restrict_members can_promote_members can_change_info can_invite_users "
            "can_post_stories can_edit_stories can_delete_stories"
        )
        shown |= dict.fromkeys(rights.split(), False) | {
            "can_be_edited": False,
            "can_manage_chat": True,
            "can_pin_messages": True,
        }
    if status == "kicked":
        shown["until_date"] = 0
    return shown


def _scope(api: State, scope: dict[str, Any] | None) -> str:
    """A scope as one word: ``default``, ``all_private_chats``, ``chat:123`` ..."""
    kind = (scope or {"type": "default"}).get("type")
    if scope and kind in CHAT_SCOPES:
        if int(scope["chat_id"]) not in api.world.chats:
            raise bad_request("chat not found")
        return f"{kind}:{scope['chat_id']}"
    if kind not in PLAIN_SCOPES:
        raise mistake(f"unsupported BotCommandScope {kind!r}")
    return str(kind)


def _language(code: str) -> str:
    if not LANGUAGE.match(code):
        raise mistake("invalid language code specified")
    return code
