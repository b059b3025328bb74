"""A bot on the same machine: what it is given, what it keeps, and what it hands over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot

from bot.clock import SystemClock
from bot.gateway import Post
from bot.telegram.commands import CommandList, Place
from bot.telegram.intake import Intake, Received
from bot.telegram.line import Line, connect
from bot.telegram.outbound import TelegramGateway
from bot.telegram.polling import Polling
from bot.telegram.transport import Transport
from bot.token import Ticket
from dialogs.effect import Button, Effect
from dialogs.event import Event, Key, Said
from tests.botapi import BotApi, Chat, ann, botapi

__all__ = ["Inbox", "ann", "botapi", "gateway", "inbox", "line", "plain_bot", "polling", "ptb"]

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
async def ptb(botapi: BotApi) -> AsyncIterator[Bot]:
    """A bot of python-telegram-bot on Knoop's transport."""
    async with plain_bot(botapi) as bot:
        yield bot


def plain_bot(botapi: BotApi, transport: Transport | None = None) -> Bot:
    return Bot(
        botapi.token,
        base_url=botapi.url,
        base_file_url=botapi.file_url,
        request=transport or Transport(),
        get_updates_request=Transport(connections=1),
    )


@dataclass
class Inbox:
    """An inbox in memory that keeps each event once, and can fail."""

    kept: dict[tuple[str, str], Event] = field(default_factory=dict)
    commits: list[int] = field(default_factory=list)
    moved: list[tuple[int, int, int]] = field(default_factory=list)
    failures: int = 0
    slow: float = 0.0
    heard: Callable[[Event], None] = lambda event: None

    def of(self, bot: Bot) -> Intake:
        return Intake(bot, self.keep, SystemClock(), self.move, self.sign)

    def sign(self, chat: int, ticket: Ticket) -> str:
        return f"{ticket.kind}_{chat}_{ticket.about}_{ticket.person}"

    async def keep(self, received: Sequence[Received]) -> None:
        await asyncio.sleep(self.slow)
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.commits.append(len(received))
        for one in received:
            if (one.source, one.source_id) not in self.kept:
                self.kept[one.source, one.source_id] = one.event
                self.heard(one.event)

    async def move(self, bot: int, old: int, new: int) -> None:
        self.moved.append((bot, old, new))

    @property
    def said(self) -> list[str]:
        return [event.what.text for event in self.kept.values() if isinstance(event.what, Said)]


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def line(botapi: BotApi) -> AsyncIterator[Line]:
    async with await connect(botapi.token, botapi.url, botapi.file_url) as line:
        yield line


@contextlib.asynccontextmanager
async def polling(line: Line, inbox: Inbox, **more: Any) -> AsyncIterator[Polling]:
    poll = Polling(line, inbox.of(line), **more)
    await poll.start()
    try:
        yield poll
    finally:
        await poll.stop()


@pytest.fixture
def gateway(ptb: Bot) -> TelegramGateway:
    return TelegramGateway(ptb, LISTS)


def posted(chat: Chat, effect: Effect, *, topic: int = 0, tries: int = 0) -> Post:
    person = chat.id if chat.person is not None else None
    return Post(1, Key(4242, chat.id, topic, person), effect, tries)
