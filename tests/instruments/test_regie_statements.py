"""Does a regie instrument work: low statements, types of regie, and what always holds."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings

from dialogs.facts import Given
from dialogs.instruments.regie import CLUSTERS, Regie
from dialogs.outcome import Knowledge
from tests.instruments.regie_answers import ANSWERS, KNOWN, OF, STATEMENTS, all_at, clusters_at
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "regie"


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("answer", [1, 2, 3])
def test_a_low_statement_starts_an_advice(regie: Regie, statement: str, answer: int) -> None:
    outcome = regie(Given(all_at(3, **{statement: answer})))
    low = [statement] if answer < 3 else []
    assert outcome.results["pattern"] is None
    assert outcome.results["advice_items"] == low
    assert [name for name in ids(outcome) if name in STATEMENTS] == low


@pytest.mark.parametrize(("age", "early"), [("under1", True), ("over3", False), (None, False)])
def test_a_result_that_stays_away_is_seen_in_its_time(
    regie: Regie, age: str | None, early: bool
) -> None:
    outcome = regie(Given({**KNOWN, **all_at(3, R2=2, R1=2), "age": age}))
    told = next(advised for advised in outcome.advice if advised.id == "R2")
    assert told.values["early"] is early


def test_a_statement_that_a_pattern_rests_on_is_not_told_twice(regie: Regie) -> None:
    outcome = regie(Given({**KNOWN, **all_at(4, R3=2, R6=2), "kind": "economic"}))
    assert outcome.results["advice_items"] == ["R3", "R6"]
    assert ids(outcome) == ["B", "adjust", "R6", "executing"]


def test_low_statements_of_the_lowest_cluster_come_first(regie: Regie) -> None:
    answers = all_at(4, R1=2, R4=2, R6=2, R7=1)
    outcome = regie(Given({**KNOWN, **answers}))
    assert outcome.results["advice_items"] == ["R1", "R4", "R6", "R7"]
    assert ids(outcome) == ["adjust", "R7", "R4", "executing"]
    assert outcome.advice[0].values["lowest"] == ["sustained"]
    assert outcome.advice[0].because == ("R7",)


def test_two_lowest_clusters_are_both_named(regie: Regie) -> None:
    answers = clusters_at(works=4, carried=4, sustained=2, fits_here=2)
    outcome = regie(Given(answers))
    assert outcome.advice[0].values["lowest"] == ["sustained", "fits_here"]


@pytest.mark.parametrize(
    ("means", "because"),
    [
        pytest.param((2, 2, 2, 4), ("age", "R2", "R5", "R4"), id="stop"),
        pytest.param((2, 3, 3, 2), ("R2", "R1"), id="replace"),
        pytest.param((2, 4, 3, 3), ("R2", "R5"), id="combine"),
        pytest.param((4, 4, 4, 4), ("R2", "R5", "R4", "R1"), id="keep"),
    ],
)
def test_a_verdict_says_what_it_rests_on(
    regie: Regie, means: tuple[int, ...], because: tuple[str, ...]
) -> None:
    answers = clusters_at(**dict(zip(CLUSTERS, means, strict=True)))
    assert regie(Given({**KNOWN, **answers})).advice[0].because == because


@pytest.mark.parametrize(
    ("enforce", "own_script", "kind"),
    [
        pytest.param("yes", "yes", "controlling", id="controlling"),
        pytest.param("yes", "no", "executing", id="executing"),
        pytest.param("no", "yes", "visionary", id="visionary"),
        pytest.param("no", "no", "facilitating", id="facilitating"),
        pytest.param("unknown", "yes", None, id="power-unknown"),
        pytest.param("no", None, None, id="script-skipped"),
    ],
)
def test_the_type_of_regie_follows_from_two_answers(
    regie: Regie, enforce: str, own_script: str | None, kind: str | None
) -> None:
    outcome = regie(Given({**all_at(4), "enforce": enforce, "own_script": own_script}))
    assert outcome.results["regie_type"] == kind
    assert (ids(outcome)[-1] == kind) is (kind is not None)


def test_without_a_result_the_first_step_is_to_name_it_and_all_is_computed(regie: Regie) -> None:
    answers = {**KNOWN, **all_at(2, R3=5), "key_partner": "out"}
    known, unknown = regie(Given(answers)), regie(Given({**answers, "result": "unknown"}))
    assert unknown.results == known.results
    assert ids(unknown) == ["name_result"]
    assert regie(Given({**answers, "result": None})).advice == known.advice


@pytest.mark.parametrize(
    ("change", "provisional"),
    [
        pytest.param({}, False, id="all-known"),
        pytest.param({"R8": "unknown"}, True, id="a-statement"),
        pytest.param({"enforce": None}, True, id="the-type"),
        pytest.param({"key_partner": None}, False, id="partner-while-next-step-is-there"),
        pytest.param({"key_partner": None, "R7": 2}, True, id="partner-while-none-is-there"),
        pytest.param({"kind": None}, True, id="the-kind"),
        pytest.param({"kind": "economic"}, True, id="who-responded"),
        pytest.param({"kind": "economic", "responded": "several"}, False, id="it-fits-anyway"),
        pytest.param({"kind": "legal", "R2": 5}, True, id="how-often-applied"),
        pytest.param({"support": None, "fallback": None}, False, id="support-and-fallback"),
    ],
)
def test_a_result_is_provisional_exactly_when_it_hangs_on_an_answer(
    regie: Regie, change: dict[str, Any], provisional: bool
) -> None:
    answers = {**KNOWN, **all_at(4), **change}
    assert regie(Given(answers)).provisional is provisional


@pytest.mark.parametrize(("fallback", "told"), [("legal", "legal"), ("none", None), (None, None)])
def test_a_fallback_that_was_named_is_mentioned(
    regie: Regie, fallback: str | None, told: str | None
) -> None:
    advised = regie(Given({**KNOWN, **all_at(4, R7=2), "fallback": fallback})).advice[1]
    assert (advised.id, advised.values["fallback"]) == ("R7", told)


@settings(deadline=None)
@examples(answers=ANSWERS)
def test_any_answers_give_results_of_the_vocabulary(
    regie: Regie, speaker: Speaker, answers: dict[str, Any]
) -> None:
    outcome = regie(Given(answers))
    results = outcome.results
    assert results["pattern"] in {*"ABCDEFGHI", None}
    assert results["verdict"] in {"keep", "adjust", "combine", "replace", "stop", "none"}
    assert set(results["clusters"]) == set(CLUSTERS)
    assert set(results["advice_items"]) <= set(STATEMENTS)
    assert outcome.advice
    speaker.check(outcome)


@settings(deadline=None)
@examples(answers=ANSWERS)
def test_unknown_is_never_read_as_a_middle_answer(regie: Regie, answers: dict[str, Any]) -> None:
    told = {q: value for q, value in answers.items() if value not in (None, "unknown")}
    outcome = regie(Given(answers))
    assert regie(Given(told)).results == outcome.results
    for cluster, statements in OF.items():
        known = [told[s] for s in statements if s in told]
        mean = float(Fraction(sum(known), len(known))) if known else None
        assert outcome.results["clusters"][cluster] == mean


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_type_and_pattern_and_verdict_has_its_words(
    speaker: Speaker, knowledge: Knowledge, language: str
) -> None:
    table = knowledge.tables["regie"]
    for name in (*table["patterns"], *table["verdicts"], *table["types"], *STATEMENTS):
        assert speaker.texts[name, "text"].words[language]
        assert speaker.sources[name]


def test_every_sharp_combination_of_clusters_gets_exactly_one_verdict(regie: Regie) -> None:
    for means in product((2, 3, 4), repeat=4):
        answers = clusters_at(**dict(zip(CLUSTERS, means, strict=True)))
        verdict = regie(Given({**KNOWN, **answers})).results["verdict"]
        works, carried, _, fits = means
        expected = (
            "stop"
            if means.count(2) >= 3
            else "replace"
            if works < 3 and fits < 3
            else "combine"
            if works < 3 and carried == 4
            else "keep"
            if min(means) == 4
            else "adjust"
        )
        assert verdict == expected
