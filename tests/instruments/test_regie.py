"""Does a regie instrument work? Patterns, clusters, verdicts and statements of regie.md §4."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.regie import CLUSTERS, Regie, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.spoken import Speaker

DIALOGUE = "regie"

STATEMENTS = tuple(f"R{n}" for n in range(1, 13))
OF = {
    "works": ("R2", "R3", "R12"),
    "carried": ("R5", "R8", "R9"),
    "sustained": ("R4", "R6", "R7"),
    "fits_here": ("R1", "R10", "R11"),
}
KINDS = ("communicative", "economic", "budgetary", "legal")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "support": (*KINDS, "none"),
    "fallback": (*KINDS, "none"),
    "age": ("under1", "1to3", "over3"),
    "key_partner": ("no", "in", "out"),
    "responded": ("nobody", "incumbent", "several"),
    "one_provider": ("yes", "no"),
    "applied": ("rarely", "sometimes", "often"),
    "enforce": ("yes", "no"),
    "own_script": ("yes", "no"),
}
KNOWN = {
    "enforce": "yes",
    "own_script": "no",
    "kind": "budgetary",
    "age": "1to3",
    "key_partner": "no",
}

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "result": st.sampled_from(["minder leegstand", "unknown"]),
        **{q: st.sampled_from([*options, "unknown", None]) for q, options in CHOICES.items()},
        **{s: st.sampled_from([1, 2, 3, 4, 5, "unknown", None]) for s in STATEMENTS},
    },
)


@pytest.fixture(scope="module")
def regie(knowledge: Knowledge) -> Regie:
    return build(knowledge)


def all_at(answer: int, **other: Any) -> dict[str, Any]:
    """Return every statement with *answer*, changed by *other*."""
    return {**dict.fromkeys(STATEMENTS, answer), **other}


def clusters_at(**means: Any) -> dict[str, Any]:
    """Return statements such that every cluster in *means* has that answer three times."""
    return {s: means[cluster] for cluster, statements in OF.items() for s in statements}


def ids(outcome: Outcome) -> list[str]:
    return [advised.id for advised in outcome.advice]


PATTERNS = [
    pytest.param("A", {"key_partner": "out", "R7": 2}, ("key_partner", "R7"), id="A"),
    pytest.param("B", {"kind": "economic", "R3": 2}, ("kind", "R3"), id="B"),
    pytest.param(
        "C", {"kind": "economic", "responded": "incumbent"}, ("kind", "responded"), id="C-incumbent"
    ),
    pytest.param(
        "C",
        {"kind": "economic", "R10": 1, "one_provider": "yes"},
        ("kind", "one_provider", "R10"),
        id="C-one-provider",
    ),
    pytest.param(
        "D",
        {"kind": "communicative", "R5": 4, "R2": 2, "age": "1to3"},
        ("kind", "age", "R2", "R5"),
        id="D-1to3",
    ),
    pytest.param(
        "D",
        {"kind": "communicative", "R5": 5, "R2": 1, "age": "over3"},
        ("kind", "age", "R2", "R5"),
        id="D-over3",
    ),
    pytest.param(
        "E", {"kind": "legal", "R2": 4, "applied": "rarely"}, ("kind", "applied", "R2"), id="E"
    ),
    pytest.param("F", {"R2": 4, "R9": 2}, ("R2", "R9"), id="F"),
    pytest.param("H", {"kind": "legal", "R6": 2, "R7": 3}, ("kind", "R6"), id="H-followup"),
    pytest.param("H", {"kind": "legal", "R6": 3, "R7": 1}, ("kind", "R7"), id="H-next-step"),
    pytest.param(
        "I",
        {"age": "under1", "R2": 2, "R1": 3, "R5": 3, "R10": 3},
        ("age", "R2", "R1", "R5", "R10"),
        id="I",
    ),
    pytest.param("G", {"R3": 4, "R2": 2}, ("R3", "R2"), id="G"),
]


@pytest.mark.parametrize(("pattern", "answers", "because"), PATTERNS)
def test_a_pattern_is_found_and_leads_the_advice(
    regie: Regie, pattern: str, answers: dict[str, Any], because: tuple[str, ...]
) -> None:
    outcome = regie(Given({**all_at(3), **answers}))
    assert outcome.results["pattern"] == pattern
    assert outcome.advice[0].id == pattern
    assert set(outcome.advice[0].because) == set(because)


@pytest.mark.parametrize(
    ("answers"),
    [
        pytest.param({"key_partner": "out", "R7": 3}, id="A-next-step-is-there"),
        pytest.param({"key_partner": "in", "R7": 1}, id="A-partner-is-in"),
        pytest.param({"kind": "budgetary", "R3": 1}, id="B-no-premium"),
        pytest.param({"kind": "economic", "responded": "several"}, id="C-several-responded"),
        pytest.param({"kind": "economic", "R10": 2, "one_provider": "no"}, id="C-more-providers"),
        pytest.param({"kind": "economic", "R10": 3, "one_provider": "yes"}, id="C-it-fits"),
        pytest.param(
            {"kind": "communicative", "R5": 4, "R2": 2, "age": "under1", "R1": 2}, id="D-too-young"
        ),
        pytest.param({"kind": "communicative", "R5": 4, "R2": 2}, id="D-age-unknown"),
        pytest.param({"kind": "legal", "R2": 4, "applied": "often"}, id="E-applied-often"),
        pytest.param({"kind": "legal", "R2": 3, "applied": "rarely"}, id="E-no-result"),
        pytest.param({"R2": 4, "R9": 3}, id="F-nothing-lighter"),
        pytest.param({"kind": "legal", "R6": 3, "R7": 3}, id="H-followed-up"),
        pytest.param({"R6": 1, "R7": 1}, id="H-kind-unknown"),
        pytest.param({"age": "1to3", "R2": 2}, id="I-older"),
        pytest.param({"age": "under1", "R2": 2, "R10": 2}, id="I-does-not-fit"),
        pytest.param({"age": "under1", "R2": 3}, id="I-result-comes"),
        pytest.param({"R3": 3, "R2": 2}, id="G-little-used"),
    ],
)
def test_just_beside_a_pattern_there_is_none(regie: Regie, answers: dict[str, Any]) -> None:
    assert regie(Given({**all_at(3), **answers})).results["pattern"] is None


@pytest.mark.parametrize(
    ("earlier", "later", "answers"),
    [
        pytest.param("A", "B", {"key_partner": "out", "R7": 1, "kind": "economic", "R3": 1}),
        pytest.param("B", "C", {"kind": "economic", "R3": 1, "responded": "incumbent"}),
        pytest.param("C", "F", {"kind": "economic", "responded": "incumbent", "R2": 5, "R9": 1}),
        pytest.param(
            "D", "G", {"kind": "communicative", "age": "over3", "R5": 4, "R2": 1, "R3": 5}
        ),
        pytest.param("E", "F", {"kind": "legal", "applied": "rarely", "R2": 5, "R9": 1}),
        pytest.param("F", "H", {"kind": "legal", "R2": 5, "R9": 1, "R6": 1}),
        pytest.param("H", "I", {"kind": "legal", "R6": 1, "age": "under1", "R2": 1}),
        pytest.param("I", "G", {"age": "under1", "R2": 1, "R3": 5}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_of_two_patterns_the_earlier_one_leads(
    regie: Regie, earlier: str, later: str, answers: dict[str, Any]
) -> None:
    outcome = regie(Given({**all_at(3), **answers}))
    assert outcome.results["pattern"] == earlier
    assert later not in ids(outcome)


def test_patterns_are_checked_in_the_order_of_the_table(regie: Regie) -> None:
    assert [rule.id for rule in regie.patterns] == list("ABCDEFHIG")


VERDICTS = [
    pytest.param("stop", {"works": 2, "carried": 2, "sustained": 2, "fits_here": 4}, id="stop"),
    pytest.param(
        "replace", {"works": 2, "carried": 3, "sustained": 3, "fits_here": 2}, id="replace"
    ),
    pytest.param(
        "combine", {"works": 2, "carried": 4, "sustained": 3, "fits_here": 3}, id="combine"
    ),
    pytest.param("keep", {"works": 4, "carried": 4, "sustained": 4, "fits_here": 4}, id="keep"),
    pytest.param("adjust", {"works": 4, "carried": 4, "sustained": 2, "fits_here": 4}, id="adjust"),
    pytest.param(
        "adjust", {"works": 3, "carried": 3, "sustained": 3, "fits_here": 3}, id="adjust-between"
    ),
    pytest.param(
        "replace",
        {"works": 2, "carried": 4, "sustained": 3, "fits_here": 2},
        id="replace-before-combine",
    ),
    pytest.param(
        "stop", {"works": 2, "carried": 4, "sustained": 2, "fits_here": 2}, id="stop-before-replace"
    ),
]


@pytest.mark.parametrize(("verdict", "means"), VERDICTS)
def test_a_verdict_follows_from_the_clusters(
    regie: Regie, verdict: str, means: dict[str, int]
) -> None:
    outcome = regie(Given({**KNOWN, **clusters_at(**means)}))
    assert outcome.results["verdict"] == verdict
    assert outcome.results["clusters"] == means
    assert verdict in ids(outcome)


@pytest.mark.parametrize(
    ("verdict", "answers"),
    [
        pytest.param("keep", {"R2": 3, "R3": 3, "R12": 5}, id="above-three-and-a-half"),
        pytest.param("adjust", {"R2": 3, "R3": 3, "R12": 4}, id="just-below-three-and-a-half"),
    ],
)
def test_keeping_needs_three_and_a_half_everywhere(
    regie: Regie, verdict: str, answers: dict[str, int]
) -> None:
    assert regie(Given(all_at(4, **answers))).results["verdict"] == verdict


def test_the_borders_of_a_verdict_are_exact(regie: Regie) -> None:
    half = {"R2": 3, "R3": 4, "R12": "unknown"}
    assert regie(Given(all_at(4, **half))).results["verdict"] == "keep"
    three = regie(Given(clusters_at(works=3, carried=4, sustained=3, fits_here=3)))
    assert three.results["verdict"] == "adjust"


@pytest.mark.parametrize("age", ["under1", "unknown", None])
def test_nothing_is_stopped_before_it_ran_for_a_year(regie: Regie, age: str | None) -> None:
    weak = clusters_at(works=2, carried=2, sustained=2, fits_here=2)
    outcome = regie(Given({**KNOWN, **weak, "age": age}))
    assert outcome.results["verdict"] == "replace"
    assert outcome.provisional is (age != "under1")


def test_two_and_a_half_is_not_yet_a_reason_to_stop(regie: Regie) -> None:
    weak = clusters_at(works=2, carried=2, sustained=3, fits_here=4)
    weak |= {"R4": 2, "R6": 3, "R7": "unknown"}
    assert regie(Given({**KNOWN, **weak})).results["verdict"] == "adjust"


@pytest.mark.parametrize("missing", ["unknown", None])
def test_more_than_three_open_statements_leave_no_verdict(
    regie: Regie, missing: str | None
) -> None:
    three = dict.fromkeys(("R2", "R5", "R4"), missing)
    assert regie(Given(all_at(4, **three))).results["verdict"] == "keep"
    four = {**three, "R1": missing}
    outcome = regie(Given(all_at(4, **four)))
    assert outcome.results["verdict"] == "none"
    assert outcome.advice[0].id == "ask"
    assert outcome.advice[0].because == ("R1",)
    assert outcome.advice[0].values == {"open": ["R1", "R2", "R4", "R5"], "cluster": "fits_here"}


def test_a_cluster_without_an_answer_leaves_no_verdict(regie: Regie) -> None:
    outcome = regie(Given(all_at(4, R2="unknown", R3="unknown", R12="unknown")))
    assert outcome.results["clusters"]["works"] is None
    assert outcome.results["verdict"] == "none"
    assert ids(outcome) == ["ask"]
    assert outcome.advice[0].values["cluster"] == "works"


def test_a_pattern_still_shows_when_there_is_no_verdict(regie: Regie) -> None:
    answers = all_at(4, R2=1, R5="unknown", R8="unknown", R9="unknown", R4="unknown")
    assert ids(regie(Given(answers))) == ["ask", "G"]


def test_too_early_leaves_no_verdict_and_asks_nobody(regie: Regie) -> None:
    outcome = regie(Given(all_at(3, age="under1", R2=1)))
    assert outcome.results["verdict"] == "none"
    assert ids(outcome) == ["I"]


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
