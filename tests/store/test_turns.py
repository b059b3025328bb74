"""Turns: what they see, what they leave behind, and what one of them cannot do to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Executable

from bot.store import Store, Work, Worked
from bot.store.statement import Compiled
from dialogs.effect import Say
from dialogs.event import Blocked, Key, Said, Started
from dialogs.memory import Memory, Network, Note, Profile
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import (
    NOW,
    echo,
    happened,
    key,
    last_said,
    said,
    session_of,
    take_all,
    texts_sent,
)


async def test_a_turn_sees_what_the_one_before_left(store: Store) -> None:
    seen: list[tuple[list[str], object]] = []

    def note(work: Work) -> Turn:
        seen.append((session_of(work).scratch.get("heard", []), last_said(work.memory)))
        return echo(work)

    await store.put([said(7, "een"), said(7, "twee"), said(7, "drie")])
    while (await store.turns(note, NOW)).taken:
        pass
    assert seen == [([], None), (["een"], "een"), (["een", "twee"], "twee")]


async def test_conversations_of_one_person_in_one_batch_share_the_memory(store: Store) -> None:
    topic = Key(bot=1, chat=7, topic=4, person=7)
    seen: list[object] = []

    def note(work: Work) -> Turn:
        seen.append(last_said(work.memory))
        return echo(work)

    await store.put([said(7, "een"), happened(topic, Said("twee"), "topic")])
    assert (await store.turns(note, NOW)).taken == 2
    assert seen == [None, "een"]
    assert last_said(await store.memory("1:7")) == "twee"


async def test_the_members_of_a_group_share_one_session(store: Store) -> None:
    group = Key(bot=1, chat=-100)
    await store.put([happened(group, Said("een"), 1), happened(group, Said("twee"), 2)])
    await take_all(store)
    assert await texts_sent(store) == ["1 een", "2 twee"]
    assert last_said(await store.memory("1:-100")) == "twee"


async def test_nothing_to_do_is_nothing_done(store: Store) -> None:
    assert await store.turns(echo, NOW) == Worked()


async def test_the_words_of_an_event_are_gone_when_its_turn_is_over(store: Store) -> None:
    await store.put([said(7, "woorden", 1)])
    await take_all(store)
    rows = await store._thread.unit(lambda unit: _all(unit, "inbox"))
    assert len(rows) == 1
    assert "woorden" not in str(rows)


def _all(unit: object, table: str) -> list[tuple[object, ...]]:
    cursor = unit._cursor  # type: ignore[attr-defined]
    cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
    rows: list[tuple[object, ...]] = cursor.fetchall()
    return rows


def _unwritable_session(work: Work) -> Turn:
    return replace(echo(work), session=Session("nl", scratch={"a": object()}))


def _unwritable_effect(work: Work) -> Turn:
    return replace(echo(work), effects=(Say(1, object()),))  # type: ignore[arg-type]


def _number_too_large(work: Work) -> Turn:
    note = Note(2**70, None, "stuck", NOW.date(), NOW.date())
    return replace(echo(work), memory=Memory(notes=(note,)))


def _surrogate_in_a_name(work: Work) -> Turn:
    network = Network(1, "half \ud83d", NOW.date())
    return replace(echo(work), memory=Memory(networks=(network,)))


@pytest.mark.parametrize(
    "spoil",
    [_unwritable_session, _unwritable_effect, _number_too_large, _surrogate_in_a_name],
)
async def test_what_cannot_be_written_down_costs_only_its_own_turn(
    store: Store, spoil: Callable[[Work], Turn]
) -> None:
    def think(work: Work) -> Turn:
        return spoil(work) if work.event.key.chat == 7 else echo(work)

    await store.put([said(6, "zes"), said(7, "zeven"), said(8, "acht")])
    first = await store.turns(think, NOW)
    assert (first.taken, first.failed, first.posted) == (3, 1, 2)
    for seconds in (1, 6):
        await store.turns(think, NOW + timedelta(seconds=seconds))
    assert [one.key for one in await store.parked()] == [key(7)]
    assert await store.memory("1:7") == Memory()
    assert await texts_sent(store) == ["1 zes", "1 acht"]


async def test_gated_words_do_not_stay_in_a_parked_row(store: Store) -> None:
    def think(work: Work) -> Turn:
        return replace(_unwritable_session(work), blank=True)

    await store.put([said(7, "gevaar", 1)])
    for seconds in (0, 1, 6):
        await store.turns(think, NOW + timedelta(seconds=seconds))
    (parked,) = await store.parked()
    assert parked.event is None
    assert not await store.retry(parked.id)
    assert "gevaar" not in str(await store._thread.unit(lambda unit: _all(unit, "inbox")))


async def test_a_parked_event_can_be_tried_again_before_all_that_came_later(store: Store) -> None:
    def break_down(work: Work) -> Turn:
        raise RuntimeError("broken")

    await store.put([said(7, "een")])
    for seconds in (0, 1, 6):
        await store.turns(break_down, NOW + timedelta(seconds=seconds))
    await store.put([said(7, "twee")])
    (parked,) = await store.parked()
    assert await store.retry(parked.id)
    assert await store.parked() == []
    await take_all(store)
    assert await texts_sent(store) == ["1 een", "2 Broke", "3 twee"]
    assert not await store.retry(parked.id)


async def test_a_sentence_that_cannot_be_said_does_not_go_round_for_ever(store: Store) -> None:
    def break_down(work: Work) -> Turn:
        raise RuntimeError("broken")

    await store.put([said(7, "een")])
    taken = 0
    for seconds in range(60):
        taken += (await store.turns(break_down, NOW + timedelta(seconds=seconds))).taken
    assert taken == 6
    assert len(await store.parked()) == 2


async def test_an_event_parked_twice_is_told_of_twice(store: Store) -> None:
    def break_down(work: Work) -> Turn:
        if work.event.what == Said("een"):
            raise RuntimeError("broken")
        return echo(work)

    await store.put([said(7, "een")])
    for start in (0, 100):
        for seconds in (0, 1, 6, 7):
            await store.turns(break_down, NOW + timedelta(seconds=start + seconds))
        (parked,) = await store.parked()
        await store.retry(parked.id)
    assert await texts_sent(store) == ["1 Broke", "2 Broke"]


async def test_who_blocked_knoop_is_gone_until_they_are_back(store: Store) -> None:
    async def gone() -> bool:
        rows = await store._thread.unit(lambda unit: _all(unit, "people"))
        return bool(rows[0][-1])

    await store.put([happened(key(7), Started(), 1)])
    await take_all(store)
    assert not await gone()
    await store.put([happened(key(7), Blocked(), 2)])
    await take_all(store)
    assert await gone()
    await store.put([happened(key(7), Blocked(back=True), 3)])
    await take_all(store)
    assert not await gone()


async def test_a_batch_is_a_handful_of_statements(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def think(work: Work) -> Turn:
        networks = (Network(1, "Jeugd", NOW.date()),)
        return replace(echo(work), memory=Memory(Profile(network=1), networks))

    await store.put([said(chat, text) for text in ("een", "edit twee") for chat in range(64)])
    counts: list[int] = []
    compiled = Compiled.__call__

    def counted(self: Compiled, statement: Executable) -> tuple[str, dict[str, object]]:
        counts[-1] += 1
        return compiled(self, statement)

    monkeypatch.setattr(Compiled, "__call__", counted)
    for _ in range(2):
        counts.append(0)
        assert (await store.turns(think, NOW)).taken == 64
    assert max(counts) <= 14
