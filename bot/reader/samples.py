"""Sample answers, to draw every screen of a dialogue with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from dialogs.coach import Coach
from dialogs.condition import UnknownFact
from dialogs.event import Event, Key, Said
from dialogs.facts import UNKNOWN
from dialogs.flow import Dialogue, Step
from dialogs.memory import Memory
from dialogs.session import Frame, Session
from dialogs.steps.choose import Choose
from dialogs.steps.day import Day
from dialogs.steps.listing import Listing
from dialogs.steps.many import Many, Ticks
from dialogs.steps.number import Number
from dialogs.steps.scale import Scale
from dialogs.steps.yesno import YesNo
from dialogs.talk import Talk


def sample_answers(dialogue: Dialogue, coach: Coach, language: str) -> Iterator[dict[str, Any]]:
    """Yield sets of answers: none, "weet ik niet" everywhere, the first of each, the last."""
    yield {}
    # A list has no "weet ik niet": it is there or it is not.
    told = [q for q in dialogue.questions if not isinstance(dialogue.asks(q), Listing)]
    yield dict.fromkeys(told, UNKNOWN)
    for which in (0, -1):
        answers: dict[str, Any] = {}
        frame = Frame(dialogue.id, dialogue.first, answers=answers, path=list(dialogue.steps))
        event = Event(Key(0, 0, 0, 0), datetime(2026, 3, 2, 12, tzinfo=UTC), Said(""))
        talk = Talk(coach, Session(language, frames=[frame]), Memory(), event)
        for step in dialogue.steps.values():
            for question in step.questions:
                value = _sample(step, question, which, talk)
                if value is not None:
                    answers[question] = value
        yield answers


def _sample(step: Step, question: str, which: int, talk: Talk) -> Any:
    """Return the first or last answer that *step* allows to *question*."""
    match step:
        case Ticks() | YesNo():
            return ("yes", "no")[which]
        case Many():
            return _ids(step, talk)[:1] if which == 0 else _ids(step, talk)[: step.most]
        case Choose():
            options = list(step.options.of(talk).values())
            if not options:
                return None
            return options[which].sets.get(question, options[which].id)
        case Scale():
            return (1, 5)[which]
        case Number():
            return (step.least, step.most)[which]
        case Day():
            return "2026-03-09"
        case Listing():
            return [_entry(step, which, n, talk) for n in range(3)]
        case _:
            return ("kort", "een langere zin over wat er aan de hand is in dit netwerk")[which]


def _ids(step: Many | Choose, talk: Talk) -> list[str]:
    try:
        return list(step.options.of(talk))
    except UnknownFact:
        return []


def _entry(step: Listing, which: int, number: int, talk: Talk) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": ("CAW", "Huis van het Kind")[which] + " " + "ABC"[number]}
    for name, field in step.fields.items():
        options = list(field.options.of(talk))
        if options:
            chosen = options[which]
            whole = field.kind in ("number", "amount")
            entry[name] = int(chosen) if whole else {"many": [chosen]}.get(field.kind, chosen)
    return entry
