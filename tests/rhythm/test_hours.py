"""When something may go out: quiet hours, weekends, holidays, summer time, holiday mode."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.almanac import almanac
from dialogs.almanac import Almanac
from dialogs.rhythm import Hours, moment_of, useful, wish_at, wish_on

ALMANAC = almanac()
MOMENTS = st.integers(1_767_225_600, 1_830_297_600).map(lambda s: datetime.fromtimestamp(s, UTC))


def hours(**settings: object) -> Hours:
    return Hours.of(settings, ALMANAC)


def local(written: str, of: Hours | None = None) -> datetime:
    """A moment by the clock on the wall."""
    at = datetime.fromisoformat(written)
    return (of or hours()).at(at.date(), at.time())


def wall(moment: datetime, of: Hours | None = None) -> str:
    return f"{(of or hours()).wall(moment):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-03-02T07:59", False),
        ("2026-03-02T08:00", True),
        ("2026-03-02T17:59", True),
        ("2026-03-02T18:00", False),
        ("2026-03-07T12:00", False),
        ("2026-03-08T12:00", False),
        ("2026-07-21T12:00", False),
        ("2026-07-10T12:00", True),
        ("2025-07-11T12:00", False),
        ("2026-04-06T12:00", False),
        ("2026-05-14T12:00", False),
        ("2026-11-11T12:00", False),
        ("2026-12-25T12:00", False),
        ("2026-12-28T12:00", True),
    ],
)
def test_nothing_goes_out_at_night_at_weekends_and_on_holidays(moment: str, allowed: bool) -> None:
    assert hours().allows(local(moment)) is allowed


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        ("2026-03-02T12:00", "2026-03-02T12:00"),
        ("2026-03-02T06:00", "2026-03-02T09:00"),
        ("2026-03-02T18:30", "2026-03-03T09:00"),
        ("2026-03-06T19:00", "2026-03-09T09:00"),
        ("2026-04-03T19:00", "2026-04-07T09:00"),
        ("2026-12-24T22:00", "2026-12-28T09:00"),
        ("2026-07-20T20:00", "2026-07-22T09:00"),
    ],
)
def test_what_has_to_wait_goes_on_the_next_working_morning(moment: str, goes: str) -> None:
    assert wall(hours().following(local(moment))) == goes


@pytest.mark.parametrize(
    ("start", "before"),
    [
        ("2026-03-03T14:00", "2026-03-02T16:00"),
        ("2026-03-02T14:00", "2026-02-27T16:00"),
        ("2026-04-07T10:00", "2026-04-03T16:00"),
        ("2026-05-15T10:00", "2026-05-13T16:00"),
        ("2026-03-03T20:00", "2026-03-02T16:00"),
        ("2026-03-30T09:00", "2026-03-27T16:00"),
    ],
)
def test_a_meeting_is_announced_the_working_day_before_at_four(start: str, before: str) -> None:
    found = hours().day_before(local(start))
    assert found is not None
    assert wall(found) == before


@pytest.mark.parametrize(
    ("end", "asked"),
    [
        ("2026-03-03T15:30", "2026-03-03T15:45"),
        ("2026-03-03T17:40", "2026-03-03T17:55"),
        ("2026-03-03T17:50", "2026-03-04T09:00"),
        ("2026-03-03T22:00", "2026-03-04T09:00"),
        ("2026-03-06T19:00", "2026-03-09T09:00"),
        ("2026-03-07T12:00", "2026-03-09T09:00"),
    ],
)
def test_a_reflection_comes_soon_after_the_meeting_or_the_next_working_morning(
    end: str, asked: str
) -> None:
    assert wall(hours().after(local(end))) == asked


def test_a_reflection_is_not_asked_after_six_whatever_the_quiet_hours() -> None:
    late = hours(quiet=["22:00", "07:00"])
    assert wall(late.after(local("2026-03-03T19:00"))) == "2026-03-04T09:00"


def test_summer_time_begins_and_the_clock_on_the_wall_still_says_four() -> None:
    winter, summer = date(2026, 3, 27), date(2026, 3, 30)
    assert hours().on(winter) == datetime(2026, 3, 27, 15, 0, tzinfo=UTC)
    assert hours().on(summer) == datetime(2026, 3, 30, 14, 0, tzinfo=UTC)


def test_summer_time_ends_and_the_clock_on_the_wall_still_says_four() -> None:
    assert hours().on(date(2026, 10, 23)) == datetime(2026, 10, 23, 14, 0, tzinfo=UTC)
    assert hours().on(date(2026, 10, 26)) == datetime(2026, 10, 26, 15, 0, tzinfo=UTC)


def test_an_hour_that_summer_time_skips_becomes_the_next_one() -> None:
    about = wish_at(date(2026, 3, 29), time(2, 30))
    moment = moment_of(about, hours())
    assert moment is not None
    assert wall(moment) == "2026-03-29T03:30"


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    moment = moment_of(wish_at(date(2026, 10, 25), time(2, 30)), hours())
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_in_holiday_mode_nothing_goes_until_the_first_day_back() -> None:
    away = hours(away="2026-08-17")
    assert not away.allows(local("2026-08-05T12:00"))
    assert wall(away.following(local("2026-08-05T12:00"))) == "2026-08-17T09:00"
    assert wall(away.on(date(2026, 8, 5))) == "2026-08-17T16:00"


def test_a_first_day_back_at_a_weekend_is_the_monday_after() -> None:
    assert wall(hours(away="2026-08-15").following(local("2026-08-05T12:00"))) == "2026-08-17T09:00"


def test_somebody_far_away_gets_it_at_four_of_their_own_clock() -> None:
    lisbon = hours(zone="Europe/Lisbon")
    assert lisbon.on(date(2026, 7, 1)) == datetime(2026, 7, 1, 15, 0, tzinfo=UTC)
    assert hours().on(date(2026, 7, 1)) == datetime(2026, 7, 1, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "allowed"),
    [
        (None, True),
        (["12:00", "12:00"], True),
        (["12:00", "14:00"], False),
        (["20:00", "7:00"], True),
    ],
)
def test_quiet_hours_are_the_persons_own(quiet: list[str] | None, allowed: bool) -> None:
    padded = quiet and [each.zfill(5) for each in quiet]
    assert hours(quiet=padded).allows(local("2026-03-02T13:00")) is allowed


def test_where_four_is_quiet_it_goes_when_the_day_begins() -> None:
    assert wall(hours(quiet=["15:00", "10:00"]).on(date(2026, 3, 3))) == "2026-03-03T10:00"


def test_weekends_may_be_working_days() -> None:
    assert hours(weekends=False).allows(local("2026-03-07T12:00"))


def test_a_zone_that_is_no_longer_known_falls_back_to_ours() -> None:
    assert wall(hours(zone="Europe/Atlantis").on(date(2026, 3, 3))) == "2026-03-03T16:00"


def test_without_any_almanac_the_clock_is_that_of_greenwich() -> None:
    bare = Hours.of({"zone": "Europe/Brussels"}, Almanac())
    assert bare.on(date(2026, 7, 21)) == datetime(2026, 7, 21, 16, 0, tzinfo=UTC)
    assert Almanac().called("Lissabon") is None


def test_a_council_that_is_never_open_gets_what_was_wished() -> None:
    never = Hours(UTC, free=lambda day: True)
    asked = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert never.following(asked) == asked
    assert never.on(date(2026, 3, 2)) == datetime(2026, 3, 2, 16, tzinfo=UTC)
    assert never.day_before(asked) is None


def test_a_picked_moment_is_kept_a_proposed_day_moves() -> None:
    saturday = date(2026, 3, 7)
    picked = moment_of(wish_at(saturday, time(20)), hours())
    proposed = moment_of(wish_on(saturday), hours())
    assert picked is not None
    assert proposed is not None
    assert (wall(picked), wall(proposed)) == ("2026-03-07T20:00", "2026-03-09T16:00")


MEETING = {"start": "2026-03-03T19:00:00+00:00", "lasts": 120}


@pytest.mark.parametrize(
    ("wish", "goes"),
    [
        ({"how": "before"}, "2026-03-02T16:00"),
        ({"how": "minutes", "minutes": 30}, "2026-03-03T19:30"),
        ({"how": "after"}, "2026-03-04T09:00"),
    ],
)
def test_an_evening_meeting_gets_its_check_in_and_is_reflected_on_in_the_morning(
    wish: dict[str, object], goes: str
) -> None:
    moment = moment_of({**MEETING, **wish}, hours())
    assert moment is not None
    assert wall(moment) == goes


@pytest.mark.parametrize(
    ("kind", "now", "still"),
    [
        ("checkin", "2026-03-03T21:59", True),
        ("checkin", "2026-03-03T22:00", False),
        ("debrief", "2026-03-04T17:59", True),
        ("debrief", "2026-03-04T18:00", False),
        ("plan", "2027-03-04T18:00", True),
        ("review", "2027-03-04T18:00", True),
    ],
)
def test_what_came_too_late_is_sent_only_while_it_is_of_use(
    kind: str, now: str, still: bool
) -> None:
    assert useful(kind, {**MEETING, "how": "after"}, hours(), local(now)) is still


@given(MOMENTS, st.sampled_from([None, "2026-08-17"]))
def test_what_waits_always_finds_a_moment_that_is_allowed_and_not_earlier(
    moment: datetime, away: str | None
) -> None:
    of = hours(away=away)
    goes = of.following(moment)
    assert goes >= moment
    assert of.allows(goes)


@given(MOMENTS)
def test_the_announcement_of_a_meeting_is_before_it_in_working_hours(start: datetime) -> None:
    before = hours().day_before(start)
    assert before is not None
    assert before < start
    assert hours().allows(before)
