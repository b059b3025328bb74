"""The plan of a team that was stuck: who and when, and how it comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.effect import Pin
from dialogs.event import Blocked, Tapped
from dialogs.text import plain
from tests.table import Table
from tests.team.choosing import FIVE, chooses, lenses, stuck
from tests.team.filling import starts_other


@pytest.fixture
def table(table: Table) -> Table:
    starts_other(table, "vast")
    return table


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
