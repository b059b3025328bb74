"""What a group may not do itself is led to the private chat; what has no poll hands nothing in."""

from __future__ import annotations

import pytest

from dialogs.coach import Coach
from dialogs.effect import Cast, Say
from dialogs.session import Action, Frame
from dialogs.team.manners import kept_out
from dialogs.team.voting import hand_in, intro
from dialogs.text import plain
from tests.team.casting import talking


@pytest.mark.parametrize("action", [["example", "x"], ["room", "networks"], ["export"]], ids=str)
def test_what_is_private_is_led_to_the_private_chat(coach: Coach, action: Action) -> None:
    talk = talking(coach)
    assert kept_out(talk, action)
    (said,) = [effect for effect in talk.effects if isinstance(effect, Say)]
    assert "onder vier ogen" in plain(said.text)


@pytest.mark.parametrize("action", [["room", "menu"], ["days", 3]], ids=str)
def test_what_a_group_does_itself_stays_there(coach: Coach, action: Action) -> None:
    assert not kept_out(talking(coach), action)


def test_without_a_poll_there_is_nothing_to_hand_in_or_to_say_of_it(coach: Coach) -> None:
    """Also of one that is gone: its group was wiped."""
    talk = talking(coach)
    talk.session.frames = [Frame("pulse", "P2", answers={"P1": 3}, scratch={"poll": 77})]
    hand_in(talk)
    assert intro(talk) == ""
    assert not any(isinstance(effect, Cast) for effect in talk.effects)
