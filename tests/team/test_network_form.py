"""Does our form fit, asked of a team: disagreement leads, one organisation is one voice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reader.coach import read_coach
from dialogs.coach import Coach
from dialogs.event import Key, Tapped
from dialogs.facts import UNKNOWN as UNKNOWN_ID
from dialogs.instruments.network_type import NetworkType
from dialogs.team import network_form
from dialogs.team.network_form import Answers, Form
from dialogs.text import plain
from tests.table import BOT, Table
from tests.team.casting import polled, talking
from tests.team.filling import closes, says_the_form, skips, starts_other, texts

TOGETHER, ONE, COORDINATOR, UNKNOWN = "Iedereen", "Eén", "Een", "Weet"
SURE = "5 5 5 1 4 Nee"
COACH: Final = read_coach()


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach, members=6)
    made.joins()
    starts_other(made, "vorm")
    return made


def test_six_who_agree_see_the_form_that_fits(table: Table) -> None:
    for person in range(3, 9):
        says_the_form(table, person, f"{SURE} {TOGETHER}")
    result = closes(table)
    assert "6 antwoorden" in result
    assert "Hou het zo" in result
    assert "niet hetzelfde" not in result


def test_among_five_who_leads_today_would_tell_two_what_the_others_said(table: Table) -> None:
    for person in range(3, 8):
        says_the_form(table, person, f"{SURE} {TOGETHER}")
    result = closes(table)
    assert "wijzen naar samen leiden" in result
    assert "Hou het zo" not in result


def test_who_leads_here_is_the_headline_when_it_differs(table: Table) -> None:
    for person in range(3, 8):
        says_the_form(table, person, f"{SURE} {TOGETHER if person < 6 else ONE}")
    result = closes(table)
    blocks = result.split("\n\n")
    assert "Jullie zien dat niet hetzelfde" in blocks[1]
    assert "iedereen samen" in blocks[1]
    assert "één partner" in blocks[1]
    assert "(3)" not in result


def test_from_eight_on_the_split_has_numbers(coach: Coach) -> None:
    table = Table(coach, members=9)
    table.joins()
    starts_other(table, "vorm")
    for person in range(3, 11):
        says_the_form(table, person, f"{SURE} {TOGETHER if person < 8 else ONE}")
    assert "iedereen samen (5)" in closes(table)


def test_one_who_sees_it_otherwise_is_not_pointed_out(table: Table) -> None:
    for person in range(3, 8):
        says_the_form(table, person, f"{SURE} {TOGETHER if person < 7 else ONE}")
    result = closes(table)
    assert "niet hetzelfde" not in result
    assert "één partner" not in result


def test_people_of_one_organisation_count_once_and_it_is_not_kept(table: Table) -> None:
    for person in range(3, 7):
        says_the_form(table, person, f"1 5 1 3 1 Nee {TOGETHER}", organisation=" ocmw  Zuid")
    for person, name in ((7, "CAW"), (8, "VDAB"), (9, "School")):
        says_the_form(table, person, f"{SURE} {TOGETHER}", organisation=name)
    answers = [vote for box in table.ballots.boxes.values() for vote in box.votes.values()]
    assert {vote["organisation"] for vote in answers if vote} == {
        "ocmw Zuid",
        "CAW",
        "VDAB",
        "School",
    }
    closes(table)
    assert {v for box in table.ballots.boxes.values() for v in box.votes.values()} == {None}
    assert all("OCMW" not in said.upper() for said in texts(table))


def test_nobodys_own_network_is_touched(table: Table) -> None:
    there = table.private(3)
    there.types("/netwerken")
    there.types("Mijn eigen netwerk")
    says_the_form(table, 3, f"{SURE} {TOGETHER}")
    network = table.memories[Key(BOT, 3, 0, 3).owner].current
    assert network is not None
    assert network.facts == {}


def test_two_organisations_are_no_network_for_nobody_in_particular(table: Table) -> None:
    for person in range(3, 8):
        says_the_form(table, person, f"4 2 4 3 4 Nee {TOGETHER}")
    assert "Met minder dan drie organisaties" in closes(table)


def test_first_a_leader_that_all_accept_and_the_next_page_is_one_tap_away(table: Table) -> None:
    for person in range(3, 9):
        says_the_form(table, person, f"2 12 2 3 2 Nee {TOGETHER}")
    said = closes(table)
    assert "Eerst een trekker die de anderen aanvaarden" in said
    here = table.group()
    here.presses("Meer (")
    assert plain(here.text) not in said
    (number,) = table.ballots.boxes
    assert here.happens(Tapped(number, "m9")) == []
    assert here.happens(Tapped(number, "zz")) == []


def test_almost_the_same_people_are_not_shown_a_second_time(table: Table) -> None:
    for person in range(3, 8):
        says_the_form(table, person, f"{SURE} {TOGETHER}")
    closes(table)
    table.later(days=31)
    here = table.group()
    here.types("/vorm")
    here.presses("We praatten")
    here.presses("Nee")
    here.presses("1 dag")
    for person in range(3, 9):
        says_the_form(table, person, f"{SURE} {TOGETHER}")
    assert "één of twee verschillen" in closes(table, person=1)


# -- what holds whoever is left out -------------------------------------------------------------


@pytest.fixture
def form(coach: Coach) -> Form:
    rules = coach.know["nl"]["polls"]["kinds"]["type"]
    return Form.read(coach.instrument("type", NetworkType), rules)


def team(*trust: int, forms: str = "sssss", goal: int = 4) -> Answers:
    names = {"s": "self", "l": "lead", "n": "nao", "u": "unknown", "-": None}
    return tuple(
        {"trust": value, "size": 6, "consensus": goal, "competence": 2, "form": names[form]}
        for value, form in zip(trust, forms, strict=True)
    )


@pytest.mark.parametrize(
    ("trust", "divided"),
    [((1, 2, 4, 5, 5), ["trust"]), ((3, 4, 4, 4, 4), []), ((1, 5, 5, 5, 5), [])],
    ids=["case 16", "agreed", "one apart"],
)
def test_what_divides_is_said_when_it_hangs_on_nobody(
    form: Form, trust: tuple[int, ...], divided: list[str]
) -> None:
    assert form.seen(team(*trust))["divided"] == divided


@pytest.mark.parametrize(
    ("forms", "split", "today"),
    [
        ("sssss", [], None),
        ("ssssss", [], "self"),
        ("sssssl", [], "self"),
        ("ssssln", [], "self"),
        ("sssll", ["lead", "self"], None),
        ("sslln", ["lead", "self"], None),
        ("ssuul", ["self", "unknown"], None),
        ("ssl-n", [], None),
        ("uuuuu", [], None),
        ("-----", [], None),
    ],
)
def test_who_leads_today_hangs_on_nobody(
    form: Form, forms: str, split: list[str], today: str | None
) -> None:
    told = form.seen(team(*[4] * len(forms), forms=forms))
    assert (told["split"], told["today"]) == (split, today)


def test_without_any_answer_it_says_that_nothing_is_firm(table: Table) -> None:
    for person in range(3, 8):
        skips(table, person)
    assert "wijzen de antwoorden niet stevig één kant uit" in closes(table)


def test_a_form_is_named_without_who_leads_today_where_that_differs(table: Table) -> None:
    for person in range(3, 8):
        says_the_form(table, person, f"{SURE} {TOGETHER if person < 6 else COORDINATOR}")
    assert "wijzen naar samen leiden" in closes(table)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "trust": st.sampled_from([1, 2, 3, 4, 5, UNKNOWN_ID]),
        "size": st.sampled_from([3, 8, 12, 30, UNKNOWN_ID]),
        "consensus": st.sampled_from([1, 2, 3, 4, 5, UNKNOWN_ID]),
        "competence": st.sampled_from([1, 2, 3, 4, 5, UNKNOWN_ID]),
        "leader": st.sampled_from([1, 3, 5, UNKNOWN_ID]),
        "coordinator": st.sampled_from(["no", "hours", UNKNOWN_ID]),
        "form": st.sampled_from(["self", "lead", "nao", "none", UNKNOWN_ID]),
    },
)


@given(votes=st.lists(ANSWERS, min_size=5, max_size=7), language=st.sampled_from(["nl", "en"]))
@settings(max_examples=400, deadline=None)
@example(  # trust hangs on one of them: nothing is told of it
    votes=[
        {"trust": 2, "size": 30, "consensus": 3, "competence": 4, "leader": 3, "form": "nao"},
        {"trust": 3, "size": 8, "consensus": 4, "competence": 5, "leader": 4, "form": "lead"},
        {"trust": 1, "size": 12, "consensus": 5, "competence": 2, "leader": 1, "form": "nao"},
        {"trust": 3, "size": 30, "consensus": 3, "competence": 5, "form": "nao"},
        {"trust": 2, "size": 16, "consensus": 3, "competence": 5, "leader": 5, "form": "nao"},
    ],
    language="nl",
)
def test_whatever_they_answer_there_are_words_for_it(
    votes: list[dict[str, object]], language: str
) -> None:
    talk = talking(COACH)
    talk.session.language = language
    poll = polled("type", votes)
    over = replace(poll, shown=network_form.shown(talk, poll, few=False), votes=())
    network_form.tell(talk, over)
    assert talk.effects
