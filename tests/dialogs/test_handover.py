"""Handing a network over: one link, once, and both say yes."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings
from dialogs.coach import Coach
from dialogs.effect import Offer, Take, Tell
from dialogs.event import Event, FellDue, Started
from dialogs.memory import Memory
from dialogs.turn import take_turn
from tests.botapi import BotApi, botapi
from tests.dialogs.sample import with_network
from tests.phone import Phone

__all__ = ["botapi"]


def given(coach: Coach) -> tuple[Phone, Offer]:
    """Return somebody who made a link, and what was laid ready."""
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    phone.types("/netwerken")
    phone.presses("Draag over")
    phone.token = "secret"
    effects = phone.presses("Maak de link")
    (offer,) = [effect for effect in effects if isinstance(effect, Offer)]
    return phone, offer


def test_the_link_is_a_message_of_its_own(coach: Coach) -> None:
    phone, offer = given(coach)
    assert offer.token == "secret"
    assert any("/start net-secret" in message.text for message in phone.messages.values())


def test_without_a_secret_no_link_is_made(coach: Coach) -> None:
    phone = Phone(coach)
    with_network(phone, "Kinderarmoede")
    phone.types("/netwerken")
    phone.presses("Draag over")
    assert not [e for e in phone.presses("Maak de link") if isinstance(e, Offer)]


@pytest.mark.parametrize(("label", "kind"), [("Ja", "network_taken"), ("Nee", "network_left")])
def test_a_colleague_takes_it_or_leaves_it(coach: Coach, label: str, kind: str) -> None:
    phone, offer = given(coach)
    colleague = Phone(coach)
    offered = {"giver": str(phone.key), "network": offer.network}
    event = Event(colleague.key, colleague.now, Started("net-secret"), 77, "nl")
    turn = take_turn(coach, None, Memory(), event, offered)
    assert Take("secret") in turn.effects
    colleague.shows(turn)
    effects = colleague.presses(label)
    assert Tell(str(phone.key), kind, str(offer.network["id"])) in effects
    assert [one.name for one in colleague.memory.networks] == ["Kinderarmoede"] * (label == "Ja")
    phone.happens(FellDue(kind, str(offer.network["id"])))
    if label == "Ja":
        phone.presses("Archiveer")
        assert phone.memory.networks[0].archived
    else:
        assert "niet overgenomen" in phone.last.text


def test_the_giver_may_keep_it_as_well(coach: Coach) -> None:
    phone, offer = given(coach)
    phone.happens(FellDue("network_taken", str(offer.network["id"])))
    phone.presses("Nee, bewaren")
    assert not phone.memory.networks[0].archived


@pytest.mark.parametrize("kind", ["network_taken", "network_left", "unheard_of"])
def test_what_concerns_a_network_that_is_gone_says_nothing(coach: Coach, kind: str) -> None:
    phone = Phone(coach)
    phone.types("/start")
    assert phone.happens(FellDue(kind, "12")) == []


def test_a_link_that_was_used_says_so(coach: Coach) -> None:
    phone = Phone(coach)
    phone.types("/start net-used")
    assert "werkt niet meer" in phone.last.text


def test_a_paused_network_of_no_name_cannot_be_given(coach: Coach) -> None:
    phone, _ = given(coach)
    assert phone.session is not None
    phone.types("/stop")
    phone.memory = replace(Memory(), profile=phone.memory.profile)
    phone.session.room = "giving"
    phone.sends("voice")
    assert not [e for e in phone.presses("Maak de link") if isinstance(e, Offer)]
    assert asdict(phone.memory)["networks"] == ()


async def test_a_network_goes_from_phone_to_phone(
    botapi: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings = Settings(
        token=botapi.token,
        api_url=botapi.url,
        file_url=botapi.file_url,
        database_url=f"sqlite:{tmp_path / 'knoop.sqlite3'}",
    )
    async with serving(settings, UNHURRIED):
        ann, bo = botapi.user("Ann"), botapi.user("Bo")
        await ann.types("/netwerken")
        await ann.presses("Nieuw netwerk")
        await ann.chat.settled()
        await ann.types("Kinderarmoede")
        await ann.chat.settled()
        await ann.types("/netwerken")
        await ann.presses("Draag over aan een collega")
        await ann.presses("Maak de link")
        link = await ann.chat.until("start=net-")
        payload = link.text.split("start=")[1].strip()
        await bo.starts(payload)
        await bo.presses("Ja, ik neem het over")
        await bo.chat.until("Je netwerk: Kinderarmoede")
        await ann.chat.until("Je collega heeft Kinderarmoede overgenomen")
        cy = botapi.user("Cy")
        await cy.starts(payload)
        await cy.chat.until("werkt niet meer")
