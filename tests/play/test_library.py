"""``knoop play library``: the contract of the command line."""

from __future__ import annotations

import pytest

from bot.play import PlayError, play
from dialogs.coach import Coach
from tests.play.asking import DAY


def test_a_query_gives_entries(headless: Coach) -> None:
    played = play(headless, "library", {"query": "mandaat"}, "nl", DAY)
    assert played.report["asked"] == ["query"]
    assert played.report["missing"] == []
    assert not played.report["provisional"]
    assert played.report["results"]["entries"][0] == "term.mandate"
    assert played.report["advice"] == []
    assert played.shown.startswith("Mandaat\nWat je in een overleg mag zeggen")


def test_the_pages_are_in_the_language_that_was_asked_for(headless: Coach) -> None:
    played = play(headless, "library", {"query": "mandaat"}, "en", DAY)
    assert played.shown.startswith("Mandate\nWhat you may say")


def test_without_a_query_it_is_missing(headless: Coach) -> None:
    played = play(headless, "library", {}, "nl", DAY)
    assert played.report["missing"] == ["query"]
    assert played.report["provisional"]
    assert played.report["results"] == {"entries": []}
    assert played.shown == ""


def test_a_number_is_looked_for_as_its_text(headless: Coach) -> None:
    assert play(headless, "library", {"query": 1973}, "nl", DAY).report["results"]["entries"]


@pytest.mark.parametrize("query", ["x" * 301, "  ", ["mandaat"], True])
def test_what_is_no_query_is_refused(headless: Coach, query: object) -> None:
    with pytest.raises(PlayError, match="query"):
        play(headless, "library", {"query": query}, "nl", DAY)
