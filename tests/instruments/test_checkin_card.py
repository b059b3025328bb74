"""The card of the check-in: one screen to keep in hand (meetings.md section 2)."""

from typing import Any

import pytest

from dialogs.instruments.checkin import PRIORITY, Checkin
from dialogs.outcome import Knowledge
from tests.instruments.checkin_answers import COMPLETE, WORRIES, play
from tests.instruments.saying import say
from tests.instruments.spoken import LANGUAGES, Speaker

DIALOGUE = "checkin"


@pytest.mark.parametrize("dimension", PRIORITY)
def test_every_line_of_every_dimension_is_said(
    checkin: Checkin, speaker: Speaker, knowledge: Knowledge, dimension: str
) -> None:
    question = {"mandate": "commit", "type": "form"}.get(dimension, dimension)
    for value, words in knowledge.tables["meetings"]["lines"][dimension].items():
        if value.startswith("dominance_"):
            continue
        known = {question: value}
        in_dossier = dimension in ("type", "phase")
        outcome = play(checkin, {} if in_dossier else known, known if in_dossier else {})
        assert outcome.results["lines"] == [dimension]
        for language in LANGUAGES:
            assert words[language] in say(speaker, outcome, "card", language)


def test_the_card_says_why_the_decision_became_a_proposal(
    checkin: Checkin, speaker: Speaker
) -> None:
    outcome = play(checkin, {"purpose": "decision", "commit": "nothing"})
    assert "jij mag vandaag niks toezeggen" in say(speaker, outcome, "card", "nl")
    assert "you may commit to nothing today" in say(speaker, outcome, "card", "en")


@pytest.mark.parametrize(
    ("loud", "form", "line"),
    [
        pytest.param("yes", "lead", "dominance_leader", id="the-leader"),
        pytest.param("no", "lead", "dominance", id="somebody-else"),
        pytest.param("unknown", "lead", "dominance_lead", id="not-known"),
        pytest.param("yes", "self", "dominance", id="no-lead-organisation"),
    ],
)
def test_in_a_lead_organisation_it_matters_who_is_loud(
    checkin: Checkin, speaker: Speaker, knowledge: Knowledge, loud: str, form: str, line: str
) -> None:
    outcome = play(checkin, {"worry": "dominance", "leader_is_loud": loud}, {"form": form})
    said = say(speaker, outcome, "card", "nl")
    assert knowledge.tables["meetings"]["lines"]["worry"][line]["nl"] in said
    assert outcome.results["lines"] == ["worry", "type"]


def test_every_worry_and_purpose_has_three_plans_of_its_own(knowledge: Knowledge) -> None:
    table = knowledge.tables["meetings"]
    assert set(table["plans"]) == {*WORRIES, *table["purposes"]} - {"none"}
    for plans in table["plans"].values():
        assert len(plans) == 3
        for plan in plans:
            assert plan["nl"].startswith("Als ")
            assert ", dan " in plan["nl"]
            assert plan["en"].startswith("If ")
            assert ", then " in plan["en"]
            assert all(len(plan[language]) <= 110 for language in LANGUAGES)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param({"worry": "silence"}, "twee minuten schrijven.", id="first-for-the-worry"),
        pytest.param({"worry": "none", "purpose": "ideas"}, "“ja, maar”", id="for-the-purpose"),
        pytest.param({}, "wat moet er na dit overleg anders zijn", id="nothing-known"),
        pytest.param({"plan": "Als x, dan y"}, "Als x, dan y", id="own-words"),
    ],
)
def test_the_card_ends_in_one_plan(
    checkin: Checkin, speaker: Speaker, answers: dict[str, Any], said: str
) -> None:
    outcome = play(checkin, answers)
    plan = say(speaker, outcome, "card", "nl").rpartition("Plan: ")[2]
    assert said in plan


def test_the_reason_names_only_what_was_answered_and_used(checkin: Checkin) -> None:
    assert play(checkin, {"worry": "silence", "role": "vision"}).advice[0].because == (
        "worry",
        "role",
    )
    assert play(checkin, COMPLETE, {"form": "self"}).advice[0].because == (
        "purpose",
        "worry",
        "commit",
    )


def longest(knowledge: Knowledge, dimension: str, language: str) -> str:
    lines = knowledge.tables["meetings"]["lines"][dimension]
    return str(max(lines, key=lambda value: len(lines[value][language])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_card_fits_one_screen(
    checkin: Checkin, speaker: Speaker, knowledge: Knowledge, language: str
) -> None:
    outcomes = [
        play(
            checkin,
            {
                "when": "today",
                "purpose": purpose,
                "commit": commit,
                "worry": worry,
                "leader_is_loud": "yes",
                "people": "x" * 300,
                "plan": "y" * 300,
                "role": longest(knowledge, "role", language),
            },
            {
                "phase": longest(knowledge, "phase", language),
                "form": form,
            },
        )
        for purpose in ("decision", "tasks", "shared_view", "ideas", "trust")
        for commit in ("nothing", "bounded", "clear")
        for worry in WORRIES
        for form in ("self", "lead", "nao", "none")
    ]
    sizes = [len(say(speaker, outcome, "card", language)) for outcome in outcomes]
    assert max(sizes) <= 700
