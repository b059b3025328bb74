"""A partner on the list of a network, as the instrument, the map and the file read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dialogs.facts import UNKNOWN

MANY: Final = ("contribution", "voice", "phases")

_JOINER: Final = "\u200d"
_MARKS: Final = frozenset({"Mn", "Me", "Mc"})
_SKINS: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


@dataclass(frozen=True, slots=True)
class Partner:
    """One organisation; whatever nobody has told about it is None.

    ``importance`` runs from 1 to 4, ``replaceability`` from 1 (irreplaceable) to 4 (easily
    replaced); ``chosen`` is the ring that the person picked, which overrules. An empty set means:
    asked, and none of them; ``unasked`` names the values (``voice.decider``) for which that does
    not hold, because nobody has told yet.
    """

    name: str
    importance: int | None = None
    replaceability: int | None = None
    status: str | None = None
    contribution: frozenset[str] | None = None
    voice: frozenset[str] | None = None
    attitude: str | None = None
    mandate: str | None = None
    family: str | None = None
    umbrella: str | None = None
    phases: frozenset[str] | None = None
    last_contact: date | None = None
    chosen: str | None = None
    unasked: frozenset[str] = frozenset()

    @classmethod
    def read(cls, written: Mapping[str, Any], place: int) -> Partner:
        """Build it from one entry of the answer ``partners``; *place* counts from 1.

        A partner without a name is called after its place: ``#3``.
        """
        told = {field: value for field, value in written.items() if value not in (None, UNKNOWN)}
        many = {field: frozenset(told[field]) for field in MANY if field in told}
        return cls(
            name=str(told.get("name") or f"#{place}"),
            importance=told.get("importance"),
            replaceability=told.get("replaceability"),
            status=told.get("status"),
            contribution=many.get("contribution"),
            voice=many.get("voice"),
            attitude=told.get("attitude"),
            mandate=told.get("mandate"),
            family=told.get("family"),
            umbrella=told.get("umbrella"),
            phases=many.get("phases"),
            last_contact=day_of(told.get("last_contact")),
            chosen=told.get("ring"),
            unasked=frozenset(told.get("unasked", ())),
        )

    def has(self, field: str, *values: str) -> bool:
        """Return whether *field* is, or holds, one of *values*; not told means no."""
        told = getattr(self, field)
        return not told.isdisjoint(values) if isinstance(told, frozenset) else told in values


def partners_in(written: Iterable[Mapping[str, Any]] | None) -> tuple[Partner, ...]:
    """Return the partners of the answer *written*, in its order; none when it is missing."""
    return tuple(Partner.read(entry, place) for place, entry in enumerate(written or (), start=1))


def day_of(written: Any) -> date | None:
    """Return a day written as ``2025-06-15``; None when it is no such day."""
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        return None


def fitting(names: Iterable[str], width: int) -> list[str]:
    """Return the first of *names* that together have at most *width* characters; one at least."""
    shown: list[str] = []
    for name in names:
        if shown and sum(map(len, shown)) + len(name) > width:
            break
        shown.append(name)
    return shown


def cut(name: str, width: int, end: str = "") -> str:
    """Return *name* in at most *width* characters, closed with *end* where it was longer.

    What belongs to one visible sign (a letter and its accent, an emoji of several parts) is not
    torn apart.
    """
    if len(name) <= width:
        return name
    stop = width - len(end)
    while stop > 1 and (_joins(name[stop]) or name[stop - 1] == _JOINER):
        stop -= 1
    return name[:stop].rstrip() + end


def _joins(sign: str) -> bool:
    """Return whether *sign* only changes the one before it."""
    return sign == _JOINER or unicodedata.category(sign) in _MARKS or sign in _SKINS
