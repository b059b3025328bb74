"""Delegate: every rule, the weakest statement, and silence about what is unknown."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.delegate import STATEMENTS, build
from dialogs.outcome import Instrument, Knowledge

Answers = dict[str, Any]

FINE: Answers = {
    "want": "negotiate",
    "may": "reserve",
    "experience": "senior",
    "backing": "yes",
    "hours": "enough",
    "rotates": "no",
    "likes_contact": "yes",
    "listened_before": "no",
    **dict.fromkeys(STATEMENTS, 4),
}

yes_no = st.sampled_from(["yes", "no", "unknown", None])
score = st.sampled_from([1, 2, 3, 4, 5, "unknown", None])
answer_sets = st.fixed_dictionaries(
    {},
    optional={
        "want": st.sampled_from(["listen", "advise", "negotiate", "decide", "unknown", None]),
        "may": st.sampled_from(["listen", "advise", "reserve", "decide", "unknown", None]),
        "experience": st.sampled_from(["junior", "some", "senior", "unknown", None]),
        "hours": st.sampled_from(["none", "some", "enough", "unknown", None]),
        **dict.fromkeys(("backing", "rotates", "likes_contact", "listened_before"), yes_no),
        **dict.fromkeys(STATEMENTS, score),
    },
)


@pytest.fixture(scope="module")
def delegate(knowledge: Knowledge) -> Instrument:
    return build(knowledge)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        pytest.param("W1", {"may": "advise"}, id="W1"),
        pytest.param("W2", {"experience": "junior", "backing": "no"}, id="W2"),
        pytest.param("W3", {"rotates": "yes"}, id="W3"),
        pytest.param("W4", {"hours": "none"}, id="W4"),
        pytest.param("W5", {"likes_contact": "no"}, id="W5"),
        pytest.param("W6", {"want": "listen", "listened_before": "yes"}, id="W6"),
        pytest.param("W7", {}, id="W7"),
    ],
)
def test_a_rule_holds_alone(delegate: Instrument, rule: str, change: Answers) -> None:
    outcome = delegate(Given(FINE | change))
    assert outcome.results == {"rules": [rule], "weakest": None}
    assert [advised.id for advised in outcome.advice] == [rule]
    assert not outcome.provisional


def test_w1_holds_for_the_pairs_that_are_named_only(delegate: Instrument) -> None:
    wanted = ("listen", "advise", "negotiate", "decide")
    for want, may in product(wanted, ("listen", "advise", "reserve", "decide")):
        rules = delegate(Given(FINE | {"want": want, "may": may})).results["rules"]
        named = want in ("negotiate", "decide") and may in ("listen", "advise")
        assert ("W1" in rules) == named, (want, may)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"may": "unknown"}, id="W1"),
        pytest.param({"want": None, "may": "listen"}, id="W1-want"),
        pytest.param({"experience": "junior", "backing": "unknown"}, id="W2"),
        pytest.param({"experience": None, "backing": "no"}, id="W2-experience"),
        pytest.param({"rotates": "unknown"}, id="W3"),
        pytest.param({"hours": None}, id="W4"),
        pytest.param({"likes_contact": "unknown"}, id="W5"),
        pytest.param({"want": "listen", "listened_before": None}, id="W6"),
        pytest.param({"D4": "unknown"}, id="weakest"),
        pytest.param(dict.fromkeys(FINE), id="nothing-known"),
    ],
)
def test_a_rule_that_misses_an_answer_is_silent_and_the_result_provisional(
    delegate: Instrument, change: Answers
) -> None:
    outcome = delegate(Given(FINE | change))
    assert outcome.results == {"rules": ["W7"], "weakest": None}
    assert outcome.provisional


@pytest.mark.parametrize(
    "change",
    [
        {"may": None, "want": "advise"},
        {"backing": None},
        {"listened_before": None},
        {"D1": 1, "D3": None},
    ],
)
def test_a_missing_answer_that_changes_nothing_leaves_the_result_firm(
    delegate: Instrument, change: Answers
) -> None:
    assert not delegate(Given(FINE | change)).provisional


def test_all_rules_that_hold_are_told(delegate: Instrument) -> None:
    bad = FINE | {
        "may": "listen",
        "experience": "junior",
        "backing": "no",
        "rotates": "yes",
        "hours": "none",
        "likes_contact": "no",
        "D5": 2,
    }
    outcome = delegate(Given(bad))
    assert outcome.results["rules"] == ["W1", "W2", "W3", "W4", "W5"]
    assert [advised.id for advised in outcome.advice][-1] == "weakest_D5"


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_statement_can_be_the_weakest(delegate: Instrument, statement: str) -> None:
    outcome = delegate(Given(FINE | {statement: 2}))
    assert outcome.results["weakest"] == statement
    assert outcome.advice[-1].id == f"weakest_{statement}"


@pytest.mark.parametrize(
    ("scores", "weakest"),
    [
        ({"D1": 3, "D5": 3}, None),
        ({"D2": 2, "D4": 2}, "D2"),
        ({"D2": 2, "D4": 1}, "D4"),
        ({"D1": "unknown", "D3": 2}, "D3"),
        ({"D1": 1, "D2": 1}, "D1"),
    ],
)
def test_the_lowest_is_the_weakest_and_ties_go_to_the_first(
    delegate: Instrument, scores: Answers, weakest: str | None
) -> None:
    assert delegate(Given(FINE | scores)).results["weakest"] == weakest


@for_all(answers=answer_sets)
def test_any_set_of_answers_gives_at_least_one_rule(knowledge: Knowledge, answers: Answers) -> None:
    outcome = build(knowledge)(Given(answers))
    rules = outcome.results["rules"]
    assert rules
    assert rules == sorted(rules)
    assert ("W7" in rules) == (len(rules) == 1 and rules[0] == "W7")
    weakest = outcome.results["weakest"]
    assert weakest is None or answers[weakest] <= 2


@for_all(answers=answer_sets, missing=st.sampled_from(sorted(FINE)))
def test_saying_unknown_and_skipping_come_to_the_same(
    knowledge: Knowledge, answers: Answers, missing: str
) -> None:
    delegate = build(knowledge)
    skipped = {question: value for question, value in answers.items() if question != missing}
    assert delegate(Given(skipped)) == delegate(Given(answers | {missing: "unknown"}))


@for_all(other=answer_sets, changed=st.sets(st.sampled_from(sorted(FINE)), max_size=3))
def test_a_firm_result_stays_whatever_is_answered_later(
    knowledge: Knowledge, other: Answers, changed: set[str]
) -> None:
    """With three answers open or otherwise at most: nearly all results hang on a missing one."""
    delegate = build(knowledge)
    answers = FINE | {question: other.get(question) for question in changed}
    now = delegate(Given(answers))
    later = {q: answers.get(q) for q in FINE if answers.get(q) not in (None, "unknown")}
    for completion in (FINE, FINE | dict.fromkeys(STATEMENTS, 1)):
        if not now.provisional:
            assert delegate(Given(completion | later)).results == now.results
