"""Of a poll that is over no answer can be found any more, however deep one digs."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from bot import token
from bot.store import Store, Work
from dialogs.effect import Cast, ClosePoll, Effect
from dialogs.event import Said
from dialogs.session import Frame, Session
from tests.store.echo import NOW, happened, key
from tests.store.meeting import GROUP, Meeting
from tests.store.remains import everything, on_disk

MANY = 200


def mark(person: int) -> str:
    return f"MARK{person:06d}X"


def close(work: Work) -> tuple[Effect, ...]:
    over = next(poll for poll in work.polls.known if poll.open)
    return (ClosePoll(replace(over, state="closed", shown={"n": over.count}, due=None)),)


async def answered(store: Store) -> Meeting:
    """Return a group in which many answered, at length, several times, with much around it."""
    chance, meeting = random.Random(3), Meeting(store)  # noqa: S311 - the same every time
    poll = await meeting.opens()

    def cast(work: Work) -> tuple[Effect, ...]:
        (known,) = work.polls.known
        person = work.event.key.person or 0
        words = mark(person) * chance.randrange(1, 60)
        return (Cast(known.id, known.me, {"open_line": words}),)

    meeting.does["cast"] = cast
    for turn in range(4):
        people = chance.sample(range(10, 10 + MANY), MANY // 2)
        for person in people:
            meeting.answering(person, poll)
        await store.put([happened(key(p), Said("x"), f"x {turn} {p}") for p in people])
        while (await store.turns(meeting.think, NOW)).taken:
            pass
        for person in people:
            meeting.sessions[str(key(person))] = Session("nl", scratch={"x": "y" * turn * 300})
        await store.put([happened(key(p), Said("cast"), f"cast {turn} {p}") for p in people])
        while (await store.turns(meeting.think, NOW)).taken:
            pass
    return meeting


async def test_of_a_closed_poll_no_answer_is_on_the_disk(sqlite: str, tmp_path: Path) -> None:
    """Neither in the file and its free pages nor in the journal beside it."""
    async with await Store.open(sqlite) as store:
        meeting = await answered(store)
        assert len(set(re.findall(rb"MARK\d{6}X", on_disk(tmp_path)))) > MANY // 2
        await meeting.says(GROUP, "sluit", close, 7)
        assert set(re.findall(rb"MARK\d{6}X", on_disk(tmp_path))) == set()


async def test_what_was_still_being_answered_goes_as_soon_as_that_chat_hears_of_it(
    sqlite: str, tmp_path: Path
) -> None:
    async with await Store.open(sqlite) as store:
        meeting = await answered(store)
        poll = next(poll for poll in await meeting.looks() if poll.open)
        people = range(10, 10 + MANY)
        for turn in range(1, 4):
            for person in people:
                frame = Frame("pulse", "P2", answers={"P1": mark(person) * turn})
                frame.scratch["poll"] = poll.id
                meeting.sessions[str(key(person))] = Session("nl", frames=[frame])
            await store.put([happened(key(p), Said("x"), f"y {turn} {p}") for p in people])
            while (await store.turns(meeting.think, NOW)).taken:
                pass
        meeting.sessions = {str(key(person)): Session("nl") for person in people}
        await meeting.says(GROUP, "sluit", close, 7)
        assert set(re.findall(rb"MARK\d{6}X", on_disk(tmp_path))) == set()


async def test_a_dump_of_either_database_holds_no_answer_once_it_is_over(store: Store) -> None:
    """A dump is all rows of all tables; and an update that came in is blanked with its turn."""
    meeting = await answered(store)
    await meeting.says(GROUP, "sluit", close, 7)
    assert "MARK" not in str(await everything(store))


async def test_with_the_key_one_can_find_out_who_took_part_and_nothing_more(store: Store) -> None:
    """Without it not even that: in every group somebody has another code."""
    meeting = Meeting(store)
    there = replace(GROUP, chat=-200)
    for where in (GROUP, there):
        poll = await meeting.opens(where)
        for person in (8, 9):
            await meeting.votes(person, poll)
        await meeting.says(where, "sluit", close, 7)
    tables = await everything(store)
    key_of_all = await store.secret()
    codes = {
        (poll.series, str(voter))
        for where in (GROUP, there)
        for poll in await meeting.looks(where)
        for number, voter, _ in tables["votes"]
        if number == poll.id
    }
    assert {answers for _, _, answers in tables["votes"]} == {""}
    assert len({code for _, code in codes}) == 4
    took_part = {
        (series, person)
        for series, code in codes
        for person in range(20)
        if token.voter(key_of_all, 1, series, person) == code
    }
    assert {person for _, person in took_part} == {8, 9}
    other = b"another key of just as many byte"
    assert not any(
        token.voter(other, 1, series, person) == code
        for series, code in codes
        for person in range(20)
    )
    kept = {name: rows for name, rows in tables.items() if name not in ("secrets", "polls")}
    assert all(
        str(code) not in str(rows) for n, rows in kept.items() if n != "votes" for _, code in codes
    )


async def test_a_key_that_is_kept_apart_is_needed_as_well(url: str) -> None:
    """Whoever has the whole database, with the secret in it, cannot say who took part."""
    async with await Store.open(url, key="a key that stands elsewhere") as store:
        meeting = Meeting(store)
        poll = await meeting.opens()
        await meeting.votes(8, poll)
        tables, real = await everything(store), await store.secret()
    async with await Store.open(url) as store:
        stolen = await store.secret()
    ((_, voter, _),) = tables["votes"]
    assert token.voter(real, 1, poll.series, 8) == voter
    assert token.voter(stolen, 1, poll.series, 8) != voter
