"""A pulse that ends: who closes it, what time does, and what comes too late."""

from __future__ import annotations

from dialogs.event import Blocked, FellDue, Found, Tapped
from dialogs.text import plain
from tests.table import Table
from tests.team.filling import FIVE, STRONG, closes, fills, pulse, starts, texts


def test_the_starter_closes_and_the_group_sees_words(table: Table) -> None:
    result = pulse(table, FIVE)
    assert "5 antwoorden" in result
    assert "Sterkte: Doel (sterk)" in result
    assert "Zorg: Meerwaarde (werkpunt)" in result
    assert "Verdeeld: Daden" in result
    assert "Wat zie jij dat de ander niet ziet" in result
    for digit in ("4.2", "2.0", "4,2"):
        assert digit not in result


def test_when_it_is_closed_the_answers_are_gone(table: Table) -> None:
    pulse(table, FIVE)
    (box,) = table.ballots.boxes.values()
    assert set(box.votes.values()) == {None}
    assert "Gesloten. 5 ingevuld" in " ".join(texts(table))


def test_an_admin_may_close_it_and_others_may_not(table: Table) -> None:
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG)
    assert "alleen wie dit startte" in closes(table, person=4)
    assert "Zo staan we ervoor" in closes(table, person=1)


def test_it_is_asked_once_more_before_the_answers_are_gone(table: Table) -> None:
    starts(table)
    for person in range(2, 7):
        fills(table, person, STRONG)
    here = table.group(2)
    here.presses("Sluit en toon")
    assert "Nu sluiten? 5 ingevuld" in plain(here.text)
    fills(table, 7, STRONG)
    table.group(4).presses("Ja, sluit en toon")
    assert "alleen wie dit startte" in here.text
    here.presses("Ja, sluit en toon")
    assert "6 antwoorden" in here.text


def test_below_five_it_cannot_be_closed_with_a_result_but_it_can_be_stopped(table: Table) -> None:
    starts(table)
    for person in (2, 3, 4, 5):
        fills(table, person, STRONG)
    assert "Nog maar 4 ingevuld" in closes(table)
    here = table.group(4)
    here.presses("Stop zonder resultaat")
    assert "alleen wie dit startte" in here.text
    table.group(2).presses("Stop zonder resultaat")
    assert "zonder resultaat" in texts(table)[-1]
    here.types("/peiling")
    assert "Kort of lang" in here.text


def test_what_was_stopped_is_said_where_it_was_asked_and_once_more_kindly(table: Table) -> None:
    starts(table)
    here = table.group(2)
    here.presses("Sluit en toon")
    here.presses("Stop zonder resultaat")
    assert plain(here.text) == "Gestopt, zonder resultaat. Alle antwoorden zijn gewist."
    here.presses("Stop zonder resultaat")
    assert here.text == "Dat is al voorbij."


def test_time_closes_it(table: Table) -> None:
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG)
    table.later(days=3)
    assert "Zo staan we ervoor" in table.group().text


def test_with_too_few_answers_it_lapses_and_says_so(table: Table) -> None:
    starts(table)
    fills(table, 3, STRONG)
    table.later(days=3)
    assert "te weinig antwoorden (1, nodig: 5)" in table.group().text
    (box,) = table.ballots.boxes.values()
    assert (box.poll.state, set(box.votes.values())) == ("lapsed", {None})


def test_the_starter_who_left_needs_not_be_there(table: Table) -> None:
    """Time closes it, or an admin does: nothing hangs on whoever started."""
    starts(table, person=9)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG)
    assert "Zo staan we ervoor" in closes(table, person=1)


def test_who_was_still_answering_hears_that_it_is_closed(table: Table) -> None:
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG)
    for person in (7, 8):
        table.group(person).presses("Vul in")
        table.private(person).presses("Begin")
        table.private(person).presses("1")
    table.private(8).types("/checkin")
    closes(table)
    assert "is gesloten" in table.private(7).text
    assert "is gesloten" not in table.private(8).text
    for person in (7, 8):
        session = table.private(person).phone.session
        assert session is not None
        assert all(f.dialogue != "pulse" for f in (*session.frames, *session.paused))


def test_removed_from_the_group_what_runs_ends(table: Table) -> None:
    starts(table)
    fills(table, 3, STRONG)
    table.group().happens(Blocked())
    (box,) = table.ballots.boxes.values()
    assert (box.poll.state, set(box.votes.values())) == ("lapsed", {None})
    table.group(3).happens(Tapped(box.poll.id, "c"))
    table.later(days=3)
    assert "te weinig antwoorden" not in " ".join(texts(table))


def test_what_comes_too_late_changes_nothing(table: Table) -> None:
    pulse(table, FIVE)
    (number,) = table.ballots.boxes
    said = len(table.said)
    for what in (
        Tapped(number, "c"),
        Tapped(number, "zz"),
        Tapped(number, "m7"),
        Found(["close", number], True, 6),
        FellDue("poll", str(number)),
        FellDue("voted", str(number)),
        FellDue("voted", "12345"),
    ):
        table.group().happens(what)
    assert len(table.said) == said
    for verb in ("x", "y"):
        table.group().happens(Tapped(number, verb))
        assert table.group().text == "Dat is al voorbij."
    table.group().happens(Tapped(424242, "c"))
    assert "voorbij" in table.group().text


def test_a_poll_in_a_topic_is_closed_from_a_button_whose_topic_is_not_told(table: Table) -> None:
    starts(table, topic=7)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG, topic=7)
    (number,) = table.ballots.boxes
    table.group(2).happens(Tapped(number, "c"))
    assert "Nu sluiten?" in table.group(2, topic=7).text
    table.group(2).happens(Tapped(number, "y"))
    assert "Zo staan we ervoor" in table.group(2, topic=7).text
