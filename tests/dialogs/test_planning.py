"""The plan that an advice ends in: suggested, typed, shared, kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from dialogs.effect import Say
from tests.dialogs.sample import frame_of, live, with_dialogue
from tests.dialogs.trial import ASKED, WORDS, instrument, trial
from tests.phone import BEGIN, Phone

PLAN = """
  plan:
    ask: {nl: "Maak een plan.", en: "Make a plan."}
    plan:
      suggestions:
        - {nl: "Als het <b>regent</b>, dan blijf ik.", en: "If it <b>rains</b>, I stay."}
        - text: {nl: "Als het licht is, dan ga ik.", en: "If it is light, I go."}
          when: "heavy == 'no'"
      from: >-
        ['Als het & waait, dan wacht ik.', 'Als het sneeuwt, dan lach ik.', 'Als dit, dan te veel.']
        if heavy == 'yes' else nothing_known
"""


def plans(phone: Phone) -> list[str]:
    return [plan.text for plan in phone.memory.plans]


def test_three_plans_at_most_are_suggested(coach: Coach) -> None:
    phone = trial(coach, PLAN)
    assert phone.labels[:3] == ["Plan 1", "Plan 2", "Plan 3"]
    assert "Plan 4" not in phone.labels
    assert "Als het &amp; waait" in live(phone)
    assert "te veel" not in live(phone)


def test_plans_that_hang_on_what_is_not_known_are_not_suggested(coach: Coach) -> None:
    phone = trial(coach, PLAN)
    phone.presses("Terug")
    phone.presses("Nee")
    assert phone.labels[:3] == ["Plan 1", "Plan 2", "Terug"]


def test_a_plan_is_chosen_shared_and_kept(coach: Coach) -> None:
    phone = trial(coach, PLAN)
    phone.presses("Plan 2")
    assert "Als het &amp; waait, dan wacht ik." in live(phone)
    shared, *_ = phone.presses("Deel")
    assert isinstance(shared, Say)
    assert "<pre>Als het &amp; waait" in shared.text
    phone.presses("Bewaar")
    assert plans(phone) == ["Als het & waait, dan wacht ik."]


def test_one_may_think_better_of_a_plan(coach: Coach) -> None:
    phone = trial(coach, PLAN)
    phone.presses("Plan 1")
    phone.presses("Ander plan")
    phone.types("plan 3")
    phone.types("laat vallen")
    assert "geen plan deze keer" in live(phone)
    assert plans(phone) == []


@pytest.mark.parametrize(
    ("typed", "says"), [("kort", "wel erg kort"), ("x" * 301, "te lang om te lezen: 301")]
)
def test_a_plan_that_cannot_be_one_is_refused_kindly(coach: Coach, typed: str, says: str) -> None:
    phone = trial(coach, PLAN)
    phone.types(typed)
    assert says in live(phone)


def test_a_typed_plan_replaces_the_one_on_the_screen(coach: Coach) -> None:
    phone = trial(coach, PLAN)
    phone.presses("Plan 1")
    phone.types("Als ze bellen, dan neem ik op.")
    assert "Als ze bellen" in live(phone)
    phone.types("bewaar")
    assert plans(phone) == ["Als ze bellen, dan neem ik op."]


QUESTION = (
    PLAN.replace("    plan:\n      sug", "    plan:\n      question: plan\n      sug")
    + """
  after:
    ask: {nl: "Dus {{ plan }}?", en: "So {{ plan }}?"}
    yesno: {}
"""
)


def test_a_plan_may_be_the_answer_to_a_question(coach: Coach) -> None:
    phone = trial(coach, QUESTION)
    assert "2/3" in live(phone)
    phone.types("1")
    assert frame_of(phone).answers["plan"] == "Als het regent, dan blijf ik."
    assert "Bewaard." in live(phone)
    phone.presses("Terug")
    phone.types("Als ze bellen, dan neem ik op.")
    assert plans(phone) == ["Als ze bellen, dan neem ik op."]


@pytest.mark.parametrize("plan", ["", " ", "x" * 301, 12, ["Als", "dan"]])
def test_a_plan_from_a_file_is_a_text(coach: Coach, plan: object) -> None:
    made = with_dialogue(coach, "trial", ASKED + QUESTION, instrument, WORDS)
    with pytest.raises(PlayError, match="plan: the plan must be a text of 1 to 300 characters"):
        play(made, "trial", {"plan": plan}, "nl", BEGIN.date())


def test_a_plan_from_a_file_is_taken(coach: Coach) -> None:
    made = with_dialogue(coach, "trial", ASKED + QUESTION, instrument, WORDS)
    report = play(
        replace(made, headless=True), "trial", {"plan": " Als, dan. "}, "nl", BEGIN.date()
    )
    assert report.report["asked"] == ["heavy", "plan", "after"]
    assert report.report["missing"] == ["heavy", "after"]
