"""What keeps coming back in meetings leads to the symptom that goes with it."""

from __future__ import annotations

from dialogs.coach import Coach
from tests.dialogs.sample import with_facts
from tests.phone import Phone


def reflects(phone: Phone, success: str, worry: str) -> None:
    """Look back on a meeting, up to the advice."""
    phone.types("/nabespreking")
    for label in ("Overslaan", "Overslaan", success, "Overslaan", worry):
        phone.presses(label)
    for _ in range(3):
        phone.presses("Overslaan")


def test_twice_no_leads_to_stuck_with_the_sign_that_goes_with_the_worry(coach: Coach) -> None:
    phone = with_facts(coach)
    for _ in range(2):
        reflects(phone, "Niet", "Stilte")
        if "Mijn netwerk zit vast" not in phone.labels:
            phone.presses("Menu")
    phone.presses("Mijn netwerk zit vast")
    assert phone.labels[:2] == ["Beleefd, maar niemand zegt iets", "Geen van deze"]
    phone.presses("Geen van deze")
    assert "Wie komt, en wie doet mee" in phone.labels


def test_the_third_time_the_same_worry_leads_to_its_sign(coach: Coach) -> None:
    phone = with_facts(coach)
    for _ in range(3):
        reflects(phone, "Helemaal", "De opkomst")
        if "Mijn netwerk zit vast" not in phone.labels:
            phone.presses("Menu")
    phone.presses("Mijn netwerk zit vast")
    assert phone.labels[0] == "Leden komen niet opdagen"


def test_what_comes_back_proposes_its_sign_before_the_next_meeting_too(coach: Coach) -> None:
    phone = with_facts(coach)
    phone.types("/checkin")
    for label in ("Nu", "Ideeën", "Een conflict", "Overslaan", "Dit komt vaker terug"):
        phone.presses(label)
    assert phone.labels[0] == "Belangenconflict"
    phone.presses("Belangenconflict")
    for label in ("Klaar", "1 uur"):
        phone.presses(label)
    assert "Dit herkende je vorige keer ook" not in phone.last.text


def test_the_same_sign_again_asks_first_if_it_lies_somewhere_else(coach: Coach) -> None:
    phone = with_facts(coach)
    for _ in range(2):
        phone.types("/vast")
        for label in ("Het wringt", "Belangenconflict", "Klaar", "1 uur"):
            phone.presses(label)
        told = phone.last.text
        phone.presses("Menu")
    assert "Dit herkende je vorige keer ook" in told
