"""What a group is shown of a pulse, and what nobody gets to see."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.effect import Cast, Document, Edit, Say
from dialogs.event import Tapped
from dialogs.text import plain
from tests.table import Table
from tests.team.filling import FIVE, STRONG, closes, fills, pulse, starts, texts


def test_the_talk_of_ten_minutes_and_all_statements_are_one_tap_away(table: Table) -> None:
    pulse(table, FIVE)
    here = table.group(3)
    here.presses("Gesprek van tien minuten")
    assert "5. Maak één afspraak" in here.text
    here.presses("Alle uitspraken")
    shown = plain(here.text)
    assert "Doel: sterk, eensgezind" in shown
    assert "Daden: " in shown


@pytest.mark.parametrize(
    ("answers", "label", "leads"),
    [
        (["4234444444"] * 5, "Verder: Netwerk of niet?", "onder vier ogen"),
        (["4441444444"] * 5, "Verder: Past onze netwerkvorm?", "Past onze netwerkvorm?"),
        (["4444144444"] * 5, "Verder: Wie hoort erbij?", "onder vier ogen"),
        (["4444444441"] * 5, "Verder: Wie neemt welke rol op?", "Tot wanneer"),
        (["1544444444", "5544444444"] * 3, "Verder: Mijn netwerk zit vast", "financier"),
    ],
    ids=["P2", "P4", "P5", "P10", "divided P1"],
)
def test_from_what_lies_low_or_divides_one_tap_leads_on(
    table: Table, answers: list[str], label: str, leads: str
) -> None:
    starts(table, form="Lang")
    for person, values in enumerate(answers, 2):
        fills(table, person, values)
    closes(table)
    here = table.group(3)
    here.presses(label)
    assert leads in here.text


@pytest.mark.parametrize("trust", ["3", "1"])
def test_from_trust_nothing_leads_on_in_the_group(table: Table, trust: str) -> None:
    starts(table, form="Lang")
    for person in range(2, 7):
        fills(table, person, f"55{trust}5555555")
    closes(table)
    here = table.group(3)
    assert all("Verder" not in b.label for row in here.last.rows for b in row)
    (number,) = table.ballots.boxes
    assert here.happens(Tapped(number, "d")) == []


def test_two_camps_are_named_only_where_the_bars_show_them(coach: Coach) -> None:
    for size, named in ((8, True), (6, False)):
        table = Table(coach)
        table.joins()
        result = pulse(table, ["1444", "5444"] * (size // 2))
        assert "Verdeeld: Doel" in result
        assert ("twee kampen" in result) is named


def test_the_file_holds_what_was_shown_and_nothing_that_was_written(table: Table) -> None:
    starts(table)
    for number, person in enumerate((2, 3, 4, 5, 6)):
        fills(table, person, FIVE[number], line=f"Idee {number} van de hele groep")
    closes(table)
    table.group(3).presses("Meer (")
    assert "Idee 0" in plain(table.group().text)
    table.group(3).presses("Als bestand")
    (file,) = [effect for _, effect in table.said if isinstance(effect, Document)]
    assert "Sterkte: Doel" in str(file.content)
    assert "Idee" not in str(file.content)
    assert file.name == "peiling-2026-03-02.txt"


def test_what_was_written_is_shown_from_five_on_in_another_order(table: Table) -> None:
    starts(table)
    lines = [
        "Zeg sneller nee",
        "Korter overleg",
        "Meer gebruikers erbij",
        "Actielijst",
        "Begin op tijd",
    ]
    for person, line in zip((2, 3, 4, 5, 6), lines, strict=True):
        fills(table, person, "3333", line=line)
    closes(table)
    here = table.group()
    while any("Meer (" in b.label for row in here.last.rows for b in row):
        here.presses("Meer (")
    said = "\n".join(texts(table))
    places = [said.rindex(line) for line in sorted(lines)]
    assert places == sorted(places)


def test_four_written_lines_are_not_shown(table: Table) -> None:
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, "4444", line="" if person == 6 else f"Idee {person}")
    closes(table)
    assert "Idee" not in " ".join(texts(table))


def test_fewer_than_half_of_the_group_is_said_to_be_too_few(coach: Coach) -> None:
    table = Table(coach, members=12)
    table.joins()
    assert "Minder dan de helft" in pulse(table, FIVE)


def test_low_trust_is_not_discussed_in_the_group(table: Table) -> None:
    result = pulse(table, ["4414", "4424", "5414", "4425", "4424"])
    assert "één op één" in result
    assert "Zorg: Vertrouwen" not in result


def test_all_skipped_says_that_there_is_too_little(table: Table) -> None:
    result = pulse(table, ["----", "????", "----", "----", "----"])
    assert "Te weinig antwoorden om iets te tonen" in result


def test_the_long_form_asks_ten_statements(table: Table) -> None:
    starts(table, form="Lang")
    for person in (2, 3, 4, 5, 6):
        fills(table, person, "4454445444")
    assert "Zo staan we ervoor" in closes(table)
    table.group().presses("Alle uitspraken")
    assert "Blijvend" in table.group().text


def test_almost_the_same_people_are_not_shown_words_again(table: Table) -> None:
    """One more person than last time: two results side by side would tell what they said."""
    pulse(table, FIVE)
    table.later(days=31)
    here = table.group(2)
    here.types("/peiling")
    here.presses("We praatten")
    starts(table)
    for person in (2, 3, 4, 5, 6, 7):
        fills(table, person, STRONG)
    result = closes(table)
    assert "één of twee verschillen" in result
    assert "Sterkte" not in result
    table.later(days=31)
    here.types("/peiling")
    here.presses("We praatten")
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG)
    assert "Sterkte" in closes(table)


def test_nothing_of_a_vote_is_said_in_the_group(table: Table) -> None:
    starts(table)
    before = table.group().text
    fills(table, 3, "1551")
    assert table.group().text == before.replace("0 ingevuld", "1 ingevuld")
    said = [effect for _, effect in table.said if isinstance(effect, Say | Edit)]
    assert not any("Lid" in effect.text for effect in said)
    assert not any(isinstance(effect, Cast) for _, effect in table.said)


def test_a_statement_that_too_few_answered_stands_among_the_others_without_words(
    table: Table,
) -> None:
    pulse(table, ["4?54"] * 4 + ["4454"])
    table.group().presses("Alle uitspraken")
    assert "Meerwaarde: te weinig antwoorden" in plain(table.group().text)
