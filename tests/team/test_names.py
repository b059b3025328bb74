"""The only answer that a group types: who does it."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.team.names import names


@pytest.mark.parametrize(
    "text",
    [
        *("Joke", "jan", "An en Tom", "tom, joke & an", "de trekker", "Els, van de jeugddienst"),
        *("wij met twee", "de dienst welzijn", "Joke (OCMW)", "Huis van het Kind", "the lead"),
        *("iemand van het OCMW", "An Peeters", "the chair and An", "een collega uit Gent"),
    ],
)
def test_names_and_functions_are_an_answer(coach: Coach, text: str) -> None:
    assert names(text, coach.know["nl"]["polls"]["functions"])


@pytest.mark.parametrize(
    "text",
    [
        *("Tom is lastig", "de trekker liegt", "Tom de luiaard", "schepen Janssens weigert"),
        *("welk mandaat heb ik", "wat antwoordde Tom", "", "Tom 3", "An en", "de schepen wil niet"),
        *("Tom lies", "we do not trust the hospital", "niemand vertrouwt Tom"),
    ],
)
def test_a_sentence_is_no_answer_to_who_does_it(coach: Coach, text: str) -> None:
    assert not names(text, coach.know["nl"]["polls"]["functions"])
