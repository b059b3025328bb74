"""Command lists: what Telegram shows when somebody types a slash, per place and language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)


class Place(Enum):
    """Where a command list is shown."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class CommandList:
    """The commands of one place in one language.

    ``language`` has two letters. ``otherwise`` marks the one that Telegram shows to people whose
    app is in a language that has no list of its own; one per place. ``commands`` are names
    (``[a-z0-9_]``, at most 32) with what they do (1 to 256 characters), at most 100.
    """

    place: Place
    language: str
    commands: Sequence[tuple[str, str]]
    otherwise: bool = False


async def publish(bot: Bot, lists: Iterable[CommandList]) -> None:
    """Tell Telegram all *lists*.

    Raises:
        telegram.error.TelegramError: When it does not take one of them.
    """
    for listed in lists:
        scope = (
            BotCommandScopeAllPrivateChats()
            if listed.place is Place.PRIVATE
            else BotCommandScopeAllGroupChats()
        )
        await bot.set_my_commands(listed.commands, scope, listed.language)
        if listed.otherwise:
            await bot.set_my_commands(listed.commands, scope)


async def show(bot: Bot, listed: CommandList, chat: int) -> None:
    """Show *listed* in *chat*, whatever language the app of its people is in.

    Raises:
        telegram.error.TelegramError: When Telegram does not take it.
    """
    await bot.set_my_commands(listed.commands, BotCommandScopeChat(chat))
