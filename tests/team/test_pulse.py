"""A pulse in a group: before, during, after; and what nobody gets to see."""

from __future__ import annotations

import pytest

from bot import token
from dialogs.coach import Coach
from dialogs.effect import Cast, Document, Edit, Say
from dialogs.event import Blocked, FellDue, Found, Key, Started, Tapped
from dialogs.text import plain
from tests.table import BOT, CHAT, SECRET, Table
from tests.team.filling import closes, fills, pulse, starts, texts

STRONG, CONCERN, DIVIDED = "4454", "2212", "1255"
FIVE = ["4231", "4232", "5134", "4245", "4345"]
"""P1 strong, P2 a concern, P3 a point of attention, P7 divided."""


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=6)
    made.joins()
    return made


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
    refused = "iemand anders" in there.text
    assert refused or whose == "forged"
    assert "Waar zit je mee?" in there.text


def test_a_link_to_a_poll_that_is_gone_says_so(table: Table) -> None:
    word = token.sign(SECRET, BOT, 99, token.Ticket("poll", 99, 3))
    there = table.private(3)
    there.happens(Started(word))
    assert "gesloten" in there.text


# -- closing ------------------------------------------------------------------------------------


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


# -- after --------------------------------------------------------------------------------------


def test_the_talk_of_ten_minutes_and_all_statements_are_one_tap_away(table: Table) -> None:
    pulse(table, FIVE)
    here = table.group(3)
    here.presses("Gesprek van tien minuten")
    assert "5. Maak één afspraak" in here.text
    here.presses("Alle uitspraken")
    shown = plain(here.text)
    assert "Doel: sterk, eensgezind" in shown
    assert "Daden: " in shown


@pytest.mark.parametrize(
    ("answers", "label", "leads"),
    [
        (["4234444444"] * 5, "Verder: Netwerk of niet?", "onder vier ogen"),
        (["4441444444"] * 5, "Verder: Past onze netwerkvorm?", "Past onze netwerkvorm?"),
        (["4444144444"] * 5, "Verder: Wie hoort erbij?", "onder vier ogen"),
        (["4444444441"] * 5, "Verder: Wie neemt welke rol op?", "Tot wanneer"),
        (["1544444444", "5544444444"] * 3, "Verder: Mijn netwerk zit vast", "financier"),
    ],
    ids=["P2", "P4", "P5", "P10", "divided P1"],
)
def test_from_what_lies_low_or_divides_one_tap_leads_on(
    table: Table, answers: list[str], label: str, leads: str
) -> None:
    starts(table, form="Lang")
    for person, values in enumerate(answers, 2):
        fills(table, person, values)
    closes(table)
    here = table.group(3)
    here.presses(label)
    assert leads in here.text


@pytest.mark.parametrize("trust", ["3", "1"])
def test_from_trust_nothing_leads_on_in_the_group(table: Table, trust: str) -> None:
    starts(table, form="Lang")
    for person in range(2, 7):
        fills(table, person, f"55{trust}5555555")
    closes(table)
    here = table.group(3)
    assert all("Verder" not in b.label for row in here.last.rows for b in row)
    (number,) = table.ballots.boxes
    assert here.happens(Tapped(number, "d")) == []


def test_two_camps_are_named_only_where_the_bars_show_them(coach: Coach) -> None:
    for size, named in ((8, True), (6, False)):
        table = Table(coach)
        table.joins()
        result = pulse(table, ["1444", "5444"] * (size // 2))
        assert "Verdeeld: Doel" in result
        assert ("twee kampen" in result) is named


def test_the_file_holds_what_was_shown_and_nothing_that_was_written(table: Table) -> None:
    starts(table)
    for number, person in enumerate((2, 3, 4, 5, 6)):
        fills(table, person, FIVE[number], line=f"Idee {number} van de hele groep")
    result = closes(table)
    assert "Idee 0" in result or "Meer" in str(table.group().last.rows)
    table.group(3).presses("Als bestand")
    (file,) = [effect for _, effect in table.said if isinstance(effect, Document)]
    assert "Sterkte: Doel" in str(file.content)
    assert "Idee" not in str(file.content)
    assert file.name == "peiling-2026-03-02.txt"


def test_what_was_written_is_shown_from_five_on_in_another_order(table: Table) -> None:
    starts(table)
    lines = [
        "Zeg sneller nee",
        "Korter overleg",
        "Meer gebruikers erbij",
        "Actielijst",
        "Begin op tijd",
    ]
    for person, line in zip((2, 3, 4, 5, 6), lines, strict=True):
        fills(table, person, "3333", line=line)
    closes(table)
    here = table.group()
    while any("Meer (" in b.label for row in here.last.rows for b in row):
        here.presses("Meer (")
    said = "\n".join(texts(table))
    places = [said.rindex(line) for line in sorted(lines)]
    assert places == sorted(places)


def test_four_written_lines_are_not_shown(table: Table) -> None:
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, "4444", line="" if person == 6 else f"Idee {person}")
    closes(table)
    assert "Idee" not in " ".join(texts(table))


def test_fewer_than_half_of_the_group_is_said_to_be_too_few(coach: Coach) -> None:
    table = Table(coach, members=12)
    table.joins()
    assert "Minder dan de helft" in pulse(table, FIVE)


def test_low_trust_is_not_discussed_in_the_group(table: Table) -> None:
    result = pulse(table, ["4414", "4424", "5414", "4425", "4424"])
    assert "één op één" in result
    assert "Zorg: Vertrouwen" not in result


def test_all_skipped_says_that_there_is_too_little(table: Table) -> None:
    result = pulse(table, ["----", "????", "----", "----", "----"])
    assert "Te weinig antwoorden om iets te tonen" in result


def test_the_long_form_asks_ten_statements(table: Table) -> None:
    starts(table, form="Lang")
    for person in (2, 3, 4, 5, 6):
        fills(table, person, "4454445444")
    assert "Zo staan we ervoor" in closes(table)
    table.group().presses("Alle uitspraken")
    assert "Blijvend" in table.group().text


def test_almost_the_same_people_are_not_shown_words_again(table: Table) -> None:
    """One more person than last time: two results side by side would tell what they said."""
    pulse(table, FIVE)
    table.later(days=31)
    here = table.group(2)
    here.types("/peiling")
    here.presses("We praatten")
    starts(table)
    for person in (2, 3, 4, 5, 6, 7):
        fills(table, person, STRONG)
    result = closes(table)
    assert "één of twee verschillen" in result
    assert "Sterkte" not in result
    table.later(days=31)
    here.types("/peiling")
    here.presses("We praatten")
    starts(table)
    for person in (2, 3, 4, 5, 6):
        fills(table, person, STRONG)
    assert "Sterkte" in closes(table)


def test_nothing_of_a_vote_is_said_in_the_group(table: Table) -> None:
    starts(table)
    fills(table, 3, "1551")
    said = [effect for _, effect in table.said if isinstance(effect, Say | Edit)]
    assert not any("1551" in effect.text or "Lid" in effect.text for effect in said)
    assert not any(isinstance(effect, Cast) for _, effect in table.said)


def test_a_statement_that_too_few_answered_stands_among_the_others_without_words(
    table: Table,
) -> None:
    pulse(table, ["4?54"] * 4 + ["4454"])
    table.group().presses("Alle uitspraken")
    assert "Meerwaarde: te weinig antwoorden" in plain(table.group().text)
