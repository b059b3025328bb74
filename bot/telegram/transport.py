"""HTTP to Telegram, by aiohttp: a request costs a third of the time that PTB's own takes.

Everything above HTTP (which answer is which error) stays in ``telegram.request.BaseRequest``.
"""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.compact import encode, read

IDLE_SECONDS: Final = 20.0
"""How long an unused connection is kept: shorter than servers do (our judgement), because a
request on a connection that the server just closed fails, and is not repeated by itself."""

SENT_AT_ONCE: Final = 64 * 1024
"""Bytes that a connection takes without waiting for the other side (asyncio's high-water mark)."""

_DEFAULT: Final = BaseRequest.DEFAULT_NONE
_JSON: Final = {"Content-Type": "application/json"}


class Transport(BaseRequest):
    """Sends the requests of a :class:`telegram.Bot` over connections that are kept open.

    Times are seconds; None waits for ever. Proxies come from the environment (``HTTPS_PROXY``,
    ``NO_PROXY``). No exception or log line of it holds a URL (they carry the token), a text or
    an answer.
    """

    __slots__ = (
        "_answered",
        "_connect",
        "_connections",
        "_pool",
        "_proxies",
        "_read",
        "_session",
        "_upload",
        "_write",
    )

    def __init__(
        self,
        *,
        connections: int = 128,
        read: float | None = 5.0,
        write: float | None = 5.0,
        upload: float | None = 25.0,
        connect: float | None = 5.0,
        pool: float | None = 5.0,
    ) -> None:
        """Set the default times.

        Args:
            connections: how many requests may be under way at once.
            read: the longest silence while waiting for an answer, counted from the moment that
                the request is sent.
            write: the longest that sending a request may take.
            upload: the same for a request with files.
            connect: the longest that making a connection may take.
            pool: the longest wait for one of the connections.
        """
        self._connections = connections
        self._read = read
        self._write = write
        self._upload = upload
        self._connect = connect
        self._pool = pool
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str | None] = {}
        self._answered = time.monotonic()

    @property
    def silence(self) -> float:
        """How many seconds ago something was answered; before the first answer, since when."""
        return time.monotonic() - self._answered

    @property
    def read_timeout(self) -> float | None:
        """The longest silence while waiting for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Make it ready to send; again is harmless."""
        if self._session is not None:
            return
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=IDLE_SECONDS, ttl_dns_cache=300
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close all connections; again is harmless."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer.

        Raises:
            TelegramError: When it is no JSON. Unlike PTB's own, it does not log what came: an
                answer may hold what people wrote.
        """
        try:
            answer: dict[str, Any] = read(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        return answer

    async def do_request(  # noqa: PLR0917 - the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | Mapping[str, Any] | None = None,
        read_timeout: Any = _DEFAULT,
        write_timeout: Any = _DEFAULT,
        connect_timeout: Any = _DEFAULT,
        pool_timeout: Any = _DEFAULT,
    ) -> tuple[int, bytes]:
        """Send one request and return status and body of its answer.

        The fields of a mapping go as they stand (:func:`bot.telegram.asking.ask`).

        Raises:
            TimedOut: When one of the times was over.
            NetworkError: When there was no connection or it broke.
            RuntimeError: Before :meth:`initialize` or after :meth:`shutdown`.
        """
        if self._session is None:
            raise RuntimeError("This transport is not initialized")
        body, headers, has_files = _body(request_data)
        silence = _given(read_timeout, self._read)
        connect = _given(connect_timeout, self._connect)
        waiting = _sum(_given(pool_timeout, self._pool), connect)
        asking = self._session.request(
            method,
            url,
            data=body,
            headers=headers,
            timeout=_timeout(waiting, connect, silence),
            allow_redirects=False,
            proxy=self._proxy(url),
        )
        try:
            if isinstance(body, bytes) and len(body) <= SENT_AT_ONCE:
                answer = await asking
            else:
                # aiohttp has no time for writing: its reading time starts when all is sent. The
                # sum of the others bounds it; once the answer begins, only silence counts.
                write = _given(write_timeout, self._upload if has_files else self._write)
                async with asyncio.timeout(_sum(waiting, write, silence)):
                    answer = await asking
            async with answer:
                content = await answer.read()
            self._answered = time.monotonic()
            return answer.status, content
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(_why(error)) from None

    def _proxy(self, url: str) -> str | None:
        """Return the proxy for *url*: looked up once per host, since the look-up is slow."""
        scheme, _, rest = url.partition("://")
        host = rest.partition("/")[0].rpartition("@")[2].partition(":")[0]
        if host not in self._proxies:
            self._proxies[host] = _proxy_of(scheme, host)
        return self._proxies[host]


@lru_cache(maxsize=64)
def _timeout(
    waiting: float | None, connect: float | None, silence: float | None
) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None, connect=waiting, sock_connect=connect, sock_read=silence
    )


def _proxy_of(scheme: str, host: str) -> str | None:
    """Return the proxy that the environment names for *host*, or None."""
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _body(data: RequestData | Mapping[str, Any] | None) -> tuple[Any, dict[str, str], bool]:
    """Return body and headers, and whether files are in it."""
    if data is None:
        return None, {}, False
    if not isinstance(data, RequestData) or not data.contains_files:
        fields = data.parameters if isinstance(data, RequestData) else data
        # Written as JSON once. A form would hold its nested fields as JSON, encoded once more.
        return encode(fields), _JSON, False
    # Telegram reads file names as UTF-8 as they stand, so they are not percent-encoded.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=kind)
    return form, {}, True


def _given(value: Any, otherwise: float | None) -> float | None:
    """PTB marks what the caller left open, because None means "for ever"."""
    return otherwise if value is _DEFAULT else value


def _sum(*seconds: float | None) -> float | None:
    """The sum; None (for ever) when one of them is."""
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None


def _why(error: Exception) -> str:
    """Name the error without the address of the request, which holds the token."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"{type(error).__name__}: {error.host}:{error.port}: {error.os_error.strerror}"
    return type(error).__name__
