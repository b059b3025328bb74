"""The bots that are measured; ``python -m bench.bots NAME URL DATABASE`` runs one."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import AsyncExitStack

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
)

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings, begin_logging
from bot.telegram.transport import Transport

TOKEN = "1:bench"  # noqa: S105 - it opens nothing
TEXT = "Wat moet er na dit overleg anders zijn dan ervoor? " * 2
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton(f"Antwoord {n}", callback_data=f"{n}")] for n in range(6)]
)


async def _command(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message:
        await update.effective_message.reply_html(TEXT, reply_markup=KEYS)


_turn = 0


async def _press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    global _turn  # noqa: PLW0603 - an edit must differ from the last one
    query = update.callback_query
    if query:
        _turn += 1
        await asyncio.gather(
            query.answer(),
            query.edit_message_text(f"{TEXT}{_turn}", parse_mode="HTML", reply_markup=KEYS),
        )


async def _stateless(url: str, own_transport: bool) -> None:
    """A bot that remembers nothing and makes the same requests; handlers run side by side."""
    builder = Application.builder().token(TOKEN).base_url(url).concurrent_updates(256)
    if own_transport:
        builder = builder.request(Transport()).get_updates_request(Transport(connections=2))
    else:
        builder = builder.connection_pool_size(256).pool_timeout(30)
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


async def _knoop(url: str, database: str) -> None:
    settings = Settings(token=TOKEN, api_url=url, file_url=url, database_url=database, log="error")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(settings, UNHURRIED))
        await _until_told()


async def _until_told() -> None:
    told = asyncio.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(kind, told.set)
    print("ready", flush=True)
    await told.wait()


def main() -> None:
    """Run the bot that is named on the command line."""
    name, url, database = sys.argv[1:4]
    begin_logging("error")
    if name == "echo":
        asyncio.run(_stateless(url, own_transport=False))
    elif name == "stateless":
        asyncio.run(_stateless(url, own_transport=True))
    else:
        asyncio.run(_knoop(url, database))


if __name__ == "__main__":
    main()
