"""What is checked before any principle: safety, another dialogue, a reason to exist."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.facts import Given
from dialogs.instruments.stuck import Stuck
from tests.instruments.symptoms import SIGNS, SYMPTOMS

GATED = {"S07": "first:type", "S08": "first:mandate", "S11": "first:choice"}


@pytest.mark.parametrize("main", SYMPTOMS)
def test_only_three_symptoms_are_checked_first(main: str, stuck: Stuck) -> None:
    outcome = stuck(Given({"symptom": main, "signs": [], "time": "hour"}))
    assert outcome.results["gate"] == GATED.get(main)
    assert outcome.results["shown"]


def test_another_symptom_opens_no_gate(stuck: Stuck) -> None:
    outcome = stuck(Given({"symptom": "S01", "also": ["S07", "S11"], "signs": []}))
    assert outcome.results["gate"] is None


@pytest.mark.parametrize("signs", SIGNS, ids="".join)
@pytest.mark.parametrize("missed", ["yes", "no", None, "unknown"])
def test_a_network_nobody_asks_for_or_would_miss_has_no_reason_to_exist(
    signs: tuple[str, ...], missed: str | None, stuck: Stuck
) -> None:
    answers = {"symptom": "S06", "signs": list(signs), "time": "hour", "would_be_missed": missed}
    outcome = stuck(Given(answers))
    no_reason = "c" in signs and missed == "no"
    assert outcome.results["gate"] == ("reason_to_exist" if no_reason else None)
    assert outcome.provisional is ("c" in signs and missed in (None, "unknown"))
    assert outcome.results["shown"]


def test_would_be_missed_is_nothing_to_another_symptom(stuck: Stuck) -> None:
    answers = {"symptom": "S01", "signs": ["c"], "time": "hour", "would_be_missed": "no"}
    assert stuck(Given(answers)).results["gate"] is None


@pytest.mark.parametrize("main", [*SYMPTOMS, None])
def test_what_is_unsafe_comes_before_everything(main: str | None, stuck: Stuck) -> None:
    answers = {"symptom": main, "unsafe": "yes", "signs": ["a", "c"], "would_be_missed": "no"}
    outcome = stuck(Given(answers))
    assert outcome.results == {"principles": [], "shown": [], "gate": "safety", "step": None}
    assert [advised.id for advised in outcome.advice] == ["safety"]
    assert not outcome.provisional


@pytest.mark.parametrize("unsafe", ["no", "unknown", None])
def test_only_yes_is_unsafe(unsafe: str | None, stuck: Stuck) -> None:
    answers: dict[str, Any] = {"symptom": "S01", "unsafe": unsafe, "signs": [], "time": "hour"}
    assert stuck(Given(answers)).results["gate"] is None
