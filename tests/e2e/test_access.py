"""A Knoop that is not for everybody, and one that is in a hurry."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings, SettingsError, read_settings
from tests.botapi import BotApi


async def test_only_who_knows_the_code_comes_in(
    botapi: BotApi, settings: Settings, tmp_path: Path
) -> None:
    ann, bo = botapi.user("Ann"), botapi.user("Bo", language="en")
    async with serving(settings.model_copy(update={"allowed": "code:zuid2026"}), UNHURRIED):
        await ann.types("/start")
        await ann.chat.until("enkel voor wie is uitgenodigd")
        await bo.starts("zuid2026")
        await bo.chat.until("Hello, I am Knoop")
        await ann.types("/checkin")
        await ann.chat.settled()
        assert len(ann.chat.from_bot) == 1
        with sqlite3.connect(tmp_path / "knoop.sqlite3") as reading:
            assert str(ann.account.id) not in "\n".join(reading.iterdump())
        reading.close()
        await ann.types("Zuid2026")
        await ann.chat.until("Dag, ik ben Knoop")
        await ann.types("/checkin")
        await ann.chat.until("Wanneer start je overleg?")
    assert "Stad Zuid (dpo@stad.example)" in ann.chat.from_bot[0].text


async def test_only_who_is_on_the_list_comes_in_also_in_a_group(
    botapi: BotApi, settings: Settings, tmp_path: Path
) -> None:
    ann, bo = botapi.user("Ann"), botapi.user("Bo")
    group = botapi.group("Team", ann, bo)
    allowed = {"allowed": f"12, {ann.account.id}"}
    async with serving(settings.model_copy(update=allowed), UNHURRIED):
        for said in ("/start", f"/start {ann.account.id}", "/checkin"):
            await bo.types(said)
        await bo.chat.until("enkel voor wie is uitgenodigd")
        await bo.at(group).types("/menu@KnoopBot")
        await group.chat.until("enkel voor wie is uitgenodigd")
        await ann.types("/checkin")
        await ann.chat.until("Wanneer start je overleg?")
        await ann.at(group).types("/menu@KnoopBot")
        await group.chat.until("Waar kijken jullie samen naar?")
        await bo.chat.settled()
    assert len(bo.chat.from_bot) == 1
    with sqlite3.connect(tmp_path / "knoop.sqlite3") as reading:
        assert str(bo.account.id) not in "\n".join(reading.iterdump())
    reading.close()


async def test_who_floods_is_told_and_goes_on_after_a_while(
    botapi: BotApi, settings: Settings
) -> None:
    ann, bo = botapi.user("Ann"), botapi.user("Bo")
    async with serving(settings.model_copy(update={"burst": 3}), UNHURRIED):
        for _ in range(30):
            await ann.types("/checkin")
        await bo.types("/checkin")
        await bo.chat.until("Wanneer start je overleg?")
        await ann.chat.until("sneller dan ik kan volgen")
        await ann.chat.settled()
    told = [message for message in ann.chat.from_bot if "sneller" in message.text]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED", "ann"),
        ("ALLOWED", ","),
        ("BURST", "-1"),
        ("BURST", "1" + 400 * "0"),
        ("WEBHOOK_URL", "https://k.example/{x}"),
        ("WEBHOOK_URL", "http://k.example/x"),
        ("FREE_DAYS", "kerst"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"KNOOP_{name}", value)
    with pytest.raises(SettingsError, match=f"KNOOP_{name} is wrong"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ALOWED", "ALLOWED"), ("ALLOWED_USERS", "ALLOWED"), ("DATABASE", "DATABASE_URL")],
)
def test_a_setting_that_is_mistyped_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, name: str, meant: str
) -> None:
    monkeypatch.setenv(f"KNOOP_{name}", "7000")
    with pytest.raises(SettingsError, match=f"is KNOOP_{meant} meant"):
        read_settings()


def test_what_is_somebody_elses_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SERVICE_HOST", "PORT", "PORT_8080_TCP_ADDR", "HOST", "CACHE"):
        monkeypatch.setenv(f"KNOOP_{name}", "x")
    assert read_settings().allowed == ""
