"""The line to Telegram: one account, its token proven, its requests on our transport."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Final

import structlog
from telegram import Bot, Update
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.asking import reason
from bot.telegram.press import Press, read_press
from bot.telegram.transport import Transport

API_URL: Final = "https://api.telegram.org/bot"
FILE_URL: Final = "https://api.telegram.org/file/bot"

_SILENCE: Final = 5.0
"""Seconds that an answer to a poll may take beyond the time that the poll itself waits."""

_SENSELESS: Final = "what answers is not Telegram, or speaks another language"

_log: Final = structlog.get_logger("knoop.telegram")


class StartError(Exception):
    """Telegram cannot be used; the message says in one sentence why and what to do."""


class Line(Bot):
    """A bot account of which every poll first brings into safety what came before.

    Telegram forgets an update when a later one is asked for. PTB asks before the update was
    handled; ``before_poll`` is awaited first, and when it fails nothing is asked.
    """

    def __init__(self, token: str, api_url: str = API_URL, file_url: str = FILE_URL) -> None:
        """Make the line, without a connection yet.

        Raises:
            telegram.error.InvalidToken: When *token* is empty.
        """
        self._transports = (Transport(), Transport(connections=2))
        request, get_updates_request = self._transports
        super().__init__(
            token,
            base_url=api_url,
            base_file_url=file_url,
            request=request,
            get_updates_request=get_updates_request,
        )
        self._before_poll: Callable[[], Awaitable[None]] | None = None
        self._polled = time.monotonic()

    def before_poll(self, secure: Callable[[], Awaitable[None]]) -> None:
        """Await *secure* before each poll; it raises only ``telegram.error.NetworkError``."""
        self._before_poll = secure

    @property
    def silence(self) -> float:
        """How many seconds ago Telegram last answered a poll; before the first, since when."""
        return time.monotonic() - self._polled

    @property
    def quiet(self) -> float:
        """How many seconds ago Telegram last answered anything; before that, since when."""
        return min(transport.silence for transport in self._transports)

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int | timedelta | None = None,  # noqa: ASYNC109 - the signature is PTB's
        allowed_updates: Sequence[str] | None = None,
        **more: Any,
    ) -> tuple[Update, ...]:
        """Return what came since *offset*.

        An update that PTB cannot read is handed on empty, so that it is not asked for again and
        again; PTB's own way would also log it, with all that people wrote in it.

        Raises:
            telegram.error.TelegramError: When Telegram does not answer. A token that is no longer
                valid is a NetworkError here, because PTB would silently stop polling; so is an
                answer of which nothing can be made (of a proxy, say): of other errors PTB either
                dies or asks again without a pause.
        """
        if self._before_poll is not None:
            await self._before_poll()
        wait = timeout.total_seconds() if isinstance(timeout, timedelta) else float(timeout or 0)
        asked = {
            "offset": offset,
            "limit": limit,
            "timeout": int(wait),
            "allowed_updates": allowed_updates,
        }
        try:
            answer = await self._post(
                "getUpdates", asked, **{"read_timeout": wait + _SILENCE, **more}
            )
        except InvalidToken:
            raise NetworkError("Telegram does not accept the token any more") from None
        except RetryAfter as error:
            if isinstance(error.retry_after, int | timedelta):
                raise
            raise NetworkError(f"{_SENSELESS} (retry_after)") from None
        except TelegramError:
            raise
        except Exception as error:
            raise NetworkError(f"{_SENSELESS} ({type(error).__name__})") from None
        try:
            updates = tuple(self.parsed(raw) for raw in answer)
        except (KeyError, TypeError, ValueError) as error:
            raise NetworkError(f"{_SENSELESS} ({type(error).__name__})") from None
        self._polled = time.monotonic()
        # Of what it gets here PTB reads no more than the number.
        return updates  # type: ignore[return-value]

    def parsed(self, raw: dict[str, Any]) -> Update | Press:
        """Return the update in *raw*; empty but for its number when PTB cannot read it.

        Raises:
            KeyError, TypeError, ValueError: *raw* is no update at all.
        """
        try:
            number = int(raw["update_id"])
        except OverflowError:  # JSON has no such number, but who reads it gives one
            raise ValueError("an update without a number") from None
        try:
            if "callback_query" in raw:
                return read_press(number, raw["callback_query"])
            return Update.de_json(raw, self)
        except Exception as error:  # whatever a later Bot API brings must not stop the polling
            _log.error("update unreadable", update=number, error=type(error).__name__)
            return Update(number)


async def connect(token: str, api_url: str = API_URL, file_url: str = FILE_URL) -> Line:
    """Return the line for *token*, once Telegram said whose it is.

    Args:
        token: As BotFather gave it.
        api_url: Where the Bot API is; ends in ``/bot``.
        file_url: Where its files are; ends in ``/bot``.

    Raises:
        StartError: When the token is not known there, or nobody answers.
    """
    token = token.strip()
    try:
        line = Line(token, api_url, file_url)
    except InvalidToken:
        raise StartError("there is no token: ask @BotFather for one and set KNOOP_TOKEN") from None
    try:
        await line.initialize()
    except InvalidToken:
        await line.shutdown()
        raise StartError(
            f"the token is not known at {api_url}: copy it again from @BotFather to KNOOP_TOKEN"
            " (and check KNOOP_API_URL)"
        ) from None
    except TelegramError as error:
        await line.shutdown()
        raise StartError(
            f"nobody answers as Telegram at {api_url} ({reason(error)}): check the network,"
            " HTTPS_PROXY and KNOOP_API_URL"
        ) from None
    return line
