"""The example network: something to try Knoop on, without keeping anything."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs.coach import Coach
from dialogs.memory import Fact, Memory, Network, Profile

KNOWN_FOR = timedelta(days=30)
"""So long ago the facts of the example were given."""


def example_memory(coach: Coach, language: str, today: date) -> Memory:
    """Return the memory of somebody who runs the example network (``knowledge/example.yaml``)."""
    written = coach.know[language]["example"]
    day = today - KNOWN_FOR
    network = Network(
        id=1,
        name=written["name"],
        used=day,
        facts={name: Fact(value, day, "example") for name, value in written["facts"].items()},
        partners=tuple(written["partners"]),
    )
    return Memory(Profile(language=language, network=1, last_id=1), (network,))
