"""Why a rule holds: only answers that were given and that made it hold."""

from dialogs.condition import SAID_UNKNOWN, Condition
from dialogs.reason import reasons
from dialogs.rule import Rule

RULE = Rule(
    "H",
    (Condition("kind == 'legal' and R6 <= 2"), Condition("kind == 'legal' and R7 <= 2")),
    ("kind", "R6", "R7", "age"),
)


def test_a_question_of_another_condition_is_no_reason() -> None:
    assert reasons(RULE, {"kind": "legal", "R6": 4, "R7": 1}) == ("kind", "R7")


def test_all_conditions_that_hold_give_reasons() -> None:
    assert reasons(RULE, {"kind": "legal", "R6": 1, "R7": 1}) == ("kind", "R6", "R7")


def test_a_question_outside_the_conditions_is_a_reason_once_it_is_answered() -> None:
    facts = {"kind": "legal", "R6": 1, "age": SAID_UNKNOWN}
    assert reasons(RULE, facts) == ("kind", "R6", "age")
