"""Stuck, as a team: what several notice, a lens and a step by buttons, a plan that comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.coach import Coach
from dialogs.effect import Pin
from dialogs.event import Blocked, Tapped
from dialogs.team import symptoms
from dialogs.text import plain
from tests.table import Table
from tests.team.casting import polled, talking
from tests.team.filling import closes, starts_other, texts, ticks


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=6)
    made.joins()
    starts_other(made, "vast")
    return made


def stuck(table: Table, *ticked: str) -> str:
    """Play it to the shared symptoms; *ticked* are those of persons 2, 3 ... with spaces."""
    for person, names in enumerate(ticked, 2):
        ticks(table, person, *names.split())
    closes(table)
    return next(said for said in reversed(texts(table)) if "antwoorden" in said)


FIVE = ("S02 S20", "S02 S20", "S02 S20", "S01 S13", "S13")


def chooses(table: Table, *votes: str) -> None:
    for person, label in enumerate(votes, 2):
        table.group(person).presses(label)


def lenses(table: Table) -> list[str]:
    return [row[0].label for row in table.group().last.rows[:-1]]


# -- what is shared -----------------------------------------------------------------------------


def test_what_at_least_three_ticked_is_shown_and_nothing_else(table: Table) -> None:
    said = stuck(table, *FIVE)
    assert "Veel praten, geen resultaat" in said
    assert "afspraken" in said.casefold()
    assert "Leden komen niet opdagen" not in said
    assert "gelijkgestemd" not in said
    for digit in ("(2)", "(3)", "2 keer"):
        assert digit not in said


def test_three_at_most_in_the_order_of_the_list(table: Table) -> None:
    said = stuck(table, *["S20 S13 S02 S01"] * 5)
    shown = [line for line in said.splitlines() if line.startswith("•")]
    assert len(shown) == 3
    assert shown == sorted(shown, key=said.index)


@pytest.mark.parametrize(
    ("name", "people", "ticking", "seen"),
    [
        ("S13", 5, 2, False),
        ("S13", 6, 3, True),
        ("S13", 7, 3, False),
        ("S13", 7, 4, True),
        *[(name, 7, 7, False) for name in ("S03", "S05", "S21")],
        *[(name, 8, 3, False) for name in ("S03", "S05", "S21")],
        *[(name, 8, 4, True) for name in ("S03", "S05", "S21")],
    ],
)
def test_more_people_more_ticks_and_a_sensitive_one_needs_eight(
    coach: Coach, name: str, people: int, ticking: int, seen: bool
) -> None:
    votes = [{symptoms.TICKED: [name] if one < ticking else []} for one in range(people)]
    poll = polled("stuck", votes)
    assert symptoms.shared(talking(coach), poll) == ([name] if seen else [])


def test_nothing_shared_is_news_as_well(table: Table) -> None:
    said = stuck(table, "S01", "S02", "S20", "S13", "")
    assert "Dat is ook nieuws" in said
    assert "Kies met een knop" not in "".join(texts(table))


def test_a_gate_says_what_to_check_first(table: Table) -> None:
    assert "Past onze netwerkvorm?" in stuck(table, *["S07"] * 5)


def test_from_what_comes_first_one_tap_leads_there(table: Table) -> None:
    stuck(table, "S07", "S07", "S07", "S07", "S07")
    here = table.group(3)
    here.presses("Verder: Past onze netwerkvorm?")
    assert "Past onze netwerkvorm?" in here.text
    assert "financier" in here.text
    first = min(table.ballots.boxes)
    assert here.happens(Tapped(first, "zz")) == []


def test_something_unsafe_goes_to_nobody_in_the_group(table: Table) -> None:
    table.group(3).presses("Vul in")
    there = table.private(3)
    there.presses("Begin")
    there.presses("Er is iets niet veilig")
    assert "1712" in there.text
    there.presses("Toch niet")
    assert "Wat herken je" in there.text
    there.presses("Er is iets niet veilig")
    there.presses("Naar het menu")
    assert "0 ingevuld" in table.group().text
    assert not any("veilig" in said for said in texts(table))


def test_almost_the_same_people_are_not_shown_a_second_time(table: Table) -> None:
    stuck(table, *FIVE)
    table.later(days=40)
    here = table.group(2)
    here.types("/vast")
    here.presses("We praatten")
    here.presses("Nee")
    here.presses("1 dag")
    assert "één of twee verschillen" in stuck(table, *FIVE, "S02")


# -- choosing -----------------------------------------------------------------------------------


def test_while_it_runs_the_group_sees_only_how_many_chose(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    assert 2 <= len(options) <= 3
    chooses(table, options[0], options[1], options[0])
    assert "3 gekozen" in table.group().text
    assert "Gekozen:" not in "".join(texts(table))


def test_one_may_choose_again(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    table.group(3).presses(options[0])
    table.group(3).presses(options[1])
    assert "1 gekozen" in table.group().text


def test_the_lens_and_then_the_step_are_chosen(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    chooses(table, *[options[1]] * 5, *[options[0]] * 4)
    table.group(2).presses("Sluit de stemming")
    said = "\n".join(texts(table))
    assert f"Gekozen: {options[1]} (9 stemmen in totaal)" in said
    assert f"{options[1]}: 5" in said
    assert f"{options[0]}: 4" in said
    assert "Welke stap zetten we?" in table.group().text
    assert lenses(table) == ["5 minuten", "1 uur", "Enkele weken"]


@pytest.mark.parametrize(
    "votes",
    [(0, 0, 0, 0, 1), (0, 0, 0, 1, 1), (0, 0, 0, 0, 0), (0, 0, 0, 0, 1, 1, 1)],
    ids=["alone", "two", "all", "three"],
)
def test_counts_that_tell_what_one_person_chose_are_not_shown(
    table: Table, votes: tuple[int, ...]
) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    chooses(table, *(options[vote] for vote in votes))
    table.group(2).presses("Sluit de stemming")
    said = "\n".join(texts(table))
    assert f"Gekozen: {options[0]} ({len(votes)} stemmen in totaal)" in said
    result = said.split("Gekozen:")[1].split("Welke stap")[0]
    assert ": 4" not in result
    assert ": 5" not in result


def test_too_few_votes_tell_nothing_and_the_first_lens_is_taken(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    chooses(table, options[1], options[1])
    table.group(2).presses("Sluit de stemming")
    assert "Nog maar 2 gekozen" in table.group().text
    table.group(4).presses("Neem de eerste")
    assert "alleen wie dit startte" in table.group().text
    table.group(2).presses("Neem de eerste")
    said = "\n".join(texts(table))
    assert f"We nemen {options[0]}" in said


def test_time_closes_the_vote_too(table: Table) -> None:
    stuck(table, *FIVE)
    options = lenses(table)
    table.later(days=2)
    assert f"We nemen {options[0]}" in "\n".join(texts(table))


def test_a_button_that_does_not_exist_changes_nothing(table: Table) -> None:
    stuck(table, *FIVE)
    lens = max(table.ballots.boxes)
    said = len(table.said)
    for verb in ("o9", "ox", "zz"):
        table.group(3).happens(Tapped(lens, verb))
    assert len(table.said) == said
    table.group(3, topic=9).happens(Tapped(lens, "o0"))
    assert "1 gekozen" in table.group().text


# -- the plan -----------------------------------------------------------------------------------


@pytest.fixture
def chosen(table: Table) -> Table:
    """The team has a lens and a step."""
    stuck(table, *FIVE)
    for _ in range(2):
        chooses(table, *[lenses(table)[0]] * 5)
        table.group(2).presses("Sluit de stemming")
    return table


def test_the_plan_has_who_and_when_and_is_pinned(chosen: Table) -> None:
    here = chosen.group(4)
    offered, _ = here.finds("Over een week")
    here.presses("Over een week")
    assert "Wie trekt dit?" in here.text
    here.types("Els, van de jeugddienst")
    assert "Wie: Els, van de jeugddienst. Terugkijken: maandag 9 maart" in plain(here.text)
    (pin,) = [effect for _, effect in chosen.said if isinstance(effect, Pin)]
    assert pin.ref == here.last.screen
    now = here.phone.messages[offered.screen]
    assert ("Gekozen" in plain(now.text), now.rows) == (True, ())
    (plan,) = chosen.memories[here.key.owner].plans
    assert (plan.dialogue, plan.status, str(plan.due)) == ("stuck", "open", "2026-03-09")


@pytest.mark.parametrize(
    ("label", "status"), [("Gelukt", "done"), ("Niet gedaan", "not_done"), ("Laat los", "dropped")]
)
def test_it_comes_back_on_the_day_and_the_group_says_how_it_went(
    chosen: Table, label: str, status: str
) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    here.presses("Wij samen")
    chosen.later(days=7, hours=6)
    assert "Vandaag kijken jullie terug" in here.text
    asked, button = here.finds(label)
    here.presses(label)
    (plan,) = chosen.memories[here.key.owner].plans
    assert plan.status == status
    now = here.phone.messages[asked.screen]
    assert (plain(now.text).splitlines()[-1], now.rows) == (label, ())
    # A second press that was under way says nothing more, and counts for nothing.
    assert here.happens(Tapped(button.poll, button.verb)) == []
    chosen.later(days=7)
    assert "Vandaag kijken jullie terug" not in here.text


def test_a_plan_is_made_though_it_is_not_known_where_it_was_offered(chosen: Table) -> None:
    box = chosen.ballots.boxes[max(chosen.ballots.boxes)]
    shown = {name: value for name, value in box.poll.shown.items() if name != "offered"}
    box.poll = replace(box.poll, shown=shown)
    here = chosen.group(4)
    here.presses("Over een week")
    here.presses("Wij samen")
    assert len(chosen.memories[here.key.owner].plans) == 1


def test_a_plan_that_is_gone_is_not_asked_about(chosen: Table) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    here.presses("Wij samen")
    owner = here.key.owner
    chosen.memories[owner] = replace(chosen.memories[owner], plans=())
    chosen.later(days=8)
    assert "Vandaag kijken jullie terug" not in here.text


def test_in_the_weekend_nobody_is_called_back(chosen: Table) -> None:
    chosen.now = chosen.now.replace(day=7)
    here = chosen.group(4)
    here.presses("Over een week")
    here.presses("Wij samen")
    (plan,) = chosen.memories[here.key.owner].plans
    assert str(plan.due) == "2026-03-16"


def test_a_name_that_is_too_long_is_said_to_be_and_one_may_leave_it(chosen: Table) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    here.types("x" * 61)
    assert "te lang" in here.text
    here.presses("Toch geen plan")
    assert chosen.memories[here.key.owner].plans == ()
    here.presses("Over 2 weken")
    here.presses("Wij samen")
    assert len(chosen.memories[here.key.owner].plans) == 1


@pytest.mark.parametrize(
    "said", ["Tom is lastig", "schepen De Smet wil niet", "we vertrouwen het OCMW niet"]
)
def test_a_sentence_about_somebody_becomes_no_plan(chosen: Table, said: str) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    here.types(said)
    assert "alleen een voornaam of een functie" in plain(here.text)
    assert said not in here.text
    assert said not in repr(here.phone.session) + repr(dict(chosen.memories))
    links = [button.link for row in here.last.rows for button in row if button.link]
    assert links == ["https://t.me/KnoopBot?start=apart"]
    here.types("Joke en de trekker")
    assert "Wie: Joke en de trekker" in plain(here.text)


@pytest.mark.parametrize("who", ["ik", "Ik."])
def test_a_plan_names_somebody_whom_all_know_later(chosen: Table, who: str) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    here.types(who)
    assert "Noem een voornaam of een functie" in here.text
    here.types("An")
    assert "Wie: An." in here.text


def test_when_the_plan_is_made_its_questions_are_over(chosen: Table) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    here.presses("Wij samen")
    step = max(chosen.ballots.boxes)
    lens = sorted(chosen.ballots.boxes)[-2]
    said = len(chosen.said)
    for number, verb in ((step, "d7"), (step, "zz"), (lens, "d7"), (lens, "gd")):
        here.happens(Tapped(number, verb))
    assert len(chosen.said) == said


def test_a_group_that_was_wiped_meanwhile_makes_no_plan(chosen: Table) -> None:
    here = chosen.group(4)
    here.presses("Over een week")
    chosen.ballots.boxes.clear()
    here.presses("Wij samen")
    assert "voorbij" in here.text


def test_removed_from_the_group_the_vote_ends_too(table: Table) -> None:
    stuck(table, *FIVE)
    table.group().happens(Blocked())
    assert {box.poll.state for box in table.ballots.boxes.values()} == {"closed", "lapsed"}
