"""What a team asks for opens in the group, as it was asked."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.text import plain
from tests.table import Table
from tests.team.hearing import dialogue, kept, labels, looks, room, shown, table_of

# -- what a team asks for -----------------------------------------------------------------------


def test_nine_in_ten_of_what_teams_ask_for_opens_the_right_door(coach: Coach) -> None:
    asked = [(door, text) for _, door, text in looks() if door != "apart"]
    wrong = [
        text
        for door, text in asked
        if (errand := coach.errands(text)) is None or errand.doors[:1] != (door,)
    ]
    assert len(wrong) <= len(asked) / 10, wrong
    assert len(asked) > 250


OPENS = {
    "start een peiling": "Kort of lang",
    "peiling": "Kort of lang",
    "doe de rollentest met ons": "Tot wanneer",
    "praatkaart graag": "Praatkaart",
    "ons netwerk zit vast": "financier",
    "we zitten vast": "financier",
    "ons partnerschap zit vast": "financier",
    "we are stuck": "financier",
    "mijn netwerk zit vast": "financier",
    "my network is stuck": "financier",
    "past onze netwerkvorm nog": "financier",
    "can we do a pulse": "Kort of lang",
    "@KnoopBot": "Waar kijken jullie samen naar",
    "help": "Zo werkt Knoop in een groep",
    "hulp aub": "Zo werkt Knoop in een groep",
    "toon het menu": "Waar kijken jullie samen naar",
    "wie ziet onze antwoorden": "Wat Knoop van een groep bewaart",
    "kunnen we in het engels": "In welke taal praten we",
    "wis alles": "Zal ik alles van deze groep wissen",
    "wat is een netwerkvorm": "Netwerkvorm",
    "bedankt": "Graag gedaan",
    "hallo": "Waar kijken jullie samen naar",
}


@pytest.mark.parametrize("text", OPENS)
def test_a_clear_request_opens_in_the_group(coach: Coach, text: str) -> None:
    table = table_of(coach)
    shown(table)
    table.group(3).types(text)
    said = plain(shown(table))
    assert OPENS[text] in said
    assert "onder vier ogen over" not in said


def test_the_same_in_an_english_group_also_typed_in_dutch(coach: Coach) -> None:
    table = table_of(coach, "en")
    for text in ("start a pulse", "kunnen we een peiling doen", "peiling"):
        table.group(3).types(text)
        assert "Short or long?" in table.group().text
    table.group(3).types("we zitten vast")
    assert "funder" in table.group().text
    table.group(3).types("we vertrouwen Joke niet")
    assert "in private" in table.group().text


def test_two_doors_in_one_sentence_are_asked_about(table: Table) -> None:
    table.group(3).types("peiling of praatkaart")
    assert labels(table.group())[:2] == [
        "Hoe staan we ervoor?",
        "Praatkaart: één uitspraak, tien minut…",
    ]
    table.group(3).presses("Praatkaart")
    assert room(table) == "talkcard"


def test_a_word_on_a_button_is_that_button(table: Table) -> None:
    table.group(3).types("/peiling")
    table.group(4).types("lang: 10 uitspraken, 3 minuten")
    assert "financier" in table.group().text
    table.group(2).types("neen")
    table.group(2).types("3 dage")
    assert "0 ingevuld" in shown(table)


def test_what_stands_on_a_button_of_the_library_may_be_typed(table: Table) -> None:
    table.group(3).types("/zoek")
    table.group(3).types("netwerkvormen")
    assert "Leiderorganisatie" in labels(table.group())
    table.group(3).types("stop")
    assert room(table) == "stopped"


@pytest.mark.parametrize("before", ["de schepen liegt", "/menu", "peiling of netwerkvorm vast"])
@pytest.mark.parametrize(
    "text",
    [
        "waar zit hij vast",
        "Waar zit Piet vast?",
        "mijn netwerker zit vast",
        "wie neemt mijn rol op",
    ],
)
def test_what_is_only_like_a_button_is_not_that_button(
    table: Table, before: str, text: str
) -> None:
    table.group(3).types(before)
    shown(table)
    table.group(3).types(text)
    assert "onder vier ogen" in shown(table) or "112" in shown(table)
    assert room(table) == "team"


def test_in_a_topic_it_is_all_the_same(table: Table) -> None:
    there = table.group(3, topic=5)
    there.types("de schepen liegt")
    assert "onder vier ogen" in there.text
    there.types("we zitten vast")
    assert "financier" in there.text
    assert room(table) == "team"


# -- the library --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("wat is een convenant", "Convenant"),
        ("/zoek NAO", "NAO"),
        ("/explain lead organisation", "Leiderorganisatie"),
        ("/zoek de netwerkpromotor", "Netwerkpromotor"),
    ],
)
def test_a_term_is_explained_in_the_group_without_keeping_the_words(
    table: Table, text: str, title: str
) -> None:
    table.group(3).types(text)
    assert title in table.group().text
    assert dialogue(table) == "library"
    session = table.group().phone.session
    assert session is not None
    assert session.frames[-1].answers.get("query") is None


@pytest.mark.parametrize(
    "text",
    [
        *("/zoek mandaat", "/zoek vertrouwt het OCMW ons", "wat is ons mandaat", "zoek Tom op"),
        *("/zoek partner Zonnestraal", "wat is er met de trekker", "we zoeken een begrip"),
    ],
)
def test_looking_up_anything_else_is_for_the_private_chat(table: Table, text: str) -> None:
    table.group(3).types(text)
    assert "onder vier ogen" in table.group().text


def test_what_is_typed_in_the_open_library_is_no_query_there(table: Table) -> None:
    table.group(3).types("/zoek")
    shown(table)
    table.group(3).types("we vertrouwen het OCMW niet")
    said = shown(table)
    assert "onder vier ogen" in said
    assert "OCMW" not in said + kept(table)
    table.group(3).types("wat is een convenant")
    assert "Convenant" in table.group().text
