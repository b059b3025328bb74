"""Who covers which role, in a group: by consent, with a name, without one, or not."""

from __future__ import annotations

import pytest

from bot.drawing import draw
from dialogs.coach import Coach
from dialogs.effect import Picture
from dialogs.event import Key, Tapped
from dialogs.text import plain
from tests.table import BOT, Table
from tests.team.filling import closes, starts_other, takes_the_test, texts

NAMED, UNNAMED, NO = "Ja, met naam", "Ja, zonder naam", "Nee"


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=7)
    made.joins()
    starts_other(made, "teamrollen", power=False)
    return made


def told(table: Table) -> str:
    """Everything that the group was shown, page by page."""
    here = table.group()
    while any("Meer (" in b.label for row in here.last.rows for b in row):
        here.presses("Meer (")
    return "\n".join(texts(table))


def test_before_the_test_one_reads_that_only_oneself_sees_the_scores(table: Table) -> None:
    table.group(3).presses("Vul in")
    assert "je scores zie alleen jij" in table.private(3).text


def test_two_who_give_their_name_are_shown_with_a_note(table: Table) -> None:
    takes_the_test(table, 3, "O", NAMED, "An")
    takes_the_test(table, 4, "PK", NAMED, "Tom")
    result = closes(table)
    assert "2 antwoorden" in result
    assert "Operator (An)" in result
    assert "Ontbreekt: Visiebewaker, Creatieve denker" in result
    said = told(table)
    assert "Dit steunt op 2 antwoorden" in said
    assert "Het minimum" in said


def test_the_picture_shows_what_was_told_and_no_more(table: Table) -> None:
    takes_the_test(table, 3, "O", NAMED, "An")
    takes_the_test(table, 4, "O", NAMED, "Tom")
    for person in (5, 6, 7, 8):
        takes_the_test(table, person, "P", UNNAMED)
    closes(table)
    table.group(2).presses("Als beeld")
    (shown,) = [effect for _, effect in table.said if isinstance(effect, Picture)]
    assert shown.file == "teamrollen-2026-03-02"
    assert "(An, Tom)" in shown.caption or "(Tom, An)" in shown.caption
    assert "(wie geen naam gaf)" in shown.caption
    assert draw(shown).startswith(b"\x89PNG")


def test_one_alone_waits(table: Table) -> None:
    takes_the_test(table, 3, "O", NAMED, "An")
    assert "Nog maar 1 ingevuld" in closes(table)


def test_when_too_few_share_it_says_so_and_asks_nobody_to_wait(table: Table) -> None:
    takes_the_test(table, 3, "O", NAMED, "An")
    for person in (4, 5, 6):
        takes_the_test(table, person, "V", UNNAMED)
    takes_the_test(table, 7, "P", NO)
    result = closes(table)
    assert "5 antwoorden" in result
    assert "Te weinig om te tonen" in result
    assert "wachten" not in result
    assert "An" not in result


def test_scores_never_leave_the_private_chat_and_a_no_leaves_nothing(table: Table) -> None:
    takes_the_test(table, 3, "O", NAMED, "An")
    takes_the_test(table, 4, "P", NO)
    votes = [vote for box in table.ballots.boxes.values() for vote in box.votes.values()]
    assert {"share": "no"} in votes
    (an,) = [vote for vote in votes if vote and vote["share"] == "named"]
    assert an == {"share": "named", "carries": ["operator"], "can": [], "called": "An"}


def test_the_profile_stays_ones_own_as_in_private(table: Table) -> None:
    takes_the_test(table, 3, "O", NO)
    notes = table.memories[Key(BOT, 3, 0, 3).owner].notes
    assert [note.dialogue for note in notes] == ["role"]


def test_without_a_name_one_counts_only_among_four_of_five(table: Table) -> None:
    for person in (3, 4, 5):
        takes_the_test(table, person, "V", UNNAMED)
    for person, name in ((6, "An"), (7, "Tom"), (8, "Els")):
        takes_the_test(table, person, "O", NAMED, name)
    result = closes(table)
    assert "Ontbreekt" in result
    assert "Visiebewaker" in result


def test_four_without_a_name_are_counted_and_not_numbered(table: Table) -> None:
    for person in (3, 4, 5, 6):
        takes_the_test(table, person, "V", UNNAMED)
    for person, name in ((7, "An"), (8, "Tom")):
        takes_the_test(table, person, "O", NAMED, name)
    closes(table)
    said = told(table)
    assert "Visiebewaker (wie geen naam gaf)" in said
    assert "4 zonder" not in said


def test_who_shares_what_they_carry_is_told_nothing(table: Table) -> None:
    takes_the_test(table, 3, "OPV", NAMED, "An")
    takes_the_test(table, 4, "OP", UNNAMED)
    takes_the_test(table, 5, "K", NAMED, "Tom")
    takes_the_test(table, 6, "CKVPO", UNNAMED)
    closes(table)
    private = [m for person in (3, 4, 5, 6) for m in table.private(person).phone.messages.values()]
    assert private
    for said in (*texts(table), *(plain(message.text) for message in private)):
        assert "draagt veel alleen" not in said


def test_somebody_who_alone_carries_three_roles_is_told(table: Table) -> None:
    takes_the_test(table, 3, "OPV", NAMED, "An")
    takes_the_test(table, 4, "", NAMED, "Tom")
    closes(table)
    private = "\n".join(plain(m.text) for m in table.private(3).phone.messages.values())
    assert "An, je draagt veel alleen" in private
    assert "Dit zie alleen jij" in private
    others = "\n".join(plain(m.text) for m in table.private(4).phone.messages.values())
    assert "draagt veel alleen" not in others
    assert all("draagt veel alleen" not in said for said in texts(table))


def test_without_a_name_one_is_told_all_the_same(table: Table) -> None:
    takes_the_test(table, 3, "OPV", UNNAMED)
    takes_the_test(table, 4, "", NAMED, "Tom")
    takes_the_test(table, 5, "", NAMED, "Els")
    closes(table)
    private = "\n".join(plain(m.text) for m in table.private(3).phone.messages.values())
    assert "Je draagt veel alleen" in private


def test_when_almost_the_same_people_come_back_only_those_with_a_name_are_shown(
    table: Table,
) -> None:
    for person in range(3, 7):
        takes_the_test(table, person, "V", UNNAMED)
    takes_the_test(table, 7, "O", NAMED, "An")
    closes(table)
    assert "wie geen naam gaf" in told(table)
    table.later(days=31)
    here = table.group(2)
    here.types("/teamrollen")
    here.presses("We praatten")
    here.presses("1 dag")
    for person in range(3, 7):
        takes_the_test(table, person, "V", UNNAMED)
    for person, name in ((7, "An"), (8, "Els")):
        takes_the_test(table, person, "O", NAMED, name)
    before = len(texts(table))
    closes(table)
    while any("Meer (" in b.label for row in here.last.rows for b in row):
        here.presses("Meer (")
    said = "\n".join(texts(table)[before:])
    assert "Operator (An, Els)" in said or "Operator (Els, An)" in said
    assert "wie geen naam gaf" not in said
    assert here.happens(Tapped(max(table.ballots.boxes), "zz")) == []


def test_one_may_change_ones_mind_about_sharing(table: Table) -> None:
    takes_the_test(table, 3, "O", NAMED, "An")
    takes_the_test(table, 3, "O", NO)
    takes_the_test(table, 4, "P", NAMED, "Tom")
    assert "An" not in closes(table)


def test_a_crowded_role_is_not_named_where_it_tells_what_all_others_do(table: Table) -> None:
    for person in (3, 4, 5, 6):
        takes_the_test(table, person, "V", UNNAMED)
    takes_the_test(table, 7, "V", NAMED, "An")
    takes_the_test(table, 8, "O", NAMED, "Tom")
    closes(table)
    assert "Veel mensen doen dit" not in told(table)


def test_among_people_with_a_name_a_crowded_role_is_named(table: Table) -> None:
    for person, name in ((3, "An"), (4, "Tom"), (5, "Els"), (6, "Bo")):
        takes_the_test(table, person, "V", NAMED, name)
    closes(table)
    assert "Veel mensen doen dit: Visiebewaker" in told(table)


def test_in_private_it_says_where_that_belongs(table: Table) -> None:
    there = table.private(3)
    there.types("/teamrollen")
    assert "/teamrollen@KnoopBot" in there.text
