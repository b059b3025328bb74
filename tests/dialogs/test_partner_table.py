"""The list of partners as a file."""

import csv
from io import StringIO
from typing import Any

import pytest

from dialogs.outcome import Knowledge
from dialogs.partner import partners_in
from dialogs.partner_table import table
from dialogs.text import localise

FULL = {
    "name": "Huis van het Kind; Gent",
    "importance": 4,
    "replaceability": 1,
    "status": "not_asked",
    "contribution": ["reach", "money"],
    "voice": ["critic", "user"],
    "attitude": "doubts",
    "mandate": "must_ask",
    "family": "social_profit",
    "umbrella": "yes",
    "phases": ["act", "explore"],
    "last_contact": "2026-02-03",
}


def know(knowledge: Knowledge, language: str) -> dict[str, Any]:
    tables: dict[str, Any] = localise(
        knowledge.tables["partners"], language, frozenset({"nl", "en"})
    )
    return tables


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_every_field_stands_in_words(knowledge: Knowledge) -> None:
    partners = partners_in([FULL, {"name": "CAW"}])
    heading, full, empty = rows(
        table(partners, {"Huis van het Kind; Gent": "core"}, know(knowledge, "nl"))
    )
    assert heading[:5] == ["Partner", "Ring", "Belang (1-4)", "Vervangbaar (1-4)", "Status"]
    assert full == [
        "Huis van het Kind; Gent",
        "kern",
        "4",
        "1",
        "nog niet gevraagd",
        "geld, bereik bij de doelgroep",
        "gebruiker, kritische stem",
        "twijfelt",
        "moet terugkoppelen",
        "social profit",
        "ja",
        "de kwestie verkennen, acties bedenken en doen",
        "2026-02-03",
    ]
    assert empty == ["CAW", "nog niet geplaatst", *[""] * 11]


def test_the_headings_are_in_the_language(knowledge: Knowledge) -> None:
    heading, row = rows(table(partners_in([FULL]), {}, know(knowledge, "en")))
    assert heading[-1] == "Last spoken to"
    assert row[4] == "not asked yet"


@pytest.mark.parametrize("name", ["=1+1", "+32 9", "-x", "@sum", "\t=1", "  =1", "\r=1"])
def test_a_name_is_never_run_as_a_formula(knowledge: Knowledge, name: str) -> None:
    cell = rows(table(partners_in([{"name": name}]), {}, know(knowledge, "nl")))[1][0]
    assert cell == f"'{name}"


def test_a_name_with_quotes_and_lines_comes_back_as_it_was(knowledge: Knowledge) -> None:
    name = 'De "Brug";\nvzw'
    assert rows(table(partners_in([{"name": name}]), {}, know(knowledge, "nl")))[1][0] == name
