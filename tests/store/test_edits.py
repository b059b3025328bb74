"""Edits that wait: they find their message, become one, and never overtake it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.gateway import Delivered
from bot.store import Store, Think
from dialogs.effect import Edit, Effect, Say
from dialogs.event import Key, Said
from tests.store.echo import NOW, deliver_all, echo, happened, key, texts_sent
from tests.store.posting import ROWS, ends, post


async def test_an_edit_knows_the_message_of_its_screen(store: Store) -> None:
    await post(store, 7, Say(4, "vraag"))
    await ends(store, Delivered(1234))
    await post(store, 7, Edit(4, 5, "antwoord"))
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.message == 1234


async def test_an_edit_of_a_screen_nobody_knows_has_no_message(store: Store) -> None:
    await post(store, 7, Edit(4, 5, "antwoord"))
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.message is None
    await store.settle([(waiting.post, Delivered(77))], NOW)
    await post(store, 7, Edit(4, 6, "nog eens"))
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.message == 77, "it became a new message, and that is the one from now on"


async def test_the_message_that_was_pressed_goes_before_the_one_noted(store: Store) -> None:
    await post(store, 7, Say(4, "vraag"))
    await ends(store, Delivered(1234))
    await post(store, 7, Edit(4, 5, "antwoord", message=99))
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.message == 99


async def test_edits_that_wait_for_the_same_message_become_one(store: Store) -> None:
    await post(store, 7, Say(1, "vraag"))
    await ends(store, Delivered(1234))
    await post(store, 7, Edit(1, 2, "een vinkje", message=1234))
    await post(store, 7, Edit(1, 3, "twee vinkjes"))
    await post(store, 7, Say(4, "nieuw"), Edit(1, 3, "klaar", ROWS))
    assert [what for _, what, _ in await deliver_all(store)] == [
        Edit(1, 3, "klaar", ROWS, message=1234),
        Say(4, "nieuw"),
    ]


async def test_an_edit_goes_into_the_message_that_still_waits(store: Store) -> None:
    await post(store, 7, Say(1, "vraag", ROWS, quiet=True))
    await post(store, 7, Edit(1, 2, "gewijzigd"))
    assert await deliver_all(store) == [(key(7), Say(2, "gewijzigd", quiet=True), None)]
    await post(store, 7, Edit(1, 3, "nog eens"))
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.message == 1001, "its message is still known by the screen it began with"


async def test_an_edit_within_the_turn_of_its_message_goes_into_it(store: Store) -> None:
    await post(store, 7, Say(1, "vraag"), Edit(1, 1, "beter"))
    assert [what for _, what, _ in await deliver_all(store)] == [Say(1, "beter")]


async def test_an_edit_never_goes_into_what_is_on_its_way(store: Store) -> None:
    await post(store, 7, Say(1, "vraag"))
    (leased,) = await store.posts(NOW, 64)
    await post(store, 7, Edit(1, 2, "te laat"))
    await store.settle([(leased.post, Delivered(9))], NOW)
    assert await deliver_all(store) == [(key(7), Edit(1, 2, "te laat"), 9)]


async def test_edits_in_one_conversation_leave_another_alone(store: Store) -> None:
    await post(store, 7, Say(1, "zeven"))
    await post(store, 8, Edit(1, 2, "acht"))
    assert {what for _, what, _ in await deliver_all(store)} == {
        Say(1, "zeven"),
        Edit(1, 2, "acht"),
    }


LIVE = Key(bot=1, chat=-100)


def telling(*effects: Effect) -> Think:
    return lambda work: replace(echo(work), effects=effects)


async def tell(store: Store, number: int, *effects: Effect, at: datetime = NOW) -> None:
    await store.put([happened(LIVE, Said("x"), f"live {number}")])
    await store.turns(telling(*effects), at)


async def test_an_edit_with_a_pause_waits_and_takes_in_what_comes_meanwhile(store: Store) -> None:
    await tell(store, 0, Say(5, "0 ingevuld"))
    await deliver_all(store)
    for number in range(1, 5):
        edit = Edit(5, 5, f"{number} ingevuld", pause=3.0)
        await tell(store, number, edit, at=NOW + timedelta(seconds=number / 2))
    assert await texts_sent(store, NOW + timedelta(seconds=3)) == []
    assert await texts_sent(store, NOW + timedelta(seconds=4)) == ["4 ingevuld"]


@pytest.mark.parametrize(
    ("effect", "texts"),
    [
        (Say(6, "help"), ["1 ingevuld", "help"]),
        (Edit(5, 5, "gesloten"), ["gesloten"]),
    ],
)
async def test_a_paused_edit_holds_up_nothing_that_is_said_after_it(
    store: Store, effect: Effect, texts: list[str]
) -> None:
    await tell(store, 0, Say(5, "0 ingevuld"))
    await deliver_all(store)
    await tell(store, 1, Edit(5, 5, "1 ingevuld", pause=3.0))
    await tell(store, 2, effect)
    assert await texts_sent(store, NOW) == texts


async def test_a_paused_edit_in_the_same_turn_is_not_held_up_either(store: Store) -> None:
    await tell(store, 0, Say(5, "0"), Edit(5, 5, "1", pause=3.0), Say(6, "help"))
    assert await texts_sent(store, NOW) == ["1", "help"]


async def test_an_edit_of_what_is_still_under_way_waits_for_its_number(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    (first,) = await store.posts(NOW, 64)
    await post(store, 7, Edit(1, 2, "anders"), Say(3, "drie"))
    assert await store.posts(NOW, 64, along=2, under_way=[first.post]) == []
    await store.settle([(first.post, Delivered(5))], NOW)
    edit, said_then = await store.posts(NOW, 64, along=2)
    assert (edit.message, said_then.post.effect) == (5, Say(3, "drie"))


async def test_two_new_messages_under_one_number_are_noted_as_the_last(store: Store) -> None:
    """Whoever deletes a message that is about to be edited gets it anew."""
    await post(store, 7, Say(1, "een"))
    (first,) = await store.posts(NOW, 64)
    await post(store, 7, Edit(1, 2, "anders", message=5))
    (edit,) = await store.posts(NOW, 64, under_way=[first.post])
    await store.settle([(first.post, Delivered(5)), (edit.post, Delivered(6))], NOW)
    await post(store, 7, Edit(1, 3, "nog eens"))
    (waiting,) = await store.posts(NOW, 64)
    assert waiting.message == 6
