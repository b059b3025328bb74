"""Puts the parts together that answer on Telegram: the only place that knows all of them."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Final

import structlog
from telegram.constants import ParseMode

from bot.almanac import almanac
from bot.clock import SystemClock
from bot.door import Door
from bot.interpreter import settle_in
from bot.outage import Outage
from bot.pace import TELEGRAM, Limits
from bot.reader.coach import read_coach
from bot.settings import Settings, read_days
from bot.store import Arrival, Store
from bot.store.url import MEMORY, read_url
from bot.telegram.commands import CommandList, Place
from bot.telegram.inline import Inline
from bot.telegram.intake import Intake, Received
from bot.telegram.line import Line, StartError, connect
from bot.telegram.outbound import TelegramGateway
from bot.telegram.polling import WAIT, Polling
from bot.telegram.webhook import Webhook, secret_of
from bot.thinking import house, preparing, thinking
from bot.token import sign
from bot.worker import Worker
from dialogs.access import read_access
from dialogs.coach import Coach
from dialogs.event import Event

_log: Final = structlog.get_logger("knoop")


def command_lists(coach: Coach) -> list[CommandList]:
    """Return what Telegram shows when somebody types a slash, per place and language.

    A dialogue that everybody may open stands in the list of groups as well.
    """
    commands = {command.id: command for command in coach.commands.values()}
    return [
        CommandList(
            place,
            language,
            [
                (command.names[language][0], str(command.says.render(language, {})))
                for command in commands.values()
                if command.names.get(language) and (command.group or place is Place.PRIVATE)
            ],
            otherwise=language == coach.language,
        )
        for place in Place
        for language in sorted(coach.languages)
    ]


class Way(Enum):
    """How a process gets to know what people do."""

    POLLING = "polling"
    WEBHOOK = "webhook"
    NOT = "worker"
    """It does not: others put it in the inbox, and this one shares the rest of the work."""


@asynccontextmanager
async def serving(
    settings: Settings, limits: Limits = TELEGRAM, way: Way = Way.POLLING
) -> AsyncIterator[Line]:
    """Answer on Telegram for as long as the block lasts, within *limits*.

    Raises:
        StartError: the token is wrong, Telegram cannot be reached, or a setting is missing.
        StoreError: the database cannot be opened, or another process works with it.
        ListenError: an address at which to listen is taken.
        ContentError: the content is broken.
    """
    _refuse(settings, way)
    coach = read_coach()
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        outage = Outage(_log, "the database does not work", "the database works again")
        opened = await Store.open(settings.database_url, outage, settings.poll_key)
        store = await stack.enter_async_context(opened)
        await store.take_charge()
        line = await connect(settings.token, settings.api_url, settings.file_url)
        stack.push_async_callback(line.shutdown)
        coach = replace(
            coach,
            house=house(settings, line.username, bool(line.can_read_all_group_messages)),
            almanac=almanac(read_days(settings.free_days)),
        )
        lists = command_lists(coach)
        gateway = TelegramGateway(line, lists)
        worker = Worker(store, thinking(coach), gateway, clock, limits, bot=line.id)

        async def keep(received: Sequence[Received]) -> None:
            worker.wake()  # at once: the turns go along, in the same commit
            await store.put([Arrival(one.source, one.source_id, one.event) for one in received])
            for one in received:
                _log.debug("kept", cause=one.source_id)

        door = Door(
            keep,
            store.known,
            partial(_tell, line, coach),
            read_access(settings.allowed),
            settings.burst,
        )
        stack.push_async_callback(door.close)
        signed = partial(sign, await store.secret(), line.id)
        inline = Inline(coach, line.username)
        intake = Intake(line, door.keep, clock, store.move, signed, inline=inline)
        receiver = _receiver(settings, way, line, intake, lists)
        if settings.watch_listen:
            watched = _watched(settings.watch_listen, store, line, worker, receiver)
            await stack.enter_async_context(watched)
        worker.start()
        stack.push_async_callback(worker.stop, within=6.0)
        if receiver is not None:
            stack.push_async_callback(receiver.stop)
            await receiver.start()
        await stack.enter_async_context(preparing(coach))
        stack.callback(store.end_within, 5.0)
        _log.info("working", way=way.value, bot=line.username, dialogues=len(coach.dialogues))
        yield line
        _log.info("ending", why="asked to")


def shared(settings: Settings) -> bool:
    """Return whether several processes may share the work: its database is a server."""
    return read_url(settings.database_url).get_backend_name() != "sqlite"


async def _tell(line: Line, coach: Coach, event: Event, key: str) -> None:
    """Say a sentence of the house, without a turn, to whoever did something."""
    who = {"controller": coach.house.controller, "contact": coach.house.contact}
    said = coach.words[key].render(coach.speaks(event.language), who)
    topic = event.key.topic or None
    await line.send_message(event.key.chat, str(said), ParseMode.HTML, message_thread_id=topic)


def _refuse(settings: Settings, way: Way) -> None:
    """Raise StartError for what cannot work, before anything is opened."""
    if way is Way.WEBHOOK and not settings.webhook_url:
        raise StartError(
            "a webhook needs KNOOP_WEBHOOK_URL, as https://knoop.example/telegram: set it, or "
            "leave --webhook out"
        )
    if read_url(settings.database_url).database == MEMORY:
        raise StartError(
            "KNOOP_DATABASE_URL names a database in memory, which forgets everything at the end: "
            "set it to sqlite:/path/to/file, or postgresql://..."
        )
    if way is Way.NOT and not shared(settings):
        raise StartError(
            "knoop worker shares the work of a PostgreSQL database, a SQLite file takes one "
            "process: use knoop telegram, or set KNOOP_DATABASE_URL to postgresql://..."
        )


def _receiver(
    settings: Settings, way: Way, line: Line, intake: Intake, lists: Sequence[CommandList]
) -> Polling | Webhook | None:
    if way is Way.NOT:
        return None
    if way is Way.POLLING:
        return Polling(line, intake, lists)
    return Webhook(
        line,
        intake,
        lists,
        url=settings.webhook_url,
        secret=settings.webhook_secret or secret_of(settings.token),
        listen=settings.webhook_listen,
    )


def _watched(
    address: str, store: Store, line: Line, worker: Worker, receiver: Polling | Webhook | None
) -> AbstractAsyncContextManager[str]:
    """Tell at *address* how this process is doing, for as long as the block lasts."""
    from bot.watch import Contact, Watch  # noqa: PLC0415 - few need it, and it takes a while

    contact = Contact(lambda: line.quiet)
    if isinstance(receiver, Polling):
        contact = Contact(lambda: line.silence, longest=3 * WAIT.total_seconds())
    answers = receiver.answers if isinstance(receiver, Webhook) else None
    return Watch(store, SystemClock(), worker.tally, contact, answers).listening(address)


async def telegram(settings: Settings, way: Way) -> None:
    """Answer on Telegram until the process is told to end; raises what :func:`serving` raises."""
    told = asyncio.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_, told.set)
    async with serving(settings, way=way):
        settle_in(server=shared(settings))
        await told.wait()
