"""A PostgreSQL server: how long it is waited for, and how it is given up when it hangs."""

from __future__ import annotations

import os
import socket
from typing import Any, Final

from sqlalchemy import URL

from bot.store.trouble import StoreError

_WAITS: Final = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""What libpq is told: after some 20 seconds without a word a server on another machine is away.
Left to itself the system waits for many minutes."""


def options(url: URL) -> dict[str, Any]:
    """Return how to make an engine for the server at *url*; what the address says goes first."""
    waits = {name: value for name, value in _WAITS.items() if name not in url.query}
    return {"isolation_level": "AUTOCOMMIT", "connect_args": {**waits, "client_encoding": "UTF8"}}


def refuse_few_letters(driver: Any, where: str) -> None:
    """Raise StoreError when the database on this connection cannot keep all that people type.

    What it cannot keep would be brought again and again, and hold up what comes after it.
    """
    encoding = driver.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(
            f"The database at {where} keeps only the letters of {encoding}; make one with "
            "createdb --encoding UTF8 --template template0, and set KNOOP_DATABASE_URL to it"
        )


def cut(driver: Any) -> None:
    """Break a connection off, while another thread waits for what was asked over it.

    Raises:
        OSError, psycopg.Error: it is broken off already.
    """
    connection = socket.socket(fileno=os.dup(driver.fileno()))
    try:
        connection.shutdown(socket.SHUT_RDWR)
    finally:
        connection.close()
