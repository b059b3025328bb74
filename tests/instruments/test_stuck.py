"""From symptoms to principles: design-principles.md, weighed by hand and in every combination."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.stuck import Stuck, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.symptoms import PRINCIPLES, SIGNS, SYMPTOMS, TIMES
from tests.instruments.test_stuck_gates import GATED


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> dict[str, Any]:
    listed: dict[str, Any] = knowledge.tables["symptoms"]["list"]
    return listed


def by_hand(
    table: Mapping[str, Any], main: str, also: tuple[str, ...], signs: tuple[str, ...]
) -> dict[str, int]:
    """Add up what section 3 of design-principles.md says, in the plainest way."""
    scores = dict.fromkeys(PRINCIPLES, 0)
    for principle in PRINCIPLES:
        scores[principle] += 2 * table[main]["weights"].get(principle, 0)
        for symptom in also:
            scores[principle] += table[symptom]["weights"].get(principle, 0)
        for sign in signs:
            scores[principle] += table[main]["signs"][sign]["shifts"].get(principle, 0)
    return {principle: score for principle, score in scores.items() if score > 0}


def scores(outcome: Outcome) -> dict[str, int]:
    return {entry["id"]: entry["score"] for entry in outcome.results["principles"]}


def told(outcome: Outcome) -> list[tuple[str, int]]:
    """The principles that are shown, with their scores."""
    known = scores(outcome)
    return [(principle, known[principle]) for principle in outcome.results["shown"]]


# -- the twelve scenarios of section 4


SCENARIOS = {
    "A": ("S01", ["S12"], ["a"], [("D3", 9), ("D5", 7)]),
    "B": ("S02", ["S17"], ["a"], [("D7", 8), ("D1", 4), ("D2", 4)]),
    "C": ("S03", ["S14"], ["a"], [("D10", 8), ("D6", 7), ("D5", 4)]),
    "D": ("S06", ["S09"], ["c"], [("D1", 8), ("D8", 6), ("D9", 6)]),
    "E": ("S09", ["S14"], ["a"], [("D6", 11), ("D11", 6)]),
    "F": ("S10", ["S11"], ["a"], [("D9", 10), ("D1", 7)]),
    "G": ("S13", ["S16"], ["a"], [("D4", 11), ("D8", 5)]),
    "H": ("S15", ["S12"], ["a"], [("D8", 11), ("D9", 6)]),
    "I": ("S07", ["S02"], ["a"], [("D7", 11), ("D2", 6)]),
    "J": ("S05", ["S04"], ["a"], [("D3", 11), ("D10", 9)]),
    "K": ("S22", ["S08"], ["b"], [("D9", 9), ("D7", 7)]),
    "L": ("S19", ["S01"], ["b"], [("D3", 11), ("D1", 8)]),
}


@pytest.mark.parametrize(("main", "also", "signs", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_the_scenario_gives_its_principles(
    main: str, also: list[str], signs: list[str], expected: list[tuple[str, int]], stuck: Stuck
) -> None:
    answers = {"symptom": main, "also": also, "signs": signs, "time": "hour"}
    outcome = stuck(Given(answers))
    assert told(outcome) == expected
    assert outcome.results["step"] == {"principle": expected[0][0], "time": "hour"}
    assert outcome.results["gate"] == GATED.get(main)
    assert outcome.provisional is (main == "S06")  # whether it would be missed was not asked


# -- every symptom with every combination of signs


@pytest.mark.parametrize("main", SYMPTOMS)
@pytest.mark.parametrize("signs", SIGNS, ids="".join)
def test_every_symptom_adds_up(
    main: str, signs: tuple[str, ...], stuck: Stuck, table: dict[str, Any]
) -> None:
    for also in chain([()], combinations([s for s in SYMPTOMS if s != main], 1), [("S01", "S20")]):
        others = tuple(s for s in also if s != main)
        outcome = stuck(Given({"symptom": main, "signs": list(signs), "also": list(also)}))
        assert scores(outcome) == by_hand(table, main, others, signs)
        ordered = [entry["score"] for entry in outcome.results["principles"]]
        assert ordered == sorted(ordered, reverse=True)
        shown = told(outcome)
        assert 2 <= len(shown) <= 3
        assert all(score > 0 for _, score in shown)
        best = outcome.results["principles"][0]["score"]
        third = outcome.results["principles"][2]["score"]
        assert (len(shown) == 3) is (2 * third >= best)
        assert [entry["id"] for entry in outcome.results["principles"]][: len(shown)] == [
            principle for principle, _ in shown
        ]


# -- ties


def test_of_equals_the_one_with_more_weight_in_the_main_symptom_comes_first(stuck: Stuck) -> None:
    # D9 4 = 2x2 of S12; D2 4 = 2 of S02 + 2 of S07 has no weight in S12.
    outcome = stuck(Given({"symptom": "S12", "also": ["S02", "S07"], "signs": []}))
    order = [entry["id"] for entry in outcome.results["principles"]]
    known = scores(outcome)
    assert known["D9"] == known["D2"] == 4
    assert order.index("D9") < order.index("D2")


def test_of_equals_the_one_that_was_not_proposed_lately_comes_first(stuck: Stuck) -> None:
    answers = {"symptom": "S01", "signs": []}
    assert stuck(Given(answers)).results["shown"] == ["D3", "D5", "D1"]
    past = {"proposed": [["D3", "D9"]]}
    assert stuck(Given(answers, past=past)).results["shown"] == ["D5", "D3", "D1"]


def test_more_weight_in_the_main_symptom_goes_before_what_was_proposed(stuck: Stuck) -> None:
    answers = {"symptom": "S12", "also": ["S02", "S07"], "signs": []}
    past = {"proposed": [["D9", "D3"]]}
    order = [entry["id"] for entry in stuck(Given(answers, past=past)).results["principles"]]
    assert order.index("D9") < order.index("D2")


def test_only_the_last_two_times_count(stuck: Stuck) -> None:
    answers = {"symptom": "S01", "signs": []}
    twice = {"proposed": [["D3"], ["D9", "D1"], ["D8", "D2"]]}
    assert stuck(Given(answers, past=twice)).results["shown"][:2] == ["D3", "D5"]
    lately = {"proposed": [["D8"], ["D3", "D1"], ["D8", "D2"]]}
    assert stuck(Given(answers, past=lately)).results["shown"][:2] == ["D5", "D3"]


def test_of_equals_that_were_both_proposed_the_lower_number_comes_first(stuck: Stuck) -> None:
    past = {"proposed": [["D5", "D3"], ["D3", "D5"]]}
    given = Given({"symptom": "S01", "signs": []}, past=past)
    assert stuck(given).results["shown"][:2] == ["D3", "D5"]


def test_the_number_counts_as_a_number(stuck: Stuck) -> None:
    # S04: D3 and D10 both 6; as words D10 would come first.
    assert stuck(Given({"symptom": "S04", "signs": []})).results["shown"][:2] == ["D3", "D10"]


# -- what is missing


@pytest.mark.parametrize("symptom", [None, "unknown"])
def test_without_a_symptom_there_is_no_principle(symptom: str | None, stuck: Stuck) -> None:
    answers = {"symptom": symptom, "also": ["S07"], "signs": ["a"], "time": "hour"}
    outcome = stuck(Given(answers))
    assert outcome.results == {"principles": [], "shown": [], "gate": None, "step": None}
    assert [advised.id for advised in outcome.advice] == ["unclear"]
    assert outcome.provisional


@pytest.mark.parametrize("signs", [None, "unknown"])
def test_without_the_signs_the_scores_are_provisional(signs: str | None, stuck: Stuck) -> None:
    outcome = stuck(Given({"symptom": "S01", "signs": signs, "time": "hour"}))
    assert outcome.results["shown"]
    assert outcome.provisional


@pytest.mark.parametrize("time", [None, "unknown"])
def test_without_the_time_the_step_is_open(time: str | None, stuck: Stuck) -> None:
    outcome = stuck(Given({"symptom": "S01", "signs": [], "time": time}))
    assert outcome.results["step"] == {"principle": "D3", "time": None}
    assert outcome.provisional
    assert {advised.values["pace"] for advised in outcome.advice} == {"minutes"}


def test_other_symptoms_are_asked_on_demand_and_leave_nothing_open(stuck: Stuck) -> None:
    assert not stuck(Given({"symptom": "S01", "signs": [], "time": "hour"})).provisional


def test_the_main_symptom_does_not_count_again(stuck: Stuck) -> None:
    once = stuck(Given({"symptom": "S01", "signs": []}))
    again = stuck(Given({"symptom": "S01", "also": ["S01"], "signs": []}))
    assert once.results == again.results


# -- advice


def test_the_advice_is_the_gate_and_then_the_lenses(stuck: Stuck) -> None:
    outcome = stuck(Given({"symptom": "S07", "also": ["S02"], "signs": ["a"], "time": "weeks"}))
    assert [advised.id for advised in outcome.advice] == ["first", "D7", "D2"]


def test_a_lens_rests_on_the_answers_that_led_to_it_only(stuck: Stuck) -> None:
    answers = {"symptom": "S01", "also": ["S12", "S13"], "signs": ["a", "c"], "time": "hour"}
    d3, d5 = stuck(Given(answers)).advice[:2]
    assert (d3.id, d3.because) == ("D3", ("symptom", "also", "signs", "time"))
    assert d3.values["symptoms"] == ["S01", "S12"]
    assert d3.values["ticked"] == ["a"]
    assert (d5.id, d5.because) == ("D5", ("symptom", "signs", "time"))
    assert d5.values["symptoms"] == ["S01"]


def test_a_lens_may_rest_on_a_sign_alone(stuck: Stuck, table: dict[str, Any]) -> None:
    assert "D10" not in table["S13"]["weights"]
    answers = {"symptom": "S13", "also": ["S04"], "signs": ["b"]}
    lenses = {advised.id: advised for advised in stuck(Given(answers)).advice}
    assert lenses["D10"].because == ("symptom", "also", "signs")
    assert lenses["D10"].values["symptoms"] == ["S04"]
    assert lenses["D10"].values["ticked"] == ["b"]


def test_a_lens_may_rest_on_another_symptom_alone(stuck: Stuck, table: dict[str, Any]) -> None:
    # S18 has no D3 in its weights; S04 and S19 bring six.
    answers = {"symptom": "S18", "also": ["S04", "S19"], "signs": []}
    lenses = {advised.id: advised for advised in stuck(Given(answers)).advice}
    assert "D3" not in table["S18"]["weights"]
    assert lenses["D3"].because == ("also",)


# -- whatever is answered


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "symptom": st.sampled_from([*SYMPTOMS, "unknown", None]),
        "also": st.lists(st.sampled_from(SYMPTOMS), max_size=2, unique=True),
        "signs": st.one_of(
            st.lists(st.sampled_from("abc"), unique=True), st.sampled_from(["unknown", None])
        ),
        "time": st.sampled_from([*TIMES, "unknown", None]),
        "would_be_missed": st.sampled_from(["yes", "no", "unknown", None]),
        "unsafe": st.sampled_from(["yes", "no", "unknown", None]),
    },
)
PAST = st.lists(st.lists(st.sampled_from(PRINCIPLES), max_size=3, unique=True), max_size=4)


@examples(answers=ANSWERS, proposed=PAST)
def test_any_answers_give_an_outcome(
    knowledge: Knowledge, answers: dict[str, Any], proposed: list[list[str]]
) -> None:
    outcome = build(knowledge)(Given(answers, past={"proposed": proposed}))
    assert set(outcome.results) == {"principles", "shown", "gate", "step"}
    shown = outcome.results["shown"]
    assert (outcome.results["step"] is None) is (not shown)
    assert [advised.id for advised in outcome.advice if advised.id in PRINCIPLES] == shown


@examples(answers=ANSWERS, order=st.randoms(use_true_random=False))
def test_the_order_of_ticking_does_not_matter(
    knowledge: Knowledge, answers: dict[str, Any], order: Any
) -> None:
    turned = dict(answers)
    for question in ("also", "signs"):
        if isinstance(turned.get(question), list):
            turned[question] = order.sample(turned[question], len(turned[question]))
    instrument = build(knowledge)
    assert instrument(Given(turned)) == instrument(Given(answers))


@examples(answers=ANSWERS)
def test_unknown_is_missing(knowledge: Knowledge, answers: dict[str, Any]) -> None:
    instrument = build(knowledge)
    left_out = {question: value for question, value in answers.items() if value != "unknown"}
    assert instrument(Given(left_out)) == instrument(Given(answers))
