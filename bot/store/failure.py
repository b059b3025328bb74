"""Failing events: three tries, then parked, and the person hears one honest sentence."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import structlog
from sqlalchemy import bindparam, update

from bot.clock import to_millis
from bot.complaints import place
from bot.store.inbox import Arrival, put, read_event, read_key, rows_of
from bot.store.schema import inbox
from bot.store.statement import constant
from bot.store.unit import Unit
from dialogs.event import Broke, Event

if TYPE_CHECKING:
    from bot.store.turns import Head

TRIES: Final = 3
BACKOFF: Final = (timedelta(seconds=1), timedelta(seconds=5))
"""How long an event rests after its first and second failure."""

LONGEST_REST: Final = timedelta(minutes=1)
"""What is to rest longer was written down by a clock that was put back since: it is tried now."""

BROKE: Final = "broke"
"""The source of the events that tell of a parked one; ``source_id`` is its number and when."""

_AGAIN: Final = (
    update(inbox)
    .where(inbox.c.id == bindparam("of_id"))
    .values(tries=bindparam("tries"), not_before=bindparam("not_before"))
)
_PARK: Final = (
    update(inbox)
    .where(inbox.c.id == bindparam("of_id"))
    .values(state=constant("parked"), tries=bindparam("tries"), error=bindparam("error"))
)
_WIPE: Final = update(inbox).where(inbox.c.id == bindparam("of_id")).values(event=constant(""))

_log: Final = structlog.get_logger("knoop.store")


def note(unit: Unit, head: Head, error: Exception, now: datetime, blank: bool) -> bool:
    """Count a failure of *head*; return whether it was the last one, so that it is parked.

    ``blank``: its text may not be kept, so that it can never be tried again once it is parked.
    """
    tries = head.tries + 1
    if tries < TRIES:
        later = to_millis(now + BACKOFF[tries - 1])
        unit.run(_AGAIN, of_id=head.id, tries=tries, not_before=later)
        _log.warning("turn failed", **_ids(head), tries=tries, error=type(error).__name__)
        return False
    unit.run(_PARK, of_id=head.id, tries=tries, error=describe(error, head.event))
    if blank or _fleeting(head):
        unit.run(_WIPE, of_id=head.id)
        unit.erased = True
    # A sentence that itself cannot be said is not announced: that would go round for ever.
    told = None if head.source == BROKE else _broke(head, now)
    if told is not None:
        put(unit, rows_of([Arrival(BROKE, f"{head.id}@{to_millis(now)}", told)]))
    _log.error("event parked", **_ids(head), error=type(error).__name__, where=place(error))
    return True


def _fleeting(head: Head) -> bool:
    """Return whether the text may not be kept whatever the turn would have come to."""
    event = read_event(head.event)
    if event is not None:
        return event.fleeting
    key = read_key(head.conversation)
    return key is None or not key.private


def _ids(head: Head) -> dict[str, object]:
    """Return by what the log names an event: its number here, and its cause."""
    return {"number": head.id, "cause": head.cause}


def describe(error: Exception, event: str) -> str:
    """Return what went wrong and where, without a word that stands in the stored *event*.

    Nor with anything in quotes, which may have been typed by somebody earlier, nor with the number
    of a person or a chat.
    """
    message = re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", str(error))
    message = re.sub(r"-?\d{4,}", "…", message)
    said = _spoken(event)
    words = set(re.findall(r"\w+", said))
    message = re.sub(
        r"\w+",
        lambda word: "…" if _from(word.group().casefold(), said, words) else word.group(),
        message,
    )
    return f"{type(error).__name__} in {place(error)}: {message[:200]}"


def _from(word: str, said: str, words: set[str]) -> bool:
    return word in words or (len(word) >= 4 and word in said)


def _spoken(stored: str) -> str:
    """Return all that was typed in a stored event, in small letters."""
    event = read_event(stored)
    if event is None:
        return stored.casefold()
    return " ".join(str(value) for value in asdict(event.what).values()).casefold()


def _broke(head: Head, now: datetime) -> Event | None:
    """Return what tells of it, None when nobody knows to whom."""
    event, key = read_event(head.event), read_key(head.conversation)
    if event is None and key is not None:
        event = Event(key, now, Broke())
    return None if event is None else replace(event, at=now, what=Broke())
