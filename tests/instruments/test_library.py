"""The library: what is found, by stem and typo, in both languages; and what every page keeps to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.library import Librarian, build
from dialogs.outcome import Knowledge
from dialogs.text import length, plain


@pytest.fixture(scope="module")
def librarian(knowledge: Knowledge) -> Librarian:
    made = build(knowledge)
    assert isinstance(made, Librarian)
    return made


def found(librarian: Librarian, query: str) -> list[str]:
    entries = librarian(Given({"query": query}, today=date(2026, 3, 2))).results["entries"]
    assert isinstance(entries, list)
    return entries


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("mandaat", "term.mandate"),
        ("mandaten", "term.mandate"),
        ("mandat", "term.mandate"),
        ("mandate", "term.mandate"),
        ("MANDAAT?", "term.mandate"),
        ("doorzetingsmacht", "term.doorzettingsmacht"),
        ("wicked problem", "term.wicked_problem"),
        ("wat is een wicked problem", "term.wicked_problem"),
        ("what is a wicked problem", "term.wicked_problem"),
        ("nao", "term.nao"),
        ("netwerkoperator", "role.operator"),
        ("netwerkoperatr", "role.operator"),
        ("vision keeper", "role.vision"),
        ("faciliterende regie", "regie.facilitating"),
        ("elf ontwerpprincipes", "term.design_principles"),
        ("thermoscans", "example.igemo"),
        ("wwin", "example.wwin"),
        ("gebruikersreis", "technique.journey"),
        ("diary", "technique.diary"),
        ("netwerktypes", "form.self"),
        ("fasen", "term.phase"),
        ("stakeholderanalyse", "term.arena"),
        ("kenis cambré", "source.kenis-cambre-2019"),
        ("urgentie", "symptom.S06"),
    ],
)
def test_words_find_their_entry(librarian: Librarian, query: str, first: str) -> None:
    assert found(librarian, query)[:1] == [first]


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("verdonschot", "source.verdonschot-2009"),
        ("competenties", "competence.Q1"),
        ("boek", "source.kenis-cambre-2019"),
        ("praktijkvoorbeeld", "example.lokano"),
        ("regie", "source.vvsg-regie"),
        ("rollen", "role.champion"),
    ],
)
def test_the_name_of_a_shelf_or_an_author_finds_them_all(
    librarian: Librarian, query: str, among: str
) -> None:
    assert among in found(librarian, query)


@pytest.mark.parametrize("query", ["zwembad", "xyzzy", "?!", "🙂"])
def test_what_is_not_there_is_not_found(librarian: Librarian, query: str) -> None:
    assert found(librarian, query) == []


def test_without_a_query_nothing_is_found_and_that_hangs_on_the_query(
    librarian: Librarian,
) -> None:
    outcome = librarian(Given({}, today=date(2026, 3, 2)))
    assert outcome.results == {"entries": []}
    assert outcome.provisional


@settings(max_examples=100, deadline=None)
@given(query=st.text(max_size=80))
def test_whatever_is_typed_the_entries_exist(librarian: Librarian, query: str) -> None:
    entries = found(librarian, query)
    assert set(entries) <= set(librarian.libraries["nl"].entries)
    assert len(entries) == len(set(entries)) <= 12


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_fits_on_a_phone(librarian: Librarian, language: str) -> None:
    library = librarian.libraries[language]
    sizes = {name: length(library.page(name)) for name in library.entries}
    assert {name: size for name, size in sizes.items() if not 20 <= size <= 900} == {}


def test_both_languages_have_the_same_entries(librarian: Librarian) -> None:
    assert list(librarian.libraries["nl"].entries) == list(librarian.libraries["en"].entries)


def test_everything_that_the_coach_knows_is_on_a_shelf(
    librarian: Librarian, knowledge: Knowledge
) -> None:
    entries = set(librarian.libraries["nl"].entries)
    tables = knowledge.tables
    assert {f"principle.D{n}" for n in range(1, 12)} <= entries
    assert {f"symptom.S{n:02}" for n in range(1, 23)} <= entries
    assert {f"form.{name}" for name in tables["types"]["forms"]} <= entries
    assert {f"regie.{name}" for name in tables["regie"]["types"]} <= entries
    assert {f"instrument.{name}" for name in tables["regie"]["kinds"]} <= entries
    assert {f"role.{name}" for name in tables["roles"]["roles"]} <= entries
    assert {f"competence.Q{n}" for n in range(1, 13)} <= entries
    assert {f"phase.{name}" for name in ("explore", "define", "goals", "act")} <= entries
    assert {f"technique.{name}" for name in tables["insights"]["techniques"]} <= entries
    assert {f"source.{name}" for name in tables["sources"]} <= entries
    assert len([name for name in entries if name.startswith("example.")]) == 12


@pytest.mark.parametrize("language", ["nl", "en"])
def test_of_an_example_only_what_is_certain_is_told(
    knowledge: Knowledge, librarian: Librarian, language: str
) -> None:
    for key, example in knowledge.tables["practice"].items():
        page = plain(librarian.libraries[language].page(f"example.{key}"))
        if example["certainty"] == "title":
            assert "story" not in example
            assert {"nl": "Titel op de VVSG-pagina", "en": "A title on the VVSG page"}[
                language
            ] in page
        else:
            assert len(example["story"][language]) <= 300
            assert "VVSG" in page
            assert any(str(year) in page for year in range(2010, 2030))


def test_a_source_says_who_when_what_and_where(librarian: Librarian) -> None:
    page = librarian.libraries["nl"].page("source.kenis-cambre-2019")
    assert "Kenis, P. &amp; Cambré, B., 2019 (boek)" in page
    assert "Te vinden:" in page
    assert "zoek op de website van VVSG" in librarian.libraries["nl"].page("source.vvsg-regie")


def test_behind_advice_stand_its_own_entry_its_words_and_its_sources(
    librarian: Librarian,
) -> None:
    library = librarian.libraries["nl"]
    assert library.behind("stuck", ["D7"], ["verdonschot-2009", "ours", "verdonschot-2009"]) == [
        "principle.D7",
        "term.trust",
        "term.design_principles",
        "source.verdonschot-2009",
    ]
    assert library.behind("mandate", ["K1"], ["ours"]) == ["term.mandate", "term.reservation"]


def test_an_entry_may_lead_to_a_dialogue_of_its_own(librarian: Librarian) -> None:
    entries = librarian.libraries["nl"].entries
    assert entries["term.trust"].opens == "stuck"
    assert entries["form.nao"].opens == "type"
    assert entries["source.vvsg-regie"].opens is None
    assert entries["phase.act"].opens == "partners"


def test_the_librarian_is_built_anew_from_the_same_tables(
    knowledge: Knowledge, librarian: Librarian
) -> None:
    again = build(replace(knowledge))
    assert again(Given({"query": "regie"}, today=date(2026, 3, 2))).results == {
        "entries": found(librarian, "regie")
    }
