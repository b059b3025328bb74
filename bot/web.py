"""Listening: a small web server of our own, for what Telegram or an operator asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


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
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=5.0)
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
