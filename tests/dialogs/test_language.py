"""The language: first that of the app, then the one that is chosen, in the middle too."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from tests.dialogs.sample import said
from tests.phone import Phone


@pytest.mark.parametrize(
    ("hint", "word"),
    [
        (None, "Waar zit je mee?"),
        ("nl", "Waar"),
        ("nl-BE", "Waar"),
        ("en-GB", "What"),
        ("fr", "What"),
    ],
)
def test_the_first_language_is_that_of_the_app(coach: Coach, hint: str | None, word: str) -> None:
    phone = Phone(coach, hint)
    phone.types("/start")
    assert word in said(phone)


def test_the_language_changes_in_the_middle_and_nothing_is_lost(phone: Phone) -> None:
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/taal")
    phone.presses("English")
    assert "2/" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]
    assert "What must be different" in phone.messages[phone.session.live.ref].text  # type: ignore[union-attr]
    assert phone.memory.profile.language == "en"


@pytest.mark.parametrize("typed", ["nederlands", "nl"])
def test_a_language_may_be_typed(phone: Phone, typed: str) -> None:
    phone.types("/language")
    phone.types("english")
    phone.types("/language")
    phone.types(typed)
    assert "Waar zit je mee?" in said(phone)


def test_a_command_may_name_the_language(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("/taal en")
    assert "When does your meeting start" in said(phone)


def test_words_that_are_no_language_find_their_own_door(phone: Phone) -> None:
    phone.types("/taal")
    phone.types("zwembad")
    assert "Waar zit je mee?" in said(phone)
