"""What has no place in a group: Knoop leads to the private chat and repeats nothing."""

from __future__ import annotations

import json

import pytest

from dialogs.coach import Coach
from dialogs.effect import Edit, Say
from dialogs.session import to_json
from tests.table import Table

APART = [
    *(
        "onze schepen van welzijn werkt tegen",
        "De burgemeester wil dit niet.",
        "wat vindt de directeur ervan",
    ),
    *(
        "partner Zonnestraal vertrouwen we niet",
        "welke houding heeft het OCMW",
        "de voorzitter is lui",
    ),
    *(
        "welke rollen heeft Joke",
        "wat antwoordde Tom",
        "toon mij het resultaat van An",
        "wie stemde tegen",
    ),
    *(
        "welk mandaat hebben we",
        "een cliënt van ons heeft schulden",
        "dat gezin uit de Kerkstraat zit vast",
    ),
    *("het dossier van mevrouw Peeters", "onze collega Jan doet niet mee", "wat heeft An ingevuld"),
    *(
        "the mayor blocks everything",
        "our director does not want this",
        "what did Tom: answers of Tom",
    ),
    *("which roles does Joke have", "show me the results of An", "the attitude of the hospital"),
    *(
        "a colleague is working against us",
        "that family is in trouble",
        "our alderman says no",
        "who voted no",
    ),
    *(
        "what mandate do we have",
        "the manager of the CAW lies",
        "de score van Karel",
        "wat zei Bart over de nota",
    ),
]

ONE_OF_TWO_IS_PRIVATE = [
    "kwee ni meer hoe dat ik die mannen moet meekrijgen",
    "Can I sign something there?",
    "Er is geen enkele afspraak over wat ik daar mag doen",
]
"""No word here is about people; but one of the two dialogues that may be meant is private."""

HERE = {
    "ons netwerk zit vast": "financier",
    "hoe gaat het met ons": "peiling",
    "/peiling": "peiling",
    "/teamrollen": "rol",
    "/praatkaart": "Praatkaart",
    "/help": "Knoop",
    "/menu": "samen",
}


@pytest.fixture
def table(coach: Coach) -> Table:
    made = Table(coach)
    made.joins()
    return made


def _said(table: Table, text: str) -> str:
    table.said.clear()
    table.group(3).types(text)
    return "\n".join(effect.text for _, effect in table.said if isinstance(effect, Say | Edit))


def _kept(table: Table) -> str:
    session = table.group().phone.session
    assert session is not None
    return json.dumps(to_json(session), ensure_ascii=False)


@pytest.mark.parametrize("text", [*APART, *ONE_OF_TWO_IS_PRIVATE])
def test_what_is_about_people_is_led_to_the_private_chat(table: Table, text: str) -> None:
    said = _said(table, text)
    assert "onder vier ogen" in said.casefold()
    assert text not in said
    assert text not in _kept(table)
    turn = table.group().phone.turn
    assert turn is not None
    assert turn.blank


@pytest.mark.parametrize("text", ["hoe ga ik terug", "Wat doe je precies?"])
def test_which_of_two_is_asked_in_the_group_when_both_belong_there(table: Table, text: str) -> None:
    said = _said(table, text)
    assert "onder vier ogen" not in said.casefold()
    session = table.group().phone.session
    assert session is not None
    assert session.room == "doors"


@pytest.mark.parametrize("text", HERE)
def test_what_a_team_does_stays_in_the_group(table: Table, text: str) -> None:
    said = _said(table, text)
    assert HERE[text].casefold() in said.casefold()
    assert "onder vier ogen" not in said.casefold()


@pytest.mark.parametrize(
    "text", ["mandaat of peiling", "we zoeken een begrip", "zoek vertrouwen op"]
)
def test_no_typed_words_are_kept_in_a_group(table: Table, text: str) -> None:
    _said(table, text)
    assert text not in _kept(table)
