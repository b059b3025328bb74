"""A pulse in a group: how it begins, and how it is filled in."""

from __future__ import annotations

import pytest

from bot import token
from dialogs.coach import Coach
from dialogs.effect import Edit
from dialogs.event import Key, Started
from tests.table import BOT, CHAT, SECRET, Table
from tests.team.filling import FIVE, STRONG, fills, pulse, starts

# -- before -------------------------------------------------------------------------------------


def test_before_the_first_question_everybody_reads_who_sees_what(table: Table) -> None:
    starts(table)
    board = table.group().text
    for part in ("Waarvoor", "vertrouwelijk", "vanaf vijf", "Tot:", "En dan", "0 ingevuld"):
        assert part in board
    assert "anoniem" not in board.casefold()
    table.group(5).presses("Vul in")
    intro = table.private(5).text
    for part in ("wie ziet wat", "vertrouwelijk", "wis ik alle antwoorden", "/wis"):
        assert part in intro


def test_the_power_question_advises_another_way_and_does_not_forbid(table: Table) -> None:
    here = table.group(3)
    here.types("/peiling")
    here.presses("Kort")
    assert "financier" in here.text
    here.presses("Ja")
    assert "Beter niet in deze groep" in here.text
    here.presses("Toch starten")
    here.presses("1 dag")
    assert "0 ingevuld" in here.text


def test_one_may_think_better_of_it(table: Table) -> None:
    here = table.group(3)
    here.types("/peiling")
    here.presses("Toch niet")
    assert "samen" in here.text
    assert not table.ballots.boxes


def test_who_comes_second_finds_the_one_that_runs(table: Table) -> None:
    starts(table)
    here = table.group(4, topic=8)
    here.types("/peiling")
    assert "loopt hier al" in here.text
    here.presses("Vul in")
    # The button stands in another topic, and leads to the same poll all the same.
    assert "wie ziet wat" in table.private(4).text


def test_in_private_it_says_where_a_pulse_belongs(table: Table) -> None:
    there = table.private(3)
    there.types("/peiling")
    assert "/peiling@KnoopBot" in there.text
    assert there.last.rows[0][0].link == "https://t.me/KnoopBot?startgroup=pulse"
    there.presses("Menu")
    assert "Waar zit je mee?" in there.text


def test_no_second_one_within_thirty_days_and_first_what_was_done_with_the_last(
    table: Table,
) -> None:
    pulse(table, FIVE)
    here = table.group(3, topic=4)
    here.types("/peiling")
    assert "1 april" in here.text
    table.later(days=29)
    here.types("/peiling")
    assert "1 april" in here.text
    table.later(days=1)
    here.types("/peiling")
    assert "wat deden jullie met de vorige" in here.text
    here.presses("Nog niets")
    assert "Doe dan eerst iets" in here.text
    here.presses("Toch starten")
    assert "Kort of lang" in here.text
    here.types("/peiling")
    assert "Kort of lang" in here.text


@pytest.mark.parametrize("done", ["We maakten een afspraak", "We praatten erover"])
def test_when_something_was_done_with_it_the_next_may_begin(table: Table, done: str) -> None:
    pulse(table, FIVE)
    table.later(days=31)
    here = table.group(3)
    here.types("/peiling")
    here.presses(done)
    assert "Kort of lang" in here.text
    starts(table)
    assert "0 ingevuld" in here.text


# -- during -------------------------------------------------------------------------------------


def test_the_group_sees_how_many_and_never_who(table: Table) -> None:
    starts(table)
    for number, person in enumerate((5, 3, 4), 1):
        fills(table, person, STRONG)
        assert f"{number} ingevuld" in table.group().text
    edits = [effect for _, effect in table.said if isinstance(effect, Edit) and effect.pause]
    assert len(edits) == 3
    assert len({edit.ref for edit in edits}) == 1


def test_an_answer_can_be_changed_until_it_closes(table: Table) -> None:
    starts(table)
    fills(table, 3, "1111")
    table.group(3).presses("Vul in")
    there = table.private(3)
    there.presses("Begin")
    assert any(b.label == "✓ 1" for row in there.last.rows for b in row)
    for value in "5555":
        there.presses(value)
    there.presses("Overslaan")
    there.presses("Dien in")
    assert "1 ingevuld" in table.group().text
    (box,) = table.ballots.boxes.values()
    assert [votes and votes["P1"] for votes in box.votes.values()] == [5]


def test_answers_go_to_the_poll_and_nowhere_else(table: Table) -> None:
    starts(table)
    fills(table, 3, "1234", line="Sneller antwoorden op mails")
    memory = table.memories[Key(BOT, 3, 0, 3).owner]
    assert (memory.networks, memory.plans, memory.notes) == ((), (), ())
    session = table.private(3).phone.session
    assert session is not None
    assert (session.frames, session.paused) == ([], [])


def test_who_was_doing_something_else_can_go_on_with_it_afterwards(table: Table) -> None:
    there = table.private(3)
    there.types("/checkin")
    starts(table)
    fills(table, 3, STRONG)
    assert any("Verder" in b.label for row in there.last.rows for b in row)


def test_who_stops_halfway_comes_back_where_they_were(table: Table) -> None:
    starts(table)
    table.group(3).presses("Vul in")
    there = table.private(3)
    there.presses("Begin")
    there.presses("4")
    there.types("/stop")
    assert "0 ingevuld" in table.group().text
    table.group(3).presses("Vul in")
    assert "2/5" in there.text
    table.group(3).presses("Vul in")
    assert "2/5" in there.text


def test_each_private_chat_has_its_own_language(coach: Coach) -> None:
    table = Table(coach, languages={4: "en"})
    table.joins()
    starts(table)
    table.group(4).presses("Vul in")
    assert "who sees what" in table.private(4).text
    assert "0 ingevuld" in table.group(4).text


def test_the_example_ends_where_a_poll_begins(table: Table) -> None:
    there = table.private(3)
    there.types("/start")
    there.presses("Probeer met een voorbeeld")
    starts(table)
    fills(table, 3, STRONG)
    assert "1 ingevuld" in table.group().text


@pytest.mark.parametrize("whose", ["stolen", "other group", "forged"])
def test_somebody_elses_ticket_is_refused_kindly(table: Table, whose: str) -> None:
    starts(table)
    (number,) = table.ballots.boxes
    chat = CHAT - 1 if whose == "other group" else CHAT
    person = 4 if whose == "stolen" else 3
    word = token.sign(SECRET, BOT, chat, token.Ticket("poll", number, person))
    word = "B" + word[1:] if whose == "forged" else word
    there = table.private(3)
    there.happens(Started(word))
    assert ("iemand anders" in there.text) is (whose != "forged")
    assert "Waar zit je mee?" in there.text


def test_a_link_to_a_poll_that_is_gone_says_so(table: Table) -> None:
    word = token.sign(SECRET, BOT, 99, token.Ticket("poll", 99, 3))
    there = table.private(3)
    there.happens(Started(word))
    assert "gesloten" in there.text
