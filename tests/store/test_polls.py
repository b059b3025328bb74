"""Polls in the database: who answered stands under a hash, and answers go with the poll."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot import token
from bot.store import Store, Think, Work
from dialogs.effect import Cast, ClosePoll, Effect, KeepPoll, Whisper
from dialogs.event import FellDue, Key, Said, Started
from dialogs.poll import Vote
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import NOW, happened, key
from tests.store.meeting import ANSWERS, GROUP, Does, Meeting
from tests.store.remains import everything

TOPIC = replace(GROUP, topic=5)


async def rows(store: Store, table: str) -> list[tuple[Any, ...]]:
    return (await everything(store))[table]


async def test_a_poll_is_known_in_its_group_and_its_votes_only_in_its_conversation(
    store: Store,
) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    (here,) = await meeting.looks()
    assert (here.count, here.me == poll.starter, here.open) == (1, True, True)
    assert [vote.answers for vote in here.votes] == [ANSWERS]
    (elsewhere,) = await meeting.looks(TOPIC)
    assert (elsewhere.count, elsewhere.votes) == (1, ())
    assert await meeting.looks(Key(1, -200)) == []


async def test_a_vote_stands_under_a_hash_and_can_be_changed(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    await meeting.votes(8, poll, {"P1": 1})
    ((_, voter, answers),) = await rows(store, "votes")
    secret = await store.secret()
    assert voter == token.voter(secret, 1, poll.series, 8)
    assert json.loads(answers) == {"P1": 1}


async def test_somebody_sees_their_own_earlier_answers_and_nobody_elses(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    await meeting.votes(9, poll, {"P1": 5})
    meeting.answering(9, poll)
    await meeting.happens(key(9), Said("begin"), 9)
    (known,) = (await meeting.happens(key(9), Said("look"), 9)).polls.known
    assert known.mine == {"P1": 5}
    assert (known.votes, known.voters) == ((), frozenset())


async def test_the_group_hears_of_votes_once_while_it_has_not_looked(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    for person in (8, 9, 10):
        meeting.answering(person, poll)
        await meeting.happens(key(person), Said("begin"), person)
        meeting.sessions.pop(str(key(person)))
    does: Does = lambda work: (Cast(poll.id, work.polls.known[0].me, ANSWERS),)  # noqa: E731
    meeting.does["cast"] = does
    await store.put([happened(key(p), Said("cast"), f"all {p}") for p in (8, 9, 10)])
    while (await store.turns(meeting.think, NOW)).taken:
        pass
    assert len(meeting.heard(GROUP, "voted")) == 1
    assert meeting.seen[-1].polls.known[0].count == 3


async def test_when_it_is_over_every_answer_is_gone_and_only_hashes_stay(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    for person in (8, 9):
        await meeting.votes(person, poll)
    meeting.answering(10, poll)
    await meeting.happens(key(10), Said("begin"), 10)
    meeting.sessions.clear()

    def close(work: Work) -> tuple[Effect, ...]:
        over = replace(work.polls.known[0], state="closed", shown={"n": 2}, due=None)
        assert {vote.answers["P1"] for vote in over.votes} == {4}
        return (ClosePoll(over),)

    await meeting.says(GROUP, "sluit", close, 7)
    assert {answers for _, _, answers in await rows(store, "votes")} == {""}
    assert '"P1": 4' not in str(await everything(store))
    (known,) = await meeting.looks()
    assert (known.state, known.count, known.votes, known.shown) == ("closed", 2, (), {"n": 2})
    assert len(known.voters) == 2
    assert len(meeting.heard(key(10), "poll_over")) == 1
    assert meeting.heard(key(8), "poll_over") == []


async def test_what_was_done_with_it_is_noted_without_touching_votes(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    keep: Does = lambda work: (KeepPoll(replace(work.polls.known[0], shown={"done": "x"})),)  # noqa: E731
    await meeting.says(GROUP, "noteer", keep, 7)
    (known,) = await meeting.looks()
    assert (known.shown, known.count) == ({"done": "x"}, 1)


async def test_a_ticket_leads_to_its_poll_and_only_for_its_owner_in_its_group(
    store: Store,
) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    secret = await store.secret()
    word = token.sign(secret, 1, GROUP.chat, token.Ticket("poll", poll.id, 8))
    good = await meeting.happens(key(8), Started(word), 8)
    assert good.polls.ticket is not None
    assert good.polls.ticket.valid
    assert [one.id for one in good.polls.known] == [poll.id]
    elsewhere = token.sign(secret, 1, -200, token.Ticket("poll", poll.id, 8))
    for person, payload in ((9, word), (8, elsewhere), (8, "B" * 64)):
        stolen = await meeting.happens(key(person), Started(payload), person)
        assert stolen.polls.ticket is None or not stolen.polls.ticket.valid
        assert stolen.polls.known == ()


async def test_a_ticket_that_ties_a_group_needs_no_poll_there(store: Store) -> None:
    """It is good for whom it was made, and one that was made without the secret is not."""
    meeting = Meeting(store)
    ticket = token.Ticket("link", GROUP.chat, 8)
    word = token.sign(await store.secret(), 1, GROUP.chat, ticket)
    good = await meeting.happens(key(8), Started(word), 8)
    assert good.polls.ticket is not None
    assert good.polls.ticket.valid
    forged = token.sign(b"", 1, GROUP.chat, ticket)
    for person, payload in ((9, word), (8, forged)):
        stolen = await meeting.happens(key(person), Started(payload), person)
        assert stolen.polls.ticket is not None
        assert not stolen.polls.ticket.valid


async def test_a_poll_goes_along_to_the_supergroup_and_shows_itself_there(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens(TOPIC)
    await meeting.votes(8, poll)
    word = token.sign(await store.secret(), 1, GROUP.chat, token.Ticket("poll", poll.id, 9))
    await store.move(1, GROUP.chat, -100777)
    there = replace(TOPIC, chat=-100777)
    while (await store.turns(meeting.think, NOW)).taken:
        pass
    assert len(meeting.heard(there, "voted")) == 1
    (known,) = await meeting.looks(there)
    assert (known.conversation, known.count, len(known.votes)) == (str(there), 1, 1)
    old = await meeting.happens(key(9), Started(word), 9)
    assert old.polls.ticket is not None
    assert old.polls.ticket.valid


async def test_a_poll_falls_due_once(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    assert await store.fall_due(NOW + timedelta(days=2)) == 0
    later = NOW + timedelta(days=3)
    assert await store.fall_due(later) == 1
    assert await store.fall_due(later) == 0
    while (await store.turns(meeting.think, later)).taken:
        pass
    (event,) = meeting.heard(GROUP, "poll")
    assert event.what == FellDue("poll", str(poll.id))


async def test_whoever_deletes_everything_deletes_what_they_answered(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    for person in (8, 9):
        await meeting.votes(person, poll)
    meeting.seen.clear()
    await store.forget("1:8")
    while (await store.turns(meeting.think, NOW)).taken:
        pass
    assert len(meeting.heard(GROUP, "voted")) == 1
    (known,) = await meeting.looks()
    assert known.count == 1
    await store.forget("1:8")
    await store.forget("2:8")


async def test_a_group_that_is_forgotten_takes_its_polls_along(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    await store.forget(GROUP.owner)
    assert await rows(store, "polls") == await rows(store, "votes") == []


async def test_somebody_who_is_still_here_can_be_whispered_to(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)

    def whisper(work: Work) -> tuple[Effect, ...]:
        (vote,) = work.polls.known[0].votes
        assert isinstance(vote, Vote)
        return tuple(
            Whisper(number, voter, "overloaded", "operator")
            for number, voter in ((poll.id, vote.voter), (poll.id, "nobody"), (1, vote.voter))
        )

    await meeting.says(GROUP, "fluister", whisper, 7)
    (event,) = meeting.heard(key(8), "overloaded")
    assert event.what == FellDue("overloaded", "operator")


async def test_who_took_part_is_kept_for_a_year(store: Store) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    close: Does = lambda work: (ClosePoll(replace(work.polls.known[0], state="closed", due=None)),)  # noqa: E731
    await meeting.says(GROUP, "sluit", close, 7)
    await store.lapse(NOW.date() + timedelta(days=365))
    assert len(await rows(store, "votes")) == 1
    await store.lapse(NOW.date() + timedelta(days=367))
    assert await rows(store, "votes") == []
    assert len(await rows(store, "polls")) == 1


async def test_a_poll_that_nobody_could_close_ends_by_itself_without_its_answers(
    store: Store,
) -> None:
    meeting = Meeting(store)
    poll = await meeting.opens()
    await meeting.votes(8, poll)
    await store.lapse(NOW.date() + timedelta(days=9))
    (known,) = await meeting.looks()
    assert known.open
    await store.lapse(NOW.date() + timedelta(days=12))
    (known,) = await meeting.looks()
    assert (known.state, known.due) == ("lapsed", None)
    assert {answers for _, _, answers in await rows(store, "votes")} == {""}


async def test_the_secret_is_made_once_and_stays(store: Store) -> None:
    first = await store.secret()
    assert len(first) == token.SECRET_BYTES
    assert await store.secret() == first


async def test_a_private_batch_asks_nothing_about_polls(store: Store) -> None:
    think: Think = lambda work: Turn(Session("nl"), work.memory, ())  # noqa: E731
    await store.put([happened(key(7), Said("hallo"), 1)])
    assert (await store.turns(think, NOW)).taken == 1
    assert await rows(store, "secrets") == []
