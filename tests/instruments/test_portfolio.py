"""All my networks at once: the table, what overrules it, and the hours that come free."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dialogs.facts import Given
from dialogs.instruments.portfolio import build
from dialogs.outcome import Instrument, Knowledge
from tests.instruments.saying import ids
from tests.instruments.spoken import Speaker

DIALOGUE = "portfolio"


@pytest.fixture(scope="module")
def sort_out(knowledge: Knowledge) -> Instrument:
    return build(knowledge)


def line(sort_out: Instrument, **answers: Any) -> str | None:
    outcome = sort_out(Given({"networks": [{"name": "tafel", "hours": 4, **answers}]}))
    found: str | None = outcome.results["networks"]["tafel"]
    return found


TABLE = [
    ("result", "yes", "keep"),
    ("result", "no", "merge"),
    ("result", "unknown", "keep"),
    ("early", "yes", "enlarge"),
    ("early", "no", "sharpen"),
    ("early", "unknown", "sharpen"),
    ("nothing", "yes", "sharpen"),
    ("nothing", "no", "stop"),
    ("nothing", "unknown", "sharpen"),
]


@pytest.mark.parametrize(
    ("exists", "missed", "expected"), [pytest.param(*row, id="-".join(row[:2])) for row in TABLE]
)
def test_the_table_gives_the_line(
    exists: str, missed: str, expected: str, sort_out: Instrument, speaker: Speaker
) -> None:
    answers = {"name": "tafel", "hours": 4, "Q8": exists, "missed": missed}
    outcome = sort_out(Given({"networks": [answers]}))
    assert outcome.results["networks"] == {"tafel": expected}
    tested = missed != "unknown"
    assert ids(outcome) == ["overview", expected, *([] if tested else ["stop_test"])]
    assert outcome.provisional == (not tested)
    speaker.check(outcome)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({"Q8": "nothing", "missed": "no", "mandated": "yes"}, "minimum", id="decreed"),
        pytest.param(
            {"Q8": "result", "missed": "no", "mandated": "yes"}, "merge", id="decreed stays merge"
        ),
        pytest.param(
            {"Q8": "early", "missed": "no", "mandated": "yes"}, "sharpen", id="decreed, early"
        ),
        pytest.param({"Q8": "nothing", "missed": "yes", "backing": "no"}, "stop", id="no backing"),
        pytest.param(
            {"Q8": "early", "missed": "no", "backing": "no"}, "stop", id="early, no backing"
        ),
        pytest.param(
            {"Q8": "early", "missed": "yes", "backing": "no"}, "enlarge", id="enlarge, no backing"
        ),
        pytest.param({"Q8": "result", "missed": "yes", "backing": "no"}, "keep", id="result, none"),
        pytest.param(
            {"Q8": "nothing", "missed": "yes", "backing": "no", "mandated": "yes"},
            "minimum",
            id="decreed, no backing",
        ),
        pytest.param({"Q8": "nothing", "missed": "no", "young": "yes"}, "sharpen", id="young"),
        pytest.param({"Q8": "result", "missed": "no", "young": "yes"}, "sharpen", id="young merge"),
        pytest.param(
            {"Q8": "early", "missed": "no", "young": "yes", "backing": "no"},
            "sharpen",
            id="young, no backing",
        ),
        pytest.param(
            {"Q8": "result", "missed": "no", "young": "yes", "backing": "no"},
            "sharpen",
            id="young result, no backing",
        ),
        pytest.param(
            {"Q8": "nothing", "missed": "no", "young": "yes", "mandated": "yes"},
            "minimum",
            id="young and decreed",
        ),
        pytest.param({"Q8": "nothing", "missed": "no", "young": "no"}, "stop", id="not young"),
        pytest.param({"missed": "no"}, None, id="what exists is not known"),
        pytest.param({"missed": "no", "young": "yes"}, "sharpen", id="whatever exists"),
    ],
)
def test_what_overrules_the_table(
    answers: dict[str, Any], expected: str | None, sort_out: Instrument
) -> None:
    assert line(sort_out, **answers) == expected


def test_most_hours_come_first_and_what_comes_free_is_counted(
    sort_out: Instrument, speaker: Speaker
) -> None:
    networks = [
        {"name": "kansen", "hours": 2.1, "Q8": "result", "missed": "yes"},
        {"name": "wijk", "hours": 12, "Q8": "nothing", "missed": "no"},
        {"name": "wonen", "hours": "unknown", "Q8": "early", "missed": "yes"},
        {"name": "zorg", "hours": 3.2, "Q8": "result", "missed": "no"},
    ]
    outcome = sort_out(Given({"networks": networks}))
    assert list(outcome.results["networks"]) == ["wijk", "zorg", "kansen", "wonen"]
    assert outcome.results["hours"] == {"total": 17.3, "freed": 15.2}
    assert outcome.provisional
    assert ids(outcome) == ["overview", "stop", "merge", "enlarge", "keep"]
    speaker.check(outcome)


def test_whole_hours_are_whole_numbers(sort_out: Instrument) -> None:
    networks = [{"name": "wijk", "hours": 2.5}, {"name": "zorg", "hours": 1.5}]
    hours = sort_out(Given({"networks": networks})).results["hours"]
    assert hours == {"total": 4, "freed": 0}
    assert isinstance(hours["total"], int)


@pytest.mark.parametrize("answers", [{}, {"networks": []}, {"networks": "unknown"}])
def test_without_networks_there_is_only_the_question_to_ask_first(
    answers: dict[str, Any], sort_out: Instrument, speaker: Speaker
) -> None:
    outcome = sort_out(Given(answers))
    assert outcome.results == {"networks": {}, "hours": {"total": 0, "freed": 0}}
    assert ids(outcome) == ["ask"]
    assert outcome.provisional
    speaker.check(outcome)


def test_networks_without_a_name_or_with_the_same_name_are_kept_apart(
    sort_out: Instrument,
) -> None:
    networks: list[dict[str, Any]] = [{"name": "zorg"}, {}, {"name": "zorg"}, {"name": "zorg"}]
    found = sort_out(Given({"networks": networks})).results["networks"]
    assert list(found) == ["zorg", "2", "zorg (2)", "zorg (3)"]


@pytest.mark.parametrize("question", ["mandated", "backing", "young"])
def test_weet_ik_niet_about_what_overrules_is_provisional(
    question: str, sort_out: Instrument
) -> None:
    stop = {"name": "wijk", "hours": 1, "Q8": "nothing", "missed": "no"}
    sharpen = {**stop, "missed": "yes"}
    network = sharpen if question == "backing" else stop
    assert sort_out(Given({"networks": [{**network, question: "unknown"}]})).provisional
    assert not sort_out(Given({"networks": [network]})).provisional


def test_a_long_list_still_fits_on_a_phone(sort_out: Instrument, speaker: Speaker) -> None:
    options = product(("result", "early", "nothing"), ("yes", "no", "unknown"), ("yes", "no"))
    networks = [
        {
            "name": f"Lokaal overlegplatform kinderopvang en onderwijs {number}",
            "hours": number,
            "Q8": exists,
            "missed": missed,
            "mandated": mandated,
            "young": "yes",
        }
        for number, (exists, missed, mandated) in enumerate(options)
    ]
    outcome = sort_out(Given({"networks": networks}))
    assert outcome.advice
    speaker.check(outcome)


NETWORK = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["wijk", "zorg", "unknown", None]),
        "hours": st.one_of(st.sampled_from(["unknown", None, 0.1]), st.integers(0, 80)),
        "Q8": st.sampled_from(["result", "early", "nothing", "unknown", None]),
        **{
            question: st.sampled_from(["yes", "no", "unknown", None])
            for question in ("missed", "mandated", "backing", "young")
        },
    },
)


@settings(max_examples=150, deadline=None)
@drawn(networks=st.lists(NETWORK, max_size=8))
def test_any_list_gets_lines_that_respect_what_never_may_happen(
    networks: list[dict[str, Any]], sort_out: Instrument, speaker: Speaker
) -> None:
    outcome = sort_out(Given({"networks": networks}))
    assert len(outcome.results["networks"]) == len(networks)
    assert outcome.results["hours"]["freed"] <= outcome.results["hours"]["total"]
    for network in networks:
        answers = {name: value for name, value in network.items() if name not in ("name", "hours")}
        found = line(sort_out, **answers)
        if network.get("mandated") == "yes":
            assert found != "stop"
        if network.get("young") == "yes":
            assert found not in ("stop", "merge")
        without = {name: value for name, value in answers.items() if value not in ("unknown", None)}
        assert found == line(sort_out, **without)
    speaker.check(outcome)
