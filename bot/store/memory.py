"""What is remembered of people and groups: recalled for a batch of turns, and what changed kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Table, bindparam, delete, select, union
from sqlalchemy.dialects.postgresql import Insert, insert

from bot.compact import read, write
from bot.store import rows
from bot.store.schema import inbox, networks, notes, partners, people, plans, reminders
from bot.store.statement import OneOf, constant
from bot.store.unit import Unit
from dialogs.event import Key
from dialogs.memory import Memory, Network, Note, Plan, Profile, Reminder

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
        members[owner, network].append(read(partner))
    dossiers: dict[str, list[Network]] = defaultdict(list)
    for owner, *row in unit.rows(_NETWORKS, owners=listed):
        dossiers[owner].append(rows.to_network(row, tuple(members[owner, row[0]])))
    planned: dict[str, list[Plan]] = defaultdict(list)
    for owner, *row in unit.rows(_PLANS, owners=listed):
        planned[owner].append(rows.to_plan(row))
    noted: dict[str, list[Note]] = defaultdict(list)
    for owner, *row in unit.rows(_NOTES, owners=listed):
        noted[owner].append(rows.to_note(row))
    coming: dict[str, list[Reminder]] = defaultdict(list)
    for owner, *row in unit.rows(_REMINDERS, owners=listed):
        coming[owner].append(rows.to_reminder(row))
    return {
        owner: Person(
            Memory(
                Profile(**read(profile)),
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
        kept[people].append(rows.of_person(owner, after.memory.profile, after.seen, after.gone))
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


_KINDS: Final[tuple[tuple[Table, Callable[[Memory], Iterable[Any]], _Row], ...]] = (
    (networks, lambda memory: memory.networks, rows.of_network),
    (plans, lambda memory: memory.plans, rows.of_plan),
    (notes, lambda memory: memory.notes, rows.of_note),
    (reminders, lambda memory: memory.reminders, rows.of_reminder),
)
