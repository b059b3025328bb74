"""What may be said of the answers to one question: true, as telling as can be, exposing nobody."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dialogs.team.voices import Lying, Question, Voices, lying, of_organisation

LOW, MID, HIGH = ({one} for one in range(3))
EVERY = [frozenset(one) for one in (LOW, MID, HIGH, LOW | MID, MID | HIGH, LOW | MID | HIGH)]


def level(voices: Voices) -> int:
    mean = Fraction(sum(voices), len(voices))
    return (mean >= Fraction(5, 2)) + (mean > Fraction(7, 2))


@pytest.fixture
def question() -> Question[Lying]:
    return lying(range(1, 6), level, EVERY, lambda voices: max(voices) - min(voices) > 2)


@pytest.mark.parametrize(
    ("answers", "levels", "apart"),
    [
        ((5, 5, 5, 5), LOW | MID | HIGH, False),
        ((5, 5, 5, 5, 5), HIGH, False),
        ((3, 4, 2, 3, 4), MID, False),
        ((2, 3, 2, 3, 2, 3), LOW | MID, False),
        ((1, 1, 5, 5, 3, 3), MID, True),
        ((1, 1, 1, 2, 5), LOW | MID, False),
    ],
    ids=["four", "all", "mid", "between", "apart", "two would know the others"],
)
def test_what_is_said_holds_whoever_is_left_out(
    question: Question[Lying], answers: Voices, levels: set[int], apart: bool
) -> None:
    assert question.said(answers) == Lying(frozenset(levels), apart)


def test_the_widest_words_say_nothing(question: Question[Lying]) -> None:
    wider = list(question.wider(Lying(frozenset(LOW), apart=True)))
    assert wider[0] == Lying(frozenset(LOW), apart=True)
    assert wider[-1] == question.nothing
    assert len(wider) == len(set(wider))


@pytest.mark.parametrize(
    ("answers", "one"),
    [((4,), 4), ((1, 2), 2), ((4, 5), 4), ((2, 3), 3), ((3, 4), 3), ((1, 1, 5), 2), ((3, 5, 5), 4)],
)
def test_people_of_one_organisation_have_one_answer_a_half_towards_the_middle(
    answers: Voices, one: int
) -> None:
    assert of_organisation(answers) == one
