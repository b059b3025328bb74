"""Long polling: PTB asks Telegram, and what it gets is safe before Telegram may forget it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Final

import structlog
from telegram import Update
from telegram.error import Conflict, NetworkError, TelegramError
from telegram.ext import Updater

from bot.outage import AwayError, Outage
from bot.telegram.asking import reason
from bot.telegram.commands import CommandList, publish
from bot.telegram.inbound import ALLOWED
from bot.telegram.intake import Intake, Received, Upgrade
from bot.telegram.line import Line, StartError
from bot.telegram.press import Press

WAIT: Final = timedelta(seconds=25)
"""How long Telegram holds a poll when there is nothing new."""

LONGEST_PAUSE: Final = 3.0
"""Seconds to wait, when told to stop, for a commit under way or the next try of a failed poll."""

_log: Final = structlog.get_logger("knoop.telegram")


class _WaitError(NetworkError):
    """What came must be kept first; PTB waits then, as it does when Telegram is not there."""

    def __init__(self) -> None:
        super().__init__("the inbox could not be written")


class _Tray(asyncio.Queue[object]):
    """Where PTB puts the updates of one answer, until they are kept together.

    PTB's ``Updater`` puts them one by one and then asks for more; before that question goes out
    the tray must be empty.
    """

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self._intake = intake
        self._received: list[Received | Upgrade] = []
        self._keeping = asyncio.Lock()

    async def put(self, item: object) -> None:
        """Take in one update, without waiting for anything."""
        received = self._intake.receive(item) if isinstance(item, Update | Press) else None
        if received is not None:
            self._received.append(received)

    async def secure(self) -> None:
        """Keep all that lies here.

        Raises:
            NetworkError: When that failed: PTB then waits and asks again; any other error would
                end the polling without a word.
        """
        async with self._keeping:
            taken = tuple(self._received)
            try:
                await self._intake.keep(taken)
            except AwayError as error:
                raise _WaitError from error
            except Exception as error:
                _log.error("inbox not written", error=type(error).__name__, events=len(taken))
                raise _WaitError from error
            del self._received[: len(taken)]


class Polling:
    """Receives updates by asking for them; one process at a time can do so for one token."""

    def __init__(
        self,
        line: Line,
        intake: Intake,
        lists: Iterable[CommandList] = (),
        wait: timedelta = WAIT,
    ) -> None:
        """Poll over *line* for *intake*; *lists* are the commands that Telegram shows."""
        self._line = line
        self._intake = intake
        self._lists = tuple(lists)
        self._wait = wait
        self._tray = _Tray(intake)
        self._updater = Updater(line, self._tray)
        self._outage = Outage(_log, "cannot ask Telegram for messages", "Telegram answers again")
        line.before_poll(self._before_poll)

    async def start(self) -> None:
        """Publish the commands and begin to poll, in the background.

        Raises:
            StartError: When Telegram cannot be reached.
        """
        try:
            await publish(self._line, self._lists)
        except TelegramError as error:
            _log.warning("command lists not published", why=reason(error))
        await self._updater.initialize()
        try:
            await self._updater.start_polling(
                timeout=self._wait, allowed_updates=ALLOWED, error_callback=self._failed
            )
        except TelegramError as error:
            raise StartError(f"polling cannot begin ({reason(error)}): try again") from None

    async def stop(self) -> None:
        """Stop asking; what was received is kept, and Telegram is told so."""
        if self._updater.running:
            # PTB finishes its pause after a failed poll, which can last half a minute: cut it off.
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_PAUSE):
                    await self._updater.stop()
        await self._intake.close()

    async def _before_poll(self) -> None:
        """Keep what came, and note whether the poll before was answered."""
        self._outage.worked(self._line.silence)
        await self._tray.secure()

    def _failed(self, error: TelegramError) -> None:
        """Say why a poll failed; PTB waits a second, then longer, and goes on."""
        if isinstance(error, Conflict):
            self._outage.failed(
                "another process asks for the messages of this bot",
                todo="stop the other one, or give this one a token of its own; trying again",
            )
        elif not isinstance(error, _WaitError):
            self._outage.failed(reason(error))
