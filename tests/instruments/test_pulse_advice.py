"""What a pulse makes a team talk about: pulse.md section 4, rules 5 to 8, and the pairs."""

from typing import Any

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.pulse import Pulse, Reading, build
from dialogs.outcome import Knowledge, Outcome
from tests.instruments.saying import everything, ids, say
from tests.instruments.spoken import LANGUAGES, Speaker

DIALOGUE = "pulse"

STATEMENTS = tuple(f"P{number}" for number in range(1, 11))
STRONG, CONCERN, LUKEWARM = [5] * 5, [1] * 5, [3, 3, 3, 4, 3]
SPLIT = [1, 1, 1, 5, 5, 5]
PAIRS: dict[str, dict[str, list[int]]] = {
    "talk_without_deeds": {"P1": STRONG, "P7": CONCERN},
    "busy_apart": {"P7": STRONG, "P1": SPLIT},
    "distrust_scores": {**dict.fromkeys(STATEMENTS, STRONG), "P3": CONCERN},
    "good_cause_bad_deal": {"P2": STRONG, "P8": CONCERN},
    "nobody_decides": {"P4": CONCERN, "P9": CONCERN},
    "value_for_whom": {"P6": CONCERN, "P2": STRONG},
}

member = st.one_of(st.integers(1, 5), st.none(), st.just("unknown"))
polls = st.dictionaries(
    st.sampled_from(STATEMENTS), st.one_of(st.none(), st.lists(member, max_size=12))
)


@pytest.fixture(scope="module")
def pulse(knowledge: Knowledge) -> Pulse:
    return build(knowledge)


def play(pulse: Pulse, **answers: Any) -> Outcome:
    return pulse(Given(answers))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({}, ["too_few"], id="nothing"),
        pytest.param({"P1": STRONG}, ["strength"], id="strength"),
        pytest.param({"P1": CONCERN}, ["worry", "discuss"], id="worry"),
        pytest.param({"P1": LUKEWARM}, ["worry", "discuss"], id="lukewarm-is-a-worry"),
        pytest.param({"P1": SPLIT}, ["worry", "divided", "discuss"], id="divided"),
        pytest.param({"P3": CONCERN}, ["unsafe"], id="trust-low"),
        pytest.param({"P3": SPLIT}, ["unsafe"], id="trust-divided"),
        pytest.param({"P3": LUKEWARM}, ["worry"], id="trust-lukewarm-is-not-discussed"),
        pytest.param({"P3": STRONG}, ["strength"], id="trust-strong"),
        pytest.param(
            {"P1": STRONG, "P2": CONCERN, "P5": SPLIT},
            ["strength", "worry", "divided", "discuss"],
            id="one-of-each",
        ),
    ],
)
def test_one_strength_one_worry_one_divided_statement_one_question(
    pulse: Pulse, answers: dict[str, Any], expected: list[str]
) -> None:
    assert ids(play(pulse, **answers)) == expected


@pytest.mark.parametrize("pair", PAIRS)
def test_two_statements_are_read_together(pulse: Pulse, pair: str) -> None:
    outcome = play(pulse, **PAIRS[pair])
    assert [name for name in ids(outcome) if name in PAIRS] == [pair]
    assert len(outcome.advice) <= 5


def test_a_pair_is_silent_while_its_bands_are_not_shown(pulse: Pulse) -> None:
    for poll in PAIRS.values():
        few = {name: answers[:4] for name, answers in poll.items()}
        assert ids(play(pulse, **few)) == ["too_few"]


def test_trust_is_never_put_before_the_group(pulse: Pulse) -> None:
    outcome = play(pulse, **dict.fromkeys(STATEMENTS, SPLIT))
    for advised in outcome.advice:
        assert (advised.because == ("P3",)) is (advised.id == "unsafe")


def test_the_question_is_about_what_is_divided_first(pulse: Pulse) -> None:
    outcome = play(pulse, P2=CONCERN, P5=SPLIT)
    assert outcome.advice[-1].id == "discuss"
    assert outcome.advice[-1].because == ("P5",)


def test_not_everyone_is_said_only_from_eight_answers(pulse: Pulse, speaker: Speaker) -> None:
    few = play(pulse, P1=[1, 5, 5, 5, 5, 5, 5])
    many = play(pulse, P1=[1, 5, 5, 5, 5, 5, 5, 5])
    assert "Niet iedereen ervaart" not in " ".join(everything(speaker, few))
    assert "Niet iedereen ervaart dit zo." in " ".join(everything(speaker, many))
    assert "one_apart" not in " ".join(everything(speaker, many))


def test_strong_and_divided_is_only_said_when_it_may_be_seen(
    pulse: Pulse, speaker: Speaker
) -> None:
    seen = play(pulse, P1=[2, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    hidden = play(pulse, P1=[1, 5, 5, 5, 5])
    assert pulse.read([2, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5]).spread_shown
    assert "niet voor iedereen" in say(speaker, seen, "strength")
    assert "niet voor iedereen" not in " ".join(everything(speaker, hidden))


def test_two_bands_are_said_when_the_mean_lies_between(pulse: Pulse, speaker: Speaker) -> None:
    outcome = play(pulse, P1=[4, 4, 4, 4, 3])
    assert "(sterk of aandachtspunt)" in say(speaker, outcome, "strength")
    assert "(strong or point of attention)" in say(speaker, outcome, "strength", "en")


def seen_by_the_group(reading: Reading) -> tuple[Any, ...]:
    spread = reading.spread_band if reading.spread_shown else None
    apart = reading.pattern == "one_apart" and reading.n >= 8
    camps = reading.show == "histogram" and reading.pattern == "two_camps"
    return reading.show == "nothing", reading.mean_shown, spread, apart, camps


@let(one=st.lists(st.integers(1, 5), max_size=9), other=st.lists(st.integers(1, 5), max_size=9))
def test_the_advice_speaks_only_from_what_the_group_may_see(
    pulse: Pulse, one: list[int], other: list[int]
) -> None:
    if seen_by_the_group(pulse.read(one)) == seen_by_the_group(pulse.read(other)):
        assert play(pulse, P1=one).advice == play(pulse, P1=other).advice


@let(poll=polls)
def test_any_poll_is_read(pulse: Pulse, speaker: Speaker, poll: dict[str, Any]) -> None:
    outcome = play(pulse, **poll)
    assert set(outcome.results) == {name for name, given in poll.items() if given is not None}
    assert all(0 < len(words) <= 600 for words in everything(speaker, outcome))
    assert sum(name in PAIRS for name in ids(outcome)) <= 1


@let(poll=polls, data=st.data())
def test_the_order_of_the_answers_does_not_matter(
    pulse: Pulse, poll: dict[str, Any], data: st.DataObject
) -> None:
    shuffled = {
        name: data.draw(st.permutations(given)) if given else given for name, given in poll.items()
    }
    assert play(pulse, **poll) == play(pulse, **shuffled)


def test_every_piece_of_advice_fits_its_screen_in_both_languages(
    pulse: Pulse, speaker: Speaker
) -> None:
    samples = (STRONG, CONCERN, LUKEWARM, SPLIT, [1, *[5] * 8], [4, 4, 4, 4, 3], [1, 2, 4, 5, 5])
    polls = [{}, *({one: answers} for one in STATEMENTS for answers in samples), *PAIRS.values()]
    seen: set[str] = set()
    for poll in polls:
        outcome = play(pulse, **poll)
        speaker.check(outcome)
        seen.update(ids(outcome))
    assert seen == set(speaker.sources)


def test_the_ten_statements_have_short_labels_and_doors(pulse: Pulse, knowledge: Knowledge) -> None:
    table = knowledge.tables["pulse"]
    assert pulse.statements == STATEMENTS
    assert table["short_form"] == ["P1", "P2", "P3", "P7"]
    for statement in table["statements"].values():
        assert statement["door"]["dialogue"]
        for language in LANGUAGES:
            assert len(statement["label"][language]) <= 18
            assert len(statement["text"][language]) <= 500
