"""What an outside check of the contract once found, so that it stays mended."""

from __future__ import annotations

from typing import Any

import pytest

from bot.play import PlayError, play, read_answers
from bot.reader.coach import read_coach
from dialogs.coach import Coach
from tests.play.asking import DAY


@pytest.fixture(scope="module")
def headless() -> Coach:
    return read_coach(headless=True)


@pytest.mark.parametrize(
    ("dialogue", "written", "says"),
    [
        ("portfolio", "networks: [{hours: 3}]", "networks: entry 1 has no name"),
        ("portfolio", "networks: [{name: null}]", "networks: entry 1 has no name"),
        ("partners", "partners: [{importance: 3}]", "partners: entry 1 has no name"),
        ("partners", "partners: [{name: [a]}]", "entry 1, name: the text must have"),
        ("debrief", "previous: [foo]", "previous: entry 1 is not a mapping"),
        ("type", "{trust: [1, 1, 5], organisation: [a, a]}", "trust has 3"),
        ("type", "{trust: [1, 5], organisation: a}", "trust has 2"),
    ],
)
def test_what_is_no_answer_is_refused_in_one_line(
    headless: Coach, dialogue: str, written: str, says: str
) -> None:
    with pytest.raises(PlayError, match=r"\A[^\n]*\Z") as refused:
        play(headless, dialogue, read_answers(written, "-"), "nl", DAY)
    assert says in str(refused.value)


@pytest.mark.parametrize("written", ["true", "True", "yes", "Yes", "YES"])
def test_true_and_yes_are_the_same_however_they_are_written(headless: Coach, written: str) -> None:
    answers = read_answers(f"{{may: listen, listened_twice: {written}}}", "-")
    assert "K7" in play(headless, "mandate", answers, "nl", DAY).report["results"]["rules"]


@pytest.mark.parametrize("written", ["true", "yes"])
def test_a_fact_of_the_dossier_may_be_true_or_yes(headless: Coach, written: str) -> None:
    answers = read_answers(f"coordinator: {written}", "-")
    assert play(headless, "stuck", answers, "nl", DAY).report["dialogue"] == "stuck"


@pytest.mark.parametrize("written", ["[]", "[unknown]", "[unknown, null]"])
def test_a_list_in_which_nobody_answered_is_missing(headless: Coach, written: str) -> None:
    answers = read_answers(f"trust: {written}", "-")
    assert "trust" in play(headless, "type", answers, "nl", DAY).report["missing"]


def test_a_number_may_be_quoted(headless: Coach) -> None:
    def points(trust: Any) -> Any:
        answers = {"trust": trust, "size": 7, "consensus": 4, "competence": 2}
        return play(headless, "type", answers, "nl", DAY).report["results"]["points"]

    assert points("3.6") == points(3.6)


def test_a_list_may_stand_by_its_alias_but_not_for_ever() -> None:
    read = read_answers("partners: [{name: A, voice: &v [user]}, {name: B, voice: *v}]", "-")
    assert read["partners"][1]["voice"] == ["user"]
    with pytest.raises(PlayError, match="alias"):
        read_answers("a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]", "-")
    with pytest.raises(PlayError, match="alias"):
        read_answers("a: &a 1\nb: [" + ", ".join(["*a"] * 1001) + "]", "-")
