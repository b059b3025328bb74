"""How well typed words find their door, on sentences that are kept out of the phrases."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.evaluate import (
    AMONG_TWO,
    AT_ONCE,
    DANGER,
    Judged,
    Sentence,
    evaluate,
    judge,
    opened,
    read_sentences,
    route,
    share,
)
from bot.reader.coach import CONTENT, read_coach
from bot.reader.strict import read_file
from dialogs.coach import Coach
from dialogs.route import bare

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.tsv"))
LEARNT = ("doors", "first")
UNSEEN = {"unseen": (0.82, 0.91), "exam": (0.91, 0.95), "last": (0.89, 0.95)}


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


@pytest.mark.parametrize("name", UNSEEN)
def test_sentences_that_nobody_had_seen_do_not_become_worse(coach: Coach, name: str) -> None:
    """The figures are those of docs/routing.md, with two points of margin."""
    own = evaluate(coach, read_sentences(HERE / f"{name}.tsv"))
    at_once, among_two = UNSEEN[name]
    assert share(own, AT_ONCE) >= at_once - 0.02
    assert share(own, AT_ONCE, AMONG_TWO) >= among_two - 0.02
    assert opened(own) <= 0.05


def test_the_sentences_are_in_no_phrase() -> None:
    tables = [read_file(CONTENT / "phrases" / f"{name}.yaml", CONTENT).value for name in LEARNT]
    known = {
        bare(one)
        for ways in tables
        for way in ways.values()
        for each in way.values()
        for one in each
    }
    sentences = [one.text for path in FILES for one in read_sentences(path)]
    assert [text for text in sentences if bare(text) in known] == []


def test_a_turn_that_routes_takes_less_than_five_milliseconds(coach: Coach) -> None:
    coach.prepare()
    sentences = [one for path in FILES for one in read_sentences(path)][::5]
    begun = time.process_time()
    for one in sentences:
        route(coach, one.text, one.language)
    assert (time.process_time() - begun) / len(sentences) < 0.005


def test_after_the_start_nobody_waits_for_the_phrases() -> None:
    begun = time.process_time()
    coach = read_coach()
    coach.prepare()
    started = time.process_time()
    route(coach, "het loopt vast bij ons", "nl")
    assert time.process_time() - started < (started - begun) / 10


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
    heard = {text: route(coach, text, "nl") for text in requests("neither")}
    assert [text for text, led in heard.items() if led.first or led.topics == (DANGER,)] == []


def test_words_of_buttons_hardly_ever_sound_like_a_request_or_a_worry(coach: Coach) -> None:
    """Typed where they stand on a button they are an answer anyway."""
    files = [*sorted((CONTENT / "dialogs").glob("*.yaml")), CONTENT / "knowledge/symptoms.yaml"]
    labels = [one for path in files for one in short_texts(read_file(path, CONTENT).value)]
    assert len(labels) > 300
    heard = [label for label in labels if coach.first(label, "nl", asked=True)]
    assert len(heard) < len(labels) / 100


def short_texts(value: object) -> Iterator[str]:
    """Yield all texts that fit on a button."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name in ("nl", "en") and isinstance(one, str) and len(one) <= 38:
                yield one
            else:
                yield from short_texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from short_texts(one)
