"""The list of what comes back, and the settings of when Knoop may write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogs.memory import Plan
from tests.dialogs.sample import live
from tests.phone import Phone
from tests.rhythm.people import at, later_than, reminded_of, room_of


def test_an_empty_list_says_that_nothing_comes_by_itself(phone: Phone) -> None:
    phone.types("/herinner")
    assert "alleen aan wat je zelf vraagt" in live(phone)
    assert "Stop ze allemaal" not in phone.labels


def test_the_list_shows_what_comes_first_and_about_what(phone: Phone) -> None:
    reminded_of(phone, "2026-03-16T16:00", plan=99)
    reminded_of(phone, "2026-03-09T16:00")
    phone.types("/remind")
    lines = live(phone).splitlines()
    assert lines[1].startswith("• maandag 9 maart om 16 u.: je plan <i>Als er weer")
    assert lines[2] == "• maandag 16 maart om 16 u.: je plan"


def test_a_long_list_is_paged(phone: Phone) -> None:
    for day in range(10, 17):
        reminded_of(phone, f"2026-03-{day}T16:00")
    phone.types("/herinner")
    assert phone.labels[5] == "Meer (1/2)"
    phone.presses("Meer")
    assert phone.labels[0] == "zo 15 mrt, 16 u."


def test_one_is_moved(phone: Phone) -> None:
    reminded_of(phone, "2026-03-09T16:00")
    phone.types("/herinner")
    phone.presses("ma 9 mrt")
    phone.presses("Verzet")
    phone.types("donderdag 11 u")
    assert [one.due for one in phone.memory.reminders] == [at("2026-03-05T11:00")]
    assert room_of(phone) == "reminders"


def test_one_is_left_as_it_is(phone: Phone) -> None:
    kept = reminded_of(phone, "2026-03-09T16:00")
    phone.types("/herinner")
    phone.presses("ma 9 mrt")
    phone.presses("Verzet")
    phone.presses("Zo laten")
    assert phone.memory.reminders == (kept,)


def test_one_is_dropped(phone: Phone) -> None:
    reminded_of(phone, "2026-03-09T16:00")
    phone.types("/herinner")
    phone.presses("ma 9 mrt")
    phone.presses("Terug")
    phone.presses("ma 9 mrt")
    phone.presses("Schrap")
    assert phone.memory.reminders == ()


def test_all_are_stopped_and_begin_again(phone: Phone) -> None:
    reminded_of(phone, "2026-03-09T16:00")
    phone.types("/herinner")
    phone.presses("Stop ze allemaal")
    assert later_than(phone, "2026-03-08T12:00") == []
    phone.presses("Toch weer herinneren")
    assert len(later_than(phone, "2026-03-09T16:01")) == 1


def test_what_has_passed_does_not_begin_again(phone: Phone) -> None:
    reminded_of(phone, "2026-03-09T16:00")
    phone.types("/herinner")
    phone.presses("Stop ze allemaal")
    phone.now = at("2026-03-10T12:00")
    phone.presses("Toch weer herinneren")
    assert "geen moment meer dat nog komt" in live(phone)


def test_a_plan_can_be_asked_after_later_on(phone: Phone) -> None:
    phone.types("/herinner")
    phone.presses("Nieuwe herinnering")
    phone.presses("Terug")
    phone.presses("Nieuwe herinnering")
    phone.presses("Als er weer gezwegen")
    phone.presses("ma 9 mrt")
    assert [one.about["plan"] for one in phone.memory.reminders] == [2]
    phone.presses("Nieuwe herinnering")
    assert phone.labels == ["Een overleg", "Terug"]


def test_a_plan_without_words_cannot_be_asked_after(phone: Phone) -> None:
    memory = phone.memory
    phone.memory = type(memory)(memory.profile, plans=(Plan(2, None, "x", "", date(2026, 1, 1)),))
    phone.types("/herinner")
    phone.presses("Nieuwe herinnering")
    assert phone.labels == ["Een overleg", "Terug"]


# -- settings -----------------------------------------------------------------------------------


@pytest.fixture
def setting(phone: Phone) -> Phone:
    reminded_of(phone, "2026-03-09T16:00")
    phone.types("/instellingen")
    return phone


def test_the_settings_are_those_of_belgium_at_first(setting: Phone) -> None:
    for line in ("Europe/Brussels", "18 u. tot 8 u.", "Weekend en feestdagen: <b>stil", "Vakantie"):
        assert line in live(setting)


@pytest.mark.parametrize("how", ["Lisbon", "lissabon"])
def test_another_zone_by_button_or_city(setting: Phone, how: str) -> None:
    setting.presses("Andere tijdzone")
    setting.presses(how) if how == "Lisbon" else setting.types(how)
    assert "Europe/Lisbon" in live(setting)
    assert setting.memory.reminders[0].due == at("2026-03-09T16:00", "Europe/Lisbon")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("19-7", "19 u. tot 7 u."),
        ("van 19 u. tot 7.30 u.", "19 u. tot 7.30 u."),
        ("from 19:15 to 06:45", "19.15 u. tot 6.45 u."),
    ],
)
def test_quiet_hours_are_typed(setting: Phone, typed: str, shown: str) -> None:
    setting.presses("Andere stille uren")
    setting.types(typed)
    assert shown in live(setting)


@pytest.mark.parametrize("typed", ["soms", "25-7", "19"])
def test_what_is_no_two_hours_is_asked_again(setting: Phone, typed: str) -> None:
    setting.presses("Andere stille uren")
    setting.types(typed)
    assert "Typ twee uren" in live(setting)


def test_quiet_hours_by_button_and_back(setting: Phone) -> None:
    setting.presses("Andere stille uren")
    setting.presses("22 u. tot 7 u.")
    assert setting.memory.profile.settings == {"quiet": ["22:00", "07:00"]}
    setting.presses("Andere stille uren")
    setting.presses("Geen stille uren")
    assert "Geen stille uren" in live(setting)
    setting.presses("Andere stille uren")
    setting.presses("18 u. tot 8 u.")
    assert setting.memory.profile.settings == {}


def test_weekends_may_be_opened_and_closed(setting: Phone) -> None:
    setting.presses("Ook in het weekend")
    assert "Weekend: <b>ik mag schrijven" in live(setting)
    setting.presses("Niet in het weekend")
    assert setting.memory.profile.settings == {}


def test_a_holiday_by_button_moves_what_was_waiting(setting: Phone) -> None:
    setting.presses("Vakantie")
    setting.presses("ma 16 mrt")
    assert "Vakantie: <b>tot maandag 16 maart" in live(setting)
    assert setting.memory.reminders[0].due == at("2026-03-16T16:00")
    setting.presses("Vakantie")
    setting.presses("Ik ben terug")
    assert "Vakantie: <b>nee" in live(setting)
    assert setting.memory.reminders[0].due == at("2026-03-09T16:00")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("17 augustus", "tot maandag 17 augustus"),
        ("vandaag", "al voorbij"),
        ("ooit", "Die dag herken ik niet"),
    ],
)
def test_the_first_day_back_is_typed(setting: Phone, typed: str, shown: str) -> None:
    setting.presses("Vakantie")
    setting.types(typed)
    assert shown in live(setting)


def test_an_unknown_city_is_asked_again(setting: Phone) -> None:
    setting.presses("Andere tijdzone")
    setting.types("Atlantis")
    assert "Die plaats ken ik niet" in live(setting)
    setting.presses("Terug")
    assert "Wanneer ik mag schrijven" in live(setting)


def test_words_that_are_no_setting_find_their_own_door(setting: Phone) -> None:
    setting.types("help")
    assert room_of(setting) == "help"
    setting.types("/settings")
    setting.types("blablabla")
    assert room_of(setting) == "menu"


def test_from_the_settings_to_the_list_and_back(setting: Phone) -> None:
    setting.presses("Herinneringen")
    setting.presses("Instellingen")
    setting.presses("Verder")
    assert room_of(setting) == "menu"


def test_days_of_ones_own_are_free(setting: Phone) -> None:
    setting.presses("Vrije dagen")
    for typed in ("9 maart", "24 december"):
        setting.types(typed)
        assert "Aangepast" in live(setting)
    assert setting.memory.reminders[0].due == at("2026-03-10T16:00")
    assert setting.labels == ["Schrap ma 9 mrt", "Schrap do 24 dec", "Terug"]
    setting.presses("Terug")
    assert "Jouw vrije dagen: <b>ma 9 mrt, do 24 dec</b>" in live(setting)
    setting.presses("Vrije dagen")
    setting.presses("Schrap ma 9 mrt")
    assert setting.memory.reminders[0].due == at("2026-03-09T16:00")
    setting.presses("Schrap do 24 dec")
    assert setting.memory.profile.settings == {}


@pytest.mark.parametrize(
    ("typed", "said"), [("1 maart 2026", "al voorbij"), ("ooit", "herken ik niet")]
)
def test_what_is_no_day_ahead_is_no_free_day(setting: Phone, typed: str, said: str) -> None:
    setting.presses("Vrije dagen")
    setting.types(typed)
    assert said in live(setting)
    assert setting.memory.profile.settings == {}


def test_free_days_that_are_over_are_forgotten_and_too_many_are_not_kept(setting: Phone) -> None:
    with_days = [f"2026-04-{day:02}" for day in range(1, 31)]
    memory = setting.memory
    profile = replace(memory.profile, settings={"days": with_days})
    setting.memory = replace(memory, profile=profile)
    setting.presses("Vrije dagen")
    setting.presses("Meer")
    assert "Schrap ma 6 apr" in setting.labels
    setting.types("4 mei")
    assert "Meer dan 30 dagen" in live(setting)
    setting.now = at("2026-04-29T12:00")
    setting.types("4 mei")
    assert setting.memory.profile.settings["days"] == ["2026-04-29", "2026-04-30", "2026-05-04"]
