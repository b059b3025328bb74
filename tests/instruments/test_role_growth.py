"""Which network manager am I: the point of growth, the moment, and what always holds."""

from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings

from dialogs.facts import Dossier, Given
from dialogs.instruments.roles import Roles
from tests.instruments.role_answers import (
    ANSWERS,
    LETTER,
    LONG,
    PAIRS,
    ROLES,
    SHORT,
    Q,
    headline,
    short,
    sums,
)
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "role"


# Competences.


@pytest.mark.parametrize(
    ("answers", "growth"),
    [
        pytest.param({**dict.fromkeys(Q, 5), "Q10": 2}, "Q10", id="guard-opens"),
        pytest.param({**dict.fromkeys(Q, 5), "Q10": 3}, None, id="guard-not-low-enough"),
        pytest.param(
            {**dict.fromkeys(Q, 5), "Q10": 2, "Q5": 4}, "Q5", id="guard-other-not-perfect"
        ),
        pytest.param({"Q10": 1}, None, id="guard-nothing-else-known"),
        pytest.param(dict.fromkeys(Q, 4), None, id="all-fine"),
        pytest.param(dict.fromkeys(Q, 5), None, id="no-gap"),
        pytest.param(dict.fromkeys(Q, 3), "Q2", id="equal-answers-highest-weight-lowest-id"),
        pytest.param({**dict.fromkeys(Q, 4), "Q5": 1}, "Q5", id="largest-weighted-gap"),
        pytest.param({**dict.fromkeys(Q, 4), "Q5": 3}, "Q2", id="weight-decides"),
        pytest.param({**dict.fromkeys(Q, 5), "Q7": 1, "Q9": 1}, "Q7", id="equal-gaps-lower-id"),
        pytest.param(
            {**dict.fromkeys(Q, "unknown"), "Q12": 2, "Q1": 5}, "Q12", id="not-applicable"
        ),
        pytest.param({}, None, id="not-asked"),
    ],
)
def test_the_point_of_growth_is_the_largest_weighted_gap(
    role: Roles, answers: dict[str, Any], growth: str | None
) -> None:
    outcome = role(Given({**short(operator=(5, 1)), **answers}))
    assert outcome.results["growth"] == growth
    said = "growth" if growth else "growth_free"
    assert (ids(outcome)[-1] == said) is bool(answers)


def test_strengths_are_the_two_highest_answers_and_never_the_point_of_growth(
    role: Roles, speaker: Speaker
) -> None:
    answers = {**dict.fromkeys(Q, 3), "Q10": 5, "Q8": 4, "Q3": 4, "Q6": 4}
    outcome = role(Given({**short(), **answers}))
    assert outcome.advice[-1].values == {"competence": "Q2", "strengths": ["Q10", "Q6"]}
    alone = role(Given({"Q2": 3, "Q10": 2})).advice[-1]
    assert alone.values["strengths"] == []
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("answers", "provisional"),
    [
        pytest.param({}, False, id="competences-left-out"),
        pytest.param(dict.fromkeys(Q, 3), False, id="all"),
        pytest.param({**dict.fromkeys(Q, 3), "Q4": "unknown"}, False, id="not-applicable"),
        pytest.param({**dict.fromkeys(Q, 3), "Q4": None}, True, id="one-skipped"),
        pytest.param({"O2": "unknown"}, True, id="an-item-unknown"),
    ],
)
def test_a_result_is_provisional_when_an_answer_is_missing(
    role: Roles, answers: dict[str, Any], provisional: bool
) -> None:
    assert role(Given({**short(vision=(5, 1)), **answers})).provisional is provisional


# What weighs now, and what a team may see.


@pytest.mark.parametrize(
    ("network", "most"),
    [
        pytest.param({"phase": "explore"}, ["champion"], id="explore"),
        pytest.param({"phase": "define"}, ["creative"], id="define"),
        pytest.param({"phase": "goals"}, ["vision"], id="goals"),
        pytest.param({"phase": "act"}, ["operator"], id="act"),
        pytest.param({"form": "self"}, ["operator"], id="self"),
        pytest.param({"form": "lead"}, ["promotor", "vision"], id="lead"),
        pytest.param({"form": "nao"}, ["operator", "vision"], id="nao"),
        pytest.param({"phase": "goals", "form": "self"}, ["vision"], id="phase-before-form"),
        pytest.param({"form": "none"}, None, id="no-form"),
        pytest.param({}, None, id="nothing-known"),
    ],
)
def test_the_moment_of_the_network_weighs_for_the_advice_and_not_for_the_score(
    role: Roles, speaker: Speaker, network: dict[str, str], most: list[str] | None
) -> None:
    answers = sums(vision=20)
    outcome = role(Given(answers, Dossier(network)))
    assert outcome.results == role(Given(answers)).results
    told = [advised for advised in outcome.advice if advised.id == "situation"]
    assert [advised.values["most"] for advised in told] == ([most] if most else [])
    if most:
        assert told[0].values["yours"] is ("vision" in most)
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("totals", "carries", "can"),
    [
        pytest.param({}, [], [], id="nothing-high-enough"),
        pytest.param(
            {"operator": 20, "vision": 18, "champion": 17},
            ["operator", "vision"],
            ["champion"],
            id="top-two",
        ),
        pytest.param(
            {"operator": 20, "vision": 18, "champion": 18},
            ["operator", "vision", "champion"],
            [],
            id="ties-included",
        ),
        pytest.param({"operator": 17, "vision": 16}, ["operator"], [], id="three-point-four"),
    ],
)
def test_a_team_sees_only_which_roles_somebody_carries_or_can_take(
    role: Roles, totals: dict[str, int], carries: list[str], can: list[str]
) -> None:
    assert role.shares(Given(sums(**totals))) == {"carries": carries, "can": can}


def test_nothing_is_shared_without_a_profile(role: Roles) -> None:
    assert role.shares(Given({})) == {"carries": [], "can": []}


def test_bars_are_words_and_blocks_highest_first(role: Roles, speaker: Speaker) -> None:
    answers = {**sums(operator=23, promotor=7, vision=18), "C1": None, "C2": None}
    outcome = role(Given(answers))
    bars = outcome.advice[0].values["bars"]
    assert [(bar["role"], bar["blocks"], bar["level"]) for bar in bars] == [
        ("operator", 5, "strong"),
        ("vision", 4, "strong"),
        ("champion", 3, "can"),
        ("promotor", 1, "low"),
        ("creative", 0, "none"),
    ]
    speaker.check(outcome)


@settings(deadline=None)
@examples(answers=ANSWERS)
def test_any_answers_give_results_of_the_vocabulary(
    role: Roles, speaker: Speaker, answers: dict[str, Any]
) -> None:
    outcome = role(Given(answers))
    results = outcome.results
    assert set(results["profile"]) == set(ROLES)
    assert set(results["profile"].values()) <= {"strong", "can", "low", None}
    assert list(results["profile"].values()).count("low") <= 1
    assert headline(outcome)[0] in {"role", "duo", "allrounder", "flat", "too_few"}
    assert results["caution"] in {"yes", "no"}
    assert results["growth"] in {*Q, None}
    assert outcome.advice
    assert all(advised.because for advised in outcome.advice if advised.id != "growth_free")
    role.shares(Given(answers))
    speaker.check(outcome)


@settings(deadline=None)
@examples(answers=ANSWERS)
def test_unknown_is_never_read_as_a_middle_answer(role: Roles, answers: dict[str, Any]) -> None:
    told = {q: value for q, value in answers.items() if value not in (None, "unknown")}
    assert role(Given(told)).results == role(Given(answers)).results


def test_the_item_bank_is_the_one_that_was_designed(role: Roles) -> None:
    assert {item.id for item in role.forms["long"]} == set(LONG)
    assert tuple(item.id for item in role.forms["short"]) == SHORT
    assert [item.id for item in role.forms["long"]][:3] == ["V1", "K2", "O2"]
    for item in role.forms["long"]:
        assert item.role == next(n for n, letter in LETTER.items() if letter == item.id[0])
        assert item.reverse is item.id.endswith("R")
    found = {frozenset((i.id, i.pair)) for i in role.forms["long"] if i.pair}
    assert found == {frozenset(pair) for pair in PAIRS}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_advice_has_its_words_and_its_source(speaker: Speaker, language: str) -> None:
    for (name, _), text in speaker.texts.items():
        assert text.words[language]
        assert speaker.sources[name]
