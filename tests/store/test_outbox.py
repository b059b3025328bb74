"""What goes out: in order within a chat, each once, the latest words only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.gateway import Delivered, Delivery, Gone, Held, Later, Lost
from bot.store import Store, Think, Work
from bot.store.settlement import settle
from bot.store.unit import Unit
from dialogs.effect import Button, Commands, Document, Edit, Effect, Say
from dialogs.event import Key, Said
from dialogs.memory import Memory
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import NOW, deliver_all, echo, happened, key, said, take_all, texts_sent

_numbers = count()
ROWS = ((Button("Ja", 0), Button("Nee", 1)), (Button("Lees", link="https://vvsg.be"),))


async def post(store: Store, chat: int, *effects: Effect) -> None:
    """Put *effects* in the outbox of *chat*, as the turn of one event."""
    await store.put([happened(key(chat), Said("x"), next(_numbers))])
    await store.turns(lambda work: Turn(Session("nl"), Memory(), effects), NOW)


async def ends(store: Store, *results: Delivery, at_seconds: float = 0) -> list[Effect]:
    """Take what may go, let it end as in *results*, and return what was taken."""
    now = NOW + timedelta(seconds=at_seconds)
    waiting = await store.posts(now, 64)
    await store.settle([(w.post, r) for w, r in zip(waiting, results, strict=True)], now)
    return [one.post.effect for one in waiting]


async def test_a_chat_gets_one_post_at_a_time_in_order(store: Store) -> None:
    await post(store, 7, Say(1, "een"), Say(2, "twee"))
    await post(store, 8, Say(1, "acht"))
    first = await store.posts(NOW, 64)
    assert [one.post.effect for one in first] == [Say(1, "een"), Say(1, "acht")]
    assert await store.posts(NOW, 64) == [], "the rest waits until these are settled"
    await store.settle([(one.post, Delivered(5)) for one in first], NOW)
    assert [one.post.effect for one in await store.posts(NOW, 64)] == [Say(2, "twee")]


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


async def test_what_was_given_back_can_be_taken_at_once(store: Store) -> None:
    await post(store, 7, Say(1, "een"))
    (leased,) = await store.posts(NOW, 64)
    await store.release([leased.post])
    assert await store.posts(NOW, 64) == [leased]
    await store.release([])
    await store.settle([], NOW)


async def test_a_failed_turn_posts_nothing(store: Store) -> None:
    def half(work: Work) -> Turn:
        if work.event.key.chat == 7:
            raise ValueError("no")
        return replace(echo(work), effects=(Say(1, "ja"),))

    await store.put([said(7, "een"), said(8, "twee")])
    await store.turns(half, NOW)
    assert await texts_sent(store) == ["ja"]


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


async def test_settling_leaves_it_known_that_text_was_wiped_in_the_same_commit(
    store: Store,
) -> None:
    def wiped_and_settled(unit: Unit) -> bool:
        unit.erased = True
        settle(unit, [], NOW)
        return unit.erased

    assert await store._thread.unit(wiped_and_settled)


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
