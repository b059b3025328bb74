"""Does a regie instrument work? Patterns, clusters, verdicts and statements of regie.md §4."""

from typing import Any

import pytest

from dialogs.facts import Given
from dialogs.instruments.regie import Regie
from tests.instruments.regie_answers import KNOWN, all_at, clusters_at
from tests.instruments.saying import ids

DIALOGUE = "regie"


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
