"""What is private, said in a group: led out on Telegram, and nowhere to be found afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from structlog.testing import capture_logs

from bot.app import serving
from bot.pace import UNHURRIED
from bot.settings import Settings
from tests.botapi import BotApi, Chat, Message
from tests.e2e.teams import TEN, team

WORDS = ("Janssens", "Zonnestraal", "saboteert", "Vermeulen", "lastig", "liegt", "trusts")
APART = {"nl": "Daar praat ik liever onder vier ogen over", "en": "talk about that in private"}


@contextmanager
def nothing_stays(folder: Path) -> Iterator[None]:
    """See that no word of what was said is in a file of the database or in the log."""
    with capture_logs() as logs:
        yield
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "knoop.sqlite3" for path in files)
    for word in WORDS:
        assert word not in str(logs)
        for path in files:
            assert word.encode() not in path.read_bytes(), (word, path.name)


async def led_out(chat: Chat, times: int, language: str = "nl") -> Message:
    """Wait until somebody was led out so many times; return the newest message that does it."""

    def so_often(message: Message) -> bool:
        told = [one for one in chat.messages if APART[language] in one.text]
        return len(told) == times and message is told[-1]

    led = await chat.until(so_often, TEN)
    assert led.rows[0][0].url == "https://t.me/KnoopBot?start=apart"
    said_by_knoop = [one.text for one in chat.messages if one.from_bot]
    assert not [word for word in WORDS if any(word in text for text in said_by_knoop)]
    return led


async def test_a_sentence_about_somebody_leads_to_the_private_chat_and_is_gone(
    botapi: BotApi, settings: Settings, tmp_path: Path
) -> None:
    group, users = team(botapi, 3)
    with nothing_stays(tmp_path):
        async with serving(settings, UNHURRIED):
            group.chat.members.pop(botapi.world.bot.id)
            await users[0].at(group).adds_bot()
            hello = await group.chat.until("Dag, ik ben Knoop", TEN)
            await users[1].at(group).replies(hello, "schepen Janssens liegt")
            led = await led_out(group.chat, 1)
            assert led.labels[1:] == [
                *("Peiling", "Wie doet wat?", "Onze netwerkvorm", "Waar zit het vast?"),
                "Praatkaart",
            ]
            await users[2].at(group).replies(hello, "Zonnestraal saboteert ons")
            await led_out(group.chat, 2)
            await users[1].starts("apart")
            there = await users[1].chat.until("heb ik niet bewaard", TEN)
            assert "Welk mandaat heb ik?" in there.labels
            await users[0].at(group).presses("Peiling")
            await group.chat.until("Kort of lang", TEN)


async def test_behind_a_command_forwarded_changed_and_in_a_topic_it_is_the_same(
    botapi: BotApi, settings: Settings, tmp_path: Path
) -> None:
    users = [botapi.user(f"Lid {number}") for number in range(3)]
    group = botapi.group("Team", *users, forum=True)
    topic = group.topic("Jeugd")
    with nothing_stays(tmp_path):
        async with serving(settings, UNHURRIED):
            there = users[0].at(group, topic)
            await there.types("/peiling@KnoopBot Janssens is lastig")
            first = await led_out(group.chat, 1)
            assert first.thread == topic
            await there.promotes_bot()
            await group.chat.until("de rest negeer ik", TEN)
            await there.forwards("@KnoopBot Vermeulen is lastig", "Vermeulen")
            second = await led_out(group.chat, 2)
            await there.replies(second, "de nota van Vermeulen loopt vast")
            await led_out(group.chat, 3)
            said = len(group.messages)
            await there.edits("@KnoopBot Zonnestraal saboteert ons")
            await there.sends("photo", caption="@KnoopBot Janssens liegt")
            await there.types("/weer Zonnestraal")
            await there.types("/start@KnoopBot Zonnestraal")
            await group.chat.until("Waar kijken jullie samen naar", TEN)
            assert len([one for one in group.messages[said:] if one.from_bot]) == 1


async def test_in_an_english_group_somebody_who_types_dutch_is_led_out_in_english(
    botapi: BotApi, settings: Settings, tmp_path: Path
) -> None:
    users = [botapi.user("Ann", language="en"), botapi.user("Bea")]
    group = botapi.group("Team", *users)
    with nothing_stays(tmp_path):
        async with serving(settings, UNHURRIED):
            group.chat.members.pop(botapi.world.bot.id)
            await users[0].at(group).adds_bot()
            hello = await group.chat.until("Hello, I am Knoop", TEN)
            await users[0].at(group).replies(hello, "nobody trusts Janssens")
            await led_out(group.chat, 1, "en")
            await users[1].at(group).replies(hello, "Janssens liegt")
            led = await led_out(group.chat, 2, "en")
            await users[1].starts("apart")
            await users[1].chat.until("heb ik niet bewaard", TEN)
            await users[1].at(group).replies(led, "we zitten vast")
            await group.chat.until("Is there a funder", TEN)
