"""The arena map as a drawing: who stands in which ring and sector, and with which mark.

It shows what the map in words tells (:mod:`dialogs.arena_map`); the map in words is its caption.
Rings and marks: composition.md §6 (our judgement).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from dialogs.arena_map import DRAWN, LABELS, Seat, empty_sectors, in_short, seats
from dialogs.partner import Partner

OUTSIDE: Final = "outside"
AWAITED: Final = ("waiting", "out")
"""The shapes that stand outside the rings, unless the partner is indispensable."""


def arena_values(
    partners: Sequence[Partner],
    rings: Mapping[str, str],
    know: Mapping[str, Any],
    day: date,
    *,
    group: bool = False,
    network: str = "",
    question: str = "",
    findings: Iterable[str] = (),
) -> dict[str, Any]:
    """Return what the template ``arena`` shows; the arguments are those of the map in words.

    Whoever is not on board stands outside the rings, except in the core, where the gap is the
    message. As long as nobody's family is known, ``sectors`` is empty. For a *group* it leaves
    out who left or refuses, who is critical, who has no place now, and the *findings*.
    """
    words = know["map"]
    ranked = [
        seat
        for seat in seats(partners, rings, know, group=group)
        if not (group and seat.ring == "none")
    ]
    named = ranked[:LABELS]
    outside = [seat for seat in ranked if _zone(seat) == OUTSIDE]
    return {
        "title": words["heading"],
        "network": network,
        "day": f"{day:%d/%m/%Y}",
        "question": in_short(question) if question else words["no_question"],
        "rings": {ring: _tag(ring, ranked, named, know) for ring in DRAWN},
        "outside": {"label": _outside(outside, named, words)},
        "sectors": _sectors(ranked, know),
        "seats": [_drawn(seat) for seat in named],
        "legend": _legend(named, words),
        "notes": _notes(ranked, named, words),
        "findings": [] if group else list(findings),
    }


def _shape(seat: Seat) -> str:
    return str(seat.know["map"]["shapes"][seat.mark])


def _zone(seat: Seat) -> str:
    """Return where the partner is drawn: in its ring, or outside all rings."""
    if seat.ring not in DRAWN:
        return OUTSIDE
    return OUTSIDE if seat.ring != "core" and _shape(seat) in AWAITED else seat.ring


def _drawn(seat: Seat) -> dict[str, Any]:
    letters = seat.know["map"]["letters"]
    return {
        "name": seat.short,
        "ring": _zone(seat),
        "sector": seat.sector,
        "shape": _shape(seat),
        "importance": seat.partner.importance or 0,
        "voices": [letters[voice] for voice in seat.voices],
    }


def _tag(ring: str, ranked: Sequence[Seat], named: Sequence[Seat], know: Mapping[str, Any]) -> str:
    """Return the name of *ring*, with how many of it are not drawn, or that nobody is in it."""
    inside = [seat for seat in ranked if _zone(seat) == ring]
    label = str(know["rings"][ring]["label"])
    if not inside:
        return f"{label}: {know['map']['nobody']}"
    return label + _more(inside, named)


def _outside(outside: Sequence[Seat], named: Sequence[Seat], words: Mapping[str, Any]) -> str:
    if not outside:
        return ""
    awaited = all(_shape(seat) in AWAITED for seat in outside)
    return str(words["outside" if awaited else "outside_too"]) + _more(outside, named)


def _more(inside: Sequence[Seat], named: Sequence[Seat]) -> str:
    more = sum(seat not in named for seat in inside)
    return f" +{more}" if more else ""


def _sectors(ranked: Sequence[Seat], know: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the four sectors, the empty ones marked; none when nobody's family is known."""
    if not any(seat.partner.family for seat in ranked):
        return []
    empty = empty_sectors(ranked, know)
    return [
        {
            "id": name,
            "label": sector["label"],
            "empty": know["map"]["empty_sector"] if name in empty else "",
        }
        for name, sector in know["sectors"].items()
    ]


def _legend(named: Sequence[Seat], words: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what the marks and letters mean, those that are used."""
    used = {seat.mark for seat in named}
    spoken = {voice for seat in named for voice in seat.voices}
    return [
        *(
            {"shape": words["shapes"][mark], "letter": "", "says": says}
            for mark, says in words["marks"].items()
            if mark in used
        ),
        *(
            {"shape": "", "letter": words["letters"][voice], "says": says}
            for voice, says in words["voices"].items()
            if voice in spoken
        ),
    ]


def _notes(ranked: Sequence[Seat], named: Sequence[Seat], words: Mapping[str, Any]) -> list[str]:
    weights = {seat.partner.importance for seat in named} - {None}
    return [
        *([words["larger"]] if len(weights) > 1 else []),
        *([words["drawn"].format(len(named), len(ranked))] if len(ranked) > len(named) else []),
    ]
