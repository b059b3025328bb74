"""What comes in goes to the inbox; presses are answered at the door."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.telegram import intake
from bot.telegram.asking import ask
from bot.telegram.inbound import read
from bot.telegram.intake import Intake
from bot.telegram.line import Line
from bot.telegram.outbound import keyboard
from bot.telegram.polling import Polling
from dialogs.effect import Button
from dialogs.event import Event, Tapped, Unreadable
from tests.botapi import BotApi, User
from tests.telegram.conftest import Inbox, polling


async def test_an_album_is_one_event(botapi: BotApi, line: Line, inbox: Inbox, ann: User) -> None:
    async with polling(line, inbox):
        for _ in range(3):
            photo = (await ann.sends("photo")).json()
            botapi.updates.waiting.clear()
            botapi.deliver({"message": {**photo, "media_group_id": "77"}})
        await ann.sends("photo")
        await ann.chat.settled()
    assert [event.what for event in inbox.kept.values()] == [Unreadable("photo")] * 2


async def test_presses_are_answered_while_the_inbox_is_slow(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    rows = keyboard(1, ((Button("Ja", 0),),))
    await ask(line, "sendMessage", {"chat_id": ann.chat.id, "text": "?", "reply_markup": rows})
    presses = [await ann.presses("Ja") for _ in range(20)]
    inbox.slow = 1.0
    async with polling(line, inbox):
        await asyncio.gather(*(press.is_answered(0.9) for press in presses))
        assert inbox.commits == []
    assert inbox.commits == [20]


async def test_a_press_is_answered_in_spite_of_trouble(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    sent = await line.send_message(ann.chat.id, "?")
    message = ann.chat.find(sent.message_id)
    assert message is not None
    botapi.fault("answerCallbackQuery", status=502)
    async with polling(line, inbox):
        press = await ann.sends_data("1.0", message)
        await press.is_answered(2.0)
        # Delivered again, it cannot be answered again: nobody needs to know.
        botapi.deliver_again(botapi.updates.sent[-1])
        await ann.chat.settled()
    assert len(inbox.kept) == 1


async def test_answers_that_never_succeed_are_logged_or_ended(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await line.send_message(ann.chat.id, "?")
    message = ann.chat.find(sent.message_id)
    assert message is not None
    botapi.fault("answerCallbackQuery", status=502, times=3)
    with capture_logs() as logs:
        monkeypatch.setattr("bot.telegram.intake._PAUSES", (0.01, 0.01))
        async with polling(line, inbox):
            await ann.sends_data("1.0", message)
            await ann.chat.world.wait_for(lambda: len(inbox.kept) or None, 2)
            await asyncio.sleep(0.1)
        assert [entry["event"] for entry in logs] == ["press not answered"]
        botapi.fault("answerCallbackQuery", silent=60)
        intake = inbox.of(line)
        poll = Polling(line, intake)
        await poll.start()
        await ann.sends_data("1.0", message)
        await asyncio.sleep(0.1)
        await intake.close(within=0.1)
        await poll.stop()


async def test_a_token_that_ends_while_a_press_waits(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    intake = inbox.of(line)
    sent = await line.send_message(ann.chat.id, "?")
    message = ann.chat.find(sent.message_id)
    assert message is not None
    await ann.sends_data("1.0", message)
    (update,) = await line.get_updates()
    botapi.state.token = "4242:another"
    with capture_logs() as logs:
        intake.receive(update)
        await intake.close()
    assert logs == [{"event": "press not answered", "why": "InvalidToken", "log_level": "warning"}]


async def test_an_update_that_breaks_the_reading_does_not_stop_the_others(
    botapi: BotApi,
    line: Line,
    inbox: Inbox,
    ann: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fragile(update: Any, *rest: Any) -> Event | None:
        if update.message.text == "breek":
            raise KeyError(update.message.text)
        return read(update, *rest)

    monkeypatch.setattr(intake, "read", fragile)
    with capture_logs() as logs:
        async with polling(line, inbox):
            await ann.types("breek")
            await ann.types("heel")
            await ann.chat.settled()
    assert inbox.said == ["heel"]
    assert "breek" not in str(logs)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("message.chat.id", 2**80),
        ("message.chat.id", "7000"),
        ("message.from.id", 2.5e30),
        ("message.from.language_code", ["nl"]),
        ("message.text", ["hallo"]),
        ("message.date", "today"),
        ("message.date", 10**18),
        ("callback_query.data", 5),
        ("callback_query.data", ["1.0"]),
        ("callback_query.message", {"message_id": "x"}),
        ("callback_query.message.chat.id", 2**80),
        ("callback_query.from.id", "7000"),
        ("callback_query.from.language_code", 7),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value)[:20],
)
async def test_what_is_not_as_the_bot_api_says_is_passed_over(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User, path: str, value: Any
) -> None:
    """Nothing of it may reach the inbox, where it would be tried again and again."""
    message = {
        "message_id": 1,
        "date": 1772443800,
        "chat": {"id": 7000, "type": "private"},
        "from": {"id": 7000, "is_bot": False, "first_name": "Ann"},
        "text": "hallo",
    }
    press = {"id": "1", "from": message["from"], "data": "1.0", "message": message}
    whole: dict[str, Any] = {"message": message, "callback_query": press}
    kind, *names, last = path.split(".")
    odd = copy.deepcopy(whole[kind])
    part = odd
    for name in names:
        part = part[name]
    part[last] = value
    with capture_logs() as logs:
        async with polling(line, inbox):
            botapi.deliver({kind: odd})
            await ann.types("en wie hierna komt?")
            await ann.chat.settled()
    assert inbox.said == ["en wie hierna komt?"]
    assert len(inbox.kept) == 1
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] in (
        ["update unreadable"],
        ["update not read"],
    )
    botapi.refused.clear()  # a press that is none is answered all the same


async def test_a_group_that_became_a_supergroup_moves_before_its_events_are_kept(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    group = botapi.group("Team", ann, kind="group")
    now = await group.upgrades()
    await ann.at(now).types("/vast@KnoopBot")
    moved_when_heard: list[int] = []
    inbox.heard = lambda event: moved_when_heard.append(len(inbox.moved))
    async with polling(line, inbox):
        await now.chat.settled()
    assert set(inbox.moved) == {(4242, group.chat.id, now.chat.id)}
    assert moved_when_heard == [2]
    assert [event.key.chat for event in inbox.kept.values()] == [now.chat.id]


async def test_an_upgrade_that_nobody_asked_for_is_passed_over(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    await botapi.group("Team", ann, kind="group").upgrades()
    without = Intake(line, inbox.keep, SystemClock())
    await without.keep(
        [one for update in await line.get_updates() if (one := without.receive(update))]
    )
    assert inbox.commits == []


@pytest.mark.parametrize(
    ("data", "word"),
    [("p.z.fill", "poll_{chat}_35_{person}"), ("p.0.link", "link_{chat}_{chat}_{person}")],
)
async def test_a_button_that_leads_to_the_private_chat_is_answered_with_a_ticket(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User, data: str, word: str
) -> None:
    """At once, and the group need not hear of it: nothing goes to the inbox."""
    group = botapi.group("Team", ann)
    sent = await line.send_message(group.chat.id, "?")
    message = group.chat.find(sent.message_id)
    assert message is not None
    inbox.slow = 1.0
    async with polling(line, inbox):
        press = await (await ann.at(group).sends_data(data, message)).is_answered(0.9)
        expected = word.format(chat=group.chat.id, person=ann.account.id)
        assert press.url == f"https://t.me/KnoopBot?start={expected}"
        await group.chat.settled()
    assert inbox.kept == {}


async def test_other_buttons_of_a_poll_go_to_the_inbox(
    botapi: BotApi, line: Line, inbox: Inbox, ann: User
) -> None:
    group = botapi.group("Team", ann)
    sent = await line.send_message(group.chat.id, "?")
    message = group.chat.find(sent.message_id)
    assert message is not None
    async with polling(line, inbox):
        press = await (await ann.at(group).sends_data("p.z.c", message)).is_answered()
        await group.chat.settled()
    assert press.url == ""
    assert [event.what for event in inbox.kept.values()] == [Tapped(35, "c")]
