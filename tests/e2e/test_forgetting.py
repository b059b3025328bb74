"""After ``/wis`` nothing knows the person: no row, no byte of the file, no line of the log."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings, begin_logging
from dialogs.event import Event, Said
from dialogs.turn import take_turn
from tests.botapi import BotApi, User

NAME = "Anneleen-Vanderschueren"
NETWORK = "Kinderarmoede-Zuiderkempen"
PARTNER = "Zorgraad-Heuvelrug"
PLAN = "Als de Pluimbosbuur zwijgt, dan stel ik een vraag."
FAILS = "hierop-struikelt-Knoop"
IN_GROUP = "in-de-groep-struikelt-Knoop"
WORDS = (NAME, NETWORK, PARTNER, "Pluimbosbuur", FAILS, IN_GROUP)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that goes to standard error, as ``KNOOP_LOG=debug`` writes it."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    handler = logging.StreamHandler(written)
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    # Not for good, as a process does it: other tests follow.
    configure = structlog.configure
    monkeypatch.setattr(
        structlog,
        "configure",
        lambda **told: configure(**told | {"cache_logger_on_first_use": False}),
    )
    begin_logging("debug")
    yield written
    logging.getLogger().removeHandler(handler)
    structlog.reset_defaults()


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coach that breaks on some words, and says them in its error."""

    def stumble(*given: object, **more: object) -> object:
        event = next(one for one in given if isinstance(one, Event))
        if isinstance(event.what, Said) and "struikelt" in event.what.text:
            raise ValueError(f"cannot read {event.what.text} of {event.person}")
        return take_turn(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.thinking.take_turn", stumble)
    monkeypatch.setattr("bot.store.failure.BACKOFF", (timedelta(0), timedelta(0)))


async def lives(person: User) -> None:
    """Do a bit of everything that leaves something behind."""
    await person.types("/netwerken")
    await person.chat.settled()
    await person.types(NETWORK)
    await person.chat.settled()
    await person.types("/partners")
    await person.chat.settled()
    for label in ("Begin", "Overslaan", "Overslaan", "Overslaan"):
        await person.presses(label)
        await person.chat.settled()
    await person.types(f"{PARTNER}, OCMW")
    await person.chat.settled()
    await person.types("/checkin")
    for said in ("nu", "ideeën", "stilte", PLAN):
        await person.types(said)
        await person.chat.settled()
    await person.types("/mandaat")
    await person.chat.settled()
    await person.types(FAILS)
    await person.chat.until("Er liep iets mis")
    await person.chat.settled()


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("knoop.sqlite3*")))


async def test_nothing_knows_somebody_who_wiped(
    botapi: BotApi,
    settings: Settings,
    tmp_path: Path,
    log: io.StringIO,
    stumbling: None,
) -> None:
    ann = botapi.user(NAME)
    bo = botapi.user("Bo")
    group = botapi.group("Team", bo, ann)
    number = str(ann.account.id)
    async with serving(settings, UNHURRIED):
        await bo.types("/checkin")
        await bo.types("nu")
        await lives(ann)
        await ann.at(group).types(f"@KnoopBot {IN_GROUP}")
        await ann.at(group).types(f"/zoek@KnoopBot {IN_GROUP}")
        await ann.at(group).types("/checkin@KnoopBot")
        await group.chat.settled()
        before = on_disk(tmp_path).decode("utf-8", "replace")
        assert [w for w in (NETWORK, PARTNER, FAILS, number) if w not in before] == []
        await ann.types("/wis")
        await ann.presses("Ja, wis alles")
        await ann.chat.until("Alles is gewist")
        await ann.chat.settled()
        alive = on_disk(tmp_path)
        for word in (*WORDS, f":{number}", f'"person":{number}'):
            assert word.encode() not in alive, word
        await bo.types("ideeën")
        await bo.chat.settled()
        assert len(bo.chat.from_bot) == 3
    database = sqlite3.connect(tmp_path / "knoop.sqlite3")
    everything = "\n".join(database.iterdump())
    database.close()
    for word in (*WORDS, number):
        assert word not in everything
    lines = log.getvalue()
    assert '"event": "event parked"' in lines
    for word in (*WORDS, number, str(group.chat.id), "checkin"):
        assert word not in lines, word


async def test_one_name_leads_from_an_update_to_its_messages(
    botapi: BotApi, settings: Settings, log: io.StringIO
) -> None:
    ann = botapi.user("Ann")
    async with serving(settings, UNHURRIED):
        await ann.types("/checkin")
        await ann.chat.settled()
        botapi.fault("sendMessage", status=502)
        await ann.types("vandaag")
        await ann.chat.until("2/7")
        await ann.chat.settled()
    for update in botapi.updates.sent:
        entries = [json.loads(line) for line in log.getvalue().splitlines()]
        name = str(update["update_id"])
        way = [entry["event"] for entry in entries if entry.get("cause") == name]
        assert set(way[:2]) == {"kept", "turn taken"}
        assert "delivered" in way[2:]
    assert "later" in way


async def test_who_was_forgotten_begins_anew(botapi: BotApi, settings: Settings) -> None:
    ann = botapi.user("Ann")
    async with serving(settings, UNHURRIED):
        await ann.types("/checkin")
        await ann.types("/wis")
        await ann.presses("Ja, wis alles")
        await ann.chat.until("Alles is gewist")
        await ann.types("/start")
        await ann.chat.until("Dag, ik ben Knoop")
