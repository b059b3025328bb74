"""Fate: one seed, and how likely each thing is to go wrong in this history."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Final

CALM: Final = 0.0


@dataclass(slots=True)
class Fate:
    """The chances of one history; each kind of thing draws from a row of numbers of its own.

    Attributes:
        crash: per commit, that the process is killed just before or just after it.
        cut: per request, that the process is killed while it is under way.
        network: per request, that something is wrong with it.
        disk: per commit, that the database refuses it.
        slow: seconds that a request takes, about.
        webhook: whether Telegram brings the updates; otherwise they are asked for.
        pair: whether two workers do the work.
    """

    seed: int
    crash: float = CALM
    cut: float = CALM
    network: float = CALM
    disk: float = CALM
    slow: float = 0.02
    webhook: bool = False
    pair: bool = False
    calm: bool = False
    people: Random = field(init=False)
    wire: Random = field(init=False)
    storage: Random = field(init=False)
    secrets: Random = field(init=False)

    def __post_init__(self) -> None:
        for name in ("people", "wire", "storage", "secrets"):
            setattr(self, name, Random(f"{self.seed}/{name}"))  # noqa: S311 - a game, replayable

    @classmethod
    def of(cls, seed: int) -> Fate:
        """Return the fate of history *seed*: some are calm, some are all trouble."""
        chance = Random(f"{seed}/fate")  # noqa: S311 - a game, replayable
        return cls(
            seed,
            crash=chance.choice((0.0, 0.01, 0.03, 0.08)),
            cut=chance.choice((0.0, 0.01, 0.04)),
            network=chance.choice((0.0, 0.05, 0.15, 0.4)),
            disk=chance.choice((0.0, 0.0, 0.02, 0.1)),
            slow=chance.choice((0.001, 0.02, 0.3)),
            webhook=seed % 5 in (0, 3),
            pair=seed % 8 == 3,
        )

    def spares(self) -> None:
        """Let less go wrong: what takes many steps of many people must have a chance to end."""
        self.crash, self.cut, self.network = self.crash / 6, self.cut / 6, self.network / 2

    def happens(self, chance: Random, likelihood: float) -> bool:
        """Return whether something with this likelihood happens now; nothing does when calm."""
        return not self.calm and likelihood > 0 and chance.random() < likelihood
