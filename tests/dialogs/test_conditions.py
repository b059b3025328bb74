"""Conditions never guess: about what nobody told, they do not hold."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from dialogs.condition import (
    NOT_ANSWERED,
    SAID_UNKNOWN,
    BadConditionError,
    Condition,
    Expression,
    UnknownFact,
)
from dialogs.facts import BadFactError, Dossier, Given, accept_fact

FACTS = {"may": "listen", "count": 3, "signs": ["a"], "open": SAID_UNKNOWN, "network": Dossier()}


@pytest.mark.parametrize(
    "source",
    [
        "may == 'listen'",
        "count < 4 and 'a' in signs",
        "never is unknown",
        "open is unknown and open is said_unknown",
        "may is known",
        "network.size is unknown",
        "never is unknown or never == 'x'",
    ],
)
def test_a_condition_about_what_is_known_holds(source: str) -> None:
    assert Condition(source)(FACTS) is True


@pytest.mark.parametrize(
    "source",
    [
        "never == 'x'",
        "never != 'x'",
        "open == 'unknown'",
        "open in ['unknown']",
        "never",
        "not never",
        "network.size > 2",
        "never is said_unknown",
        "never + 1 > 0",
        "never[0] == 'x'",
    ],
)
def test_a_condition_about_what_is_unknown_does_not_hold(source: str) -> None:
    assert Condition(source)(FACTS) is False


def test_the_value_of_what_is_unknown_cannot_be_used() -> None:
    with pytest.raises(UnknownFact):
        Expression("never * 2 + network.size").value({"network": Dossier(), "never": 0})
    assert Expression("never").value({}) is NOT_ANSWERED


def test_what_is_unknown_shows_as_an_ellipsis_and_says_which_kind_it_is() -> None:
    assert str(NOT_ANSWERED) == "…"
    assert (repr(NOT_ANSWERED), repr(SAID_UNKNOWN)) == ("NOT_ANSWERED", "SAID_UNKNOWN")


@pytest.mark.parametrize("source", ["may ==", "(may", "{{ may }}", "may | nonsense", "1 +* 2"])
def test_a_condition_that_cannot_be_read_says_what_is_wrong(source: str) -> None:
    with pytest.raises(BadConditionError, match="cannot read"):
        Condition(source)(FACTS)


def test_a_condition_tells_which_names_it_uses() -> None:
    condition = Condition("network.size > 2 and may == 'listen'")
    assert condition.names == {"network", "may"}
    assert condition.dotted == {"network.size"}
    assert repr(condition) == "Condition(\"network.size > 2 and may == 'listen'\")"


@given(st.text(max_size=60))
def test_no_text_at_all_can_do_harm_as_a_condition(source: str) -> None:
    with suppress(BadConditionError, TemplateError, ArithmeticError, TypeError):
        assert Condition(source)(FACTS) in (True, False)


# -- facts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("phase", "goals", "goals"),
        ("form", "unknown", "unknown"),
        ("trust", 3.5, 3.5),
        ("size", 12, 12),
        ("name", "Zuid", "Zuid"),
        ("coordinator", "hours", "hours"),
        ("size", None, None),
        ("started", "2025-01", "2025-01"),
    ],
)
def test_a_fact_of_a_network_is_taken(name: str, value: object, kept: object) -> None:
    assert accept_fact(name, value) == kept


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("phase", "spring", "explore, define, goals, act, unknown"),
        ("trust", 6, "1 to 5"),
        ("trust", True, "1 to 5"),
        ("size", 2.5, "a whole number"),
        ("size", 0, "1 to 9999"),
        ("name", 12, "1 to 300 characters"),
        ("question", "x" * 301, "1 to 300 characters"),
    ],
)
def test_what_is_no_fact_is_refused_with_what_is_allowed(
    name: str, value: object, allowed: str
) -> None:
    with pytest.raises(BadFactError, match=allowed):
        accept_fact(name, value)


def test_a_dossier_holds_what_is_known_only() -> None:
    dossier = Dossier({"size": 12, "phase": None, "form": "unknown"})
    assert dict(dossier) == {"size": 12}
    assert len(dossier) == 1
    with pytest.raises(AttributeError):
        _ = dossier.colour


def test_given_tells_a_skipped_question_from_weet_ik_niet() -> None:
    told = Given({"may": "listen", "item": None, "written": "unknown"})
    assert dict(told) == {"may": "listen"}
    assert len(told) == 1
    assert told.get("written") is None
    assert told.said_unknown("written")
    assert not told.said_unknown("item")
    with pytest.raises(KeyError):
        _ = told["written"]
    names = told.names(weight=None, height=2)
    assert names["weight"] is NOT_ANSWERED
    assert names["written"] is SAID_UNKNOWN
    assert names["height"] == 2
