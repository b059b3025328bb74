"""What the group saw of a pulse can go along to a network of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.coach import Coach
from dialogs.memory import Network, Note
from tests.table import Seat, Table
from tests.team.filling import FIVE, pulse


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=6)
    made.joins()
    pulse(made, FIVE)
    return made


def comes(table: Table, *networks: str, person: int = 3) -> Seat:
    """Let somebody with these networks press the button under the result."""
    there = table.private(person)
    there.types("/menu")
    memory = table.memories[there.key.owner]
    table.memories[there.key.owner] = replace(
        memory,
        networks=tuple(Network(n, name, date(2026, 2, n)) for n, name in enumerate(networks, 1)),
        profile=replace(memory.profile, last_id=max(9, memory.profile.last_id), network=1),
    )
    table.group(person).presses("Bewaar voor mij")
    return there


def test_what_the_group_saw_is_kept_with_a_network(table: Table) -> None:
    there = comes(table, "Kinderarmoede", "Wonen")
    assert "De peiling van maandag 2 maart is gesloten" in there.text
    assert there.phone.labels == ["Wonen", "Kinderarmoede", "Niet bewaren"]
    there.presses("Kinderarmoede")
    assert "Bewaard bij je netwerk" in there.text
    (kept,) = there.phone.memory.notes
    assert (kept.dialogue, kept.network, kept.outcome["shown"]["n"]) == ("pulse", 1, 5)
    assert kept.outcome["shown"]["lines"] == []
    there.types("/terugblik")
    assert "5 antwoorden; sterk: Doel" in there.text


def test_kept_again_it_is_kept_once(table: Table) -> None:
    for name in ("Wonen", "Kinderarmoede"):
        there = comes(table, "Kinderarmoede", "Wonen")
        there.types(name)
    (kept,) = there.phone.memory.notes
    assert kept.network == 1


def test_what_a_tied_group_told_already_is_there_once(table: Table) -> None:
    there = comes(table, "Wonen")
    owner = there.key.owner
    told = Note(50, 1, "pulse", date(2026, 3, 2), date(2026, 6, 1), outcome={"shown": {"n": 5}})
    table.memories[owner] = replace(table.memories[owner], notes=(told,))
    there.presses("Wonen")
    assert len(there.phone.memory.notes) == 1


@pytest.mark.parametrize("no", ["Niet bewaren", "niet bewaren"])
def test_it_need_not_be_kept(table: Table, no: str) -> None:
    there = comes(table, "Wonen")
    there.presses(no) if no[0].isupper() else there.types(no)
    assert there.phone.memory.notes == ()
    assert "Waar zit je mee" in there.text


def test_other_words_find_their_own_door(table: Table) -> None:
    there = comes(table, "Wonen")
    there.types("mijn netwerk zit vast")
    assert there.phone.memory.notes == ()


def test_who_has_no_network_yet_names_it_and_it_is_kept_there(table: Table) -> None:
    there = comes(table)
    assert "Typ dan de naam" in there.text
    there.types("x" * 200)
    assert "tekens" in there.text
    there.types("Wonen")
    assert "Bewaard bij je netwerk" in there.text
    (network,) = there.phone.memory.networks
    (kept,) = there.phone.memory.notes
    assert (network.name, kept.network) == ("Wonen", network.id)


def test_a_poll_that_is_gone_meanwhile_is_not_kept(table: Table) -> None:
    there = comes(table, "Wonen")
    table.ballots.boxes.clear()
    there.presses("Wonen")
    assert there.phone.memory.notes == ()
