"""All that somebody can do on a phone, as Hypothesis draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from hypothesis import strategies as st

from bot.reader.coach import CONTENT
from dialogs.event import (
    Blocked,
    Broke,
    Called,
    Edited,
    FellDue,
    Happening,
    Pressed,
    Said,
    Started,
    Unreadable,
)
from dialogs.memory import Fact, Memory, Network, Plan
from dialogs.session import Live
from tests.phone import BEGIN, Phone

ALL: Final = sorted(path.stem for path in (CONTENT / "dialogs").glob("*.yaml"))
DAY: Final = BEGIN.date()

WORDS: Final = (
    *("ja", "nee", "weet ik niet", "overslaan", "terug", "stop", "menu", "help", "klaar", "3"),
    *("12", "vrijdag", "yes", "I don't know", "ons overleg loopt vast", "verder", "plan 1"),
    *("OCMW, CAW\nBibliotheek; Kerk", "Als het stil valt, dan vraag ik een rondje.", "", " "),
    *("<b>{{ 7 * 7 }}</b> & {% raw %}", "x" * 301, "x" * 5000, "\u202e\u0000\ud83d", "🙂" * 40),
)


@dataclass(frozen=True, slots=True)
class Move:
    """Something that somebody does: what is pressed is a number, whatever buttons are there."""

    kind: str
    what: Any = None


MOVES: Final = st.one_of(
    st.integers(0, 30).map(lambda number: Move("press", number)),
    st.integers(0, 30).map(lambda number: Move("press", number)),
    st.integers(0, 30).map(lambda number: Move("press", number)),
    st.sampled_from(WORDS).map(lambda text: Move("type", text)),
    st.integers(0, 30).map(lambda number: Move("type_label", number)),
    st.text(max_size=80).map(lambda text: Move("type", text)),
    st.integers(0, 60).map(lambda number: Move("command", number)),
    st.sampled_from(["nl", "en", "fr", ""]).map(lambda code: Move("language", code)),
    st.tuples(st.sampled_from([-9, -1, 1, 2, 3]), st.integers(-1, 40)).map(
        lambda pair: Move("stale", pair)
    ),
    st.sampled_from(
        [Unreadable("voice"), Edited(), Broke(), Blocked(), Blocked(back=True), FellDue("no")]
    ).map(lambda what: Move("happens", what)),
    st.sampled_from(ALL).map(lambda name: Move("start", name)),
    st.integers(1, 40).map(lambda days: Move("days", days)),
)

QUIET: Final = ("command", "language", "stale", "happens", "start", "days")
"""Moves that answer nothing: after them every answer stands where it stood."""


def meant(phone: Phone, move: Move) -> Happening | None:
    """Return the event that *move* is on this screen; None when there is nothing to press."""
    live = Live() if phone.session is None else phone.session.live
    actions = live.actions
    match move.kind:
        case "press":
            return None if not actions else Pressed(live.number, move.what % len(actions))
        case "stale":
            back, choice = move.what
            return Pressed(live.number - back, choice)
        case "type":
            return Said(move.what)
        case "type_label":
            labels = phone.labels if actions else []
            return Said(labels[move.what % len(labels)]) if labels else None
        case "command":
            names = sorted(set(phone.coach.commands) - {"wis", "forget"})
            return Called(names[move.what % len(names)])
        case "language":
            return Called("taal", move.what)
        case "start":
            return Started(move.what)
        case "happens":
            event: Happening = move.what
            return event
    phone.now += timedelta(days=move.what)
    return None


def remembered(kind: str) -> Memory:
    """Return what Knoop remembers of somebody: nothing, or two networks and a plan."""
    if kind == "nothing":
        return Memory()
    given_ = {"phase": "goals", "form": "lead", "size": 12, "trust": 3.5, "mandate": {"kind": "M1"}}
    facts = {name: Fact(value, DAY, "type") for name, value in given_.items()}
    partners = ({"name": "OCMW", "status": "aboard", "voice": ["user"]}, {"name": "Kerk"})
    plan = Plan(9, 1, "checkin", "Als het stil valt, dan vraag ik een rondje.", DAY)
    memory = Memory(plans=(plan,)).with_network(Network(1, "Noord", DAY, facts, partners))
    return memory.with_network(Network(2, "<Zuid> & co", DAY, {}, ()))


memories = st.sampled_from(["nothing", "two networks"]).map(remembered)
