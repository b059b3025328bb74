"""The arena map in words: rings as headings, sectors as lines, a mark for every partner.

It holds the same facts as a drawing, and reads well on a phone, by a screen reader and in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dialogs.partner import Partner, cut

LABELS: Final = 12
LABEL_WIDTH: Final = 16
QUESTION_WORDS: Final = 8
DRAWN: Final = ("core", "complementary", "context")
"""The rings that are drawn even when nobody is in them."""


def arena_map(
    partners: Sequence[Partner],
    rings: Mapping[str, str],
    know: Mapping[str, Any],
    day: date,
    *,
    group: bool = False,
    question: str = "",
    findings: Iterable[str] = (),
) -> str:
    """Return the map of *partners* as plain lines.

    ``rings`` names the ring of each partner; ``know`` is the table ``partners`` of the content in
    one language. At most twelve partners are named, those in the inner rings and the most
    important first; the others are counted. For a *group* it leaves out who left or refuses, who
    is critical, who has no place now, what the rings say about their members, and the *findings*,
    which otherwise stand at the foot. Attitude is never on it.
    """
    words = know["map"]
    ranked = seats(partners, rings, know, group=group)
    named = ranked[:LABELS]
    lines = [f"{words['title']} · {words['draft']} · {day:%d/%m/%Y}"]
    if question:
        lines.append(f"{words['question']}: {in_short(question)}")
    for ring, heading in know["rings"].items():
        inside = [seat for seat in ranked if seat.ring == ring]
        if ring in DRAWN or (inside and not (group and ring == "none")):
            more = sum(seat not in named for seat in inside)
            counted = f" (+{more})" if more else ""
            means = "" if group else f": {heading['means']}"
            lines += ["", f"{heading['label'].upper()}{means}{counted}"]
            lines += _sectors([seat for seat in inside if seat in named], know)
            lines += [] if inside else [words["nobody"]]
    lines += ["", *_foot(ranked, know)]
    return "\n".join([*lines, *(() if group else findings)])


def seats(
    partners: Sequence[Partner], rings: Mapping[str, str], know: Mapping[str, Any], *, group: bool
) -> list[Seat]:
    """Return *partners* in their rings, from the core outwards, the most important first."""
    return sorted(
        (Seat(p, rings.get(p.name, "unknown"), know, group) for p in partners),
        key=lambda seat: (list(know["rings"]).index(seat.ring), -(seat.partner.importance or 0)),
    )


@dataclass(frozen=True, slots=True)
class Seat:
    """A partner in its ring, as it is drawn."""

    partner: Partner
    ring: str
    know: Mapping[str, Any]
    group: bool

    @property
    def sector(self) -> str:
        """The sector of its family; without one, whether it speaks as a user."""
        if self.partner.family:
            return str(self.know["families"][self.partner.family]["sector"])
        return "residents" if self.partner.has("voice", "user") else "others"

    @property
    def mark(self) -> str:
        """The sign for its status; in a group leaving and refusing are *not on board*."""
        words = self.know["map"]
        if self.partner.status is None:
            return str(words["open"])
        status = self.know["statuses"][self.partner.status]
        mark = str(status["group" if self.group else "mark"])
        return str(words["critical"]) if self.ring == "core" and mark == words["waiting"] else mark

    @property
    def voices(self) -> list[str]:
        """The voices that the map shows; in a group not that somebody is critical."""
        return [
            voice
            for voice in self.know["map"]["voices"]
            if self.partner.has("voice", voice) and not (self.group and voice == "critic")
        ]

    @property
    def label(self) -> str:
        """Mark, name, and in words whether it speaks as a user or as a critic."""
        words = self.know["map"]["voices"]
        said = f" ({', '.join(words[voice] for voice in self.voices)})" if self.voices else ""
        return f"{self.mark} {self.short}{said}"

    @property
    def short(self) -> str:
        """The name, as long as a map has room for."""
        return cut(self.partner.name, LABEL_WIDTH, "…")


def _sectors(seats: Sequence[Seat], know: Mapping[str, Any]) -> list[str]:
    """Return a line for each sector that has somebody in it."""
    return [
        f"{sector['label']}: {', '.join(seat.label for seat in seats if seat.sector == name)}"
        for name, sector in know["sectors"].items()
        if any(seat.sector == name for seat in seats)
    ]


def _foot(seats: Sequence[Seat], know: Mapping[str, Any]) -> list[str]:
    """Return which sectors are empty, once all sectors are known, and what the marks mean."""
    words = know["map"]
    empty = [know["sectors"][name]["label"] for name in empty_sectors(seats, know)]
    used = {seat.mark for seat in seats if not (seat.group and seat.ring == "none")}
    marks = [f"{mark} {means}" for mark, means in words["marks"].items() if mark in used]
    return [
        *([f"{words['empty']}: {', '.join(empty)}"] if empty else []),
        *([f"{words['legend']}: {', '.join(marks)}"] if marks else []),
    ]


def empty_sectors(seats: Sequence[Seat], know: Mapping[str, Any]) -> list[str]:
    """Return the sectors that nobody is in; none as long as not everybody's sector is known."""
    told = seats and all(seat.partner.family or seat.partner.has("voice", "user") for seat in seats)
    filled = {seat.sector for seat in seats}
    return [name for name in know["sectors"] if told and name not in filled]


def in_short(question: str) -> str:
    """Return the first words of *question*: so many as a map has room for."""
    words = question.split()
    return " ".join(words[:QUESTION_WORDS]) + (" …" if len(words) > QUESTION_WORDS else "")
