"""The mandate card: five texts that can be said aloud, in every language."""

from typing import Any

import pytest

from dialogs.facts import Given
from dialogs.outcome import Instrument, Knowledge

MAY = ["listen", "advise", "reserve", "decide"]
NEVER_HERE = ["new_money", "signature", "position", "rule", "data"]


def card(mandate: Instrument, **change: Any) -> Any:
    usual = {"item": "de zomerwerking", "ask": ["info"], "may": "reserve", "sensitive": "no"}
    return mandate(Given(usual | change)).results["card"]


def test_the_card_names_the_item_and_the_day(mandate: Instrument) -> None:
    made = card(mandate, ask=["hours"], item="de zomer {werking}", decided_on="2026-05-04")
    assert made["sentence"] == {
        "nl": "In ‘de zomer {werking}’ kan ik meegaan, onder voorbehoud: op 4 mei beslist "
        "mijn diensthoofd of de algemeen directeur.",
        "en": "I can go along with ‘de zomer {werking}’, subject to approval: on 4 May it is "
        "up to my head of service or the general director.",
    }
    assert "Op 4 mei." in made["decided_by"]["nl"]


def test_without_a_day_the_card_promises_one(mandate: Instrument) -> None:
    made = card(mandate, may="listen")
    assert made["sentence"]["nl"] == (
        "Over ‘de zomerwerking’ kom ik vandaag luisteren. Ik neem het mee, en ik laat deze week "
        "weten wanneer je antwoord krijgt."
    )


@pytest.mark.parametrize("asked", NEVER_HERE)
@pytest.mark.parametrize("may", MAY)
def test_what_is_never_promised_on_the_spot_gets_its_own_sentence(
    mandate: Instrument, knowledge: Knowledge, may: str, asked: str
) -> None:
    made = card(mandate, may=may, ask=["info", "hours", asked])
    begin = knowledge.tables["mandate"]["asks"][asked]["without"]["nl"].split("{")[0]
    assert made["sentence"]["nl"].startswith(begin)
    assert knowledge.tables["mandate"]["asks"][asked]["thing"]["en"] in made["may_not"]["en"]


def test_the_heaviest_question_decides_the_sentence(mandate: Instrument) -> None:
    made = card(mandate, may="decide", ask=["hours", "new_money", "data", "signature"])
    assert made["sentence"]["en"].startswith("I never hand over data about persons on the spot.")
    assert made["may_not"]["en"].endswith("data about persons, a signature and new money.")


def test_within_limits_the_person_decides_and_says_what(mandate: Instrument) -> None:
    made = card(mandate, may="decide", ask=["hours", "budgeted_money"])
    assert "voorzien geld en uren" in made["sentence"]["nl"]
    assert made["decided_by"]["nl"].startswith("Ikzelf")


def test_the_card_says_when_a_mandate_is_assumed_or_lowered(mandate: Instrument) -> None:
    assert card(mandate, may="unknown")["may"]["nl"].startswith("Er is niets afgesproken")
    assert card(mandate, sensitive="very")["may"]["en"].startswith("It is very sensitive")
    unknown = card(mandate, item="unknown", ask=None, may="unknown")
    assert "dit punt" in unknown["sentence"]["nl"]
    assert unknown["decided_by"]["en"] == "Whoever sends me. When: still to ask."


def test_with_nothing_on_the_agenda_the_card_is_about_information(mandate: Instrument) -> None:
    made = card(mandate, item="none", ask=None)
    assert made["may"]["en"] == "Fetch and bring information."
