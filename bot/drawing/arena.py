"""Where everything stands on the arena map: rings in a rounded arena, sectors in its four corners.

The rings lie around the question. Every partner has a row in its own ring and sector; the arena
grows with the rows, so that no name ever covers another, whoever stands where.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.drawing.font import font

WIDTH: Final = 360
MIDDLE: Final = WIDTH / 2
EDGE: Final = 8
"""Between the picture and the outermost ring."""

INSET: Final = 9
"""Between one ring and the next."""

ROW: Final = 25
TAG: Final = 24
"""Room for the name of a ring, at its upper side."""

FOOT: Final = 9
"""Room below the last row of a ring, at its lower side."""

NAME: Final = 13.5
BADGE: Final = 16
RADIUS: Final = 40
QUESTION: Final = 14
RINGS: Final = ("core", "complementary", "context")
OUTSIDE: Final = "outside"
SIZES: Final = {1: 4.0, 2: 5.2, 3: 6.6, 4: 8.0}
"""The radius of a mark by importance; when that is not known, :data:`UNKNOWN`."""

UNKNOWN: Final = 5.2

Seat = Mapping[str, Any]


def layout(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return ``rings`` (boxes, outermost first), ``marks``, ``centre``, ``top`` and ``bottom``.

    Heights count from the top of the arena, at 0; ``bottom`` is where it ends.
    """
    corners = _corners(values["seats"], values["sectors"])
    heights = {
        (half, ring): ROW * max(len(corners[half, side, ring]) for side in ("left", "right"))
        for half in ("upper", "lower")
        for ring in (*RINGS, OUTSIDE)
    }
    question = font("bold").wrap(values["question"], QUESTION, WIDTH - 2 * EDGE - 6 * INSET - 28, 3)
    centre_height = 19 * max(1, len(question)) + 17
    y = heights["upper", OUTSIDE] + (TAG if values["outside"]["label"] else 0)
    tops = {OUTSIDE: 0.0}
    for ring in reversed(RINGS):
        tops[ring] = y
        y += TAG + heights["upper", ring]
    centre = {
        "x": _inset("core") + 10,
        "y": y + 4,
        "width": WIDTH - 2 * _inset("core") - 20,
        "height": centre_height,
        "lines": question,
    }
    y += centre_height + 8
    starts, ends = {}, {}
    for ring in RINGS:
        starts[ring] = y
        y += heights["lower", ring] + FOOT
        ends[ring] = y
    starts[OUTSIDE] = y
    y += heights["lower", OUTSIDE] + (FOOT if heights["lower", OUTSIDE] else 0)
    boxes = [_box(ring, tops[ring], ends[ring]) for ring in reversed(RINGS)]
    marks = [
        mark
        for (half, side, ring), seats in corners.items()
        for mark in _column(
            seats, side, ring, tops[ring] + TAG if half == "upper" else starts[ring]
        )
    ]
    return {"boxes": boxes, "marks": marks, "centre": centre, "bottom": y, "middle": MIDDLE}


def _corners(
    seats: Sequence[Seat], sectors: Sequence[Mapping[str, Any]]
) -> dict[tuple[str, str, str], list[Seat]]:
    """Return who stands where. Without sectors a ring fills its four corners in turn."""
    places = [("upper", "left"), ("upper", "right"), ("lower", "left"), ("lower", "right")]
    at = {sector["id"]: place for sector, place in zip(sectors, places, strict=False)}
    made: dict[tuple[str, str, str], list[Seat]] = {
        (*place, ring): [] for place in places for ring in (*RINGS, OUTSIDE)
    }
    count = dict.fromkeys((*RINGS, OUTSIDE), 0)
    for seat in seats:
        ring = seat["ring"]
        place = at.get(seat["sector"], places[count[ring] % 4])
        made[(*place, ring)].append(seat)
        count[ring] += 1
    return made


def _inset(ring: str) -> float:
    return EDGE + INSET * (len(RINGS) - 1 - RINGS.index(ring)) if ring in RINGS else EDGE - INSET


def _box(ring: str, top: float, end: float) -> dict[str, Any]:
    inset = _inset(ring)
    rounded = max(16.0, RADIUS - 8 * (len(RINGS) - 1 - RINGS.index(ring)))
    return {
        "ring": ring,
        "x": inset,
        "y": top,
        "width": WIDTH - 2 * inset,
        "height": end - top,
        "radius": rounded,
    }


def _column(seats: Iterable[Seat], side: str, ring: str, top: float) -> Iterable[dict[str, Any]]:
    """Yield the marks of one corner of one ring, below each other, with the name beside each."""
    start = _inset(ring) + 8 if side == "left" else MIDDLE + 5
    end = MIDDLE - 4 if side == "left" else WIDTH - _inset(ring) - 6
    for row, seat in enumerate(seats):
        room = end - start - 22 - BADGE * len(seat["voices"])
        name = font().fit(seat["name"], NAME, room)
        after = start + 22 + font().width(name, NAME) + 4
        yield {
            "shape": seat["shape"],
            "x": start + 9,
            "y": top + ROW * row + ROW / 2,
            "r": SIZES.get(seat["importance"], UNKNOWN),
            "name": name,
            "name_x": start + 22,
            "badges": [
                {"letter": letter, "x": after + BADGE * place}
                for place, letter in enumerate(seat["voices"])
            ],
        }
