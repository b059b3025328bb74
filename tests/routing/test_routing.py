"""How well typed words find their door, on sentences that are kept out of the phrases."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluate import (
    AMONG_TWO,
    AT_ONCE,
    Judged,
    Sentence,
    evaluate,
    judge,
    opened,
    read_sentences,
    share,
)
from bot.reader.coach import CONTENT
from bot.reader.strict import read_file
from dialogs.coach import Coach
from dialogs.route import bare

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.tsv"))


@pytest.fixture(scope="module")
def judged(coach: Coach) -> list[Judged]:
    return evaluate(coach, [one for path in FILES for one in read_sentences(path)])


def test_most_sentences_find_their_door_at_once(judged: list[Judged]) -> None:
    assert share(judged, AT_ONCE) >= 0.85


def test_nearly_all_find_it_among_the_two_that_are_offered(judged: list[Judged]) -> None:
    assert share(judged, AT_ONCE, AMONG_TWO) >= 0.95


def test_hardly_any_door_opens_for_what_knoop_does_not_do(judged: list[Judged]) -> None:
    assert opened(judged) <= 0.05


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_language_is_served_much_worse(judged: list[Judged], language: str) -> None:
    own = [one for one in judged if one.sentence.language == language]
    assert share(own, AT_ONCE, AMONG_TWO) >= 0.93


def test_the_sentences_are_in_no_phrase() -> None:
    doors = read_file(CONTENT / "phrases" / "doors.yaml", CONTENT).value
    phrases = {bare(one) for ways in doors.values() for each in ways.values() for one in each}
    sentences = [one.text for path in FILES for one in read_sentences(path)]
    known = [text for text in sentences if bare(text) in phrases and len(text.split()) > 3]
    assert known == []


def requests(name: str) -> list[str]:
    lines = (HERE / "requests" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line]


@pytest.mark.parametrize(
    ("name", "topic"), [("delete", "delete"), ("stop", "stop"), ("danger", "danger")]
)
def test_what_comes_before_everything_is_never_missed(coach: Coach, name: str, topic: str) -> None:
    told = [judge(coach, Sentence("nl", topic, text)) for text in requests(name)]
    assert [one.sentence.text for one in told if one.verdict != AT_ONCE] == []


def test_what_only_sounds_like_a_request_is_none(coach: Coach) -> None:
    assert [text for text in requests("neither") if coach.asks(text)] == []
