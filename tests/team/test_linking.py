"""A group and a network: who may tie them, and who may untie them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import token
from dialogs.coach import Coach
from dialogs.effect import Say
from dialogs.event import Blocked, FellDue, Key, Pressed, Started
from tests.table import BOT, CHAT, SECRET, Table
from tests.team.filling import FIVE, pulse
from tests.team.tying import OWNER, link, ties, with_networks


@pytest.fixture
def table(coach: Coach) -> Table:
    return with_networks(coach)


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
