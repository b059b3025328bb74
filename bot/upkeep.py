"""Looking after a Knoop: what was parked, what was counted, and moving to another database."""

from __future__ import annotations

from bot import stats
from bot.store import Parked, Store, carry_over
from bot.store.url import existing

ALL = "all"
NONE = 0
"""The number that no event has."""


class UpkeepError(Exception):
    """What was asked cannot be done; the message says why in one sentence."""


async def parked(url: str) -> str:
    """Return the parked events, a line each: number, moment, kind and error, never a text."""
    async with await _there(url) as store:
        found = await store.parked()
    return "\n".join(map(_line, found)) or "Nothing is parked."


async def retry(url: str, which: str) -> str:
    """Let the parked event number *which*, or ``all``, be tried again; say how many that are.

    Raises:
        UpkeepError: there is none of that number, or its text was wiped meanwhile.
    """
    async with await _there(url) as store:
        if which != ALL and not await store.retry(_number(which)):
            raise UpkeepError(
                f"no parked event {which} can be tried again: there is none of that number, or its "
                "text was wiped; see knoop parked"
            )
        if which != ALL:
            return f"Event {which} is tried again."
        again = [await store.retry(one.id) for one in await store.parked()]
    kept = len(again) - sum(again)
    wiped = f" {kept} stay parked: their text was wiped." if kept else ""
    return f"Tried again: {sum(again)}.{wiped}"


async def drop(url: str, which: str) -> str:
    """Give up the parked event number *which*, and wipe its text.

    Raises:
        UpkeepError: there is none of that number.
    """
    async with await _there(url) as store:
        if not await store.drop(_number(which)):
            raise UpkeepError(f"there is no parked event {which}; see knoop parked")
    return f"Event {which} is dropped, and its text wiped."


async def counted(url: str) -> str:
    """Return the page of what was counted."""
    async with await _there(url) as store:
        return stats.page(await store.counts())


def move(old: str, new: str) -> str:
    """Carry everything over from one database to an empty one; return what was carried."""
    carried = carry_over(old, new)
    rows = ", ".join(f"{name} {count}" for name, count in sorted(carried.items()) if count)
    return (
        f"Carried over and counted: {rows or 'nothing, it was empty'}.\n"
        "Set KNOOP_DATABASE_URL to the new database; delete the old one when all is well."
    )


async def _there(url: str) -> Store:
    """Open the database that is there: whoever mistypes its name must not find an empty one."""
    existing(url)
    return await Store.open(url)


def _number(which: str) -> int:
    if not which.isascii() or not which.isdigit():
        raise UpkeepError(f"{which!r} is no number of a parked event; see knoop parked")
    # No row has a number so long, and no database takes one.
    return int(which) if len(which) < 19 else NONE


def _line(one: Parked) -> str:
    kind = "wiped" if one.event is None else type(one.event.what).__name__.lower()
    return f"{one.id}  {one.arrived:%Y-%m-%d %H:%M}  {kind}  {one.error}"
