"""What stands behind a command or a link in a group, and what else comes in."""

from __future__ import annotations

import pytest

from dialogs.event import Called, Edited, Started, Unreadable
from tests.table import Table
from tests.team.hearing import kept, shown


@pytest.mark.parametrize(
    "text",
    [
        *("/peiling Tom is lastig", "/vast door de schepen", "/menu de schepen", "/teamrollen An"),
        f"/peiling {'graag ' * 20}en Tom",
    ],
)
def test_words_behind_a_command_are_led_out_too(table: Table, text: str) -> None:
    shown(table)
    table.group(3).types(text)
    said = shown(table)
    assert "onder vier ogen" in said
    assert text.partition(" ")[2] not in said + kept(table)
    turn = table.group().phone.turn
    assert turn is not None
    assert turn.blank


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("/peiling", "Kort of lang"),
        ("/peiling nu graag", "Kort of lang"),
        ("/peiling met ons team aub", "Kort of lang"),
        ("/vast", "financier"),
        ("/praatkaart voor vandaag", "Praatkaart"),
    ],
)
def test_a_command_with_nothing_else_behind_it_opens(table: Table, text: str, opens: str) -> None:
    table.group(3).types(text)
    assert opens in table.group().text


def test_danger_behind_a_command_is_heard(table: Table) -> None:
    table.group(3).types("/help er is een gezin dat met de dood bedreigd wordt")
    assert "112" in table.group().text


def test_a_command_for_another_door_behind_a_command_is_not_guessed(table: Table) -> None:
    table.group(3).types("/peiling praatkaart")
    assert "onder vier ogen" in table.group().text


def test_a_language_behind_its_command_is_set_by_an_admin(table: Table) -> None:
    table.group(1).types("/taal EN")
    assert table.memories[table.group().key.owner].profile.language == "en"


def test_a_command_that_knoop_does_not_know_is_not_repeated(table: Table) -> None:
    shown(table)
    table.group(3).happens(Called("tom_is_lastig", addressed=True))
    said = shown(table)
    assert "tom" not in said.casefold()
    assert "Dat commando ken ik niet" in said


def test_a_link_that_brought_knoop_opens_what_it_names_and_nothing_else(table: Table) -> None:
    for payload, opens in (
        ("pulse", "Kort of lang"),
        ("help", "Zo werkt Knoop"),
        ("Tom_is_lastig", "Waar kijken jullie samen naar"),
        ("", "Waar kijken jullie samen naar"),
    ):
        table.group(3).happens(Started(payload))
        assert opens in table.group().text
        assert "Tom" not in kept(table)


def test_a_changed_message_and_a_photo_open_nothing(table: Table) -> None:
    shown(table)
    table.group(3).happens(Edited())
    assert not table.said
    table.group(3).happens(Unreadable("photo"))
    assert "Dat kan ik niet lezen" in shown(table)
