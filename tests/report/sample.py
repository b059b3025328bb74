"""What is remembered of a network, to make a report of."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dialogs.coach import Coach
from dialogs.event import Event, Key, Said
from dialogs.memory import Fact, Memory, Network, Note, Plan, Profile
from dialogs.session import Session
from dialogs.view import View
from tests.drawing.sample import NETWORK, QUESTION, partners

MADE = date(2026, 2, 3)
LAST_WEEK = date(2026, 2, 25)
"""A mandate counts for two weeks; all else is older."""

PRIVATE, GROUP = Key(1, 7, 0, 7), Key(1, -5)
FACTS = {
    "question": QUESTION,
    "phase": "goals",
    "form": "self",
    "size": 22,
    "trust": 3,
    "consensus": 3,
    "competence": 3.5,
    "leader": 2,
    "coordinator": "hours",
}
PLAN = "Als de vergadering begint, dan vraag ik wie de welzijnsoverlegplatformcoördinatie opneemt."
P1 = {"bands": ["attention"], "spread": "divided", "bars": [2, 2, 0, 2, 3]}
P3 = {"bands": ["attention", "concern"], "spread": None, "bars": None}
PULSE = {"n": 9, "statements": {"P1": P1, "P3": P3}}
OLDER = {"n": 9, "statements": {"P2": P1}}


def memory(count: int) -> Memory:
    """Return the memory of a network with *count* partners; all other things are known too."""
    rows = [
        {**row, "replaceability": (place * 2) % 4 + 1, "attitude": ("doubts", "against")[place % 2]}
        for place, row in enumerate(partners(count)[0])
    ]
    facts = {name: Fact(value, MADE, "dossier") for name, value in FACTS.items()}
    facts["mandate"] = Fact({"kind": "M1"}, LAST_WEEK, "mandate")
    return Memory(
        Profile(network=1, last_id=9),
        (Network(1, NETWORK, MADE, facts, tuple(rows)),),
        (
            Plan(2, 1, "stuck", PLAN, MADE),
            Plan(3, 1, "stuck", "Als dit klaar is, dan staat het er niet.", MADE, status="done"),
            Plan(4, 8, "stuck", "Als het een ander netwerk is, dan ook niet.", MADE),
        ),
        (
            Note(5, 1, "pulse", MADE, MADE, outcome={"shown": OLDER}),
            Note(6, 1, "pulse", MADE, MADE, outcome={"shown": PULSE}),
            Note(7, 1, "pulse", MADE, MADE, outcome={}),
            Note(8, 8, "pulse", MADE, MADE, outcome={"shown": {}}),
            Note(9, 1, "stuck", MADE, MADE, outcome={"shown": ["time"]}),
        ),
    )


def view(coach: Coach, language: str, known: Memory, key: Key = PRIVATE) -> View:
    """Return what a report reads, on 2 March 2026."""
    event = Event(key, datetime(2026, 3, 2, 12, tzinfo=UTC), Said(""))
    return View(coach, Session(language), known, event)
