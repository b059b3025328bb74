"""Stuck, as a team: what several notice, a lens and a step chosen by buttons."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.event import Tapped
from dialogs.team import symptoms
from tests.table import Table
from tests.team.casting import polled, talking
from tests.team.choosing import FIVE, chooses, lenses, stuck
from tests.team.filling import starts_other, texts


@pytest.fixture
def table(table: Table) -> Table:
    starts_other(table, "vast")
    return table


# -- what is shared -----------------------------------------------------------------------------


def test_what_at_least_three_ticked_is_shown_and_nothing_else(table: Table) -> None:
    said = stuck(table, *FIVE)
    assert "Veel praten, geen resultaat" in said
    assert "afspraken" in said.casefold()
    assert "Leden komen niet opdagen" not in said
    assert "gelijkgestemd" not in said
    for digit in ("(2)", "(3)", "2 keer"):
        assert digit not in said


def test_three_at_most_in_the_order_of_the_list(table: Table) -> None:
    said = stuck(table, *["S20 S13 S02 S01"] * 5)
    shown = [line for line in said.splitlines() if line.startswith("•")]
    assert len(shown) == 3
    assert shown == sorted(shown, key=said.index)


@pytest.mark.parametrize(
    ("name", "people", "ticking", "seen"),
    [
        ("S13", 5, 2, False),
        ("S13", 6, 3, True),
        ("S13", 7, 3, False),
        ("S13", 7, 4, True),
        *[(name, 7, 7, False) for name in ("S03", "S05", "S21")],
        *[(name, 8, 3, False) for name in ("S03", "S05", "S21")],
        *[(name, 8, 4, True) for name in ("S03", "S05", "S21")],
    ],
)
def test_more_people_more_ticks_and_a_sensitive_one_needs_eight(
    coach: Coach, name: str, people: int, ticking: int, seen: bool
) -> None:
    votes = [{symptoms.TICKED: [name] if one < ticking else []} for one in range(people)]
    poll = polled("stuck", votes)
    assert symptoms.shared(talking(coach), poll) == ([name] if seen else [])


def test_nothing_shared_is_news_as_well(table: Table) -> None:
    said = stuck(table, "S01", "S02", "S20", "S13", "")
    assert "Dat is ook nieuws" in said
    assert "Kies met een knop" not in "".join(texts(table))


def test_a_gate_says_what_to_check_first(table: Table) -> None:
    assert "Past onze netwerkvorm?" in stuck(table, *["S07"] * 5)


def test_from_what_comes_first_one_tap_leads_there(table: Table) -> None:
    stuck(table, "S07", "S07", "S07", "S07", "S07")
    here = table.group(3)
    here.presses("Verder: Past onze netwerkvorm?")
    assert "Past onze netwerkvorm?" in here.text
    assert "financier" in here.text
    first = min(table.ballots.boxes)
    assert here.happens(Tapped(first, "zz")) == []


def test_something_unsafe_goes_to_nobody_in_the_group(table: Table) -> None:
    table.group(3).presses("Vul in")
    there = table.private(3)
    there.presses("Begin")
    there.presses("Er is iets niet veilig")
    assert "1712" in there.text
    there.presses("Toch niet")
    assert "Wat herken je" in there.text
    there.presses("Er is iets niet veilig")
    there.presses("Naar het menu")
    assert "0 ingevuld" in table.group().text
    assert not any("veilig" in said for said in texts(table))


def test_almost_the_same_people_are_not_shown_a_second_time(table: Table) -> None:
    stuck(table, *FIVE)
    table.later(days=40)
    here = table.group(2)
    here.types("/vast")
    here.presses("We praatten")
    here.presses("Nee")
    here.presses("1 dag")
    assert "één of twee verschillen" in stuck(table, *FIVE, "S02")


# -- choosing -----------------------------------------------------------------------------------


def test_while_it_runs_the_group_sees_only_how_many_chose(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    assert 2 <= len(options) <= 3
    chooses(table, options[0], options[1], options[0])
    assert "3 gekozen" in table.group().text
    assert "Gekozen:" not in "".join(texts(table))


def test_one_may_choose_again(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    table.group(3).presses(options[0])
    table.group(3).presses(options[1])
    assert "1 gekozen" in table.group().text


def test_the_lens_and_then_the_step_are_chosen(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    chooses(table, *[options[1]] * 5, *[options[0]] * 4)
    table.group(2).presses("Sluit de stemming")
    said = "\n".join(texts(table))
    assert f"Gekozen: {options[1]} (9 stemmen in totaal)" in said
    assert f"{options[1]}: 5" in said
    assert f"{options[0]}: 4" in said
    assert "Welke stap zetten we?" in table.group().text
    assert lenses(table) == ["5 minuten", "1 uur", "Enkele weken"]


@pytest.mark.parametrize(
    "votes",
    [(0, 0, 0, 0, 1), (0, 0, 0, 1, 1), (0, 0, 0, 0, 0), (0, 0, 0, 0, 1, 1, 1)],
    ids=["alone", "two", "all", "three"],
)
def test_counts_that_tell_what_one_person_chose_are_not_shown(
    table: Table, votes: tuple[int, ...]
) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    chooses(table, *(options[vote] for vote in votes))
    table.group(2).presses("Sluit de stemming")
    said = "\n".join(texts(table))
    assert f"Gekozen: {options[0]} ({len(votes)} stemmen in totaal)" in said
    result = said.split("Gekozen:")[1].split("Welke stap")[0]
    assert ": 4" not in result
    assert ": 5" not in result


def test_too_few_votes_tell_nothing_and_the_first_lens_is_taken(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    chooses(table, options[1], options[1])
    table.group(2).presses("Sluit de stemming")
    assert "Nog maar 2 gekozen" in table.group().text
    table.group(4).presses("Neem de eerste")
    assert "alleen wie dit startte" in table.group().text
    table.group(2).presses("Neem de eerste")
    said = "\n".join(texts(table))
    assert f"We nemen {options[0]}" in said


def test_time_closes_the_vote_too(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    table.later(days=2)
    assert f"We nemen {options[0]}" in "\n".join(texts(table))


def test_a_button_that_does_not_exist_changes_nothing(table: Table) -> None:
    stuck(table, *FIVE)
    lens = max(table.ballots.boxes)
    said = len(table.said)
    for verb in ("o9", "ox", "zz"):
        table.group(3).happens(Tapped(lens, verb))
    assert len(table.said) == said
    table.group(3, topic=9).happens(Tapped(lens, "o0"))
    assert "1 gekozen" in table.group().text
