"""The self-test of roles from a file of answers: the contract of ``knoop play``."""

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

SHORT = ["V1", "K2", "C5R", "P1", "O5R", "V5R", "K5R", "C4", "P5R", "O2"]
LONG = [
    *("V1", "K2", "O2", "C3", "P1", "K4", "V3", "C5R", "O4", "P3", "K1", "C1", "V5R"),
    *("P2", "O1", "K5R", "C2", "V2", "P5R", "O3", "K3", "V4", "P4", "O5R", "C4"),
]
Q = [f"Q{n}" for n in range(1, 13)]
ROLES = ("operator", "promotor", "vision", "creative", "champion")


def short(**change: Any) -> dict[str, Any]:
    return {"length": "short", **dict.fromkeys(SHORT, 3), **change}


def long(**change: Any) -> dict[str, Any]:
    return {"length": "long", **dict.fromkeys(LONG, 3), **change}


def high(letter: str) -> dict[str, int]:
    return {**{f"{letter}{n}": 5 for n in range(1, 5)}, f"{letter}5R": 1}


def ids(played: dict[str, Any]) -> list[str]:
    return [advice["id"] for advice in played["advice"]]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param(short(O2=5), ["length", *SHORT], id="short"),
        pytest.param(short(O2=5, O1=5, V3=2), ["length", *SHORT], id="short-leaves-the-rest"),
        pytest.param(long(O2=5, V1=1, C1=1), ["length", *LONG], id="long"),
        pytest.param(short(O2=5, **dict.fromkeys(Q, 3)), ["length", *SHORT, *Q], id="competences"),
        pytest.param(short(O2=5, Q3=2), ["length", *SHORT, "Q3"], id="one-competence"),
    ],
)
def test_the_form_decides_what_is_asked(
    headless: Coach, answers: dict[str, Any], asked: list[str]
) -> None:
    played = report(headless, "role", answers)
    assert played["asked"] == asked
    assert played["missing"] == []


def test_a_skipped_item_is_missing_and_never_a_three(headless: Coach) -> None:
    played = report(headless, "role", short(O2=None, V1="unknown"))
    assert played["missing"] == ["V1", "O2"]
    assert played["results"]["headline"] == {"kind": "too_few", "roles": []}
    assert played["provisional"] is True


def test_without_a_length_all_items_are_asked(headless: Coach) -> None:
    answers = {**long(**high("V")), "length": None}
    played = report(headless, "role", answers)
    assert played["asked"] == ["length", *LONG]
    assert played["missing"] == ["length"]
    assert played["results"]["headline"] == {"kind": "role", "roles": ["vision"]}
    ten = report(headless, "role", {item: 5 if item == "V1" else 3 for item in SHORT})
    assert ten["results"]["headline"] == {"kind": "role", "roles": ["vision"]}


HEADLINES = [
    *(
        pytest.param(long(**high(letter)), {"kind": "role", "roles": [role]}, role, id=role)
        for role, letter in zip(ROLES, "OPVCK", strict=True)
    ),
    pytest.param(
        long(**high("V"), **high("C")),
        {"kind": "duo", "roles": ["vision", "creative"]},
        "duo",
        id="duo",
    ),
    pytest.param(
        long(**high("V"), **high("C"), **high("K")),
        {"kind": "allrounder", "roles": ["vision", "creative", "champion"]},
        "allrounder",
        id="allrounder",
    ),
    pytest.param(long(), {"kind": "flat", "roles": []}, "flat", id="flat"),
    pytest.param({"length": "long"}, {"kind": "too_few", "roles": []}, "too_few", id="too_few"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("answers", "headline", "told"), HEADLINES)
def test_each_headline_is_reached_in_both_languages(
    headless: Coach,
    answers: dict[str, Any],
    headline: dict[str, Any],
    told: str,
    language: str,
) -> None:
    played = report(headless, "role", answers, language)
    assert played["results"]["headline"] == headline
    assert ids(played)[0] == told
    assert all(advice["text"] and advice["because"] for advice in played["advice"])


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param(dict.fromkeys(LONG, 5), "caution", id="caution"),
        pytest.param(long(**high("O"), K1=1, K2=1), "low", id="low"),
        pytest.param(long(**high("O"), phase="act"), "situation", id="situation"),
        pytest.param(long(**high("O"), **{**dict.fromkeys(Q, 4), "Q10": 1}), "growth", id="growth"),
        pytest.param(long(**high("O"), **dict.fromkeys(Q, 4)), "growth_free", id="growth_free"),
    ],
)
def test_each_other_piece_of_advice_is_reached(
    headless: Coach, answers: dict[str, Any], told: str
) -> None:
    assert told in ids(report(headless, "role", answers))


def test_a_tie_of_three_is_asked_about_and_broken_by_the_person(headless: Coach) -> None:
    tied = long(**high("V"), **high("C"), **high("K"))
    still = report(headless, "role", tied)
    assert still["asked"][-1] == "tiebreak"
    assert still["missing"] == ["tiebreak"]
    chosen = report(headless, "role", {**tied, "tiebreak": "champion"})
    assert chosen["asked"] == still["asked"]
    assert chosen["results"]["headline"] == {"kind": "role", "roles": ["champion"]}
    assert report(headless, "role", {**tied, "tiebreak": "operator"})["results"] == still["results"]


def test_a_tiebreak_without_a_tie_is_not_asked_and_changes_nothing(headless: Coach) -> None:
    played = report(headless, "role", long(**high("O"), tiebreak="vision"))
    assert "tiebreak" not in played["asked"]
    assert played["results"]["headline"] == {"kind": "role", "roles": ["operator"]}


def test_competences_that_were_not_asked_leave_nothing_open(headless: Coach) -> None:
    played = report(headless, "role", short(O2=5))
    assert played["provisional"] is False
    assert played["results"]["growth"] is None
    assert "growth_free" not in ids(played)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"length": "medium"}, id="no-such-length"),
        pytest.param({"V1": 0}, id="out-of-range"),
        pytest.param({"V5": 3}, id="no-such-item"),
        pytest.param({"Q13": 3}, id="no-such-competence"),
        pytest.param({"tiebreak": "boss"}, id="no-such-role"),
    ],
)
def test_an_impossible_answer_is_refused_with_what_is_allowed(
    headless: Coach, answers: dict[str, Any]
) -> None:
    with pytest.raises(PlayError, match=next(iter(answers))):
        report(headless, "role", answers)


def test_without_a_length_the_items_tell_which_form_it_was(headless: Coach) -> None:
    short = dict.fromkeys(("V1", "K2", "C5R", "P1", "O5R", "V5R", "K5R", "C4", "P5R", "O2"), 3)
    told = play(headless, "role", {**short, "V1": 5}, "nl", DAY).report
    assert told["asked"] == ["length", *short]
    assert told["missing"] == ["length"]
