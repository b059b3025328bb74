"""The last page of a poll: words may be typed there too, and a poll is kept without its answers."""

from __future__ import annotations

import json

import pytest

from dialogs.coach import Coach
from dialogs.event import Pressed
from dialogs.poll import from_json, to_json
from tests.table import Table
from tests.team.filling import fills, starts, texts


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach)
    made.joins()
    return made


def comes_to_the_last_page(table: Table) -> None:
    starts(table)
    table.group(2).presses("Vul in")
    there = table.private(2)
    for label in ("Begin", "4", "4", "4", "4", "Overslaan"):
        there.presses(label)


def test_the_words_of_the_button_may_be_typed_with_a_typo(table: Table) -> None:
    comes_to_the_last_page(table)
    table.private(2).types("dienn in")
    assert "Dank je, ik heb het" in table.private(2).text
    assert "1 ingevuld" in texts(table)[-1]


def test_other_words_hand_in_nothing(table: Table) -> None:
    comes_to_the_last_page(table)
    table.private(2).types("qwertyuiop")
    assert "Gebruik hier de knoppen" in table.private(2).text
    assert not any("1 ingevuld" in said for said in texts(table))


def test_a_poll_is_kept_as_it_is_without_answers_and_without_who_took_part(table: Table) -> None:
    starts(table)
    fills(table, 3, "4444")
    (box,) = table.ballots.boxes.values()
    kept = json.loads(json.dumps(to_json(box.poll)))
    assert from_json(kept) == box.poll
    (voter,) = box.votes
    assert voter not in json.dumps(kept)


def test_who_presses_at_the_same_moment_as_another_moves_nothing(table: Table) -> None:
    here = table.group(2)
    here.types("/peiling")
    message, other = here.finds("Lang")
    here.presses("Kort")
    said = len(table.said)
    table.group(3).happens(Pressed(message.screen, other.choice))
    assert len(table.said) == said
    table.group(3).presses("Nee")
    assert "Tot wanneer" in here.text
