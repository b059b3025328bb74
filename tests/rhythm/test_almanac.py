"""The almanac: holidays in Belgium and Flanders, days of the council, zones by name or city."""

from datetime import date

import pytest

from bot.almanac import almanac

BELGIAN = (
    *("2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"),
    *("2026-07-21", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"),
)


@pytest.mark.parametrize("day", [*BELGIAN, "2026-07-11"])
def test_belgian_holidays_and_the_flemish_one_are_free(day: str) -> None:
    assert almanac().free(date.fromisoformat(day))


def test_the_council_may_have_days_of_its_own() -> None:
    assert not almanac().free(date(2026, 12, 28))
    assert almanac([date(2026, 12, 28)]).free(date(2026, 12, 28))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("lissabon", "Europe/Lisbon"),
        ("New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("België", "Europe/Brussels"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_city(said: str, meant: str | None) -> None:
    assert almanac().called(said) == meant


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert almanac().zone(name) is None
