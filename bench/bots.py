"""The bots that are measured; ``python -m bench.bots NAME URL DATABASE`` runs one."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import AsyncExitStack

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

from bot.app import Way, serving, shared
from bot.interpreter import settle_in
from bot.pace import UNHURRIED
from bot.settings import Settings, begin_logging
from bot.store import file
from bot.telegram.transport import Transport
from bot.thinking import LEARNING

TOKEN = "1:bench"  # noqa: S105 - it opens nothing
TEXT = "Wat moet er na dit overleg anders zijn dan ervoor? " * 2
PLANNED = 4
"""The press after which Knoop says something new, instead of changing what stands there."""

_open: dict[int, int] = {}
_turn = 0


def _keys(step: int) -> InlineKeyboardMarkup:
    """Return the buttons of a step; they carry its number."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(f"Antwoord {n}", callback_data=f"{step}")] for n in range(6)]
    )


async def _command(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Ask the first question, and close what is still open, as Knoop does."""
    message = update.effective_message
    if message is None:
        return
    asked = message.reply_html(TEXT, reply_markup=_keys(1))
    opened = _open.get(message.chat_id)
    if opened is None:
        _open[message.chat_id] = (await asked).message_id
        return
    said, _ = await asyncio.gather(asked, _closed(message.get_bot(), message.chat_id, opened))
    _open[message.chat_id] = said.message_id


async def _press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Ask the next question with the calls that Knoop makes in the same talk."""
    global _turn  # noqa: PLW0603 - an edit must differ from the last one
    query = update.callback_query
    if query is None or query.message is None:
        return
    _turn += 1
    step, chat = int(query.data or 0), query.message.chat.id
    text = f"{TEXT}{_turn}"
    if step != PLANNED:
        asked = query.edit_message_text(text, parse_mode="HTML", reply_markup=_keys(step + 1))
        await asyncio.gather(query.answer(), asked)
        return
    bot, old = query.get_bot(), query.message.message_id
    _, said, _ = await asyncio.gather(
        query.answer(),
        bot.send_message(chat, text, parse_mode="HTML", reply_markup=_keys(step + 1)),
        _closed(bot, chat, old),
    )
    _open[chat] = said.message_id


async def _closed(bot: Bot, chat: int, number: int) -> None:
    """Take the buttons off a message."""
    await bot.edit_message_text(f"{TEXT}→ {_turn}", chat, number, parse_mode="HTML")


async def _stateless(url: str, side_by_side: bool, own_transport: bool) -> None:
    """A bot that remembers only which message is open, and makes the same requests.

    As the library is shipped it takes one update after another, over its own HTTP.
    """
    builder = Application.builder().token(TOKEN).base_url(url)
    if side_by_side:
        builder = builder.concurrent_updates(1024)
        if not own_transport:
            builder = builder.pool_timeout(30)
    if own_transport:
        builder = builder.request(Transport()).get_updates_request(Transport(connections=2))
    application = builder.build()
    application.add_handler(CommandHandler("checkin", _command))
    application.add_handler(CallbackQueryHandler(_press))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=25)
        await _until_told()
        await application.updater.stop()
        await application.stop()


async def _knoop(url: str, database: str, way: Way) -> None:
    """Knoop, without the pace that Telegram asks for and with people faster than any person."""
    settings = Settings(
        token=TOKEN, api_url=url, file_url=url, database_url=database, log="error", burst=0
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(settings, UNHURRIED, way))
        settle_in(server=shared(settings))
        await _until_told()


async def _until_told() -> None:
    told = asyncio.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(kind, told.set)
    print("ready", flush=True)
    learning = [task for task in asyncio.all_tasks() if task.get_name() == LEARNING]
    if learning:
        await asyncio.wait(learning)
    print("settled", flush=True)
    await told.wait()


def _trust_the_disk_less() -> None:
    """Let SQLite write as ``synchronous=NORMAL``, to see what the promise of FULL costs."""
    file._PRAGMAS = tuple(  # type: ignore[misc, assignment]
        pragma.replace("synchronous = FULL", "synchronous = NORMAL") for pragma in file._PRAGMAS
    )


def main() -> None:
    """Run the bot that is named on the command line."""
    name, url, place = sys.argv[1:4]
    begin_logging("error")
    if name in ("echo", "echoes", "stateless"):
        asyncio.run(_stateless(url, name != "echo", own_transport=name == "stateless"))
        return
    if name == "normal":
        _trust_the_disk_less()
    asyncio.run(_knoop(url, place, Way.NOT if name == "worker" else Way.POLLING))


if __name__ == "__main__":
    main()
