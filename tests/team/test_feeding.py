"""What a network hears of the group that is tied to it, and what it never hears."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.coach import Coach
from dialogs.effect import Report, Tell
from dialogs.event import Found
from dialogs.memory import Memory, Profile
from dialogs.text import plain
from tests.table import Table
from tests.team.filling import (
    FIVE,
    closes,
    fills,
    pulse,
    says_the_form,
    skips,
    starts,
    starts_other,
    ticks,
)
from tests.team.tying import ABOARD, ASKED, OWNER, link, ties, with_networks


@pytest.fixture
def table(coach: Coach) -> Table:
    return with_networks(coach)


def facts(table: Table) -> dict[str, object]:
    return {n: fact.value for n, fact in table.memories[OWNER].networks[0].facts.items()}


def test_a_pulse_feeds_trust_and_the_same_goal_marked_as_from_the_team(table: Table) -> None:
    ties(table)
    pulse(table, FIVE)
    assert facts(table) == {"consensus": 4.5, "trust": 3.5}
    there = table.private(2)
    there.types("/netwerken")
    there.presses("In één oogopslag")
    assert "van het team" in there.text
    assert "5 antwoorden" in there.text
    (note,) = table.memories[OWNER].notes
    assert note.dialogue == "pulse"
    assert set(note.outcome["shown"]) == {"n", "on", "few", "statements"}


def test_the_report_holds_the_last_pulse_as_the_team_saw_it(table: Table) -> None:
    ties(table)
    pulse(table, FIVE)
    there = table.private(2)
    there.types("/rapport")
    (report,) = (one for one in there.presses("Voor mij") if isinstance(one, Report))
    assert "verdeeld" in report.values["pulse"]["picture"]


def test_what_was_written_freely_stays_in_the_group(table: Table) -> None:
    ties(table)
    starts(table)
    for person, values in enumerate(FIVE, 2):
        fills(table, person, values, line=f"Zin van iemand {person}")
    closes(table)
    told = [one.about for _, one in table.said if isinstance(one, Tell) and one.kind == "from_team"]
    assert told
    assert "Zin van" not in "".join(told)


def test_spread_on_the_goal_means_that_the_goal_is_not_shared(table: Table) -> None:
    ties(table)
    pulse(table, ["1444", "1444", "5444", "5444", "5444", "1444"])
    assert facts(table)["consensus"] == 2


def test_with_less_than_half_of_the_group_it_says_nothing_of_the_network(table: Table) -> None:
    table.members = 20
    ties(table)
    pulse(table, FIVE)
    assert facts(table) == {}
    assert table.memories[OWNER].notes


def test_what_was_held_back_tells_the_network_nothing(table: Table) -> None:
    ties(table)
    pulse(table, FIVE)
    table.later(days=31)
    table.group(3).types("/peiling")
    table.group(3).presses("We praatten erover")
    starts(table)
    for person, values in enumerate([*FIVE, "1111"], 2):
        fills(table, person, values)
    assert "Bijna dezelfde mensen" in closes(table)
    assert len(table.memories[OWNER].notes) == 1


def test_a_pulse_that_shows_nothing_leaves_nothing_behind(table: Table) -> None:
    ties(table)
    pulse(table, ["????"] * 5)
    assert (facts(table), table.memories[OWNER].notes) == ({}, ())


def test_the_form_feeds_what_holds_whoever_is_left_out(table: Table) -> None:
    ties(table)
    starts_other(table, "vorm")
    for person in range(2, 8):
        says_the_form(table, person, "2 12 2 3 4 Nee Eén", ABOARD if person == 2 else f"D{person}")
    closes(table)
    known = facts(table)
    assert known["trust"] == known["consensus"] == 2
    assert known["form"] == "lead"
    assert "size" not in known
    (note,) = table.memories[OWNER].notes
    assert note.outcome["shown"]["best"] == "lead"


def test_who_is_at_the_table_is_tapped_and_who_refused_is_no_button(table: Table) -> None:
    ties(table)
    starts_other(table, "vorm")
    table.group(4).presses("Vul in")
    there = table.private(4)
    there.presses("Begin")
    for value in ("3", "4", "3", "3", "3", "3"):
        there.types(value)
    there.presses("Nee")
    there.presses("Eén")
    labels = [button.label for row in there.last.rows for button in row]
    assert ABOARD in labels
    assert ASKED not in labels


def test_what_a_team_agrees_stands_with_the_plans_of_the_network(table: Table) -> None:
    ties(table)
    starts_other(table, "vast")
    for person in range(2, 8):
        ticks(table, person, "S01", "S20")
    closes(table)
    (note,) = table.memories[OWNER].notes
    assert note.outcome == {"shown": {"n": 6, "symptoms": ["S01", "S20"]}}
    here = table.group(2)
    for _ in ("lens", "step"):
        here.presses("Sluit de stemming")
        here.presses("Neem de eerste")
    here.presses("Over een week")
    here.presses("Wij samen")
    (plan,) = table.memories[OWNER].plans
    assert "Wie: Wij samen" in plan.text
    assert plan.text.startswith("van het team, 02/03/26, 6 antwoorden: ")
    assert (plan.network, plan.dialogue, plan.status) == (1, "stuck", "open")
    there = table.private(2)
    there.types("/terugblik")
    assert "dit merken meerdere mensen: Leden komen niet opdagen" in plain(there.text)
    table.later(days=8)
    here.presses("Gelukt")
    (plan,) = table.memories[OWNER].plans
    assert plan.status == "done"


def test_what_a_team_sees_of_its_form_is_looked_back_on(table: Table) -> None:
    ties(table)
    starts_other(table, "vorm")
    for person in range(3, 9):
        says_the_form(table, person, f"5 5 5 1 4 Nee {'Iedereen' if person < 6 else 'Eén'}")
    closes(table)
    there = table.private(2)
    there.types("/terugblik")
    said = plain(there.text)
    assert "Past onze netwerkvorm? 6 antwoorden; wie leidt: één partner, iedereen samen" in said
    assert "wijst naar: samen leiden" in said


def test_where_nothing_holds_of_its_form_the_count_is_looked_back_on(table: Table) -> None:
    ties(table)
    starts_other(table, "vorm")
    for person in range(3, 8):
        skips(table, person)
    closes(table)
    there = table.private(2)
    there.types("/terugblik")
    assert "Past onze netwerkvorm? 5 antwoorden\n" in f"{plain(there.text)}\n"


def test_a_group_that_belongs_to_no_network_is_not_untied(table: Table) -> None:
    told = table.group(1).happens(Found(["untie"], admin=True, members=6))
    assert not any(isinstance(one, Tell) for one in told)


def test_a_team_that_sees_nothing_together_tells_the_network_nothing(table: Table) -> None:
    ties(table)
    starts_other(table, "vast")
    for person, name in enumerate(("S01", "S02", "S04", "S06", "S07"), 2):
        ticks(table, person, name)
    closes(table)
    assert not table.memories[OWNER].notes


def test_answering_for_the_team_names_no_network_of_ones_own(table: Table) -> None:
    starts(table)
    table.group(2).presses("Vul in")
    table.private(2).presses("Begin")
    assert "1/5" in table.private(2).text
    assert "Jeugd Zuid" not in table.private(2).text


def test_a_network_that_is_gone_lets_go_of_the_group(table: Table) -> None:
    ties(table)
    table.memories[OWNER] = Memory(Profile("nl", None, 2))
    pulse(table, FIVE)
    assert not link(table)
    assert not table.memories[OWNER].notes


def test_the_dossier_says_who_told_what(table: Table) -> None:
    ties(table)
    pulse(table, FIVE)
    sources = {f.source for f in table.memories[OWNER].networks[0].facts.values()}
    assert sources == {"team:5"}
    assert table.memories[OWNER].networks[0].facts["trust"].on == date(2026, 3, 2)
