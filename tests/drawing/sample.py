"""Networks to draw: partners in every ring, sector and state, with long Dutch words among them."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

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
