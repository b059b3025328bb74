"""All that a group, a member or a network is ever shown of a poll is made of ``poll.shown``.

Before closing it is made of the number of answers. So whoever cannot work anything out of
``poll.shown`` (``test_attack``, ``_form`` and ``_polls``) cannot do so from anything else. A turn
is a pure function of what it is given: where two polls with other answers leave the same behind,
all that ever follows is the same, whichever button is pressed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.ballots import Ballots, Box
from dialogs.coach import Coach
from dialogs.effect import ClosePoll, Effect, OpenPoll, Tell, Whisper
from dialogs.event import Event, FellDue, Key, Said, Tapped
from dialogs.memory import Memory, Profile
from dialogs.poll import Poll, to_json
from dialogs.team import board, closing
from dialogs.team.linking import LINK
from dialogs.team.result import RESULTS
from tests.phone import BEGIN
from tests.table import BOT, CHAT
from tests.team.casting import polled, talking

GROUP = Key(BOT, CHAT)
OPTIONS = {"options": ["D1", "D2", "D3"]}
SECRET = b"a secret of thirty-two characters"

Votes = Sequence[Mapping[str, Any]]


def pulses(*values: int) -> Votes:
    return [{"P1": one, "P2": 6 - one, "P3": one, "P7": 4} for one in values]


def forms(*values: int) -> Votes:
    said = {"size": 6, "competence": 2, "leader": 4, "coordinator": "yes", "form": "self"}
    return [
        {**said, "trust": one, "consensus": one, "organisation": f"Dienst {place} {one}"}
        for place, one in enumerate(values)
    ]


def roles(*hidden: str) -> Votes:
    named = {"share": "named", "called": "An", "carries": ["vision"], "can": []}
    return [named, *({"share": "unnamed", "carries": [one], "can": []} for one in hidden)]


def chosen(*options: str) -> Votes:
    return [{"choice": one} for one in options]


ALIKE: dict[str, tuple[Votes, Votes]] = {
    "pulse": (pulses(4, 4, 5, 5, 5, 4), pulses(4, 5, 5, 5, 5, 4)),
    "type": (forms(4, 4, 5, 5, 5, 4), forms(4, 5, 5, 5, 5, 4)),
    "stuck": (
        [{"symptoms": ["S01", "S02"]}] * 4 + [{"symptoms": ["S20"]}] * 2,
        [{"symptoms": ["S02", "S01"]}] * 3 + [{"symptoms": ["S13"]}] * 2 + [{}],
    ),
    "team_roles": (
        roles("operator", "operator", "operator", "champion"),
        roles("operator", "champion", "champion", "champion"),
    ),
    "lens": (chosen(*["D1"] * 5), chosen("D1", "D1", "D1", "D2", "D3")),
    "step": (chosen(*["minutes"] * 5), chosen("minutes", "minutes", "minutes", "hour", "weeks")),
}


def poll_of(kind: str, votes: Votes) -> Poll:
    about: dict[str, Any] = {}
    if kind == "lens":
        about = OPTIONS
    elif kind == "step":
        about = {"options": ["minutes", "hour", "weeks"], "lens": "D1"}
    form = "short" if kind == "pulse" else ""
    return polled(kind, votes, form=form, about=about, conversation=str(GROUP), due=BEGIN)


def closed(coach: Coach, poll: Poll) -> list[Effect]:
    """Close *poll* in a group that is tied to a network, and return all that came of it."""
    talk = talking(coach)
    link = {"owner": str(Key(BOT, 7, 0, 7)), "network": 1, "organisations": []}
    talk.memory = Memory(Profile("nl", settings={LINK: link}))
    talk.polls = replace(talk.polls, known=(poll,))
    closing.close(talk, poll, members=20)
    return talk.effects


@pytest.mark.parametrize("kind", RESULTS)
def test_where_the_same_is_shown_all_that_follows_is_the_same(coach: Coach, kind: str) -> None:
    """What the group sees, what is kept and comes back, and what a network hears."""
    effects = [closed(coach, poll_of(kind, votes)) for votes in ALIKE[kind]]
    assert effects[0] == effects[1]
    assert ALIKE[kind][0] != ALIKE[kind][1]
    assert not any(isinstance(one, Whisper) for one in effects[0])
    (over,) = [one.poll for one in effects[0] if isinstance(one, ClosePoll)]
    assert over.votes == ()
    assert not set(json.dumps(to_json(over)).split('"')) & over.voters
    told = [json.loads(one.about) for one in effects[0] if isinstance(one, Tell)]
    for one in told:
        assert {"n", "kind", "group", "network"} <= one.keys()
        assert json.dumps(one).count("Dienst") == 0


@pytest.mark.parametrize("kind", RESULTS)
def test_while_it_runs_all_that_is_shown_is_how_many_answered(coach: Coach, kind: str) -> None:
    """Who answered when changes nothing, and a changed answer changes not even the message."""
    seen = []
    for votes in ALIKE[kind]:
        talk, poll = talking(coach), poll_of(kind, votes)
        board.refresh(talk, poll)
        closing.asked(talk, replace(poll, count=1))
        closing.lapse(talk, replace(poll, votes=(), count=0)) if kind in board.VOTES else None
        seen.append((talk.effects, board.words(talk, poll), board.rows(talk, poll)))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("kind", RESULTS)
def test_other_conversations_are_never_given_an_answer_of_another(kind: str) -> None:
    """Not the private chat of a member, not another topic, not the group once it is over."""
    seen = []
    session = '{"scratch":{"poll":1}}'
    for votes in ALIKE[kind]:
        poll = replace(poll_of(kind, votes), votes=(), voters=frozenset())
        box = Box(poll, (CHAT,), dict(enumerate_votes(votes)))
        ballots = Ballots(SECRET, [box])
        elsewhere = (
            Event(Key(BOT, 9, 0, 9), BEGIN, Said(""), 9, "nl"),
            Event(replace(GROUP, topic=4), BEGIN, Tapped(1, "a"), 9, "nl"),
            Event(replace(GROUP, topic=4), BEGIN, FellDue("voted", "1")),
        )
        given = [ballots.around(event, 2, session) for event in elsewhere]
        assert [one.votes for polls in given for one in polls.known] == [()] * 3
        ballots.note(elsewhere[1], [ClosePoll(replace(poll, state="closed"))])
        after = ballots.around(Event(GROUP, BEGIN, Said(""), 9, "nl"), 2, session)
        assert [one.votes for one in after.known] == [()]
        seen.append([*given, after])
    assert seen[0] == seen[1]


def enumerate_votes(votes: Votes) -> list[tuple[str, Mapping[str, Any]]]:
    return [(f"voter {place}", one) for place, one in enumerate(votes)]


def test_a_choice_opens_the_next_vote_with_nothing_of_the_first(coach: Coach) -> None:
    (opened,) = [
        one.poll
        for one in closed(coach, poll_of("lens", ALIKE["lens"][0]))
        if isinstance(one, OpenPoll)
    ]
    assert (opened.kind, opened.votes, opened.voters) == ("step", (), frozenset())
    assert opened.about == {"lens": "D1", "options": ["minutes", "hour", "weeks"]}
