"""The evaluation of a regie instrument from a file of answers: the contract of ``knoop play``."""

from typing import Any

import pytest

from bot.play import PlayError
from dialogs.coach import Coach
from tests.play.asking import report

STATEMENTS = ["R2", "R3", "R12", "R5", "R8", "R9", "R4", "R6", "R7", "R1", "R10", "R11"]
START = ["instrument", "result", "kind", "support", "fallback", "age", "key_partner"]
PLACE = ["enforce", "own_script"]
ALL_AT_FOUR: dict[str, Any] = {
    "instrument": "Premie",
    "result": "minder leegstand tegen 2028",
    "kind": "budgetary",
    "support": "communicative",
    "fallback": "none",
    "age": "1to3",
    "key_partner": "in",
    "enforce": True,
    "own_script": False,
    **dict.fromkeys(STATEMENTS, 4),
}
FOLLOW_UP = {"responded": "several", "one_provider": False, "applied": "often"}


@pytest.mark.parametrize(
    ("kind", "follow_up"),
    [
        pytest.param("communicative", [], id="communicative"),
        pytest.param("economic", ["responded", "one_provider"], id="economic"),
        pytest.param("budgetary", [], id="budgetary"),
        pytest.param("legal", ["applied"], id="legal"),
        pytest.param("unknown", [], id="unknown"),
        pytest.param(None, [], id="skipped"),
    ],
)
def test_a_follow_up_is_asked_only_of_its_kind(
    headless: Coach, kind: str | None, follow_up: list[str]
) -> None:
    played = report(headless, "regie", {**ALL_AT_FOUR, **FOLLOW_UP, "kind": kind})
    assert played["asked"] == [*START, *follow_up, *PLACE, *STATEMENTS]
    assert played["missing"] == ([] if kind not in (None, "unknown") else ["kind"])


def test_all_answers_give_all_results(headless: Coach) -> None:
    played = report(headless, "regie", ALL_AT_FOUR)
    assert played["provisional"] is False
    assert played["results"] == {
        "regie_type": "executing",
        "pattern": None,
        "clusters": dict.fromkeys(("works", "carried", "sustained", "fits_here"), 4.0),
        "verdict": "keep",
        "advice_items": [],
    }
    assert [advice["id"] for advice in played["advice"]] == ["keep", "executing"]


def test_nothing_known_is_no_verdict_and_nothing_invented(headless: Coach) -> None:
    played = report(headless, "regie", {})
    assert played["missing"] == played["asked"]
    assert played["provisional"] is True
    assert played["results"] == {
        "regie_type": None,
        "pattern": None,
        "clusters": dict.fromkeys(("works", "carried", "sustained", "fits_here")),
        "verdict": "none",
        "advice_items": [],
    }
    assert [advice["id"] for advice in played["advice"]] == ["ask"]


def test_an_unknown_result_withholds_the_advice_and_nothing_else(headless: Coach) -> None:
    known = report(headless, "regie", ALL_AT_FOUR)
    unknown = report(headless, "regie", {**ALL_AT_FOUR, "result": "unknown"})
    assert unknown["results"] == known["results"]
    assert unknown["asked"] == known["asked"]
    assert unknown["missing"] == ["result"]
    assert [advice["id"] for advice in unknown["advice"]] == ["name_result"]
    skipped = report(headless, "regie", {**ALL_AT_FOUR, "result": None})
    assert skipped["advice"] == known["advice"]


PATTERNS = [
    pytest.param("A", {"key_partner": "out", "R7": 1}, id="A"),
    pytest.param("B", {"kind": "economic", "R3": 1}, id="B"),
    pytest.param("C", {"kind": "economic", "responded": "incumbent"}, id="C"),
    pytest.param("D", {"kind": "communicative", "R2": 1, "R3": 3}, id="D"),
    pytest.param("E", {"kind": "legal", "applied": "rarely"}, id="E"),
    pytest.param("F", {"R9": 1}, id="F"),
    pytest.param("H", {"kind": "legal", "R6": 1}, id="H"),
    pytest.param("I", {"age": "under1", "R2": 1}, id="I"),
    pytest.param("G", {"R2": 1}, id="G"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("pattern", "change"), PATTERNS)
def test_each_pattern_leads_the_advice_in_both_languages(
    headless: Coach, pattern: str, change: dict[str, Any], language: str
) -> None:
    played = report(headless, "regie", {**ALL_AT_FOUR, **change}, language)
    assert played["results"]["pattern"] == pattern
    assert played["advice"][0]["id"] == pattern
    assert played["advice"][0]["text"]
    assert played["advice"][0]["source"]
    assert set(played["advice"][0]["because"]) <= set(played["asked"])


def cluster(works: int, carried: int, sustained: int, fits: int) -> dict[str, int]:
    means = (works, works, works, *[carried] * 3, *[sustained] * 3, *[fits] * 3)
    return dict(zip(STATEMENTS, means, strict=True))


@pytest.mark.parametrize(
    ("verdict", "change"),
    [
        pytest.param("stop", cluster(2, 3, 2, 2), id="stop"),
        pytest.param("replace", cluster(2, 3, 3, 2), id="replace"),
        pytest.param("combine", cluster(2, 4, 3, 3), id="combine"),
        pytest.param("keep", cluster(4, 4, 4, 4), id="keep"),
        pytest.param("adjust", cluster(4, 4, 4, 3), id="adjust"),
        pytest.param("none", dict.fromkeys(["R2", "R5", "R4", "R1"], "unknown"), id="none"),
    ],
)
def test_each_verdict_is_reached(headless: Coach, verdict: str, change: dict[str, Any]) -> None:
    played = report(headless, "regie", {**ALL_AT_FOUR, **change})
    assert played["results"]["verdict"] == verdict
    told = "ask" if verdict == "none" else verdict
    assert told in [advice["id"] for advice in played["advice"]]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_low_statement_has_its_step(headless: Coach, statement: str) -> None:
    answers = {**ALL_AT_FOUR, **dict.fromkeys(STATEMENTS, 3), statement: 1}
    played = report(headless, "regie", answers)
    assert played["results"]["advice_items"] == [statement]
    assert statement in [advice["id"] for advice in played["advice"]]


@pytest.mark.parametrize(
    ("enforce", "own_script", "kind"),
    [
        pytest.param("yes", "yes", "controlling", id="controlling"),
        pytest.param("yes", "no", "executing", id="executing"),
        pytest.param("no", "yes", "visionary", id="visionary"),
        pytest.param("no", "no", "facilitating", id="facilitating"),
    ],
)
def test_each_type_of_regie_is_reached(
    headless: Coach, enforce: str, own_script: str, kind: str
) -> None:
    played = report(
        headless, "regie", {**ALL_AT_FOUR, "enforce": enforce, "own_script": own_script}
    )
    assert played["results"]["regie_type"] == kind
    assert played["advice"][-1]["id"] == kind


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"R1": 6}, id="out-of-range"),
        pytest.param({"R13": 3}, id="no-such-statement"),
        pytest.param({"kind": "soft"}, id="no-such-kind"),
        pytest.param({"support": "do_self"}, id="no-such-support"),
        pytest.param({"enforce": "maybe"}, id="no-yes-or-no"),
    ],
)
def test_an_impossible_answer_is_refused_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any]
) -> None:
    with pytest.raises(PlayError, match=next(iter(answers))):
        report(headless, "regie", answers)
