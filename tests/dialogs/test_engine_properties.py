"""What holds for every dialogue of the content, whatever people do: no state is a trap."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.play import play
from bot.reader.coach import read_coach
from bot.reader.samples import sample_answers
from dialogs.effect import Edit, Effect, Say
from dialogs.event import Pressed
from dialogs.memory import Memory
from dialogs.session import Action, from_json, to_json
from dialogs.steps.many import Many
from dialogs.text import length
from tests.dialogs.moves import ALL, DAY, MOVES, QUIET, Move, meant, memories
from tests.dialogs.sample import session_of
from tests.phone import Phone

PRIVATE: Final = [name for name in ALL if name not in ("pulse", "team_roles")]
COACH: Final = read_coach()
"""As shipped; a constant and no fixture, for Hypothesis writes out every argument of a test."""


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


def _goes_on_to_the_end(phone: Phone, most: int, chance: Random | None = None) -> None:
    """Take the first way on until the talk is over; with *chance* any way after fifty."""
    for number in count():
        session = session_of(phone)
        if not session.frames:
            break
        if _is_left_by_stopping(phone):
            return
        assert number < most, f"no end to {[frame.dialogue for frame in session.frames]}"
        ways = list(_ways_on(phone))
        way = ways[0] if chance is None or number < 50 else chance.choice(ways)
        phone.happens(Pressed(session.live.number, way))
    assert session_of(phone).room in ("menu", "naming", "when", "meeting")


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
    _goes_on_to_the_end(phone, 400, chance)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("dialogue", PRIVATE)
def test_who_skips_everything_comes_to_the_end(dialogue: str, language: str) -> None:
    phone = Phone(COACH, language=language)
    phone.types(f"/start {dialogue}")
    _goes_on_to_the_end(phone, 120)


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
