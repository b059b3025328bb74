"""Two networks of one person: what is said of one shows nothing of the other, whatever they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reader.coach import read_coach
from dialogs.event import Pressed
from dialogs.memory import Fact, Memory, Network, Note, Plan, Profile, Reminder
from tests.phone import BEGIN, Phone

COACH: Final = read_coach()
DAY: Final = BEGIN.date()
MARKS: Final = {1: "zilvermerk", 2: "kopermerk"}
"""A word that stands in all that is kept of a network, but for its name: lists hold names."""

TOGETHER: Final = (
    *("/export", "/terugblik", "/overzicht", "/herinner", "/instellingen", "/wis", "/portfolio"),
)
"""What is about everything of a person, or all their networks side by side, or leads there."""

EXPORT: Final = "knoop-"
"""How the name of a file begins that holds all that is kept of a person."""

COMMANDS: Final = tuple(
    f"/{name}"
    for command in COACH.commands.values()
    for name in command.names.get("nl", ())[:1]
    if f"/{name}" not in TOGETHER
)


def _network(number: int) -> Network:
    mark = MARKS[number]
    partners = tuple(
        {"name": f"{mark} {kind}", "importance": 5, "status": status, "attitude": "against"}
        for kind, status in (("OCMW", "aboard"), ("CAW", "refuses"), ("school", "refuses"))
    )
    facts = {
        "question": Fact(f"Hoe vindt {mark} onderdak?", DAY, "stuck"),
        "phase": Fact("define" if number == 1 else "act", DAY, "stuck"),
        "size": Fact(6 + number, DAY, "type"),
        "trust": Fact(number + 1, DAY, "type"),
    }
    return Network(number, f"Netwerk {number}", DAY, facts, partners)


def _remembered(current: int) -> Memory:
    plans = tuple(
        Plan(n, n, "checkin", f"Als {MARKS[n]} zwijgt, dan wacht ik.", DAY, due=DAY) for n in MARKS
    )
    notes = tuple(
        Note(
            n,
            n,
            "debrief",
            DAY,
            DAY + timedelta(days=90),
            {"keep": f"{MARKS[n]} luistert", "saw": f"{MARKS[n]} knikte"},
            {"success": "yes"},
        )
        for n in MARKS
    )
    reminders = tuple(
        Reminder(
            n,
            "plan",
            BEGIN + timedelta(days=2 + n),
            "1:77:0:77",
            {"plan": n, "how": "on", "day": (DAY + timedelta(days=2 + n)).isoformat()},
        )
        for n in MARKS
    )
    networks = (_network(current), _network(3 - current))
    return Memory(Profile("nl", current, 9), networks, plans, notes, reminders)


@dataclass(frozen=True, slots=True)
class Move:
    """Something somebody does; a button is a number, whatever buttons there are."""

    kind: str
    what: Any


MOVES: Final = st.one_of(
    st.integers(0, 30).map(lambda number: Move("press", number)),
    st.integers(0, 30).map(lambda number: Move("press", number)),
    st.integers(0, 30).map(lambda number: Move("press", number)),
    st.sampled_from(COMMANDS).map(lambda command: Move("type", command)),
    st.sampled_from(["3", "ja", "overslaan", "terug", "klaar", "dossier", "rapport"]).map(
        lambda text: Move("type", text)
    ),
    st.tuples(st.integers(-3, -1), st.integers(0, 12)).map(lambda pair: Move("old", pair)),
    st.sampled_from([1, 2]).map(lambda number: Move("network", number)),
    st.integers(1, 9).map(lambda days: Move("days", days)),
)


def _makes(phone: Phone, move: Move) -> None:
    match move.kind:
        case "press":
            # Who wiped everything has no buttons left.
            live = phone.session is not None and phone.session.live.ref
            if labels := phone.labels if live else []:
                phone.presses(labels[move.what % len(labels)])
        case "type":
            phone.types(move.what)
        case "old":
            back, place = move.what
            assert phone.session is not None
            phone.happens(Pressed(phone.session.screens + back, place))
        case "network":
            phone.types("/netwerken")
            for label in phone.labels:
                if label.removeprefix("✓ ") == f"Netwerk {move.what}":
                    phone.presses(label)
                    break
        case _:
            phone.waits(phone.now + timedelta(days=move.what))


def _shown(phone: Phone) -> Iterator[tuple[str, str]]:
    """Yield all that was shown or handed over, each thing apart."""
    for message in phone.messages.values():
        labels = [button.label for row in message.rows for button in row]
        yield "message", "\n".join([message.text, *labels])
    for kind, handed in (
        ("file", phone.files),
        ("picture", phone.pictures),
        ("report", phone.reports),
        ("form", phone.forms),
    ):
        for one in handed:
            if not getattr(one, "name", "").startswith(EXPORT):
                yield kind, repr(one)


def _about_one(phone: Phone) -> None:
    """Check that nothing says something of both networks."""
    for kind, words in _shown(phone):
        held = [mark for mark in MARKS.values() if mark in words]
        assert len(held) < 2, f"{kind}: {words}"


@given(current=st.sampled_from([1, 2]), moves=st.lists(MOVES, min_size=5, max_size=50))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_says_something_of_both(current: int, moves: list[Move]) -> None:
    phone = Phone(COACH, memory=_remembered(current))
    phone.types("/start")
    for move in moves:
        _makes(phone, move)
        _about_one(phone)


@given(current=st.sampled_from([1, 2]), moves=st.lists(MOVES, min_size=5, max_size=50))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_who_works_on_one_sees_nothing_of_the_other(current: int, moves: list[Move]) -> None:
    """Never leaving their network, whatever else they do, the other one does not show."""
    phone = Phone(COACH, memory=_remembered(current))
    phone.types("/start")
    for move in moves:
        if move.kind in ("network", "days"):
            continue
        _makes(phone, move)
        if phone.memory.profile.network != current:
            return
        for kind, words in _shown(phone):
            assert MARKS[3 - current] not in words, f"{kind}: {words}"


def test_what_is_kept_of_a_network_does_show_where_it_is_about_that_one() -> None:
    """Else the tests above would hold for an empty screen."""
    seen = []
    for current, mark in MARKS.items():
        phone = Phone(COACH, memory=_remembered(current))
        for said in ("/start", "/netwerken"):
            phone.types(said)
        phone.presses("In één oogopslag")
        seen.append(any(mark in words for _, words in _shown(phone)))
        phone.waits(phone.now + timedelta(days=2 + current))
        plan = f"Als {mark} zwijgt"
        seen.append(any(plan in words for _, words in _shown(phone)))
    assert seen == [True] * 4
