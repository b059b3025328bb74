"""What is kept of somebody: said in a few lines, handed over, and wiped."""

from __future__ import annotations

import json
from dataclasses import replace

from dialogs.coach import Coach, House
from dialogs.effect import Document, Forget
from dialogs.memory import Memory
from tests.dialogs.sample import checked_in, live, with_network
from tests.phone import Phone


def test_privacy_says_in_eight_lines_who_what_and_how_long(coach: Coach) -> None:
    phone = Phone(replace(coach, house=House("Stad Zuid", "dpo@stad.example")))
    phone.types("/privacy")
    assert "Stad Zuid" in live(phone)
    assert live(phone).count("\n") == 8
    phone.presses("Verder")
    assert "Waar zit je mee?" in live(phone)


def test_export_hands_over_everything_twice(phone: Phone) -> None:
    with_network(phone, "Noord")
    phone.types("/checkin")
    phone.presses("Vandaag")
    phone.types("/privacy")
    phone.presses("Geef me alles")
    machine, reader = phone.files
    everything = json.loads(str(machine.content))
    assert everything["networks"][0]["name"] == "Noord"
    assert everything["session"]["answers"]["checkin"] == {"when": "today"}
    assert "Noord" in str(reader.content)
    phone.types("/export")
    assert isinstance(phone.files[-1], Document)


def test_forgetting_asks_once_and_then_everything_is_gone(phone: Phone) -> None:
    with_network(phone, "Noord")
    checked_in(phone)
    phone.types("/wis")
    assert "Dat is 1 netwerk, " in live(phone)
    phone.presses("Nee")
    assert phone.memory.networks
    phone.types("/wis")
    effects = phone.presses("Ja, wis alles")
    assert isinstance(effects[0], Forget)
    assert phone.memory == Memory()
    assert "Alles is gewist" in phone.last.text
    assert phone.session is not None
    assert phone.session.live.actions == []
