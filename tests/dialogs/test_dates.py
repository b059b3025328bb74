"""Days as people type them, and as files write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.coach import Coach
from dialogs.dates import as_day, day_in
from dialogs.screen import BadAnswerError
from tests.dialogs.sample import frame_of, live, started, with_steps

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vandaag", "2026-03-02"),
        ("Today!", "2026-03-02"),
        ("morgen", "2026-03-03"),
        ("overmorgen", "2026-03-04"),
        ("vrijdag", "2026-03-06"),
        ("op maandag", "2026-03-09"),
        ("next Tuesday", "2026-03-03"),
        ("over drie weken", "2026-03-23"),
        ("14/3", "2026-03-14"),
        ("14-3-2027", "2027-03-14"),
        ("14 maart", "2026-03-14"),
        ("1 mrt", "2027-03-01"),
        ("3 March 2026", "2026-03-03"),
        ("2026-03-14", "2026-03-14"),
    ],
)
def test_a_typed_day_is_understood(typed: str, meant: str) -> None:
    assert day_in(typed, MONDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed", ["", "ooit", "31/2", "99/99/9999", "14", "1 2 3 4", "29 februari", "over drie eeuwen"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert day_in(typed, MONDAY) is None


@given(st.text(max_size=40))
def test_no_words_at_all_break_the_reading_of_days(typed: str) -> None:
    found = day_in(typed, MONDAY)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize("written", ["2026-03-01", "2026-03", date(2026, 3, 1)])
def test_a_day_or_a_month_from_a_file_is_taken(written: object) -> None:
    assert as_day(written).startswith("2026-03")


@pytest.mark.parametrize("written", ["2026-13", "2026-02-30", "maart", 20260301, True, "2026-3-1"])
def test_what_is_no_day_in_a_file_is_refused(written: object) -> None:
    with pytest.raises(BadAnswerError, match="is not a day written as"):
        as_day(written)


STEPS = """
meeting:
  ask: {nl: "Wanneer?", en: "When?"}
  short: {nl: "de dag", en: "the day"}
  day: {ahead: [0, 1]}
after:
  ask: {nl: "Dus {{ said.meeting }}?", en: "So {{ said.meeting }}?"}
  yesno: {}
"""


def test_near_days_stand_on_buttons_in_words(coach: Coach) -> None:
    phone = started(with_steps(coach, STEPS))
    assert phone.labels[:2] == ["maandag 2 maart", "dinsdag 3 maart"]
    phone.presses("dinsdag 3 maart")
    assert frame_of(phone).answers == {"meeting": "2026-03-03"}
    assert "Dus dinsdag 3 maart?" in live(phone)


def test_other_days_are_typed(coach: Coach) -> None:
    phone = started(with_steps(coach, STEPS))
    phone.types("ooit")
    assert "Welke dag bedoel je" in live(phone)
    phone.types("14 maart")
    assert frame_of(phone).answers == {"meeting": "2026-03-14"}


def test_the_day_may_be_unknown(coach: Coach) -> None:
    phone = started(with_steps(coach, STEPS))
    phone.types("weet ik niet")
    assert frame_of(phone).answers == {"meeting": "unknown"}
