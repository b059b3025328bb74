"""A group and a network: who may tie them, what the network hears, and what it never hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot import token
from dialogs.coach import Coach
from dialogs.effect import Report, Say, Tell
from dialogs.event import Blocked, FellDue, Found, Key, Pressed, Started
from dialogs.memory import Memory, Network, Profile
from dialogs.text import plain
from tests.table import BOT, CHAT, SECRET, Seat, Table
from tests.team.filling import closes, fills, pulse, says_the_form, starts, starts_other, ticks
from tests.team.test_pulse import FIVE

OWNER = f"{BOT}:2"
ABOARD, ASKED = "OCMW Zuid", "Politiezone Noord"


@pytest.fixture
def table(coach: Coach) -> Table:
    """Person 2 added Knoop and has two networks; person 1 is the admin of the group."""
    made = Table(coach, members=6)
    made.joins(2)
    day = made.now.date()
    partners = (
        {"name": ABOARD, "status": "aboard"},
        {"name": ASKED, "status": "refuses"},
    )
    networks = (
        Network(1, "Jeugd Zuid", day, partners=partners),
        Network(2, "Groene straten", day),
    )
    made.memories[OWNER] = Memory(Profile("nl", 1, 2), networks)
    return made


def ties(table: Table, person: int = 2, name: str = "Jeugd Zuid") -> Seat:
    table.group(person).types("/menu")
    table.group(person).presses("Koppel aan mijn netwerk")
    there = table.private(person)
    there.presses(name)
    return there


def link(table: Table) -> object:
    return table.memories[f"{BOT}:{CHAT}"].profile.settings.get("link")


# -- tying --------------------------------------------------------------------------------------


def test_who_added_knoop_ties_the_group_and_all_read_what_that_means(table: Table) -> None:
    table.group(2).types("/menu")
    table.group(2).presses("Koppel aan mijn netwerk")
    there = table.private(2)
    assert "nooit wie" in there.text
    there.presses("Jeugd Zuid")
    assert "hoort nu bij een netwerk" in table.group().text
    assert "Jeugd Zuid" not in table.group().text
    assert "gekoppeld" in there.text
    table.group(3).types("/menu")
    labels = [button.label for row in table.group(3).last.rows for button in row]
    assert "Maak los van het netwerk" in labels
    assert "Koppel aan mijn netwerk" not in labels


def test_an_admin_may_tie_it_too(table: Table) -> None:
    table.memories[f"{BOT}:1"] = table.memories[OWNER]
    assert "gekoppeld" in ties(table, 1).text
    assert link(table)


def test_others_hear_in_private_that_they_may_not(table: Table) -> None:
    table.memories[f"{BOT}:3"] = table.memories[OWNER]
    before = len([one for _, one in table.said if isinstance(one, Say)])
    assert "lukte niet" in ties(table, 3).text
    assert not link(table)
    # The menu of the group, and nothing else.
    assert len([one for _, one in table.said if isinstance(one, Say)]) == before + 1


def test_who_has_no_network_yet_names_it_and_the_group_is_tied(coach: Coach) -> None:
    table = Table(coach)
    table.joins(5)
    table.group(5).presses("Koppel")
    there = table.private(5)
    assert "Typ de naam" in there.text
    there.types("x" * 200)
    assert "tekens" in there.text
    there.types("Jeugd Zuid")
    assert "gekoppeld" in there.text
    (network,) = table.memories[f"{BOT}:5"].networks
    assert network.name == "Jeugd Zuid"
    assert link(table)


def test_who_has_no_network_yet_may_leave_it(table: Table) -> None:
    table.group(5).types("/menu")
    table.group(5).presses("Koppel")
    table.private(5).presses("Toch niet")
    assert "Waar zit je mee?" in table.private(5).text


def test_typed_words_make_no_network_for_who_has_one(table: Table) -> None:
    table.group(2).types("/menu")
    table.group(2).presses("Koppel")
    table.private(2).types("Jeugdraad van het dorp")
    assert len(table.memories[OWNER].networks) == 2


def test_a_way_in_of_somebody_else_is_refused_kindly(table: Table) -> None:
    word = token.sign(SECRET, BOT, CHAT, token.Ticket("link", CHAT, 2))
    there = table.private(3)
    there.happens(Started(word))
    assert "van iemand anders" in there.text


def test_when_knoop_is_out_of_the_group_it_cannot_be_tied(table: Table) -> None:
    table.group(2).types("/menu")
    table.group(2).presses("Koppel")
    table.group(2).happens(Blocked())
    table.private(2).presses("Jeugd Zuid")
    assert "lukte niet" in table.private(2).text
    assert not link(table)


def test_a_network_that_is_gone_is_not_on_a_button_any_more(table: Table) -> None:
    table.group(2).types("/menu")
    table.group(2).presses("Koppel")
    there = table.private(2)
    message, button = there.finds("Jeugd Zuid")
    kept = table.memories[OWNER]
    table.memories[OWNER] = replace(kept, networks=kept.networks[1:])
    there.happens(Pressed(message.screen, button.choice))
    assert not link(table)


def test_tied_again_the_last_one_counts_and_the_other_hears_it(table: Table) -> None:
    table.memories[f"{BOT}:1"] = table.memories[OWNER]
    table.group(1).types("/menu")
    ties(table, 2)
    word = token.sign(SECRET, BOT, CHAT, token.Ticket("link", CHAT, 1))
    table.private(1).happens(Started(word))
    table.private(1).presses("Groene straten")
    assert "hoort niet meer bij je netwerk" in table.private(2).text
    assert "gekoppeld" in table.private(1).text
    table.private(1).happens(Started(word))
    table.private(1).presses("Jeugd Zuid")
    assert "gekoppeld" in table.private(1).text


@pytest.mark.parametrize("person", [1, 2])
def test_who_may_unties_it(table: Table, person: int) -> None:
    ties(table)
    here = table.group(person)
    here.types("/menu")
    here.presses("Maak los")
    assert "hoort niet meer bij een netwerk" in here.text
    assert not link(table)
    assert "hoort niet meer bij je netwerk" in table.private(2).text
    pulse(table, FIVE)
    assert not table.memories[OWNER].notes


def test_others_may_not_untie_it(table: Table) -> None:
    ties(table)
    here = table.group(4)
    here.types("/menu")
    here.presses("Maak los")
    assert "alleen een beheerder" in here.text
    assert link(table)


def test_untied_twice_at_once_it_is_untied(table: Table) -> None:
    ties(table)
    here = table.group(1)
    here.types("/menu")
    message, button = here.finds("Maak los")
    there = Key(BOT, CHAT)
    table.group(2).happens(FellDue("loose"))
    table.happens(there, Pressed(message.screen, button.choice), 1)
    assert not link(table)


# -- feeding ------------------------------------------------------------------------------------


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
        table.group(person).presses("Vul in")
        there = table.private(person)
        there.presses("Begin")
        while "Klaar om in te dienen" not in there.text:
            there.presses("Overslaan")
        there.presses("Dien in")
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


# -- the talk card ------------------------------------------------------------------------------


def test_a_talk_card_is_one_statement_and_ten_minutes_without_data(table: Table) -> None:
    here = table.group(4)
    before = dict(table.memories)
    here.types("/praatkaart")
    first = here.text
    assert "Praatkaart" in first
    assert "Tien minuten" in first
    here.presses("Andere uitspraak")
    assert here.text != first
    here.presses("Menu")
    assert "samen" in here.text
    assert not table.ballots.boxes
    assert dict(table.memories) == before


def test_no_talk_card_asks_the_room_whether_people_dare_to_speak(table: Table) -> None:
    here = table.private(4)
    here.types("/praatkaart")
    seen = set()
    for _ in range(9):
        seen.add(here.text.splitlines()[0])
        here.presses("Andere uitspraak")
    assert len(seen) == 9
    assert not any("Vertrouwen" in line for line in seen)


def test_who_did_nothing_with_the_last_pulse_is_offered_a_talk_card(table: Table) -> None:
    pulse(table, FIVE)
    table.later(days=31)
    here = table.group(3)
    here.types("/peiling")
    here.presses("Nog niets")
    here.presses("Praatkaart")
    assert "Tien minuten" in here.text
