"""What a team told of a network, kept in the dossier of whoever tied the group to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from dialogs.memory import KEEP_NOTES, Fact, Memory, Note, Plan

if TYPE_CHECKING:
    from dialogs.talk import Talk

SOURCE: Final = "team:"
"""What the source of a fact begins with that a team told; behind it, how many answered."""

PLANNED: Final = "stuck"
"""The dialogue that a plan of a team belongs to."""


def from_team(talk: Talk, about: str) -> None:
    """Keep what a team told of a network of this person; it is found in the dossier.

    When there is no such network any more, the group hears that.
    """
    talk.still = True
    told = json.loads(about)
    if all(one.id != told["network"] for one in talk.memory.networks):
        talk.tell(told["group"], "loose", "")
    elif "plan" in told:
        talk.memory = _planned(talk, told)
    else:
        talk.memory = _noted(talk, told)


def answers_behind(fact: Fact) -> str | None:
    """Return how many of a team told *fact*; None when somebody told it alone."""
    return fact.source.removeprefix(SOURCE) if fact.source.startswith(SOURCE) else None


def _planned(talk: Talk, told: Mapping[str, Any]) -> Memory:
    """Keep a plan of the team; of one that is there already, note how it went."""
    same = (told["network"], PLANNED, told["plan"])
    plans = talk.memory.plans
    if told["status"] != "open":
        kept = (
            replace(one, status=told["status"])
            if (one.network, one.dialogue, one.text) == same
            else one
            for one in plans
        )
        return replace(talk.memory, plans=tuple(kept))
    memory, number = _counted(talk.memory)
    return replace(memory, plans=(*plans, Plan(number, *same, talk.today)))


def _noted(talk: Talk, told: Mapping[str, Any]) -> Memory:
    source = f"{SOURCE}{told['n']}"
    facts = {name: Fact(value, talk.today, source) for name, value in told["facts"].items()}
    networks = tuple(
        replace(one, facts={**one.facts, **facts}) if one.id == told["network"] else one
        for one in talk.memory.networks
    )
    memory, number = _counted(talk.memory)
    note = Note(
        number,
        told["network"],
        told["kind"],
        talk.today,
        talk.today + KEEP_NOTES,
        outcome={"shown": told["shown"]},
    )
    return replace(memory, networks=networks, notes=(*memory.notes, note))


def _counted(memory: Memory) -> tuple[Memory, int]:
    """Return *memory* with one more number given out, and that number."""
    number = memory.profile.last_id + 1
    return replace(memory, profile=replace(memory.profile, last_id=number)), number
