"""Polls as they stand when they close, without the talks that led to the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.coach import Coach
from dialogs.event import Event, Key, Said
from dialogs.memory import Memory
from dialogs.poll import Poll, Polls, Vote
from dialogs.session import Session
from dialogs.talk import Talk
from tests.phone import BEGIN
from tests.table import BOT, CHAT


def talking(coach: Coach) -> Talk:
    """Return a turn in the group."""
    event = Event(Key(BOT, CHAT), BEGIN, Said(""), 1, "nl")
    talk = Talk(coach, Session("nl"), Memory(), event)
    talk.polls = Polls(1, 1)
    return talk


def polled(kind: str, votes: Sequence[Mapping[str, Any]], first: int = 0, **more: Any) -> Poll:
    """Return an open poll with *votes*, one of each member from number *first* on."""
    cast = tuple(Vote(f"voter {number}", one) for number, one in enumerate(votes, first))
    made = {
        "id": 1,
        "kind": kind,
        "conversation": "",
        "starter": "",
        "series": 1,
        "begun": BEGIN,
        "votes": cast,
        "voters": frozenset(one.voter for one in cast),
        "count": len(cast),
    }
    return Poll(**{**made, **more})
