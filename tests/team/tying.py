"""A table with a network, how its group is tied to it, and what that leaves behind."""

from __future__ import annotations

from dialogs.coach import Coach
from dialogs.memory import Memory, Network, Profile
from tests.table import BOT, CHAT, Seat, Table

OWNER = f"{BOT}:2"
ABOARD, ASKED = "OCMW Zuid", "Politiezone Noord"


def with_networks(coach: Coach) -> Table:
    """Return a table at which person 2 added Knoop and has two networks; person 1 is the admin."""
    made = Table(coach, members=6)
    made.joins(2)
    day = made.now.date()
    partners = (
        {"name": ABOARD, "status": "aboard"},
        {"name": ASKED, "status": "refuses"},
    )
    networks = (
        Network(1, "Jeugd Zuid", day, partners=partners),
        Network(2, "Groene straten", day),
    )
    made.memories[OWNER] = Memory(Profile("nl", 1, 2), networks)
    return made


def ties(table: Table, person: int = 2, name: str = "Jeugd Zuid") -> Seat:
    table.group(person).types("/menu")
    table.group(person).presses("Koppel aan mijn netwerk")
    there = table.private(person)
    there.presses(name)
    return there


def link(table: Table) -> object:
    return table.memories[f"{BOT}:{CHAT}"].profile.settings.get("link")
