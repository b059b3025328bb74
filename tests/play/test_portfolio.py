"""All my networks, from a file of answers: the contract of ``knoop play``."""

from __future__ import annotations

from typing import Any

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY, report

NETWORKS = [
    {"name": "Kansentafel", "hours": 4, "Q8": "early", "missed": True},
    {"name": "Wijkoverleg", "hours": 12.5, "Q8": "nothing", "missed": "no"},
    {"name": "Digipunt", "hours": 2, "Q8": "result", "missed": False},
    {"name": "Zorgplatform", "hours": 32, "Q8": "nothing", "missed": "no", "mandated": "yes"},
    {"name": "Startersgroep", "hours": 1, "Q8": "nothing", "missed": "no", "young": "yes"},
    {"name": "Werkgroep", "hours": 3, "Q8": "early", "missed": "no", "backing": "no"},
    {"name": "Huis", "hours": 6, "Q8": "result", "missed": "unknown"},
]
LINES = {
    "Zorgplatform": "minimum",
    "Wijkoverleg": "stop",
    "Huis": "keep",
    "Kansentafel": "enlarge",
    "Werkgroep": "stop",
    "Digipunt": "merge",
    "Startersgroep": "sharpen",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_network_gets_its_line_most_hours_first(language: str, headless: Coach) -> None:
    told = report(headless, "portfolio", {"networks": NETWORKS}, language)
    assert told["asked"] == ["networks"]
    assert told["missing"] == []
    assert told["provisional"]
    assert told["results"]["networks"] == LINES
    assert list(told["results"]["networks"]) == list(LINES)
    assert told["results"]["hours"] == {"total": 60.5, "freed": 17.5}
    assert [advised["id"] for advised in told["advice"]] == [
        *("overview", "stop", "merge", "minimum", "sharpen", "enlarge", "keep", "stop_test")
    ]
    assert all(advised["text"] and advised["source"] for advised in told["advice"])


def test_nothing_is_missing_when_all_is_told(headless: Coach) -> None:
    assert not report(headless, "portfolio", {"networks": NETWORKS[:6]})["provisional"]


@pytest.mark.parametrize("answers", [{}, {"networks": []}])
def test_without_networks_the_question_to_ask_first_is_the_advice(
    answers: dict[str, Any], headless: Coach
) -> None:
    told = report(headless, "portfolio", answers)
    assert told["results"] == {"networks": {}, "hours": {"total": 0, "freed": 0}}
    assert [advised["id"] for advised in told["advice"]] == ["ask"]
    assert told["provisional"]


def test_names_alone_are_networks_of_which_nothing_is_known(headless: Coach) -> None:
    told = report(headless, "portfolio", {"networks": ["Wijk", "Zorg"]})
    assert told["results"]["networks"] == {"Wijk": None, "Zorg": None}
    assert [advised["id"] for advised in told["advice"]] == ["overview", "ask"]


@pytest.mark.parametrize(
    ("network", "named"),
    [
        pytest.param({"Q8": "much"}, "result, early, nothing", id="option"),
        pytest.param({"hours": -2}, "0 to 9999", id="hours"),
        pytest.param({"missed": "perhaps"}, "yes, no, unknown", id="yes or no"),
        pytest.param({"colour": "red"}, "not one of name, hours", id="field"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_is(
    network: dict[str, Any], named: str, headless: Coach
) -> None:
    with pytest.raises(PlayError, match=named):
        play(headless, "portfolio", {"networks": [{"name": "Wijk", **network}]}, "nl", DAY)


def test_more_than_twenty_networks_are_too_many(headless: Coach) -> None:
    with pytest.raises(PlayError, match="at most 20"):
        play(headless, "portfolio", {"networks": [{"name": str(n)} for n in range(21)]}, "nl", DAY)
