"""Forgetting at once and for good, and letting go in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.gateway import Delivered
from bot.store import Lapsed, Store, Work
from dialogs.effect import Say
from dialogs.event import Key, Said, Unreadable
from dialogs.memory import Memory, Reminder
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import (
    NOW,
    deliver_all,
    echo,
    happened,
    key,
    last_said,
    said,
    take_all,
    texts_sent,
)
from tests.store.remains import FULL, SECRET, TODAY, everything, fill, fully, of_people

GROUP = Key(bot=1, chat=-100)


def gate(work: Work) -> Turn:
    """Recognise what must not be coached: nothing of it is said or kept."""
    return Turn(Session("nl"), Memory(), (Say(1, "112"),), blank=True)


async def test_forgetting_leaves_nothing_but_which_updates_were_handled(store: Store) -> None:
    await fill(store, 8)
    await fill(store, 7)
    before = of_people(await everything(store))
    others = {name: [row for row in rows if "1:7" not in row] for name, rows in before.items()}
    assert all(others.values())
    assert before["counts"] == others["counts"] == [("plan", "done", 4)]
    assert all(len(rows) > len(others[name]) for name, rows in before.items() if name != "counts")
    await store.forget("1:7")
    left = of_people(await everything(store))
    handled = [row for row in left["inbox"] if row[2] in {"7-1", "7-2", "7-3"}]
    assert len(handled) == 3
    assert all(row[3:6] == (None, None, "") for row in handled)
    left["inbox"] = [row for row in left["inbox"] if row[4] is not None]
    assert left == others
    assert await store.put([said(7, "opnieuw", "7-1"), said(7, "opnieuw", "7-3")]) == 0


async def test_a_turn_that_forgets_leaves_only_its_goodbye(store: Store) -> None:
    await fill(store, 7)
    await take_all(store)
    await store.put([said(7, "forget"), said(7, "zat al te wachten")])
    worked = await store.turns(echo, NOW)
    assert (worked.taken, worked.posted) == (1, 1)
    assert (await store.turns(echo, NOW)).taken == 0
    left = await everything(store)
    assert {name for name, rows in left.items() if rows} == {"inbox", "outbox", "counts"}
    assert [what for _, what, _ in await deliver_all(store)] == [Say(4, "4 forget")]
    left = await everything(store)
    assert {name for name, rows in left.items() if rows} == {"inbox", "counts"}
    assert SECRET not in str(left)
    assert await store.memory("1:7") == Memory()


async def test_who_comes_back_after_forgetting_is_new(store: Store) -> None:
    await store.put([said(7, "een"), said(7, "forget"), said(8, "acht")])
    await store.turns(echo, NOW)
    await store.turns(echo, NOW)
    await store.put([said(7, "hallo")])
    await take_all(store)
    assert (await texts_sent(store))[-1] == "1 hallo"


async def test_forgetting_in_one_topic_takes_the_others_of_the_batch_along(store: Store) -> None:
    def topic(number: int) -> Key:
        return Key(bot=1, chat=7, topic=number, person=7)

    texts = ("eerst", "fail", "forget", "daarna")
    await store.put([happened(topic(n), Said(text), n) for n, text in enumerate(texts)])
    await store.put([said(8, "ander")])
    worked = await store.turns(echo, NOW)
    assert (worked.taken, worked.failed) == (3, 0)
    left = await everything(store)
    assert [row[0] for row in left["people"]] == ["1:8"]
    assert {str(row[0]) for row in left["sessions"]} == {str(key(8))}
    assert sorted(await texts_sent(store)) == ["1 ander", "1 forget"]


async def test_what_was_on_its_way_when_its_owner_was_forgotten_leaves_no_trace(
    store: Store,
) -> None:
    await store.put([said(7, "hallo")])
    await take_all(store)
    (waiting,) = await store.posts(NOW, 64)
    await store.forget("1:7")
    await store.settle([(waiting.post, Delivered(9))], NOW)
    left = await everything(store)
    assert left["screens"] == []


async def test_what_somebody_did_in_a_group_and_was_parked_goes_with_them(store: Store) -> None:
    for person in (7, 8):
        arrival = happened(GROUP, Unreadable("fail"), f"p{person}")
        await store.put([replace(arrival, event=replace(arrival.event, person=person))])
        for seconds in (0, 1, 6, 7):
            await store.turns(echo, NOW + timedelta(seconds=100 * person + seconds))
    await store.forget("1:7")
    (parked,) = await store.parked()
    assert parked.event is not None
    assert parked.event.person == 8


async def test_what_somebody_did_in_a_group_and_waits_goes_with_them(store: Store) -> None:
    for person in (7, 8, 77):
        arrival = happened(GROUP, Said(f"{SECRET} {person}"), f"p{person}")
        await store.put([replace(arrival, event=replace(arrival.event, person=person))])
    await store.forget("1:7")
    waiting = [row for row in (await everything(store))["inbox"] if row[5]]
    assert [row[2] for row in waiting] == ["p8", "p77"]
    assert await take_all(store) == 2


@pytest.mark.parametrize("forget", ["turn", "call", "gate", "lapse"])
async def test_forgotten_words_are_not_in_the_file_any_more(
    sqlite: str, tmp_path: Path, forget: str
) -> None:
    """Neither in the tables nor in free pages nor in the journal."""

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))

    async with await Store.open(sqlite) as store:
        if forget == "gate":
            await store.put([said(7, f"secret {SECRET}", 1)])
            assert SECRET.encode() in on_disk()
            await store.turns(gate, NOW)
        elif forget == "lapse":
            await fill(store, 7)
            assert SECRET.encode() in on_disk()
            await store.lapse(TODAY + timedelta(days=600))
        elif forget == "call":
            await fill(store, 7)
            assert SECRET.encode() in on_disk()
            await store.forget("1:7")
        else:
            await fill(store, 7)
            await take_all(store)
            assert SECRET.encode() in on_disk()
            await store.put([said(7, "forget")])
            await take_all(store)
        assert SECRET.encode() not in on_disk()


async def test_notes_keep_their_outcome_and_plans_their_date_when_their_words_lapse(
    store: Store,
) -> None:
    await store.put([said(7, "hallo")])
    await store.turns(fully, NOW)
    before = TODAY + timedelta(days=89)
    assert await store.lapse(before) == Lapsed(events=1)
    reminder = Reminder(3, "plan", NOW, "1:7:0:7", {"name": SECRET})
    assert await store.memory("1:7") == replace(FULL, reminders=(reminder,))
    assert await store.lapse(TODAY + timedelta(days=90)) == Lapsed(notes=1, plans=1)
    kept = await store.memory("1:7")
    assert kept.notes == (replace(FULL.notes[0], values={}),)
    assert kept.plans == (replace(FULL.plans[0], text=""),)
    assert await store.lapse(TODAY + timedelta(days=91)) == Lapsed()
    assert (await store.memory("1:7")).reminders == ()


async def test_a_handled_update_is_known_for_three_days(store: Store) -> None:
    await store.put([said(7, "hallo")])
    await take_all(store)
    await store.lapse(TODAY + timedelta(days=3))
    assert await store.put([said(7, "hallo")]) == 0
    await store.lapse(TODAY + timedelta(days=4))
    assert await store.put([said(7, "hallo")]) == 1


async def test_what_waits_does_not_lapse(store: Store) -> None:
    await store.put([said(7, "hallo")])
    await store.lapse(TODAY + timedelta(days=400))
    assert await take_all(store) == 1


async def test_parked_words_stay_two_weeks_and_the_error_three_months(store: Store) -> None:
    await store.put([said(7, "fail")])
    for seconds in (0, 1, 6):
        await store.turns(echo, NOW + timedelta(seconds=seconds))
    await store.lapse(TODAY + timedelta(days=14))
    assert (await store.parked())[0].event is not None
    await store.lapse(TODAY + timedelta(days=15))
    assert (await store.parked())[0].event is None
    assert (await store.parked())[0].error.startswith("ValueError")
    await store.lapse(TODAY + timedelta(days=91))
    assert await store.parked() == []


@pytest.mark.parametrize("owner", [key(7), GROUP], ids=["person", "group"])
async def test_eighteen_months_without_a_word_and_everything_goes(store: Store, owner: Key) -> None:
    await store.put([happened(owner, Said("hallo"), 1)])
    await take_all(store)
    await deliver_all(store)
    assert (await store.lapse(TODAY + timedelta(days=548))).people == 0
    assert (await store.lapse(TODAY + timedelta(days=549))).people == 1
    left = await everything(store)
    assert {name for name, rows in left.items() if rows} <= {"secrets"}


async def test_who_writes_now_and_then_is_kept(store: Store) -> None:
    for months in (0, 17, 34):
        later = NOW + timedelta(days=30 * months)
        await store.put([said(7, f"{months}")])
        await take_all(store, later)
        await store.lapse(later.date())
    assert last_said(await store.memory("1:7")) == "34"


async def test_a_session_nobody_used_for_eighteen_months_goes_alone(store: Store) -> None:
    old = Key(bot=1, chat=7, topic=9, person=7)
    await store.put([happened(old, Said("hallo"), 1)])
    await take_all(store)
    later = NOW + timedelta(days=500)
    await store.put([said(7, "nu")])
    await take_all(store, later)
    assert await store.lapse(TODAY + timedelta(days=549)) == Lapsed(events=2, sessions=1)
    assert [str(row[0]) for row in (await everything(store))["sessions"]] == [str(key(7))]
