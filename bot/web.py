"""Listening: a small web server of our own, for what Telegram or an operator asks."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import http_exceptions, web

_STRANGERS: Final = (
    http_exceptions.HttpProcessingError,
    web.RequestPayloadError,
    ConnectionError,
    TimeoutError,
)
"""What goes wrong because of whoever asks: no HTTP, a body that cannot be read, gone halfway."""


def _ours(record: logging.LogRecord) -> bool:
    """Return whether *record* is about Knoop: a stranger may not fill the log with nonsense."""
    return not (record.exc_info and isinstance(record.exc_info[1], _STRANGERS))


_complaints: Final = logging.getLogger("knoop.web")
_complaints.addFilter(_ours)


class ListenError(Exception):
    """Nothing can be heard at an address; the message says which setting and what to do."""


def host_and_port(address: str) -> tuple[str, int]:
    """Return the parts of ``host:port``; the host of IPv6 stands in square brackets."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


@asynccontextmanager
async def listening(application: web.Application, address: str, setting: str) -> AsyncIterator[str]:
    """Answer at *address* for as long as the block lasts; gives where that is, as ``host:port``.

    At the end what was begun is answered still.

    Raises:
        ListenError: the address cannot be used; it names *setting*.
    """
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=5.0, logger=_complaints)
    await runner.setup()
    try:
        host, port = host_and_port(address)
        try:
            await web.TCPSite(runner, host, port).start()
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or error
            raise ListenError(
                f"nothing can be heard at {address} ({why}): set {setting} to another host:port"
            ) from error
        host, port = runner.addresses[0][:2]
        yield f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    finally:
        await runner.cleanup()
