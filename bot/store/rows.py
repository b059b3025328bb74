"""What is remembered, as rows: values to the columns of ``schema.py``, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.clock import from_millis, to_millis
from bot.compact import read, write
from dialogs.memory import KEEP_NOTES, Fact, Network, Note, Plan, Profile, Reminder


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def of_person(owner: str, profile: Profile, seen: date | None, gone: bool) -> dict[str, Any]:
    """Return the row of a person or a group, and the settings."""
    return {
        "owner": owner,
        "profile": write(
            {
                "language": profile.language,
                "network": profile.network,
                "last_id": profile.last_id,
                "settings": dict(profile.settings),
            }
        ),
        "seen": _iso(seen),
        "gone": gone,
    }


def of_network(owner: str, network: Network) -> dict[str, Any]:
    """Return the row of a network; its partners have rows of their own."""
    facts = {
        name: {"value": fact.value, "on": fact.on.isoformat(), "source": fact.source}
        for name, fact in network.facts.items()
    }
    return {
        "owner": owner,
        "id": network.id,
        "name": network.name,
        "used": network.used.isoformat(),
        "archived": network.archived,
        "facts": write(facts),
    }


def to_network(row: list[Any], members: tuple[Any, ...]) -> Network:
    """Return the network that stands in *row*, with *members* as its partners."""
    number, name, used, archived, facts = row
    known = {
        fact: Fact(kept["value"], date.fromisoformat(kept["on"]), kept["source"])
        for fact, kept in read(facts).items()
    }
    return Network(number, name, date.fromisoformat(used), known, members, bool(archived))


def of_plan(owner: str, plan: Plan) -> dict[str, Any]:
    """Return the row of a plan, which says when the plan lapses."""
    return {
        "owner": owner,
        "id": plan.id,
        "network": plan.network,
        "dialogue": plan.dialogue,
        "text": plan.text,
        "made": plan.made.isoformat(),
        "status": plan.status,
        "due": _iso(plan.due),
        "lapses": (plan.made + KEEP_NOTES).isoformat(),
    }


def to_plan(row: list[Any]) -> Plan:
    """Return the plan that stands in *row*."""
    number, network, dialogue, text, made, status, due, _ = row
    return Plan(number, network, dialogue, text, date.fromisoformat(made), status, _day(due))


def of_note(owner: str, note: Note) -> dict[str, Any]:
    """Return the row of a note."""
    return {
        "owner": owner,
        "id": note.id,
        "network": note.network,
        "dialogue": note.dialogue,
        "made": note.made.isoformat(),
        "lapses": note.lapses.isoformat(),
        "values": write(dict(note.values)),
        "outcome": write(dict(note.outcome)),
    }


def _read(written: str) -> dict[str, Any]:
    """Return what stands in *written*; most notes hold nothing in one of their two parts."""
    part: dict[str, Any] = {} if written == "{}" else read(written)
    return part


def to_note(row: list[Any]) -> Note:
    """Return the note that stands in *row*."""
    number, network, dialogue, made, lapses, values, outcome = row
    return Note(
        number,
        network,
        dialogue,
        date.fromisoformat(made),
        date.fromisoformat(lapses),
        _read(values),
        _read(outcome),
    )


def of_reminder(owner: str, reminder: Reminder) -> dict[str, Any]:
    """Return the row of a reminder."""
    return {
        "owner": owner,
        "id": reminder.id,
        "conversation": reminder.conversation,
        "kind": reminder.kind,
        "due": to_millis(reminder.due),
        "about": write(dict(reminder.about)),
        "state": reminder.state,
        "nudges": reminder.nudges,
    }


def to_reminder(row: list[Any]) -> Reminder:
    """Return the reminder that stands in *row*."""
    number, conversation, kind, due, about, state, nudges = row
    return Reminder(number, kind, from_millis(due), conversation, read(about), state, nudges)
