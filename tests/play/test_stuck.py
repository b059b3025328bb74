"""A stuck network from a file of answers: the contract of the command line."""

from __future__ import annotations

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

SYMPTOMS = [f"S{n:02}" for n in range(1, 23)]


@pytest.mark.parametrize(
    ("main", "also", "signs", "expected"),
    [
        pytest.param("S01", "S12", "a", [("D3", 9), ("D5", 7)], id="A"),
        pytest.param("S02", "S17", "a", [("D7", 8), ("D1", 4), ("D2", 4)], id="B"),
        pytest.param("S03", "S14", "a", [("D10", 8), ("D6", 7), ("D5", 4)], id="C"),
        pytest.param("S06", "S09", "c", [("D1", 8), ("D8", 6), ("D9", 6)], id="D"),
        pytest.param("S09", "S14", "a", [("D6", 11), ("D11", 6)], id="E"),
        pytest.param("S10", "S11", "a", [("D9", 10), ("D1", 7)], id="F"),
        pytest.param("S13", "S16", "a", [("D4", 11), ("D8", 5)], id="G"),
        pytest.param("S15", "S12", "a", [("D8", 11), ("D9", 6)], id="H"),
        pytest.param("S07", "S02", "a", [("D7", 11), ("D2", 6)], id="I"),
        pytest.param("S05", "S04", "a", [("D3", 11), ("D10", 9)], id="J"),
        pytest.param("S22", "S08", "b", [("D9", 9), ("D7", 7)], id="K"),
        pytest.param("S19", "S01", "b", [("D3", 11), ("D1", 8)], id="L"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_scenario_is_played(
    main: str,
    also: str,
    signs: str,
    expected: list[tuple[str, int]],
    language: str,
    headless: Coach,
) -> None:
    answers = {"symptom": main, "also": [also], "signs": [signs], "time": "hour"}
    played = report(headless, "stuck", answers, language)
    results = played["results"]
    top = [(entry["id"], entry["score"]) for entry in results["principles"]]
    assert top[: len(expected)] == expected
    assert results["shown"] == [principle for principle, _ in expected]
    assert results["step"] == {"principle": expected[0][0], "time": "hour"}
    lenses = [entry for entry in played["advice"] if entry["id"].startswith("D")]
    assert [entry["id"] for entry in lenses] == results["shown"]
    for entry in lenses:
        assert entry["text"]
        assert "<" not in entry["text"]
        assert entry["because"]
        assert "Verdonschot" in entry["source"]


@pytest.mark.parametrize(
    ("answers", "asked", "missing"),
    [
        pytest.param({}, ["symptom", "also"], ["symptom"], id="nothing"),
        pytest.param(
            {"symptom": "S01"},
            ["symptom", "signs", "time", "also"],
            ["signs", "time"],
            id="symptom-only",
        ),
        pytest.param(
            {"symptom": "S01", "signs": [], "time": "hour"},
            ["symptom", "signs", "time", "also"],
            [],
            id="all",
        ),
        pytest.param(
            {"symptom": "S06", "signs": ["c"], "time": "hour"},
            ["symptom", "signs", "would_be_missed", "time", "also"],
            ["would_be_missed"],
            id="would-it-be-missed",
        ),
        pytest.param(
            {"symptom": "S06", "signs": ["a"], "time": "hour", "would_be_missed": False},
            ["symptom", "signs", "time", "also"],
            [],
            id="not-asked-without-c",
        ),
        pytest.param(
            {"symptom": "S01", "signs": ["a"], "time": "hour", "unsafe": True},
            ["symptom", "also", "unsafe"],
            [],
            id="unsafe",
        ),
        pytest.param(
            {"symptom": "unknown", "signs": ["a"], "time": "hour"},
            ["symptom", "also"],
            ["symptom"],
            id="symptom-unknown",
        ),
        pytest.param(
            {"symptom": "S01", "signs": "unknown", "time": "unknown", "unsafe": False},
            ["symptom", "signs", "time", "also", "unsafe"],
            ["signs", "time"],
            id="unknown-is-missing",
        ),
    ],
)
def test_what_is_asked_and_what_is_missing(
    answers: dict[str, Any], asked: list[str], missing: list[str], headless: Coach
) -> None:
    played = report(headless, "stuck", answers)
    assert sorted(played["asked"]) == sorted(asked)
    assert played["missing"] == missing
    assert played["provisional"] is bool(missing)


@pytest.mark.parametrize(
    ("answers", "gate", "first"),
    [
        pytest.param({"symptom": "S07"}, "first:type", "first", id="type"),
        pytest.param({"symptom": "S08"}, "first:mandate", "first", id="mandate"),
        pytest.param({"symptom": "S11", "signs": []}, "first:choice", "first", id="choice"),
        pytest.param(
            {"symptom": "S06", "signs": ["c"], "would_be_missed": False},
            "reason_to_exist",
            "reason_to_exist",
            id="reason",
        ),
        pytest.param({"symptom": "S01", "also": ["S07"]}, None, "D5", id="also-opens-none"),
        pytest.param({"symptom": "S07", "unsafe": "yes"}, "safety", "safety", id="safety"),
    ],
)
def test_the_gate_comes_before_the_lenses(
    answers: dict[str, Any], gate: str | None, first: str, headless: Coach
) -> None:
    played = report(headless, "stuck", answers)
    assert played["results"]["gate"] == gate
    assert played["advice"][0]["id"] == first
    assert bool(played["results"]["shown"]) is (gate != "safety")


def test_what_is_unsafe_gives_people_and_numbers_and_nothing_else(headless: Coach) -> None:
    played = report(
        headless, "stuck", {"symptom": "S01", "signs": ["a"], "time": "hour", "unsafe": "yes"}
    )
    assert played["results"] == {"principles": [], "shown": [], "gate": "safety", "step": None}
    (advice,) = played["advice"]
    assert advice["because"] == ["unsafe"]
    for number in ("112", "1712", "106", "1813", "vertrouwenspersoon"):
        assert number in advice["text"]


def test_what_the_chat_shows_stands_in_the_plain_text(headless: Coach) -> None:
    answers = {"symptom": "S01", "signs": ["a"], "also": ["S12"], "time": "minutes"}
    played = play(headless, "stuck", answers, "en", DAY)
    assert "Start from what drives people: Do a round" in played.shown
    text = played.report["advice"][0]["text"]
    assert "Try in five minutes: Do a round" in text
    assert "Because you said: “Members do not show up”" in text
    assert "Questions for yourself or the group" in text
    assert "Pitfall:" in text


@pytest.mark.parametrize("main", SYMPTOMS)
def test_every_symptom_can_be_played_in_both_languages(main: str, headless: Coach) -> None:
    for language in ("nl", "en"):
        answers = {"symptom": main, "signs": ["a", "b", "c"], "time": "weeks"}
        played = report(headless, "stuck", answers, language)
        assert len(played["results"]["shown"]) in (2, 3)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param({"symptom": "S23"}, "S01", id="symptom"),
        pytest.param({"symptom": "S01", "signs": ["d"]}, "a, b, c", id="sign"),
        pytest.param({"symptom": "S01", "also": ["S02", "S03", "S04"]}, "at most 2", id="also"),
        pytest.param({"symptom": "S01", "time": "day"}, "minutes, hour, weeks", id="time"),
        pytest.param({"unsafe": "maybe"}, "yes, no", id="unsafe"),
        pytest.param({"lens": "D1"}, "symptom", id="question"),
    ],
)
def test_a_wrong_answer_is_named_with_what_is_allowed(
    answers: dict[str, Any], said: str, headless: Coach
) -> None:
    with pytest.raises(PlayError, match=said):
        report(headless, "stuck", answers)
