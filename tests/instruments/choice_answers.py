"""Answers about a network, something new or one that runs, and the rule that each calls for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

OPTIONS: Mapping[str, tuple[Any, ...]] = {
    "running": ("yes", "no"),
    "Q1": ("yes", "with_more", "no"),
    "Q2": ("recipe", "experts", "searching"),
    "Q3": ("0", "1", "2+"),
    "Q4": ("assignment", "each_other"),
    "Q5": ("none", "works", "stuck"),
    "Q6": ("both", "one", "none"),
    "Q7": ("little", "worse"),
    "Q8": ("result", "early", "nothing"),
    "months": (0, 11, 12, 23.5, 24),
    "missed": ("yes", "no"),
    "routine": ("yes", "no"),
    "mandated": ("yes", "no"),
}


def new(**answers: str) -> dict[str, Any]:
    """Something new that calls for a network, but for *answers*."""
    start = {"Q1": "no", "Q2": "searching", "Q3": "2+", "Q4": "each_other", "Q5": "none"}
    return {"running": "no", **start, "Q6": "both", "Q7": "little", **answers}


def running(**answers: Any) -> dict[str, Any]:
    """A network that has run for three years without anything to show, but for *answers*."""
    start = {"Q1": "no", "Q4": "each_other", "Q6": "both", "Q8": "nothing", "months": 36}
    return {"running": "yes", **start, "missed": "no", **answers}


RULES = [
    pytest.param(new(Q1="yes", Q3="1"), "S1", id="S1"),
    pytest.param(new(Q4="assignment", Q2="recipe"), "S2", id="S2"),
    pytest.param(new(Q4="assignment", Q2="experts", Q3="1", Q1="with_more"), "S2", id="S2 experts"),
    pytest.param(new(Q4="assignment"), "S2b", id="S2b"),
    pytest.param(new(Q1="with_more", Q3="0", Q4="assignment"), "S3", id="S3"),
    pytest.param(new(Q3="1"), "S4", id="S4"),
    pytest.param(new(Q5="works"), "S5", id="S5"),
    pytest.param(new(Q5="stuck", Q6="none"), "S6", id="S6"),
    pytest.param(new(Q6="none"), "S7", id="S7"),
    pytest.param(new(Q6="one"), "S8", id="S8"),
    pytest.param(new(), "S9", id="S9"),
    pytest.param(new(Q2="experts"), "S9", id="S9 experts"),
    pytest.param(new(Q2="recipe"), "S10", id="S10"),
    pytest.param(running(), "S11", id="S11"),
    pytest.param(running(months=24, Q1="yes"), "S11", id="S11 before S15"),
    pytest.param(running(months=12), "S12", id="S12"),
    pytest.param(running(months=23), "S12", id="S12 just under two years"),
    pytest.param(running(missed="yes", Q6="none"), "S12", id="S12 missed"),
    pytest.param(running(months=11, Q6="none"), "S13", id="S13"),
    pytest.param(running(Q8="early", Q4="assignment", Q6="none"), "S14", id="S14"),
    pytest.param(running(Q8="result", Q1="yes"), "S15", id="S15"),
    pytest.param(running(Q8="result", routine="yes"), "S15", id="S15 routine"),
    pytest.param(running(Q8="result", Q4="assignment", Q6="none"), "S16", id="S16"),
    pytest.param(running(mandated="yes"), "S17", id="S17"),
    pytest.param(new(mandated="yes", Q1="yes", Q3="1"), "S17", id="S17 new"),
]
