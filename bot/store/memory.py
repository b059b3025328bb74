"""What is remembered of people and groups: rows to values, and the changed values back to rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Table, bindparam, delete, select, union
from sqlalchemy.dialects.postgresql import Insert, insert

from bot.clock import from_millis, to_millis
from bot.store.compact import write
from bot.store.database import Unit
from bot.store.schema import inbox, networks, notes, partners, people, plans, reminders
from bot.store.statement import OneOf, constant
from dialogs.event import Key
from dialogs.memory import KEEP_NOTES, Fact, Memory, Network, Note, Plan, Profile, Reminder

_Row = Callable[[str, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Person:
    """A person or a group as stored: the memory, the day last seen, and whether they left."""

    memory: Memory = field(default_factory=Memory)
    seen: date | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What one owner was, and is from now on."""

    owner: str
    before: Person
    after: Person


def _upsert(table: Table) -> Insert:
    # Which moment of a reminder fell is written by the clock alone.
    names = {column.name for column in table.columns} - {"fell"}
    put = insert(table).values({name: bindparam(name) for name in sorted(names)})
    keys = [column.name for column in table.primary_key]
    rest = names - set(keys)
    return put.on_conflict_do_update(
        index_elements=keys, set_={name: put.excluded[name] for name in sorted(rest)}
    ).inline()


_PEOPLE: Final = select(people).where(OneOf(people.c.owner, "owners"))
_NETWORKS: Final = (
    select(networks)
    .where(OneOf(networks.c.owner, "owners"))
    .order_by(networks.c.owner, networks.c.id)
)
_PARTNERS: Final = (
    select(partners)
    .where(OneOf(partners.c.owner, "owners"))
    .order_by(partners.c.owner, partners.c.network, partners.c.place)
)
_PLANS: Final = (
    select(plans).where(OneOf(plans.c.owner, "owners")).order_by(plans.c.owner, plans.c.id)
)
_NOTES: Final = (
    select(notes).where(OneOf(notes.c.owner, "owners")).order_by(notes.c.owner, notes.c.id)
)
_REMINDERS: Final = (
    select(*(column for column in reminders.columns if column.name != "fell"))
    .where(OneOf(reminders.c.owner, "owners"))
    .order_by(reminders.c.owner, reminders.c.id)
)

_KEEP: Final = {table: _upsert(table) for table in (people, networks, plans, notes, reminders)}
_DROP: Final = {
    table: delete(table).where(
        table.c.owner == bindparam("of_owner"), table.c.id == bindparam("of_id")
    )
    for table in (networks, plans, notes, reminders)
}
_KEEP_PARTNER: Final = insert(partners).inline()
_DROP_PARTNERS: Final = delete(partners).where(
    partners.c.owner == bindparam("of_owner"), partners.c.network == bindparam("of_network")
)


_KNOWN: Final = union(
    select(people.c.owner).where(OneOf(people.c.owner, "owners")),
    select(inbox.c.owner).where(
        OneOf(inbox.c.conversation, "conversations"), inbox.c.state == constant("open")
    ),
)


def known(unit: Unit, keys: Collection[Key]) -> set[str]:
    """Return the owners among *keys* that are remembered, or of whom something waits."""
    owners, conversations = [key.owner for key in keys], [str(key) for key in keys]
    return {owner for (owner,) in unit.rows(_KNOWN, owners=owners, conversations=conversations)}


def recall(unit: Unit, owners: Collection[str]) -> dict[str, Person]:
    """Return all that is known of *owners*; who is not known is not in it."""
    listed = list(owners)
    found = unit.rows(_PEOPLE, owners=listed)
    if not found:
        return {}
    members: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for owner, network, _, partner in unit.rows(_PARTNERS, owners=listed):
        members[owner, network].append(json.loads(partner))
    dossiers: dict[str, list[Network]] = defaultdict(list)
    for owner, *row in unit.rows(_NETWORKS, owners=listed):
        dossiers[owner].append(_network(row, tuple(members[owner, row[0]])))
    planned: dict[str, list[Plan]] = defaultdict(list)
    for owner, *row in unit.rows(_PLANS, owners=listed):
        planned[owner].append(_plan(row))
    noted: dict[str, list[Note]] = defaultdict(list)
    for owner, *row in unit.rows(_NOTES, owners=listed):
        noted[owner].append(_note(row))
    coming: dict[str, list[Reminder]] = defaultdict(list)
    for owner, *row in unit.rows(_REMINDERS, owners=listed):
        coming[owner].append(_reminder(row))
    return {
        owner: Person(
            Memory(
                Profile(**json.loads(profile)),
                tuple(dossiers[owner]),
                tuple(planned[owner]),
                tuple(noted[owner]),
                tuple(coming[owner]),
            ),
            date.fromisoformat(seen),
            bool(gone),
        )
        for owner, profile, seen, gone in found
    }


def keep(unit: Unit, changes: Iterable[Change]) -> None:
    """Write down what changed, and nothing else."""
    kept: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    dropped: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    stale: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for change in changes:
        owner, before, after = change.owner, change.before, change.after
        if before == after:
            continue
        kept[people].append(_person_row(owner, after))
        for table, of, row in _KINDS:
            changed, gone = _compare(of(before.memory), of(after.memory))
            kept[table] += [row(owner, one) for one in changed]
            dropped[table] += [{"of_owner": owner, "of_id": number} for number in gone]
        had = {network.id: network.partners for network in before.memory.networks}
        for network in after.memory.networks:
            if network.partners != had.get(network.id, ()):
                stale.append({"of_owner": owner, "of_network": network.id})
                members += [
                    {"owner": owner, "network": network.id, "place": place, "partner": write(one)}
                    for place, one in enumerate(network.partners)
                ]
    for table in (people, networks, plans, notes, reminders):
        unit.run_all(_KEEP[table], kept[table])
    for table in (networks, plans, notes, reminders):
        unit.run_all(_DROP[table], dropped[table])
    unit.run_all(_DROP_PARTNERS, stale)
    unit.run_all(_KEEP_PARTNER, members)


def _compare(old: Iterable[Any], new: Iterable[Any]) -> tuple[list[Any], list[int]]:
    """Return what is new or changed, and the numbers of what is gone."""
    had = {one.id: one for one in old}
    changed = [one for one in new if had.pop(one.id, None) != one]
    return changed, list(had)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _person_row(owner: str, person: Person) -> dict[str, Any]:
    profile = person.memory.profile
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
        "seen": _iso(person.seen),
        "gone": person.gone,
    }


def _network_row(owner: str, network: Network) -> dict[str, Any]:
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


def _network(row: list[Any], members: tuple[Any, ...]) -> Network:
    number, name, used, archived, facts = row
    known = {
        fact: Fact(kept["value"], date.fromisoformat(kept["on"]), kept["source"])
        for fact, kept in json.loads(facts).items()
    }
    return Network(number, name, date.fromisoformat(used), known, members, bool(archived))


def _plan_row(owner: str, plan: Plan) -> dict[str, Any]:
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


def _plan(row: list[Any]) -> Plan:
    number, network, dialogue, text, made, status, due, _ = row
    return Plan(number, network, dialogue, text, date.fromisoformat(made), status, _day(due))


def _note_row(owner: str, note: Note) -> dict[str, Any]:
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
    read: dict[str, Any] = {} if written == "{}" else json.loads(written)
    return read


def _note(row: list[Any]) -> Note:
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


def _reminder_row(owner: str, reminder: Reminder) -> dict[str, Any]:
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


def _reminder(row: list[Any]) -> Reminder:
    number, conversation, kind, due, about, state, nudges = row
    return Reminder(number, kind, from_millis(due), conversation, json.loads(about), state, nudges)


_KINDS: Final[tuple[tuple[Table, Callable[[Memory], Iterable[Any]], _Row], ...]] = (
    (networks, lambda memory: memory.networks, _network_row),
    (plans, lambda memory: memory.plans, _plan_row),
    (notes, lambda memory: memory.notes, _note_row),
    (reminders, lambda memory: memory.reminders, _reminder_row),
)
