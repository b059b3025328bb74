"""Kept plans: whether to come back to them, and what somebody makes of it then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dialogs.coach import Coach
from dialogs.event import Key
from tests.dialogs.sample import live, started, with_steps
from tests.phone import Phone
from tests.rhythm.people import WORDS, at, later_than, planner, reminded_of, room_of

PLAN = """
size:
  ask: {nl: "Hoeveel?", en: "How many?"}
  number: {}
plan:
  ask: {nl: "Maak één plan.", en: "Make one plan."}
  plan: {suggestions: [{nl: "Als het stil valt, tel ik tot tien.", en: "When silent, I count."}]}
"""


def with_a_plan(coach: Coach, **phone: Any) -> Phone:
    """Somebody who just kept a plan."""
    planned = started(with_steps(coach, PLAN), now=at("2026-03-02T13:00"), **phone)
    planned.types("5")
    planned.presses("Plan 1")
    planned.presses("Bewaar")
    return planned


# -- consent ------------------------------------------------------------------------------------


def test_a_kept_plan_is_not_followed_up_unless_the_person_says_so(coach: Coach) -> None:
    phone = with_a_plan(coach)
    assert "Zal ik vragen of het lukte?" in live(phone)
    assert phone.memory.reminders == ()
    phone.presses("Nee, niet nodig")
    assert phone.memory.reminders == ()
    assert later_than(phone, "2027-03-01T12:00") == []


def test_a_proposed_day_is_one_tap(coach: Coach) -> None:
    phone = with_a_plan(coach)
    assert phone.labels == ["ma 9 mrt, 16 u.", "ma 16 mrt, 16 u.", "Nee, niet nodig"]
    phone.presses("ma 9 mrt")
    assert "Goed: maandag 9 maart om 16 u. kom ik erop terug." in live(phone)
    (said,) = later_than(phone, "2026-03-12T12:00")
    assert "Op 02/03 maakte je dit plan" in said
    assert phone.now == at("2026-03-12T12:00")


def test_a_typed_moment_is_kept_in_quiet_hours_and_that_is_said(coach: Coach) -> None:
    phone = with_a_plan(coach)
    phone.types("zaterdag 20 u")
    assert "zaterdag 7 maart om 20 u." in live(phone)
    assert "Jij koos het" in live(phone)
    assert later_than(phone, "2026-03-07T19:59") == []
    assert len(later_than(phone, "2026-03-07T20:01")) == 1


@pytest.mark.parametrize("typed", ["ooit", "vandaag 9 u", "gisteren"])
def test_what_is_no_moment_ahead_is_asked_again(coach: Coach, typed: str) -> None:
    phone = with_a_plan(coach)
    phone.types(typed)
    assert room_of(phone) == "when"
    assert phone.memory.reminders == ()


def test_in_a_group_nothing_is_offered(coach: Coach) -> None:
    phone = started(with_steps(coach, PLAN))
    phone.types("5")
    phone.presses("Plan 1")
    phone.key = Key(1, -5)
    phone.presses("Bewaar")
    assert room_of(phone) != "when"


def test_on_the_example_network_nothing_is_offered(coach: Coach) -> None:
    phone = Phone(with_steps(coach, PLAN))
    phone.types("/start")
    phone.presses("Probeer met een voorbeeld")
    phone.types("/start trial")
    phone.types("5")
    phone.presses("Plan 1")
    phone.presses("Bewaar")
    assert room_of(phone) != "when"


def test_after_the_offer_the_network_is_named_as_before(coach: Coach) -> None:
    phone = with_a_plan(coach)
    phone.presses("ma 9 mrt")
    assert room_of(phone) == "naming"
    phone.types("Kinderarmoede")
    assert [plan.network for plan in phone.memory.plans] == [phone.memory.profile.network]


# -- what comes of it ---------------------------------------------------------------------------


@pytest.fixture
def asked(coach: Coach) -> Phone:
    """Somebody who is asked how a plan went."""
    phone = planner(coach)
    reminded_of(phone, "2026-03-09T16:00")
    assert len(later_than(phone, "2026-03-09T16:05")) == 1
    return phone


def test_a_plan_that_was_tried_closes_and_what_was_seen_is_kept(asked: Phone) -> None:
    assert WORDS in live(asked)
    asked.presses("Ja, geprobeerd")
    assert asked.memory.plans[0].status == "done"
    asked.types("Twee mensen spraken voor het eerst.")
    (note,) = asked.memory.notes
    assert note.values == {"saw": "Twee mensen spraken voor het eerst."}
    assert (note.lapses - note.made).days == 90
    assert asked.memory.reminders == ()
    assert room_of(asked) == "menu"


def test_what_was_seen_may_be_left_out(asked: Phone) -> None:
    asked.presses("Ja, geprobeerd")
    asked.presses("Overslaan")
    assert asked.memory.notes == ()
    assert "Dat plan is klaar" in live(asked)


def test_a_plan_that_was_not_tried_shrinks(asked: Phone) -> None:
    asked.presses("Nog niet")
    asked.types("Als het stil valt, dan tel ik tot tien.")
    old, new = asked.memory.plans
    assert (old.status, new.status) == ("not_done", "open")
    assert (new.dialogue, new.network, new.made) == ("stuck", 1, date(2026, 3, 9))
    assert "Zal ik vragen of het lukte?" in live(asked)
    asked.presses("ma 16 mrt")
    assert [reminder.about["plan"] for reminder in asked.memory.reminders] == [new.id]


def test_a_smaller_plan_is_never_a_duty(asked: Phone) -> None:
    asked.presses("Nog niet")
    asked.presses("Laat maar")
    assert [plan.status for plan in asked.memory.plans] == ["not_done"]


def test_a_moment_that_did_not_come_is_asked_after_later(asked: Phone) -> None:
    asked.presses("Het moment kwam niet")
    assert asked.memory.plans[0].status == "open"
    asked.presses("ma 16 mrt")
    assert len(later_than(asked, "2026-03-17T12:00")) == 1


def test_a_plan_may_be_let_go(asked: Phone) -> None:
    asked.presses("Laat los")
    assert asked.memory.plans[0].status == "dropped"
    assert asked.memory.reminders == ()


def test_answers_may_be_typed(asked: Phone) -> None:
    asked.types("ja, geprobeerd")
    assert "Wat zag je gebeuren?" in live(asked)
    asked.types("x" * 301)
    assert "te lang" in live(asked)


def test_other_words_find_their_own_door(asked: Phone) -> None:
    asked.types("mandaat")
    assert room_of(asked) != "reminded"


def test_one_tap_stops_every_reminder(asked: Phone) -> None:
    reminded_of(asked, "2026-03-11T16:00")
    asked.presses("Stop met herinneren")
    assert [one.state for one in asked.memory.reminders] == ["stopped"]
    assert later_than(asked, "2026-03-31T12:00") == []


def test_a_plan_whose_words_have_lapsed_is_asked_about_without_them(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-09-07T16:00", plan=99)
    (said,) = later_than(phone, "2026-09-08T12:00")
    assert "De woorden bewaar ik niet meer" in said
    phone.presses("Nog niet")
    phone.types("Als ik bel, dan vraag ik één ding.")
    assert phone.memory.plans[-1].network == 1


def test_a_plan_whose_words_have_lapsed_can_still_be_done(coach: Coach) -> None:
    phone = planner(coach)
    reminded_of(phone, "2026-09-07T16:00", plan=99)
    later_than(phone, "2026-09-08T12:00")
    phone.presses("Ja, geprobeerd")
    phone.types("Het werkte.")
    assert phone.memory.notes[0].outcome == {}


def test_a_dialogue_under_way_waits_below_the_reminder(coach: Coach) -> None:
    phone = planner(coach)
    phone.types("/checkin")
    reminded_of(phone, "2026-03-09T16:00")
    later_than(phone, "2026-03-09T16:05")
    phone.presses("Verder")
    assert "Wanneer start je overleg?" in live(phone)
