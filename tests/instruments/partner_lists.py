"""Lists of partners: one without any finding, changes to it, and those that make a finding hold."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dialogs.facts import Dossier, Given
from dialogs.outcome import Instrument, Outcome

Answers = dict[str, Any]
Change = Callable[[Answers], Answers]

TODAY = date(2026, 3, 15)
ALL = [f"C{number}" for number in range(1, 19)]


def calm() -> Answers:
    """A list of five, completely filled in, in which nothing stands out."""
    shared = {
        "status": "aboard",
        "attitude": "pulls",
        "mandate": "decides",
        "umbrella": "no",
        "phases": ["act"],
        "last_contact": "2026-03-01",
    }
    rows: list[tuple[str, int, int, list[str], list[str], str]] = [
        ("OCMW", 4, 2, ["people", "authority_formal"], ["decider", "doer"], "own_council"),
        ("Bewonersgroep", 4, 1, ["reach"], ["user"], "residents"),
        ("CAW", 3, 3, ["people", "knowledge"], ["doer", "critic"], "social_profit"),
        ("School", 2, 3, ["space_data", "reach"], [], "education"),
        ("Gezinsbond", 2, 2, ["knowledge"], ["expert"], "association"),
    ]
    return {
        "phase": "act",
        "form": "self",
        "deliberately_small": "no",
        "needs": ["people", "reach"],
        "previous_phase": "act",
        "updated": "2026-02-01",
        "partners": [
            {
                "name": name,
                "importance": importance,
                "replaceability": replaceability,
                "contribution": contribution,
                "voice": voice,
                "family": family,
                **shared,
            }
            for name, importance, replaceability, contribution, voice, family in rows
        ],
    }


def told(**answers: Any) -> Change:
    return lambda before: {**before, **answers}


def one(name: str, /, **fields: Any) -> Change:
    return lambda before: {
        **before,
        "partners": [{**p, **fields} if p["name"] == name else p for p in before["partners"]],
    }


def everyone(**fields: Any) -> Change:
    return lambda before: {**before, "partners": [{**p, **fields} for p in before["partners"]]}


def joined(count: int, **fields: Any) -> Change:
    return lambda before: {
        **before,
        "partners": [
            *before["partners"],
            *({**before["partners"][3], "name": f"Vzw {n}", **fields} for n in range(count)),
        ],
    }


def only(*names: str) -> Change:
    return lambda before: {
        **before,
        "partners": [p for p in before["partners"] if p["name"] in names],
    }


def without(*fields: str) -> Change:
    """Nobody on the list carries the field."""
    return everyone(**dict.fromkeys(fields))


def played(*changes: Change) -> Answers:
    answers = calm()
    for change in changes:
        answers = change(answers)
    return answers


UMBRELLA = (
    one("School", umbrella="yes"),
    one("Bewonersgroep", voice=[], family="care"),
    one("Gezinsbond", family="care"),
)
IDLE = {"importance": 1, "replaceability": 4, "contribution": []}

HOLDS: list[tuple[str, str, tuple[Change, ...]]] = [
    ("C1", "core refuses", (one("OCMW", status="refuses"),)),
    ("C1", "core left", (one("Bewonersgroep", status="left"),)),
    ("C1", "ring chosen by the person", (one("School", status="left", ring="core"),)),
    ("C1", "small on purpose", (one("OCMW", status="left"), told(deliberately_small="yes"))),
    ("C2", "core not asked", (one("OCMW", status="not_asked"),)),
    ("C2", "core in talks", (one("OCMW", status="talking"),)),
    ("C2", "small unknown", (one("OCMW", status="talking"), told(deliberately_small="unknown"))),
    ("C3", "no user voice", (one("Bewonersgroep", voice=["expert"]),)),
    ("C3", "user not on board", (one("Bewonersgroep", status="talking"),)),
    ("C3", "nobody on board", (everyone(status="not_asked"),)),
    ("C4", "no decider", (told(phase="goals"), one("OCMW", voice=["doer"]))),
    ("C4", "decider not aboard", (told(phase="goals"), one("OCMW", status="talking"))),
    ("C4", "all must ask", (told(phase="goals"), everyone(mandate="must_ask"))),
    ("C4", "mandates unknown", (told(phase="goals"), without("mandate"), everyone(voice=[]))),
    (
        "C4",
        "voices unknown",
        (told(phase="goals"), without("voice"), everyone(mandate="must_ask")),
    ),
    ("C5", "no doer", (one("OCMW", voice=["decider"]), one("CAW", voice=["critic"]))),
    ("C5", "doers not aboard", (one("OCMW", status="left"), one("CAW", status="left"))),
    ("C6", "no critic, no doubt", (one("CAW", voice=["doer"]),)),
    ("C6", "somebody is against", (one("CAW", voice=["doer"], attitude="against"),)),
    (
        "C6",
        "doubter not aboard",
        (one("CAW", voice=[]), one("School", attitude="doubts", status="talking")),
    ),
    ("C7", "7 of 10", (joined(5), one("CAW", family="education"))),
    ("C7", "4 of 5", (everyone(family="care"), one("OCMW", family="own_council"))),
    ("C8", "9 in self-governance", (joined(4),)),
    ("C9", "three idle", (joined(3, **IDLE),)),
    ("C9", "idle by choice", (joined(3, ring="none"),)),
    ("C9", "contribution unknown", (joined(3, **IDLE), without("contribution"))),
    ("C10", "money lacks", (told(needs=["people", "money"]),)),
    ("C10", "not on board", (told(needs=["space_data"]), one("School", status="talking"))),
    (
        "C11",
        "alone with three",
        (
            one("School", contribution=["space_data", "money", "reach"]),
            one("Bewonersgroep", contribution=[]),
        ),
    ),
    (
        "C11",
        "others not aboard",
        (
            one("OCMW", contribution=["people", "knowledge", "reach"]),
            *(one(name, status="talking") for name in ("Bewonersgroep", "CAW", "School")),
            one("Gezinsbond", contribution=[]),
        ),
    ),
    ("C12", "a day over three months", (one("OCMW", last_contact="2025-12-14"),)),
    ("C13", "2 of 5", (one("CAW", family="own_council"),)),
    (
        "C13",
        "no family counts in the total",
        (one("CAW", family="own_council"), one("School", family=None)),
    ),
    ("C14", "power doubts", (one("OCMW", attitude="doubts"),)),
    ("C14", "money is against", (one("School", contribution=["money"], attitude="against"),)),
    ("C14", "whatever the status", (one("OCMW", attitude="against", status="not_asked"),)),
    ("C15", "umbrella alone", UMBRELLA),
    ("C16", "one other", (only("OCMW", "CAW"),)),
    (
        "C16",
        "own services count once",
        (only("OCMW", "CAW", "School"), one("CAW", family="own_council")),
    ),
    ("C16", "own not listed", (only("CAW"),)),
    ("C16", "nobody listed", (only(),)),
    ("C16", "twice the same", (only("CAW", "School"), one("School", name="caw"))),
    ("C17", "new phase", (told(previous_phase="goals"),)),
    ("C17", "a day over six months", (told(updated="2025-09-14"),)),
    ("C17", "phase unknown, old list", (told(phase=None, updated="2025-01-01"),)),
    ("C18", "nothing", ()),
    (
        "C18",
        "only names",
        (
            without(
                "importance",
                "replaceability",
                "status",
                "contribution",
                "voice",
                "attitude",
                "mandate",
                "family",
                "umbrella",
                "last_contact",
            ),
        ),
    ),
]


def play(arena: Instrument, answers: Answers, **network: Any) -> Outcome:
    return arena(Given(answers, network=Dossier(network), today=TODAY))


def findings(arena: Instrument, *changes: Change) -> list[str]:
    found: list[str] = play(arena, played(*changes)).results["findings"]
    return found


def named(cases: list[tuple[str, str, tuple[Change, ...]]]) -> list[Any]:
    return [pytest.param(c, changes, id=f"{c}: {what}") for c, what, changes in cases]
