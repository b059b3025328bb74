"""The pictures of talks in the README show what Knoop says today."""

from __future__ import annotations

import pytest

from bot.drawing.picture import paint
from dialogs.coach import Coach
from tests.drawing.sample import words
from tests.talk_pictures import PICTURES, SCENES, Scene, chat, scenes


@pytest.mark.parametrize("name", list(SCENES))
def test_a_talk_can_be_drawn(coach: Coach, name: str) -> None:
    shown = scenes(coach, SCENES[name])
    assert shown
    assert paint(chat(shown), name, 0.5).startswith(b"\x89PNG")
    assert (PICTURES / f"{name}.png").is_file()


def test_the_button_that_was_pressed_is_marked_and_what_was_typed_stands_right(
    coach: Coach,
) -> None:
    shown = scenes(coach, Scene("stuck.en", 0, 3))
    assert [bubble.mine for bubble in shown] == [True, False, False, False]
    pressed = [b["label"] for bubble in shown for row in bubble.rows for b in row if b["pressed"]]
    assert pressed == ["Friction between people", "One partner dominates"]
    assert "Skip" in words(chat(shown))
