"""The arena map in words."""

from datetime import date
from typing import Any

import pytest

from dialogs.arena_map import arena_map
from dialogs.outcome import Knowledge
from dialogs.partner import cut, partners_in
from dialogs.text import length, localise

DAY = date(2026, 3, 5)
ROWS: list[dict[str, Any]] = [
    {"name": "OCMW", "importance": 3, "family": "own_council", "status": "aboard"},
    {"name": "Bewonersgroep", "family": "residents", "status": "aboard", "voice": ["user"]},
    {"name": "Huisartsenkring Zuid", "importance": 4, "family": "care", "status": "talking"},
    {"name": "Woonmaatschappij", "family": "social_profit", "status": "refuses"},
    {"name": "CAW", "status": "aboard", "family": "social_profit", "voice": ["critic", "user"]},
    {"name": "Fluvius", "family": "government", "status": "not_asked"},
    {"name": "Kerk"},
    {"name": "Sportclub", "family": "association", "status": "left"},
]
RINGS = {
    "OCMW": "core",
    "Bewonersgroep": "core",
    "Huisartsenkring Zuid": "core",
    "Woonmaatschappij": "core",
    "CAW": "complementary",
    "Fluvius": "complementary",
    "Sportclub": "none",
}


def know(knowledge: Knowledge, language: str = "nl") -> dict[str, Any]:
    tables: dict[str, Any] = localise(
        knowledge.tables["partners"], language, frozenset({"nl", "en"})
    )
    return tables


def test_the_map_reads_from_the_core_outwards(knowledge: Knowledge) -> None:
    drawn = arena_map(
        partners_in(ROWS),
        RINGS,
        know(knowledge),
        DAY,
        question="Hoe bereiken we ouderen die niemand meer zien in de winter?",
        findings=["1. Woonmaatschappij doet niet mee."],
    )
    assert drawn.splitlines() == [
        "ARENAKAART · concept · 05/03/2026",
        "Vraag: Hoe bereiken we ouderen die niemand meer zien …",
        "",
        "KERN: onmisbaar voor het doel",
        "bestuur en overheid: ● OCMW",
        "professionals: ◎ Huisartsenkring…, ✕ Woonmaatschappij",
        "inwoners en gebruikers: ● Bewonersgroep (gebruiker)",
        "",
        "AANVULLEND: belangrijk, anderen kunnen het ook",
        "bestuur en overheid: ○ Fluvius",
        "professionals: ● CAW (gebruiker, kritisch)",
        "",
        "CONTEXT: op de hoogte houden",
        "niemand",
        "",
        "NU GEEN PLAATS: nu niet nodig",
        "inwoners en gebruikers: ✕ Sportclub",
        "",
        "NOG NIET GEPLAATST: je weet nog te weinig",
        "andere: ? Kerk",
        "",
        "Tekens: ● aan boord, ○ nog niet, ◎ onmisbaar, nog niet, "
        "✕ haakte af of wil niet, ? niet ingevuld",
        "1. Woonmaatschappij doet niet mee.",
    ]


@pytest.mark.parametrize(
    ("language", "private"),
    [
        ("nl", ["✕", "haakte af", "kritisch", "Sportclub", "wil niet", "kunnen het", "Geheim"]),
        ("en", ["✕", "dropped", "critic", "Sportclub", "refuses", "could do it", "Geheim"]),
    ],
)
def test_in_a_group_nothing_private_shows(
    knowledge: Knowledge, language: str, private: list[str]
) -> None:
    tables = know(knowledge, language)
    args = (partners_in(ROWS), RINGS, tables, DAY)
    shown = arena_map(*args, group=True, findings=["Geheim"])
    hidden = arena_map(*args, findings=["Geheim"])
    assert all(word in hidden for word in private)
    assert not any(word in shown for word in private)
    assert "◎ Woonmaatschappij" in shown
    assert tables["map"]["draft"] in shown


def test_in_a_group_refusing_looks_like_not_yet_being_there(knowledge: Knowledge) -> None:
    maps = {
        arena_map(
            partners_in([{"name": "CAW", "status": status}]),
            RINGS,
            know(knowledge),
            DAY,
            group=True,
        )
        for status in ("talking", "not_asked", "left", "refuses")
    }
    assert len(maps) == 1


def test_twelve_are_named_and_the_others_counted(knowledge: Knowledge) -> None:
    rows = [{"name": f"Vzw {n}", "importance": 1 + n % 4, "status": "aboard"} for n in range(20)]
    rings = {row["name"]: "context" if n < 15 else "core" for n, row in enumerate(rows)}
    drawn = arena_map(
        partners_in(rows), {str(k): v for k, v in rings.items()}, know(knowledge), DAY
    )
    assert drawn.count("● Vzw") == 12
    assert "CONTEXT: op de hoogte houden (+8)" in drawn
    assert "Vzw 19" in drawn
    assert "Vzw 0," not in drawn


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_fullest_map_fits_on_a_screen(knowledge: Knowledge, language: str) -> None:
    tables = know(knowledge, language)
    families, statuses = list(tables["families"]), list(tables["statuses"])
    rows = [
        {
            "name": f"Vereniging van de vrienden {n}",
            "voice": ["user"] if n % 3 else ["critic"],
            "family": families[n % 8],
            "status": statuses[n % 5],
        }
        for n in range(40)
    ]
    rings = {str(row["name"]): list(tables["rings"])[n % 5] for n, row in enumerate(rows)}
    findings = [f"{n}. {tables['findings'][name]}" for n, name in enumerate(("C10", "C12"), 1)]
    drawn = arena_map(partners_in(rows), rings, tables, DAY, question="x " * 9, findings=findings)
    assert length(drawn) <= 900


def test_an_empty_sector_is_a_message(knowledge: Knowledge) -> None:
    drawn = arena_map(partners_in(ROWS[:1]), RINGS, know(knowledge, "en"), DAY)
    assert "Empty: professionals, residents and users, others" in drawn


def test_sectors_are_not_called_empty_before_they_are_known(knowledge: Knowledge) -> None:
    drawn = arena_map(partners_in([{"name": "CAW"}]), RINGS, know(knowledge), DAY)
    assert "Leeg" not in drawn


def test_a_user_without_a_family_sits_with_the_users(knowledge: Knowledge) -> None:
    drawn = arena_map(partners_in([{"name": "An", "voice": ["user"]}]), {}, know(knowledge), DAY)
    assert "inwoners en gebruikers: ? An (gebruiker)" in drawn


def test_an_empty_list_draws_empty_rings(knowledge: Knowledge) -> None:
    drawn = arena_map((), {}, know(knowledge), DAY)
    assert drawn.count("niemand") == 3
    assert "Tekens" not in drawn


def test_a_label_is_cut_where_a_sign_ends() -> None:
    assert cut("Woonmaatschappij", 16, "…") == "Woonmaatschappij"
    assert cut("Woonmaatschappijen", 16, "…") == "Woonmaatschappi…"
    assert cut("Vereniging van 👩‍👩‍👧", 17, "…") == "Vereniging van…"
