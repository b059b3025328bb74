"""A real process, from the first word to ``/wis``: what it keeps, what it logs, what it prints."""

from __future__ import annotations

import json
import re

from bot.settings import Settings
from tests.botapi import BotApi, User
from tests.faults.conftest import Start, dump_of, file_of, rows

NAME = "Anneleen-Vanderschueren"
NETWORK = "Kinderarmoede-Zuiderkempen"
PARTNER = "Zorgraad-Heuvelrug"
PLAN = "Als de Pluimbosbuur zwijgt, dan stel ik een vraag."
FAILS = "hierop-struikelt-Knoop-bij-Ranonkel"
WORDS = (NAME, NETWORK, PARTNER, "Pluimbosbuur", "struikelt", "Ranonkel")
LONG = 20.0


async def says(user: User, *texts: str) -> None:
    for text in texts:
        await user.types(text)
        await user.chat.settled(LONG, still=0.2)


def _told(word: str, log: str) -> bool:
    """Return whether *word* is in *log*; a moment there may hold a number by chance."""
    return re.search(rf"(?<!\d){re.escape(word)}(?!\d)", log) is not None


async def test_nothing_knows_somebody_who_wiped(
    botapi: BotApi, settings: Settings, start: Start
) -> None:
    """Through every kind of trouble, with a parked event, at the most talkative level."""
    ann, bo = botapi.user(NAME), botapi.user("Bo")
    number = str(ann.account.id)
    group = botapi.group("Team", bo, ann)
    async with start() as knoop:
        await says(bo, "/checkin")
        await says(ann, "/netwerken", NETWORK, "/partners", f"{PARTNER}, OCMW")
        for trouble in ("reset", "lost"):
            botapi.fault("sendMessage", **{trouble: True})
            botapi.fault("getUpdates", **{trouble: True})
            await says(ann, "/menu")
        botapi.fault("sendMessage", status=502)
        botapi.fault("answerCallbackQuery", retry_after=1)
        await says(ann, "/checkin", "nu", "ideeën", "stilte", PLAN)
        await ann.types(FAILS)
        await ann.chat.until("Er liep iets mis", LONG)
        await ann.at(group).types(f"/zoek@KnoopBot {FAILS}")
        await group.chat.until("Er liep iets mis", LONG)
        before = rows(settings.database_url)
        for word in (NETWORK, "Pluimbosbuur", FAILS, number):
            assert word in before, (word, ann.chat.transcript)
        listed = await knoop.says("parked")
        assert listed.count("ValueError") == 2
        assert not any(word in listed for word in (*WORDS, number))
        await says(ann, "/wis")
        await ann.presses("Ja, wis alles")
        await ann.chat.until("Alles is gewist", LONG)
        await ann.chat.settled(LONG)
        # What was typed in the group is wiped already, and nobody's.
        left = await knoop.says("parked")
        assert left.count("ValueError") == 1
        assert not any(word in left for word in (*WORDS, number))
        after = rows(settings.database_url)
        for word in (*WORDS, f":{number}", f'"person":{number}'):
            assert word not in after, word
            assert word.encode() not in file_of(settings.database_url), word
        await says(bo, "nu")
        assert await knoop.ends() < 10
    log = knoop.log
    for word in (*WORDS, number, str(group.chat.id), "checkin", botapi.token, "loopback"):
        assert not _told(word, log), word
    assert '"event": "event parked"' in log
    way = [
        entry["event"]
        for line in log.splitlines()
        if line.startswith("{")
        and (entry := json.loads(line)).get("cause") == str(botapi.updates.sent[0]["update_id"])
    ]
    assert set(way[:2]) == {"kept", "turn taken"}
    assert "delivered" in way


async def test_nothing_knows_somebody_who_wiped_after_a_poll_of_a_group(
    botapi: BotApi, settings: Settings, start: Start
) -> None:
    """They added Knoop to the group, tied it to their network, began a poll and answered it."""
    ann, bo = botapi.user(NAME), botapi.user("Bo")
    number = str(ann.account.id)
    group = botapi.group("Team", ann, bo)
    here = ann.at(group)
    async with start() as knoop:
        await here.adds_bot()
        await says(ann, "/netwerken", NETWORK)
        await here.types("/menu@KnoopBot")
        press = await here.presses("Koppel aan mijn netwerk", seconds=LONG)
        await press.is_answered()
        await ann.follows(press)
        await ann.presses(NETWORK, seconds=LONG)
        await group.chat.until("hoort nu bij een netwerk", LONG)
        await here.types("/peiling@KnoopBot")
        for label in ("Kort", "Nee", "3 dagen"):
            await (await here.presses(label, seconds=LONG)).is_answered()
        for user in (ann, bo):
            await user.follows(await user.at(group).presses("Vul in", seconds=LONG))
            await user.presses("Begin", seconds=LONG)
            for place, value in enumerate("1155", 1):
                await user.chat.until(f"{place}/5", LONG)
                await user.presses(value)
            await user.chat.until("5/5", LONG)
            await user.types(PLAN if user is ann else "Vroeger beginnen.")
            await user.presses("Dien in", seconds=LONG)
            await user.chat.until("Dank je, ik heb het", LONG)
        await group.chat.until("2 ingevuld", LONG)
        before = rows(settings.database_url)
        for word in (NETWORK, "Pluimbosbuur", number):
            assert word in before, word
        await says(ann, "/wis")
        await ann.presses("Ja, wis alles")
        await ann.chat.until("Alles is gewist", LONG)
        await group.chat.until("1 ingevuld", LONG)
        await ann.chat.settled(LONG)
        after, dump = rows(settings.database_url), dump_of(settings.database_url)
        for word in (NETWORK, "Pluimbosbuur", number):
            # A longer number may hold theirs by chance.
            alone = re.compile(rf"(?<!\d){word}(?!\d)")
            assert not alone.search(after), [line for line in after.splitlines() if word in line]
            for kept in (file_of(settings.database_url), dump):
                assert not alone.search(kept.decode("latin-1")), word
        assert "Vroeger beginnen" in after
        assert not dump or b"Vroeger beginnen" in dump
        assert await knoop.ends() < 10
    for word in (*WORDS, number, str(group.chat.id), botapi.token):
        assert not _told(word, knoop.log), word


async def test_what_was_parked_is_listed_and_tried_again(
    botapi: BotApi, settings: Settings, start: Start
) -> None:
    """Tried again it fails again; mended and tried again it is answered."""
    ann = botapi.user("Ann")
    async with start() as knoop:
        await ann.types(FAILS)
        await ann.chat.until("Er liep iets mis", LONG)
        number = (await knoop.says("parked")).split()[0]
        await knoop.ends()
        turn = knoop.snapshot.root / "dialogs" / "turn.py"
        turn.write_text(turn.read_text(encoding="utf-8").split("\n\n_steady")[0], encoding="utf-8")
        assert "is tried again" in await knoop.says("parked", "retry", number)
        assert "there is none of that number" in await knoop.says("parked", "retry", number)
    said = len(ann.chat.from_bot)
    async with start() as knoop:
        await botapi.world.wait_for(lambda: len(ann.chat.from_bot) > said or None, LONG)
        assert await knoop.says("parked") == "Nothing is parked.\n"
    assert "Er liep iets mis" not in ann.chat.last.text
