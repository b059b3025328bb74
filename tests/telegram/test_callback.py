import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram import callback
from dialogs.event import Pressed, Tapped


@settings(deadline=None)
@given(st.integers(0, 36**12 - 1), st.integers(0, 36**4 - 1), st.integers())
def test_what_is_written_is_read_back_and_fits(screen: int, choice: int, message: int) -> None:
    data = callback.write(screen, choice)
    assert 3 <= len(data.encode()) <= 64
    assert callback.read(data, message) == Pressed(screen, choice, message)


@settings(deadline=None)
@given(st.text() | st.none())
def test_whatever_is_on_a_button_is_a_press(data: str | None) -> None:
    press = callback.read(data)
    assert (press.screen < 0) == (press.choice < 0)
    assert abs(press.screen) < 2**63


@pytest.mark.parametrize(
    "data",
    [None, "", ".", "1", "1.", ".1", "1.1.1", "-1.1", "1.-1", "A.1", "١.1", "1.1\n", "z" * 64],
)
def test_forged_or_cut_data_have_impossible_numbers(data: str | None) -> None:
    assert callback.read(data, 7) == Pressed(callback.IMPOSSIBLE, callback.IMPOSSIBLE, 7)


@pytest.mark.parametrize(("screen", "choice"), [(-1, 0), (0, -1), (36**12, 0), (0, 36**4)])
def test_numbers_that_do_not_fit_are_refused(screen: int, choice: int) -> None:
    with pytest.raises(ValueError, match=r"below 0|do not fit"):
        callback.write(screen, choice)


@settings(deadline=None)
@given(st.integers(0, 2**63), st.from_regex(r"[a-z0-9_]{1,16}", fullmatch=True))
def test_a_button_of_a_poll_is_read_back_and_fits(poll: int, verb: str) -> None:
    data = callback.write_verb(poll, verb)
    assert len(data.encode()) <= 64
    assert callback.read_verb(data) == Tapped(poll, verb)
    assert callback.read(data).screen == callback.IMPOSSIBLE


@pytest.mark.parametrize(("poll", "verb"), [(-1, "c"), (1, ""), (1, "Close"), (1, "x" * 17)])
def test_a_verb_that_does_not_fit_is_refused(poll: int, verb: str) -> None:
    with pytest.raises(ValueError, match=r"below 0|do not fit"):
        callback.write_verb(poll, verb)


@pytest.mark.parametrize("data", [None, "", "1.1", "p.1", "p..c", "p.1.", "p.1.c.d", "p.-1.c"])
def test_other_buttons_are_none_of_a_poll(data: str | None) -> None:
    assert callback.read_verb(data) is None
