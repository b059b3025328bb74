"""What was asked of Telegram comes back as an event; a group that put Knoop out is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.gateway import Answered, Gone
from bot.store import Store, Work
from dialogs.effect import Button, LookUp, Pin, Say
from dialogs.event import Blocked, Event, Found, Happening, Key, Said
from dialogs.memory import Memory
from dialogs.turn import Turn
from tests.store.echo import NOW, deliver_all, echo, happened, key, said, take_all

GROUP = Key(bot=1, chat=-100)
ROWS = ((Button("Vul in", poll=3, verb="fill"), Button("Ja", 0)),)


async def test_an_answer_is_an_event_of_the_conversation_that_asked(store: Store) -> None:
    heard: list[Event] = []

    def think(work: Work) -> Turn:
        heard.append(work.event)
        asks = isinstance(work.event.what, Said)
        effects = (LookUp(77, ("close", 3)),) if asks else ()
        return replace(echo(work), effects=effects)

    await store.put([happened(GROUP, Said("sluit"), 1)])
    await store.turns(think, NOW)
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.post.effect == LookUp(77, ("close", 3))
    found = Found(["close", 3], True, 8)
    await store.settle([(waiting.post, Answered(found))], NOW)
    await store.turns(think, NOW)
    assert heard[1] == Event(GROUP, NOW, found, 77)
    assert await store.unsent() == 0


async def test_buttons_of_a_poll_and_pins_survive_the_outbox(store: Store) -> None:
    def think(work: Work) -> Turn:
        effects = (Say(1, "peiling", ROWS), Pin(1))
        return replace(echo(work), effects=effects)

    await store.put([happened(GROUP, Said("een"), 1)])
    await store.turns(think, NOW)
    delivered = await deliver_all(store)
    assert [effect for _, effect, _ in delivered] == [Say(1, "peiling", ROWS), Pin(1)]
    assert [message for _, _, message in delivered] == [None, 1001]


async def test_a_group_that_put_knoop_out_is_forgotten_after_thirty_days(store: Store) -> None:
    await store.put([happened(GROUP, Said("een"), 1), said(7, "zeven")])
    await take_all(store)
    await store.put([happened(GROUP, Blocked(), 2), happened(key(7), Blocked(), 3)])
    await take_all(store)
    await store.lapse(NOW.date() + timedelta(days=30))
    assert await store.memory(GROUP.owner) != Memory()
    lapsed = await store.lapse(NOW.date() + timedelta(days=31))
    assert lapsed.people == 1
    assert await store.memory(GROUP.owner) == Memory()
    assert await store.memory(key(7).owner) != Memory()


async def test_a_group_that_let_knoop_in_again_is_not_forgotten(store: Store) -> None:
    happenings: tuple[Happening, ...] = (Said("een"), Blocked(), Said("terug"))
    for number, what in enumerate(happenings):
        await store.put([happened(GROUP, what, number)])
        await take_all(store)
    assert (await store.lapse(NOW.date() + timedelta(days=40))).people == 0


async def test_the_thirty_days_begin_when_telegram_says_that_knoop_is_out(store: Store) -> None:
    await store.put([happened(GROUP, Said("een"), 1)])
    await take_all(store)
    (waiting,) = await store.posts(NOW, 64)
    later = NOW + timedelta(days=100)
    await store.settle([(waiting.post, Gone("kicked"))], later)
    assert (await store.lapse((later + timedelta(days=30)).date())).people == 0
    assert (await store.lapse((later + timedelta(days=31)).date())).people == 1
