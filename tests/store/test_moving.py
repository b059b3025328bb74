"""A group becomes a supergroup: it has another number, and goes on where it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.gateway import Delivered, Later, Moved
from bot.store import Store, Work
from dialogs.effect import Edit, Say
from dialogs.event import Key, Said, Unreadable
from dialogs.memory import Memory, Network, Profile
from dialogs.turn import Turn
from tests.store.echo import NOW, deliver_all, echo, happened, key, said, take_all, texts_sent
from tests.store.remains import everything

OLD, NEW = Key(bot=1, chat=-100), Key(bot=1, chat=-100777)
DOSSIER = Memory(
    Profile(network=1),
    (Network(1, "Jeugd", NOW.date(), partners=({"name": "school"},)),),
)


def with_dossier(work: Work) -> Turn:
    return replace(echo(work), memory=DOSSIER)


async def test_the_group_goes_on_under_its_new_number(store: Store) -> None:
    await store.put([happened(OLD, Said("een"), 1)])
    await store.turns(with_dossier, NOW)
    await store.put([happened(OLD, Said("twee"), 2), said(7, "zeven")])
    (first,) = await store.posts(NOW, 64)
    await store.settle([(first.post, Moved(NEW.chat))], NOW)

    assert await store.memory(NEW.owner) == DOSSIER
    assert await store.memory(OLD.owner) == Memory()
    await take_all(store)
    delivered = await deliver_all(store)
    assert [(where, what) for where, what, _ in delivered] == [
        (NEW, Say(1, "1 een")),
        (key(7), Say(1, "1 zeven")),
        (NEW, Say(2, "2 twee")),
    ]
    assert str(OLD.chat) + ":" not in str(await everything(store))


async def test_the_messages_of_the_old_group_are_out_of_reach(store: Store) -> None:
    """So an edit that waits becomes a new message, and its number is noted for the next edit."""
    await store.put([happened(OLD, Said("een"), 1)])
    await take_all(store)
    await deliver_all(store)
    await store.put([happened(OLD, Said("edit"), 2)])
    await take_all(store)
    (waiting,) = await store.posts(NOW, 64)
    assert isinstance(waiting.post.effect, Edit)
    await store.settle([(waiting.post, Moved(NEW.chat))], NOW)
    (waiting,) = await store.posts(NOW, 64)
    assert (waiting.post.key, waiting.message) == (NEW, None)
    assert waiting.post.effect == Say(2, "edit")
    await store.settle([(waiting.post, Delivered(77))], NOW)
    rows = (await everything(store))["screens"]
    assert rows == [(str(NEW), 1, NEW.owner, 77)]


async def test_topics_go_along(store: Store) -> None:
    for topic in (0, 3):
        where = replace(OLD, topic=topic)
        await store.put([happened(where, Said(f"{topic}"), topic)])
    await take_all(store)
    await store.move(1, OLD.chat, NEW.chat)
    for topic in (0, 3):
        await store.put([happened(replace(NEW, topic=topic), Said("nog"), f"new {topic}")])
    await take_all(store)
    assert sorted(await texts_sent(store)) == ["1 0", "1 3", "2 nog", "2 nog"]


async def test_what_the_old_group_had_wins(store: Store) -> None:
    """Somebody may have spoken in the new group before it was known to be the old one."""
    await store.put([happened(OLD, Said("een"), 1)])
    await store.turns(with_dossier, NOW)
    await store.put([happened(NEW, Said("nieuw"), 2)])
    await take_all(store)
    await store.move(1, OLD.chat, NEW.chat)
    assert await store.memory(NEW.owner) == DOSSIER
    await store.put([happened(NEW, Said("twee"), 3)])
    await take_all(store)
    assert (await texts_sent(store))[-1] == "2 twee"


async def test_what_comes_late_under_the_old_number_finds_the_talk_where_it_is_now(
    store: Store,
) -> None:
    """An old button, or a message that was overtaken: it undoes nothing."""
    await store.put([happened(OLD, Said("een"), 1)])
    await store.turns(with_dossier, NOW)
    await store.move(1, OLD.chat, NEW.chat)
    await store.put([happened(NEW, Said("twee"), 2)])
    await take_all(store)
    late = [happened(replace(OLD, topic=topic), Said("laat"), f"late {topic}") for topic in (0, 3)]
    assert await store.put([*late, said(7, "zeven")]) == 3
    assert await store.put(late) == 0
    await take_all(store)
    assert await texts_sent(store) == ["1 een", "1 zeven", "2 twee", "3 laat", "1 laat"]


async def test_told_once_more_what_the_new_group_made_of_it_wins(store: Store) -> None:
    await store.put([happened(OLD, Said("een"), 1)])
    await store.turns(with_dossier, NOW)
    await store.move(1, OLD.chat, NEW.chat)
    # As an older Knoop left it, or another worker that was busy with it.
    await store._thread.unit(lambda unit: unit._cursor.execute("DELETE FROM moves"))
    await store.put([happened(OLD, Said("oud"), 2)])
    await take_all(store)
    await store._thread.unit(
        lambda unit: unit._cursor.execute("INSERT INTO moves VALUES ('1:-100', '1:-100777')")
    )
    await store.move(1, OLD.chat, NEW.chat)
    assert await store.memory(NEW.owner) == DOSSIER
    assert await store.memory(OLD.owner) == Memory()
    await store.put([happened(NEW, Said("twee"), 3)])
    await take_all(store)
    assert (await texts_sent(store))[-1] == "2 twee"


async def test_a_group_that_is_forgotten_leaves_no_number(store: Store) -> None:
    await store.put([happened(OLD, Said("een"), 1)])
    await take_all(store)
    await store.move(1, OLD.chat, NEW.chat)
    await store.forget(NEW.owner)
    assert (await everything(store))["moves"] == []


async def test_a_second_time_changes_nothing(store: Store) -> None:
    await store.put([happened(OLD, Said("een"), 1), happened(OLD, Said("twee"), 2)])
    await store.turns(with_dossier, NOW)
    await store.move(1, OLD.chat, NEW.chat)
    before = await everything(store)
    await store.move(1, OLD.chat, NEW.chat)
    assert await everything(store) == before


async def test_a_group_of_another_bot_or_with_a_longer_number_stays(store: Store) -> None:
    for number, where in enumerate((Key(2, -100), Key(1, -1001), Key(1, -10))):
        await store.put([happened(where, Said("een"), number)])
    await take_all(store)
    before = await everything(store)
    await store.move(1, OLD.chat, NEW.chat)
    assert await everything(store) == before | {"moves": [(OLD.owner, NEW.owner)]}


async def test_events_that_wait_or_are_parked_go_along(store: Store) -> None:
    await store.put([happened(OLD, Unreadable("fail"), 1), happened(OLD, Said("daarna"), 2)])
    for seconds in (0, 1, 6):
        await store.turns(echo, NOW + timedelta(seconds=seconds))
    await store.move(1, OLD.chat, NEW.chat)
    (parked,) = await store.parked()
    assert parked.key == NEW
    assert parked.event is not None
    assert parked.event.key == NEW
    await take_all(store, NOW + timedelta(seconds=7))
    assert await texts_sent(store) == ["1 daarna", "2 Broke"]


async def test_a_post_that_moved_is_sent_again_at_once(store: Store) -> None:
    await store.put([happened(OLD, Said("een"), 1), said(7, "zeven")])
    await take_all(store)
    group, private = await store.posts(NOW, 64)
    await store.settle([(private.post, Later(5)), (group.post, Moved(NEW.chat))], NOW)
    (again,) = await store.posts(NOW, 64)
    assert (again.post.id, again.post.key) == (group.post.id, NEW)
