"""What missing answers keep silent is told apart from what does not hold."""

import pytest

from dialogs.condition import NOT_ANSWERED, SAID_UNKNOWN, Condition
from dialogs.perhaps import undecided
from dialogs.rule import Rule


def rule(*conditions: str) -> Rule:
    return Rule("R", tuple(map(Condition, conditions)))


@pytest.mark.parametrize(
    ("conditions", "facts"),
    [
        (["may == 'listen' and twice == 'yes'"], {"may": "listen"}),
        (["may == 'listen' and twice == 'yes'"], {"may": "listen", "twice": SAID_UNKNOWN}),
        (["'data' in ask"], {"ask": NOT_ANSWERED}),
        (["may in ['listen', 'advise'] and score <= 2"], {"score": 1}),
        (["may == 'decide'", "score > 3"], {"may": "listen"}),
    ],
)
def test_a_rule_that_misses_an_answer_may_still_hold(
    conditions: list[str], facts: dict[str, object]
) -> None:
    found = rule(*conditions)
    assert undecided([found], facts) == [found]


@pytest.mark.parametrize(
    ("conditions", "facts"),
    [
        (["may == 'listen' and twice == 'yes'"], {"may": "decide"}),
        (["'data' in ask"], {"ask": ["info"]}),
        (["'data' in ask"], {"ask": ["data"]}),
        (["may is unknown and reachable == 'yes'"], {"reachable": "no"}),
    ],
)
def test_a_rule_that_is_settled_is_not_undecided(
    conditions: list[str], facts: dict[str, object]
) -> None:
    assert undecided([rule(*conditions)], facts) == []
