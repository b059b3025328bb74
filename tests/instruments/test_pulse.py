"""The pulse of a team: pulse.md sections 3 and 4, and what a group may see (UX.md, Groups)."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest

from dialogs.facts import Given
from dialogs.instruments.pulse import Pulse, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.saying import everything
from tests.instruments.spoken import Speaker

DIALOGUE = "pulse"


@pytest.fixture(scope="module")
def pulse(knowledge: Knowledge) -> Pulse:
    return build(knowledge)


def play(pulse: Pulse, **answers: Any) -> Outcome:
    return pulse(Given(answers))


def multisets(*sizes: int) -> Iterator[list[int]]:
    for size in sizes:
        yield from (list(one) for one in combinations_with_replacement(range(1, 6), size))


def without_one(answers: list[int]) -> list[list[int]]:
    return [answers[:at] + answers[at + 1 :] for at in range(len(answers))]


def mean_band(answers: list[int]) -> str:
    mean = Fraction(sum(answers), len(answers))
    return "strong" if mean >= 4 else "attention" if mean >= 3 else "concern"


def spread_band(answers: list[int]) -> str:
    mean = Fraction(sum(answers), len(answers))
    deviation = sum(abs(one - mean) for one in answers) / len(answers)
    return "agreed" if deviation * 2 <= 1 else "some" if deviation * 5 <= 4 else "divided"


@pytest.mark.parametrize(
    ("answers", "mean", "spread", "pattern", "show", "shown"),
    [
        pytest.param(
            [4, 4, 5, 4, 4],
            "strong",
            "agreed",
            None,
            "spread",
            ["strong"],
            id="4-4-5-4-4",
        ),
        pytest.param(
            [3, 3, 3, 4, 3], "attention", "agreed", None, "spread", ["attention"], id="3-3-3-4-3"
        ),
        pytest.param(
            [2, 2, 1, 2, 3], "concern", "agreed", None, "spread", ["concern"], id="2-2-1-2-3"
        ),
        pytest.param(
            [1, 2, 4, 5, 5],
            "attention",
            "divided",
            None,
            "spread",
            ["strong", "attention"],
            id="1-2-4-5-5",
        ),
        pytest.param(
            [1, 5, 5, 5, 5, 5],
            "strong",
            "divided",
            "one_apart",
            "band",
            ["strong"],
            id="1-5-5-5-5-5",
        ),
        pytest.param([1, 1, 5, 5], "attention", "divided", None, "nothing", [], id="1-1-5-5"),
    ],
)
def test_the_example_table_holds(
    pulse: Pulse,
    answers: list[int],
    mean: str,
    spread: str,
    pattern: str | None,
    show: str,
    shown: list[str],
) -> None:
    assert play(pulse, P1=answers).results["P1"] == {
        "n": len(answers),
        "mean_band": mean,
        "spread_band": spread,
        "pattern": pattern,
        "show": show,
        "mean_shown": shown,
    }


@pytest.mark.parametrize("n", range(5))
def test_with_too_few_answers_nothing_is_shown(pulse: Pulse, speaker: Speaker, n: int) -> None:
    # check 4 of meetings.md: no values in the group, not for the starter either
    for answers in multisets(n):
        outcome = play(pulse, P1=answers, P3=answers)
        for statement in ("P1", "P3"):
            assert outcome.results[statement]["show"] == "nothing"
            assert outcome.results[statement]["mean_shown"] == []
        assert [advised.id for advised in outcome.advice] == ["too_few"]
        assert not any(ch.isdigit() for words in everything(speaker, outcome) for ch in words)


def test_what_is_shown_stays_the_same_with_any_one_answer_left_out(pulse: Pulse) -> None:
    for answers in multisets(1, 2, 3, 4, 5, 6, 7, 8, 9):
        reading = pulse.read(answers)
        means = {mean_band(rest) for rest in without_one(answers)} if len(answers) > 1 else set()
        if reading.show == "nothing":
            assert len(answers) < 5
            continue
        assert len(answers) >= 5
        assert set(reading.mean_shown) == means
        assert 1 <= len(means) <= 2
        assert reading.mean_band in means
        assert means != {"strong", "concern"}
        if reading.spread_shown:
            assert {spread_band(rest) for rest in without_one(answers)} == {reading.spread_band}
            assert reading.pattern != "one_apart"


def test_the_bands_agree_with_the_borders_on_every_set_of_answers(pulse: Pulse) -> None:
    for answers in multisets(1, 2, 3, 4, 5, 6):
        reading = pulse.read(answers)
        assert reading.n == len(answers)
        assert reading.mean_band == mean_band(answers)
        assert reading.spread_band == spread_band(answers)


def test_a_spread_band_is_shown_exactly_when_it_survives_and_no_voice_is_apart(
    pulse: Pulse,
) -> None:
    for answers in multisets(5, 6, 7):
        reading = pulse.read(answers)
        spreads = {spread_band(rest) for rest in [answers, *without_one(answers)]}
        stable = len(spreads) == 1 and reading.pattern != "one_apart"
        assert reading.show == ("spread" if stable else "band")
        assert reading.spread_shown is stable


def test_a_histogram_needs_eight_answers_and_no_bar_of_one(pulse: Pulse) -> None:
    for answers in multisets(5, 6, 7, 8, 9, 10):
        reading = pulse.read(answers)
        bars = [answers.count(value) for value in set(answers)]
        whole = len(answers) >= 8 and min(bars) > 1 and reading.pattern != "one_apart"
        assert (reading.show == "histogram") is whole


def test_a_histogram_stands_even_when_the_spread_is_not_stable(pulse: Pulse) -> None:
    loose = [answers for answers in multisets(8) if not pulse.read(answers).spread_shown]
    assert any(pulse.read(answers).show == "histogram" for answers in loose)


@pytest.mark.parametrize(
    ("answers", "pattern"),
    [
        pytest.param([1, 1, 4, 4, 5, 3], "two_camps", id="two_camps"),
        pytest.param([1, 2, 3, 3, 3, 3, 5, 4], "two_camps", id="a-quarter-each"),
        pytest.param([1, 2, 3, 3, 3, 3, 3, 5, 4], None, id="less-than-a-quarter"),
        pytest.param([1, 1, 5, 5, 5], None, id="camps-need-six"),
        pytest.param([1, 5, 5], "one_apart", id="one_apart"),
        pytest.param([1, 5], None, id="apart-needs-three"),
        pytest.param([1, 1, 3, 5, 5, 5], "two_camps", id="two-camps-go-first"),
        pytest.param([2, 3, 3, 3, 3], None, id="one-point-is-not-apart"),
        pytest.param([2, 4, 4, 4, 4], "one_apart", id="two-points-are-apart"),
    ],
)
def test_the_pattern_is_named(pulse: Pulse, answers: list[int], pattern: str | None) -> None:
    assert pulse.read(answers).pattern == pattern


@pytest.mark.parametrize(
    ("answers", "mean", "spread"),
    [
        pytest.param([4, 4, 4, 4, 4], "strong", "agreed", id="exactly-4"),
        pytest.param([4, 4, 4, 4, 3], "attention", "agreed", id="just-below-4"),
        pytest.param([3, 3, 3, 3, 3], "attention", "agreed", id="exactly-3"),
        pytest.param([3, 3, 3, 3, 2], "concern", "agreed", id="just-below-3"),
        pytest.param([3, 4], "attention", "agreed", id="deviation-exactly-0.5"),
        pytest.param([3, 3, 3, 4, 4, 4, 5], "attention", "some", id="deviation-just-above-0.5"),
        pytest.param([2, 2, 4, 3, 4], "attention", "some", id="deviation-exactly-0.8"),
        pytest.param([2, 2, 4, 4, 3, 4, 2], "attention", "divided", id="deviation-above-0.8"),
    ],
)
def test_the_borders_are_exact(pulse: Pulse, answers: list[int], mean: str, spread: str) -> None:
    reading = pulse.read(answers)
    assert (reading.mean_band, reading.spread_band) == (mean, spread)


def test_unknown_and_skipped_answers_never_count(pulse: Pulse) -> None:
    outcome = play(pulse, P1=[4, None, "unknown", 4, 5, 4, 4], P2=["unknown", None])
    assert outcome.results["P1"] == play(pulse, P1=[4, 4, 5, 4, 4]).results["P1"]
    assert outcome.results["P2"] == {
        "n": 0,
        "mean_band": None,
        "spread_band": None,
        "pattern": None,
        "show": "nothing",
        "mean_shown": [],
    }
    assert outcome.provisional is True


def test_one_answer_alone_counts_as_a_list_of_one(pulse: Pulse) -> None:
    assert play(pulse, P1=4).results == play(pulse, P1=[4]).results
