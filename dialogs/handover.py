"""Handing a network over to a colleague: what goes along, and what stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dialogs.memory import Fact, Memory, Network

PREFIX: Final = "net-"
"""What the word behind ``/start`` begins with when it brings a network."""


def packed(network: Network) -> dict[str, Any]:
    """Return the dossier as JSON values: name, facts and partners. Plans and notes stay."""
    return {
        "id": network.id,
        "name": network.name,
        "facts": {
            name: {"value": fact.value, "on": fact.on.isoformat(), "source": fact.source}
            for name, fact in network.facts.items()
        },
        "partners": [dict(partner) for partner in network.partners],
    }


def taken_over(memory: Memory, written: Mapping[str, Any], today: date) -> Memory:
    """Return *memory* with the network that :func:`packed` wrote, as the one that is meant."""
    facts = {
        name: Fact(fact["value"], date.fromisoformat(fact["on"]), fact["source"])
        for name, fact in written["facts"].items()
    }
    network = Network(
        id=memory.profile.last_id + 1,
        name=written["name"],
        used=today,
        facts=facts,
        partners=tuple(written["partners"]),
    )
    return memory.with_network(network)


def archived(memory: Memory, number: int) -> Memory:
    """Return *memory* with network *number* archived."""
    kept = tuple(
        replace(one, archived=True) if one.id == number else one for one in memory.networks
    )
    meant = None if memory.profile.network == number else memory.profile.network
    return replace(memory, networks=kept, profile=replace(memory.profile, network=meant))
