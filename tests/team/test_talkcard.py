"""The talk card: one statement and ten minutes, without data."""

from __future__ import annotations

from tests.table import Table
from tests.team.filling import FIVE, pulse


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
