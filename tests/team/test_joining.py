"""Knoop comes into a group, says who it is, and keeps what is private out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.coach import Coach
from dialogs.effect import Edit, Forget, Say
from dialogs.event import Appointed, Blocked, Edited, Pressed, Tapped, Unreadable
from dialogs.memory import Memory
from tests.table import Table


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach)
    made.joins()
    return made


def words(table: Table) -> list[str]:
    return [effect.text for _, effect in table.said if isinstance(effect, Say | Edit)]


def test_added_it_says_in_three_lines_what_it_can_what_it_sees_and_how_to_remove_it(
    table: Table,
) -> None:
    said = table.group().text
    assert [line[:2] for line in said.splitlines()[1:4]] == ["1.", "2.", "3."]
    for part in ("peiling", "enkel" if "enkel" in said else "alleen", "30 dagen", "/wis@KnoopBot"):
        assert part in said
    assert "Telegram stuurt mij" not in said


def test_told_twice_that_it_was_added_it_says_so_once(table: Table) -> None:
    table.joins()
    assert len(words(table)) == 1


def test_as_an_admin_it_says_at_once_that_it_ignores_what_it_could_read(coach: Coach) -> None:
    table = Table(coach)
    table.joins(admin=True)
    assert "de rest negeer ik" in table.group().text


def test_without_privacy_mode_it_says_so_too(coach: Coach) -> None:
    table = Table(coach)
    table.coach = replace(table.coach, house=replace(table.coach.house, sees_all=True))
    table.joins()
    assert "de rest negeer ik" in table.group().text


def test_made_an_admin_later_it_says_so_once(table: Table) -> None:
    for admin in (True, True, False):
        table.group().happens(Appointed(admin))
    assert sum("de rest negeer ik" in said for said in words(table)) == 1


def test_removed_and_added_again_it_introduces_itself_again(table: Table) -> None:
    assert table.group().happens(Blocked()) == []
    table.joins(2)
    new = [effect.text for _, effect in table.said if isinstance(effect, Say)]
    assert sum("Dag, ik ben Knoop" in said for said in new) == 2


def test_it_begins_in_the_language_of_who_added_it_and_keeps_it_in_every_topic(
    coach: Coach,
) -> None:
    table = Table(coach, languages={1: "en", 2: "nl"})
    table.joins()
    assert "Hello, I am Knoop" in table.group().text
    table.group(2, topic=7).types("/menu")
    assert "together" in table.group(2, topic=7).text


@pytest.mark.parametrize("how", ["press", "command", "room"])
def test_an_admin_sets_the_language_of_the_group(table: Table, how: str) -> None:
    here = table.group(1)
    match how:
        case "press":
            here.presses("English")
        case "command":
            here.types("/taal en")
        case "room":
            here.types("/taal")
            here.presses("English")
    assert "together" in here.text
    table.group(2, topic=7).types("/menu")
    assert "together" in table.group(2, topic=7).text


def test_others_may_not_set_it(table: Table) -> None:
    table.group(2).presses("English")
    assert "alleen een beheerder" in table.group().text
    table.group(2).types("/menu")
    assert "samen" in table.group().text


def test_an_admin_wipes_what_is_kept_of_the_group(table: Table) -> None:
    here = table.group(1)
    here.types("/wis")
    assert "peilingen" in here.text
    table.group(2).presses("Ja, wis alles")
    assert "alleen een beheerder" in here.text
    here.types("/wis")
    here.presses("Ja, wis alles")
    assert any(isinstance(effect, Forget) for _, effect in table.said)
    assert "Alles van deze groep is gewist" in here.text
    assert table.memories[here.key.owner] == Memory()


@pytest.mark.parametrize(
    ("command", "opens"),
    [
        ("mandaat", "mandate"),
        ("partners", "partners"),
        ("checkin", "checkin"),
        ("netwerken", "networks"),
        ("export", "export"),
        ("overzicht", "portfolio"),
    ],
)
def test_what_is_private_moves_to_the_private_chat(table: Table, command: str, opens: str) -> None:
    here = table.group(3)
    here.types(f"/{command}")
    assert "onder vier ogen" in here.text
    link = here.last.rows[0][0].link
    assert link is not None
    assert link.startswith("https://t.me/KnoopBot?start=")
    there = table.private(3)
    there.types(f"/start {link.rsplit('=', 1)[1]}")
    session = there.phone.session
    assert session is not None
    if opens == "export":
        assert there.phone.files
    else:
        assert opens == (session.room or session.frames[-1].dialogue)


def test_typed_words_about_a_mandate_are_not_repeated_in_the_group(table: Table) -> None:
    here = table.group(3)
    here.types("wat mag ik beloven namens schepen Janssens in dit overleg, wat is mijn mandaat")
    assert "Janssens" not in " ".join(words(table))


def test_typed_words_about_danger_are_not_repeated_and_not_kept(table: Table) -> None:
    here = table.group(3)
    here.types("een partner heeft mij bedreigd met een mes")
    assert "mes" not in here.text.replace("messen", "")
    assert "onder vier ogen" in here.text.casefold()
    assert here.phone.turn is not None
    assert here.phone.turn.blank


def test_a_command_without_a_name_may_be_for_another_bot(table: Table) -> None:
    assert table.group(2).types("/weer morgen") == []


def test_an_unknown_command_for_knoop_is_not_repeated(table: Table) -> None:
    here = table.group(2)
    here.types("/Janssens_liegt@KnoopBot altijd")
    assert "/help@KnoopBot" in here.text
    assert "Janssens" not in here.text


def test_typed_words_that_ask_for_something_lead_there_at_once(table: Table) -> None:
    here = table.group(2)
    here.types("onze vergadering loopt vast")
    assert "Waar zit ons netwerk vast?" in here.text
    assert "Typ" not in here.text


def test_help_and_privacy_speak_of_the_group(table: Table) -> None:
    here = table.group()
    here.types("/help")
    assert "/menu@KnoopBot" in here.text
    here.types("/privacy")
    assert "vertrouwelijk" in here.text
    here.presses("Verder")
    assert "samen" in here.text


def test_what_it_cannot_read_gets_one_sentence_and_an_edit_none(table: Table) -> None:
    here = table.group()
    here.happens(Unreadable("photo"))
    assert "kan ik niet lezen" in here.text
    assert here.happens(Edited()) == []


def test_two_people_press_at_the_same_moment(table: Table) -> None:
    here = table.group(1)
    here.types("/privacy")
    message, button = here.finds("Verder")
    here.presses("Verder")
    assert table.group(2).happens(Pressed(message.screen, button.choice)) == []


def test_an_old_button_answers_kindly_in_a_group_too(table: Table) -> None:
    message, button = table.group().finds("English")
    table.group(2).types("/help")
    table.group(2).happens(Pressed(message.screen, button.choice))
    assert "vorige vraag" in table.group().text


def test_an_example_and_other_rooms_stay_out_of_the_group(table: Table) -> None:
    here = table.group(2)
    here.types("/start checkin")
    assert "onder vier ogen" in here.text


@pytest.mark.parametrize("what", [Tapped(3, "c"), Appointed(True)])
def test_what_belongs_in_a_group_says_nothing_in_private(table: Table, what: Tapped) -> None:
    there = table.private(4)
    there.types("/menu")
    assert there.happens(what) == []
