"""The clock: what time it is, and how the store writes moments down."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the shell reads the time; tests hand it one that they move themselves."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    __slots__ = ()

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)


def to_millis(moment: datetime) -> int:
    """Return *moment* (with a time zone) as whole milliseconds since 1970 in UTC."""
    return round(moment.timestamp() * 1000)


def from_millis(millis: int) -> datetime:
    """Return the moment in UTC that :func:`to_millis` wrote."""
    return datetime.fromtimestamp(millis / 1000, UTC)
