"""What is leased to be sent: how much of a chat goes along, and for how long."""

from __future__ import annotations

from datetime import timedelta

from bot.gateway import Delivered, Held, Later
from bot.store import Store
from dialogs.effect import Edit, Say
from dialogs.event import Key, Said
from dialogs.memory import Memory
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import NOW, happened
from tests.store.posting import post


async def test_more_of_a_private_chat_goes_along_in_order(store: Store) -> None:
    await post(store, 7, *(Say(number, f"{number}") for number in range(1, 5)))
    await post(store, 8, Say(1, "acht"))
    taken = await store.posts(NOW, 64, along=2)
    assert [one.post.effect.text for one in taken] == ["1", "acht", "2", "3"]  # type: ignore[union-attr]
    assert await store.posts(NOW, 64, along=2) == []
    await store.settle([(one.post, Delivered(5)) for one in taken], NOW)
    assert [one.post.effect for one in await store.posts(NOW, 64)] == [Say(4, "4")]


async def test_what_goes_along_counts_for_the_limit(store: Store) -> None:
    for chat in (7, 8):
        await post(store, chat, Say(1, "een"), Say(2, "twee"))
    taken = await store.posts(NOW, 3, along=2)
    assert [(one.post.key.chat, one.post.id) for one in taken] == [(7, 1), (8, 3), (7, 2)]


async def test_in_a_group_nothing_goes_along(store: Store) -> None:
    await store.put([happened(Key(1, -100, 0), Said("x"), 1)])
    effects = (Say(1, "een"), Say(2, "twee"))
    await store.turns(lambda work: Turn(Session("nl"), Memory(), effects), NOW)
    assert len(await store.posts(NOW, 64, along=2)) == 1


async def test_an_edit_of_a_message_without_a_number_does_not_go_along(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    (first,) = await store.posts(NOW, 64)
    await post(store, 7, Edit(1, 2, "anders"), Say(3, "drie"))
    await store.release([first.post])
    taken = await store.posts(NOW, 64, along=2)
    assert [one.post.effect for one in taken][1:] == []


async def test_what_waits_for_its_moment_ends_what_goes_along(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"), Say(3, "drie"))
    first, second = await store.posts(NOW, 64, along=1)
    await store.settle([(first.post, Held()), (second.post, Later(60))], NOW)
    soon = NOW + timedelta(seconds=30)
    (taken,) = await store.posts(soon, 64, along=2)
    assert taken.post.effect == Say(1, "een")


async def test_what_was_held_is_tried_again_without_having_been_tried(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"))
    first, second = await store.posts(NOW, 64, along=1)
    await store.settle([(first.post, Later(10)), (second.post, Held())], NOW)
    assert await store.posts(NOW, 64, along=1) == [], "nothing overtakes it"
    again = await store.posts(NOW + timedelta(seconds=10), 64, along=1)
    assert [one.post.tries for one in again] == [1, 0]


async def test_a_lease_ends_after_twenty_seconds(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    await store.posts(NOW, 64)
    assert await store.posts(NOW + timedelta(seconds=19), 64) == []
    (again,) = await store.posts(NOW + timedelta(seconds=20), 64)
    await store.settle([(again.post, Delivered(5))], NOW)
    await store.settle([(again.post, Delivered(6)), (again.post, Later(1))], NOW)
    assert await store.unsent() == 0


async def test_a_lease_that_is_renewed_holds_on(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    await post(store, 8, Say(1, "twee"))
    first, second = await store.posts(NOW, 64)
    await store.release([second.post])
    await store.renew([first.post, second.post], NOW + timedelta(seconds=15))
    (given_back,) = await store.posts(NOW + timedelta(seconds=34), 64)
    assert given_back.post == second.post
    (again,) = await store.posts(NOW + timedelta(seconds=35), 64)
    assert again.post == first.post
    await store.renew([], NOW)


async def test_what_was_given_back_can_be_taken_at_once(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    (leased,) = await store.posts(NOW, 64)
    await store.release([leased.post])
    assert await store.posts(NOW, 64) == [leased]
    await store.release([])
    await store.settle([], NOW)


async def test_what_follows_a_post_that_is_under_way_goes_too(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    (first,) = await store.posts(NOW, 64)
    await post(store, 7, Say(2, "twee"), Say(3, "drie"))
    assert await store.posts(NOW, 64) == [], "for others it is held up"
    taken = await store.posts(NOW, 64, along=2, under_way=[first.post])
    assert [one.post.effect for one in taken] == [Say(2, "twee"), Say(3, "drie")]
    begun = [first.post, *(one.post for one in taken)]
    await store.settle([(one, Delivered(5)) for one in begun], NOW)
    assert await store.unsent() == 0
