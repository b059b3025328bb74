"""The advice in pages and lenses, its verdict, and the plan that it ends in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.facts import Given
from dialogs.outcome import Advised, Outcome
from dialogs.screen import BadAnswerError
from dialogs.text import length, plain
from tests.dialogs.sample import frame_of, live, session_of, started, with_dialogue
from tests.phone import BEGIN, Phone

ASKED = """
title: {nl: "Proef", en: "Trial"}
steps:
  heavy:
    ask: {nl: "Zwaar?", en: "Heavy?"}
    short: {nl: "zwaar", en: "heavy"}
    yesno: {}
"""
WORDS = """
one:
  label: {nl: "Lens één", en: "Lens one"}
  brief: {nl: "Kort één.", en: "Brief one."}
  text: {nl: "Eerste raad.", en: "First advice."}
  more: {nl: "LANG", en: "LONG"}
  source: [ours, vvsg-regie]
two:
  text: {nl: "Tweede raad.", en: "Second advice."}
  source: [ours]
three:
  text: {nl: "Derde raad.", en: "Third advice."}
four:
  text: {nl: "Vierde raad.", en: "Fourth advice."}
  more: {nl: "Meer over vier.", en: "More of four."}
  source: [ours]
""".replace("LANG", "Lange uitleg. " * 52).replace("LONG", "Long explanation. " * 45)


def instrument(given: Given) -> Outcome:
    because = ("heavy",) if given.get("heavy") == "yes" else ()
    names = ("one", "two", "three", "four")
    return Outcome({}, tuple(Advised(name, because) for name in names))


def trial(coach: Coach, steps: str, **more: Any) -> Phone:
    phone = started(with_dialogue(coach, "trial", ASKED + steps, instrument, WORDS), **more)
    phone.presses("Yes" if phone.language == "en" else "Ja")
    return phone


ADVISE = """
  advice:
    ask: {nl: "<b>Raad</b>", en: "<b>Advice</b>"}
    advise: {go: {nl: "Naar het plan", en: "To the plan"}}
"""

# -- pages --------------------------------------------------------------------------------------


def test_three_pieces_are_shown_with_their_reason_and_the_rest_stands_behind_meer(
    coach: Coach,
) -> None:
    phone = trial(coach, ADVISE)
    assert [word in live(phone) for word in ("Eerste", "Tweede", "Derde", "Vierde")] == [
        True,
        True,
        True,
        False,
    ]
    assert "Omdat je zei: zwaar: Ja" in live(phone)
    phone.presses("Meer (2/")
    assert "Lange uitleg" in live(phone)
    assert "Vorige" in phone.labels
    while any(label.startswith("Meer") for label in phone.labels):
        phone.presses("Meer")
    assert "Meer over vier" in live(phone)
    assert "ons eigen oordeel" in live(phone)
    phone.presses("Vorige")
    assert "Meer over vier" not in live(phone)


def test_no_page_is_longer_than_a_phone_can_show(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    sizes = [length(live(phone))]
    while any(label.startswith("Meer") for label in phone.labels):
        phone.presses("Meer")
        sizes.append(length(live(phone)))
    assert sizes[0] <= 700
    assert max(sizes) <= 900


def test_the_advice_is_a_new_message_and_its_pages_are_edits(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    assert phone.turn is not None
    assert isinstance(phone.turn.effects[0], Say)
    (turned,) = phone.presses("Meer")
    assert isinstance(turned, Edit)


def test_words_on_the_buttons_of_an_advice_may_be_typed(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    phone.types("blabla bla")
    assert "Gebruik hier de knoppen" in live(phone)
    phone.types("naar het plan")
    assert "Waar zit je mee?" in live(phone)


def test_who_comes_back_after_another_answer_starts_at_the_first_page(coach: Coach) -> None:
    phone = trial(coach, ADVISE)
    phone.presses("Meer")
    phone.presses("Terug")
    phone.presses("Nee")
    assert "Eerste raad" in live(phone)
    assert "Omdat je zei" not in live(phone)


def test_an_advice_of_which_nothing_holds_is_its_head_alone(coach: Coach) -> None:
    made = with_dialogue(coach, "trial", ASKED + ADVISE, lambda _: Outcome(), WORDS)
    phone = started(made)
    phone.presses("Ja")
    assert plain(live(phone)) == "Raad"


def test_a_dialogue_without_an_instrument_has_an_empty_advice(coach: Coach) -> None:
    phone = started(with_dialogue(coach, "trial", ASKED + ADVISE))
    phone.presses("Ja")
    assert plain(live(phone)) == "Raad"


# -- lenses -------------------------------------------------------------------------------------

LENSES = """
  advice:
    ask: {nl: "<b>Lenzen</b>", en: "<b>Lenses</b>"}
    advise: {lenses: true, pick: {nl: "Kies deze", en: "Take this one"}}
  after:
    ask: {nl: "Dus {{ scratch.lens }}?", en: "So {{ scratch.lens }}?"}
    yesno: {}
"""


def test_each_lens_opens_its_own_page_and_can_be_chosen(coach: Coach) -> None:
    phone = trial(coach, LENSES)
    assert phone.labels[:3] == ["Lens één", "two", "three"]
    assert "Kort één." in live(phone)
    phone.presses("Lens één")
    assert "Eerste raad." in live(phone)
    phone.presses("Meer")
    assert "Lange uitleg" in live(phone)
    phone.presses("Andere lens")
    phone.presses("two")
    assert not any(label.startswith("Meer") for label in phone.labels)
    phone.types("kies deze")
    assert "Dus two?" in live(phone)


def test_a_lens_is_closed_when_the_advice_comes_anew(coach: Coach) -> None:
    phone = trial(coach, LENSES)
    phone.presses("Lens één")
    phone.presses("Terug")
    phone.presses("Nee")
    assert phone.labels[0] == "Lens één"


def test_lenses_without_a_choice_are_for_reading(coach: Coach) -> None:
    phone = trial(coach, LENSES.replace(', pick: {nl: "Kies deze", en: "Take this one"}', ""))
    phone.presses("two")
    assert phone.labels[0] == "Andere lens"


def test_the_verdict_counts_for_the_lens_that_is_open(coach: Coach) -> None:
    phone = trial(coach, LENSES)
    assert "Klopt" not in phone.labels
    phone.presses("Lens één")
    phone.presses("Klopt")
    assert "Dank je" in live(phone)
    assert "Klopt" not in phone.labels
    assert phone.turn is not None
    assert ("advice_right", "trial.one nl") in phone.turn.counted


# -- the plan -----------------------------------------------------------------------------------

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


# -- pages to read ------------------------------------------------------------------------------

SAY = """
  page:
    ask: {nl: "Lees dit.", en: "Read this."}
    say: {go: {nl: "Gelezen", en: "Read it"}}
  links:
    ask: {nl: "Kies een deur.", en: "Choose a door."}
    say: {}
    links: [{label: {nl: "De deur", en: "The door"}, to: last}]
  last:
    ask: {nl: "Laatste?", en: "Last?"}
    yesno: {}
"""


def test_a_page_is_read_and_gone_on_from(coach: Coach) -> None:
    phone = trial(coach, SAY)
    phone.types("iets anders dan dat")
    assert "Gebruik hier de knoppen" in live(phone)
    phone.types("gelezen")
    phone.types("iets anders dan dat")
    assert "Gebruik hier de knoppen" in live(phone)
    phone.presses("De deur")
    assert "Laatste?" in live(phone)
    phone.presses("Terug")
    phone.presses("Terug")
    phone.presses("Gelezen")
    assert "Kies een deur." in live(phone)


def test_a_page_asks_nothing(coach: Coach) -> None:
    phone = trial(coach, SAY)
    step = phone.coach.dialogues["trial"].steps["page"]
    with pytest.raises(BadAnswerError, match="'page' is not asked by page"):
        step.accept("page", "x", object())  # type: ignore[arg-type]
    assert session_of(phone).frames
