"""What is offered when a check-in is over."""

from __future__ import annotations

import pytest

from tests.dialogs.sample import live
from tests.phone import Phone
from tests.rhythm.people import at, dues, every_first_tuesday, room_of


def checked_in(phone: Phone, when: str) -> Phone:
    phone.types("/checkin")
    phone.presses(when)
    for _ in range(12):
        if "Klaar" in phone.labels:
            break
        phone.presses("Plan 1") if "Plan 1" in phone.labels else phone.presses("Overslaan")
    phone.presses("Klaar")
    return phone


@pytest.mark.parametrize(("when", "due"), [("Nu", "14:15"), ("Binnen 15", "14:30")])
def test_on_the_doorstep_one_tap_asks_for_a_reflection(phone: Phone, when: str, due: str) -> None:
    checked_in(phone, when)
    assert "Zal ik na afloop vragen hoe het ging?" in live(phone)
    phone.presses("1 uur")
    assert f"{due[:2]}.{due[3:]} u." in live(phone)
    assert room_of(phone) == "menu"


@pytest.mark.parametrize("when", ["Vandaag", "Later"])
def test_otherwise_it_is_asked_when_the_meeting_is(phone: Phone, when: str) -> None:
    checked_in(phone, when)
    assert "Wanneer begint het?" in live(phone)
    phone.presses("Nee, niet nodig")
    assert phone.memory.reminders == ()
    assert room_of(phone) == "menu"


def test_a_meeting_that_is_planned_already_is_not_offered_again(phone: Phone) -> None:
    every_first_tuesday(phone)
    checked_in(phone, "Nu")
    assert room_of(phone) == "menu"


def test_whoever_prepares_unasked_is_not_asked(phone: Phone) -> None:
    every_first_tuesday(phone)
    phone.now = at("2026-03-03T10:00")
    checked_in(phone, "Vandaag")
    assert at("2026-03-03T13:30") not in dues(phone)
    assert at("2026-04-07T13:30") in dues(phone)


def test_a_check_in_that_was_left_offers_nothing(phone: Phone) -> None:
    phone.types("/checkin")
    phone.types("/stop")
    assert room_of(phone) == "stopped"
