"""What goes out: in order within a chat, each once, the latest words only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.gateway import Delivered, Gone, Later, Lost
from bot.store import Store, Work
from bot.store.settlement import settle
from bot.store.unit import Unit
from dialogs.effect import Commands, Document, Edit, Effect, Say
from dialogs.event import Key, Said
from dialogs.turn import Turn
from tests.store.echo import NOW, deliver_all, echo, happened, key, said, take_all, texts_sent
from tests.store.posting import ROWS, ends, post


async def test_a_chat_gets_one_post_at_a_time_in_order(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"))
    await post(store, 8, Say(1, "acht"))
    first = await store.posts(NOW, 64)
    assert [one.post.effect for one in first] == [Say(1, "een"), Say(1, "acht")]
    assert await store.posts(NOW, 64) == [], "the rest waits until these are settled"
    await store.settle([(one.post, Delivered(5)) for one in first], NOW)
    assert [one.post.effect for one in await store.posts(NOW, 64)] == [Say(2, "twee")]


async def test_no_more_chats_than_asked_for(store: Store) -> None:
    for chat in range(5):
        await post(store, chat, Say(1, f"{chat}"))
    assert [one.post.key.chat for one in await store.posts(NOW, 2)] == [0, 1]
    assert [one.post.key.chat for one in await store.posts(NOW, 64)] == [2, 3, 4]


async def test_a_resting_chat_is_passed_over(store: Store) -> None:
    await post(store, 7, Say(1, "zeven"))
    await post(store, 8, Say(1, "acht"))
    assert [one.post.key.chat for one in await store.posts(NOW, 64, ["1:7"])] == [8]
    assert [one.post.key.chat for one in await store.posts(NOW, 64)] == [7]


async def test_all_topics_of_a_group_are_one_chat(store: Store) -> None:
    for topic in (1, 2):
        await store.put([happened(Key(1, -100, topic), Said(f"{topic}"), topic)])
    await take_all(store)
    assert len(await store.posts(NOW, 64)) == 1


async def test_every_kind_of_effect_arrives_as_it_was_made(store: Store) -> None:
    made: tuple[Effect, ...] = (
        Commands("nl"),
        Say(1, "Dag <b>jij</b> 😀 \x00", ROWS, quiet=True),
        Edit(1, 2, "Anders", ROWS, message=99),
        Document("kaart.pdf", b"\x00\xff%PDF", "De kaart"),
        Document("lijst.csv", "naam;rol\n", ""),
    )
    await post(store, 7, made[0], made[1])
    await post(store, 8, *made[2:])
    delivered = await deliver_all(store)
    assert [what for where, what, _ in delivered if where == key(7)] == list(made[:2])
    assert [what for where, what, _ in delivered if where == key(8)] == list(made[2:])


async def test_a_post_that_has_to_wait_holds_up_its_own_chat_only(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"))
    await post(store, 8, Say(1, "acht"), Say(2, "negen"))
    await ends(store, Later(20), Delivered(1))
    assert await ends(store, Delivered(2), at_seconds=1) == [Say(2, "negen")]
    (again,) = await store.posts(NOW + timedelta(seconds=20), 64)
    assert (again.post.effect, again.post.tries) == (Say(1, "een"), 1)


async def test_a_lost_post_makes_room_for_the_next(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"))
    await ends(store, Lost("bad request"))
    assert await texts_sent(store) == ["twee"]


async def test_who_is_gone_is_written_to_no_more(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"))
    await post(store, 8, Say(1, "acht"))
    await ends(store, Gone("blocked"), Delivered(1))
    assert await store.unsent() == 0


async def test_each_bot_sends_its_own_posts_only(store: Store) -> None:
    """What waits for Telegram is not shown in a terminal that uses the same database."""
    await post(store, 7, Say(1, "een"))
    assert await store.posts(NOW, 64, bot=0) == []
    (own,) = await store.posts(NOW, 64, bot=1)
    assert own.post.effect == Say(1, "een")


async def test_a_post_tells_which_event_it_came_from(store: Store) -> None:
    await store.put([said(7, "een", 4711)])
    await store.turns(echo, NOW)
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.post.cause == "4711"


async def test_a_failed_turn_posts_nothing(store: Store) -> None:
    def half(work: Work) -> Turn:
        if work.event.key.chat == 7:
            raise ValueError("no")
        return replace(echo(work), effects=(Say(1, "ja"),))

    await store.put([said(7, "een"), said(8, "twee")])
    await store.turns(half, NOW)
    assert await texts_sent(store) == ["ja"]


async def test_settling_leaves_it_known_that_text_was_wiped_in_the_same_commit(
    store: Store,
) -> None:
    def wiped_and_settled(unit: Unit) -> bool:
        unit.erased = True
        settle(unit, [], NOW)
        return unit.erased

    assert await store._thread.unit(wiped_and_settled)
