"""A button hands a picture over, drawn from what is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.drawing import draw
from dialogs.coach import Coach
from dialogs.memory import Fact, Memory, Network, Plan, Profile
from dialogs.text import length
from tests.phone import Phone

DAY = date(2026, 3, 1)
MEMORY = Memory(
    Profile(network=1, last_id=3),
    (Network(1, "Zuid", DAY, {"phase": Fact("goals", DAY, "dossier")}, ({"name": "OCMW"},)),),
    (Plan(2, 1, "stuck", "Als …", DAY), Plan(3, 1, "stuck", "Als …", DAY, status="done")),
)


@pytest.mark.parametrize(("language", "label"), [("nl", "Als beeld"), ("en", "As a picture")])
def test_a_network_is_shown_at_a_glance(coach: Coach, language: str, label: str) -> None:
    phone = Phone(coach, language, memory=MEMORY)
    phone.types("/networks")
    phone.presses(str(coach.words["at_a_glance"].render(language, {})))
    phone.presses(label)
    picture = phone.pictures[-1]
    assert picture.values["network"] == "Zuid"
    assert picture.values["plans"]["count"] == 1
    assert "Zuid" in picture.caption
    assert length(picture.caption) <= 1024
    assert draw(picture).startswith(b"\x89PNG")


def test_the_caption_is_escaped(coach: Coach) -> None:
    bold = replace(MEMORY.networks[0], name="<b>Zuid & Co")
    phone = Phone(coach, "nl", memory=replace(MEMORY, networks=(bold,)))
    phone.types("/netwerken")
    phone.presses("In één")
    phone.presses("Als beeld")
    assert "&lt;b&gt;Zuid &amp; Co" in phone.pictures[-1].caption
    draw(phone.pictures[-1])
