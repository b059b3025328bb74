"""Traces: what a group keeps of one person (who added Knoop, whose network it belongs to)."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import bindparam, select, update

from bot.compact import read, write
from bot.store.schema import people
from bot.store.unit import Unit
from dialogs.team.joining import ADDER
from dialogs.team.linking import LINK

# The number of a group is below zero.
_GROUPS: Final = (
    select(people.c.owner, people.c.profile)
    .where(people.c.owner.like(bindparam("groups")), people.c.profile.like(bindparam("naming")))
    .with_for_update()
)
_REWRITE: Final = (
    update(people)
    .where(people.c.owner == bindparam("of_owner"))
    .values(profile=bindparam("profile"))
)


def forget(unit: Unit, owner: str) -> None:
    """Take out of the settings of all groups what points to *owner*, with what came along."""
    bot, _, person = owner.partition(":")
    for group, stored in unit.rows(_GROUPS, groups=f"{bot}:-%", naming=f"%{person}%"):
        profile: dict[str, Any] = read(stored)
        kept = {
            name: value
            for name, value in profile["settings"].items()
            if not (name == ADDER and str(value) == person)
            and not (name == LINK and value["owner"].startswith(f"{owner}:"))
        }
        if kept != profile["settings"]:
            unit.run(_REWRITE, of_owner=group, profile=write({**profile, "settings": kept}))
