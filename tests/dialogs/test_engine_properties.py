"""What holds for every dialogue of the content, whatever people do: no state is a trap."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.play import play
from bot.reader.coach import CONTENT, read_coach
from bot.reader.samples import sample_answers
from dialogs.effect import Edit, Effect, Say
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
from dialogs.session import Action, Live, from_json, to_json
from dialogs.steps.many import Many
from dialogs.text import length
from tests.dialogs.sample import session_of
from tests.phone import BEGIN, Phone

ALL: Final = sorted(path.stem for path in (CONTENT / "dialogs").glob("*.yaml"))
PRIVATE: Final = [name for name in ALL if name not in ("pulse", "team_roles")]
DAY: Final = BEGIN.date()
COACH: Final = read_coach()
"""As shipped; a constant and no fixture, for Hypothesis writes out every argument of a test."""

# -- what people do -----------------------------------------------------------------------------

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

# -- what must hold -----------------------------------------------------------------------------


def answers_of(phone: Phone) -> dict[str, dict[str, Any]]:
    """Return what was said in every dialogue under way or left; not what the dossier told."""
    if phone.session is None:
        return {}
    return {
        frame.dialogue: {q: a for q, a in frame.answers.items() if q not in frame.reused}
        for frame in (*phone.session.frames, *phone.session.paused)
    }


def stands_somewhere(phone: Phone) -> None:
    """Check that the session stands at a place that exists, and survives the database."""
    session = session_of(phone)
    assert session.room is not None or session.frames
    for frame in (*session.frames, *session.paused):
        steps = phone.coach.dialogues[frame.dialogue].steps
        assert {frame.state, *frame.path} <= set(steps)
    names = [frame.dialogue for frame in (*session.frames, *session.paused)]
    assert len(names) == len(set(names)), "a dialogue is under way twice"
    assert from_json(json.loads(json.dumps(to_json(session)))) == session


def fits_telegram(effects: list[Effect]) -> None:
    for effect in effects:
        if isinstance(effect, Say | Edit):
            assert length(effect.text) <= 4096
            assert sum(map(len, effect.rows)) <= 40


AWAY: Final = {
    "back",
    "stop",
    "room",
    "call",
    "open",
    "send",
    "judge",
    "speak",
    "example",
    "export",
    "pass_on",
    "review",
}


LOOKED_UP = "library"
"""A place to look things up: it has no end and no way on, and every search is a new question."""


def leads_on(phone: Phone) -> None:
    """Check that there is a way on from this screen, or that it asks for typed words."""
    session = session_of(phone)
    if not session.live.actions or session.room is not None:
        return
    if session.frames[-1].dialogue == LOOKED_UP:
        return
    verbs = {action[0] for action in session.live.actions}
    assert verbs - AWAY, f"no way on from {session.frames[-1].state}: {session.live.actions}"
    assert verbs & {"stop", "to"}, f"no way out of {session.frames[-1].state}"


def has_lapsed(phone: Phone) -> bool:
    """Return whether the time of some answers has come: then they may go (tests/rhythm)."""
    if phone.session is None:
        return False
    frames = (*phone.session.frames, *phone.session.paused)
    return any(frame.lapses <= phone.now.date().isoformat() for frame in frames)


def does(phone: Phone, move: Move) -> list[Effect]:
    """Let somebody do *move*, and check all that must hold after it."""
    before = {} if has_lapsed(phone) else answers_of(phone)
    event = meant(phone, move)
    if event is None:
        return []
    effects = phone.happens(event)
    if phone.turn is not None and phone.turn.session.room == "care":
        assert phone.turn.blank or move.kind != "type"
    stands_somewhere(phone)
    fits_telegram(effects)
    leads_on(phone)
    after = answers_of(phone)
    for dialogue, told in before.items():
        assert told.keys() <= after.get(dialogue, told).keys(), f"{move} lost answers"
        if move.kind in QUIET and dialogue != LOOKED_UP:
            assert after.get(dialogue) == told, f"{move} changed the answers of {dialogue}"
    return effects


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(memory=memories, moves=st.lists(MOVES, min_size=5, max_size=60), first=st.sampled_from(ALL))
def test_whatever_somebody_does_the_talk_stands_somewhere_and_leads_on(
    memory: Memory, moves: list[Move], first: str
) -> None:
    phone = Phone(COACH, memory=memory)
    does(phone, Move("start", first))
    for move in moves:
        does(phone, move)
    for command in ("/help", "/menu"):
        phone.types(command)
        assert phone.labels
    frames = list(session_of(phone).frames)
    phone.types("/stop")
    assert not session_of(phone).frames
    assert session_of(phone).room == ("stopped" if frames else "menu")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(memory=memories, moves=st.lists(MOVES, min_size=5, max_size=40), first=st.sampled_from(ALL))
def test_the_same_events_have_the_same_effects(
    memory: Memory, moves: list[Move], first: str
) -> None:
    phones = [Phone(COACH, memory=memory) for _ in range(2)]
    for move in (Move("start", first), *moves):
        here, there = (does(phone, move) for phone in phones)
        assert here == there
    assert phones[0].memory == phones[1].memory


# -- every talk ends ----------------------------------------------------------------------------


def _ways_on(phone: Phone) -> Iterator[int]:
    """Yield the buttons that lead on, the ones that answer nothing first."""
    actions: list[Action] = session_of(phone).live.actions
    ranks = {"skip": 0, "go": 1, "done": 2, "taps": 3, "tap": 4, "pick": 5, "keep": 6, "to": 7}
    onward = [
        (ranks.get(action[0], 8), number)
        for number, action in enumerate(actions)
        if action[0] not in AWAY | {"untap", "dropping"}
    ]
    yield from (number for _, number in sorted(onward))


def _is_left_by_stopping(phone: Phone) -> bool:
    """Leave the place to look things up: it has no end of its own."""
    if session_of(phone).frames[-1].dialogue != LOOKED_UP:
        return False
    phone.types("/stop")
    assert session_of(phone).room == "stopped"
    return True


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    memory=memories,
    moves=st.lists(MOVES, max_size=30),
    first=st.sampled_from(PRIVATE),
    chance=st.randoms(use_true_random=False),
)
def test_from_everywhere_there_is_a_way_to_the_end(
    memory: Memory, moves: list[Move], first: str, chance: Random
) -> None:
    phone = Phone(COACH, memory=memory)
    does(phone, Move("start", first))
    for move in moves:
        does(phone, move)
    if not session_of(phone).frames:
        return
    phone.types("/help")
    phone.presses(phone.labels[0])
    for number in count():
        session = session_of(phone)
        if not session.frames:
            break
        if _is_left_by_stopping(phone):
            return
        assert number < 400, f"no end to {[frame.dialogue for frame in session.frames]}"
        ways = list(_ways_on(phone))
        way = ways[0] if number < 50 else chance.choice(ways)
        phone.happens(Pressed(session.live.number, way))
    assert session_of(phone).room in ("menu", "naming", "when", "meeting")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("dialogue", PRIVATE)
def test_who_skips_everything_comes_to_the_end(dialogue: str, language: str) -> None:
    phone = Phone(COACH, language=language)
    phone.types(f"/start {dialogue}")
    for number in count():
        session = session_of(phone)
        if not session.frames:
            break
        if _is_left_by_stopping(phone):
            return
        assert number < 120
        phone.happens(Pressed(session.live.number, next(_ways_on(phone))))
    assert session_of(phone).room in ("menu", "naming", "when", "meeting")


# -- the order of ticking -----------------------------------------------------------------------


def _shuffled(answers: Mapping[str, Any], dialogue: Any, chance: Any) -> dict[str, Any]:
    lists = {
        question
        for question, value in answers.items()
        if isinstance(value, list) and isinstance(dialogue.asks(question), Many)
    }
    return {
        question: chance.draw(st.permutations(value)) if question in lists else value
        for question, value in answers.items()
    }


@settings(max_examples=60, deadline=None)
@given(chance=st.data(), dialogue=st.sampled_from(ALL))
def test_the_order_of_ticking_changes_nothing(chance: st.DataObject, dialogue: str) -> None:
    headless = replace(COACH, headless=True)
    definition = headless.dialogues[dialogue]
    for answers in sample_answers(definition, headless, "nl"):
        reports = [
            play(headless, dialogue, ticked, "nl", DAY).report
            for ticked in (answers, _shuffled(answers, definition, chance))
        ]
        assert reports[0] == reports[1]
