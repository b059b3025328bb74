"""The webhook: Telegram brings updates, and is told that it may forget one when it is kept.

Telegram brings the messages of one chat one after another, each until it was taken; presses of one
person likewise, but beside the messages: a press may overtake a word that was typed before it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from contextlib import AsyncExitStack
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram.error import TelegramError

from bot.compact import read
from bot.outage import AwayError
from bot.telegram.asking import reason
from bot.telegram.commands import CommandList, publish
from bot.telegram.inbound import ALLOWED
from bot.telegram.intake import Intake
from bot.telegram.line import Line, StartError
from bot.web import listening

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
LARGEST: Final = 1024 * 1024
"""Bytes of an update that are read; what Telegram sends is a fraction of it (our judgement)."""

SLOWEST: Final = 10.0
"""Seconds that the sending of an update may take."""

CONNECTIONS: Final = 40

_log: Final = structlog.get_logger("knoop.telegram")


def secret_of(token: str) -> str:
    """Return the secret for the bot with *token*: the same in every process, and not to be guessed.

    It does not give the token away.
    """
    return hmac.new(token.strip().encode(), b"knoop webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Receives updates that Telegram brings; any number of processes may stand behind one URL.

    ``answers`` counts the requests by the status that they were answered with.
    """

    def __init__(
        self,
        line: Line,
        intake: Intake,
        lists: Iterable[CommandList] = (),
        *,
        url: str,
        secret: str,
        listen: str,
    ) -> None:
        """Take what Telegram sends to *url* and a proxy hands on to *listen* (``host:port``).

        Only requests that carry *secret* are read. *lists* are the commands that Telegram shows.
        """
        self.answers: Final[Counter[int]] = Counter()
        self._line = line
        self._intake = intake
        self._lists = tuple(lists)
        self._url = url
        self._secret = secret
        self._listen = listen
        self._open = AsyncExitStack()

    async def start(self) -> None:
        """Listen, and tell Telegram where.

        Raises:
            ListenError: the address is taken.
            StartError: Telegram refuses the URL, or cannot be reached.
        """
        application = web.Application(client_max_size=LARGEST)
        application.router.add_post(urlsplit(self._url).path or "/", self._answer)
        where = await self._open.enter_async_context(
            listening(application, self._listen, "KNOOP_WEBHOOK_LISTEN")
        )
        try:
            await self._line.set_webhook(
                self._url,
                allowed_updates=ALLOWED,
                secret_token=self._secret,
                max_connections=CONNECTIONS,
            )
        except TelegramError as error:
            await self._open.aclose()
            raise StartError(
                f"Telegram does not take {self._url} ({reason(error)}): check KNOOP_WEBHOOK_URL"
                " (https, port 443, 80, 88 or 8443) and KNOOP_WEBHOOK_SECRET"
            ) from None
        try:
            await publish(self._line, self._lists)
        except TelegramError as error:
            _log.warning("command lists not published", why=reason(error))
        _log.info("webhook set", listen=where)

    async def stop(self) -> None:
        """Listen no more. The webhook stays: Telegram keeps what comes until somebody listens."""
        await self._open.aclose()
        await self._intake.close()

    async def _answer(self, request: web.Request) -> web.Response:
        status = await self._take(request)
        self.answers[status] += 1
        return web.Response(status=status)

    async def _take(self, request: web.Request) -> int:
        """Keep what *request* brings; 200 is said only when that is done."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return 403
        if request.content_type != "application/json":
            return 415
        try:
            async with asyncio.timeout(SLOWEST):
                raw = read(await request.read())
            update = self._line.parsed(raw)
        except web.HTTPRequestEntityTooLarge:
            return 413
        except (TimeoutError, ConnectionError):
            return 408
        except (web.RequestPayloadError, ValueError, KeyError, TypeError, RecursionError):
            return 400
        received = self._intake.receive(update)
        if received is None:
            return 200
        try:
            await self._intake.keep([received])
        except AwayError:
            return 500
        except Exception as error:  # Telegram brings it again, whatever it was
            _log.error("inbox not written", error=type(error).__name__, update=update.update_id)
            return 500
        return 200
