"""Networks to draw: partners in every ring, sector and state, with long Dutch words among them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from dialogs.coach import Coach
from dialogs.effect import Picture
from dialogs.partner import partners_in
from dialogs.pictures.arena import arena_values

DAY: Final = date(2026, 3, 2)
NETWORK: Final = "Samenwerkingsverband eenzaamheid en ouderenzorg"
QUESTION: Final = "Hoe bereiken we ouderen die niemand meer zien in de winter?"
_NAMES: Final = (
    ("OCMW", "own_council"),
    ("Huisartsenkring Zuid-Oost", "care"),
    ("Bewonersgroep Zuid", "residents"),
    ("Mutualiteit", "social_profit"),
    ("Woonmaatschappij De Volkswoningen", "social_profit"),
    ("CAW", "social_profit"),
    ("Welzijnsoverlegplatformcoördinatie", "government"),
    ("Seniorenraad", "residents"),
    ("Politiezone", "government"),
    ("Huis van het Kind", "own_council"),
    ("Kerk", "association"),
    ("Fluvius", "business"),
    ("Sportclub Wolkenkrabber", "association"),
)
_STATUSES: Final = (
    *("aboard", "talking", "aboard", "refuses", "aboard", "not_asked", "left", "aboard"),
    *("aboard", None, "talking"),
)
_RINGS: Final = (
    *("core", "core", "core", "core", "complementary", "complementary", "context", "unknown"),
    *("none", "context", "complementary"),
)
_VOICES: Final[tuple[list[str], ...]] = ([], [], ["user"], [], ["user", "critic"], ["critic"])


def partners(count: int) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return *count* partners as a list of answers, and the ring of each."""
    rows: list[dict[str, Any]] = []
    rings: dict[str, str] = {}
    for place in range(count):
        name, family = _NAMES[place % len(_NAMES)]
        round_ = place // len(_NAMES)
        called = f"{name} {round_ + 1}" if round_ else name
        row = {
            "name": called,
            "importance": (place * 3) % 4 + 1,
            "family": family,
            "status": _STATUSES[place % len(_STATUSES)],
            "voice": _VOICES[place % len(_VOICES)],
        }
        rows.append({field: value for field, value in row.items() if value})
        rings[called] = _RINGS[place % len(_RINGS)]
    return rows, rings


def arena(coach: Coach, language: str, count: int, **more: Any) -> Picture:
    know = coach.know[language]["partners"]
    rows, rings = partners(count)
    values = arena_values(
        partners_in(more.pop("rows", rows)),
        rings,
        know,
        DAY,
        **{
            "network": NETWORK,
            "question": QUESTION,
            "findings": [f"1. {know['findings']['C1']}", f"2. {know['findings']['C3']}"],
            **more,
        },
    )
    return Picture("arena", "kaart", values, "")


def words(drawn: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
