"""One history: people and trouble under one seed, then rest, then the reckoning."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.pace import TELEGRAM
from tests.simulation.fate import Fate
from tests.simulation.loop import StuckError
from tests.simulation.people import Person, somebody
from tests.simulation.promises import BrokenError
from tests.simulation.team import Team, group_of
from tests.simulation.world import World, made

PAUSES: Final = (0.0, 0.0, 0.01, 0.2, 0.6, 2.0)
IN_A_GROUP: Final = 24
"""One history in so many is about a team and a poll: it takes as long as many others."""


@dataclass(frozen=True, slots=True)
class History:
    """How one history ended. ``broken`` is the promise that was not kept, or nothing."""

    seed: int
    broken: str
    trace: tuple[str, ...]
    lives: int
    commits: int
    events: int
    messages: int
    repeated: int

    @property
    def mark(self) -> str:
        """A word that is the same only when all that happened is the same."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()[:16]


def play(seed: int) -> History:
    """Play history *seed*: the same every time."""
    with made(Fate.of(seed)) as world:
        broken = ""
        try:
            world.loop.run_until_complete(_lives(world))
            world.promises.reckon()
        except (BrokenError, StuckError) as error:
            broken = str(error)
        let_go(world)
        chats = world.telegram.world.chats.values()
        return History(
            seed,
            broken,
            tuple(world.trace),
            world.lives,
            world.disk.commits,
            world.promises.taken,
            sum(len(chat.from_bot) for chat in chats),
            world.promises.repeated,
        )


async def _lives(world: World) -> None:
    chance = world.fate.people
    team = chance.randrange(IN_A_GROUP) == 0
    if chance.random() < 0.25:
        world.limits = TELEGRAM
        world.telegram.flood.on = True
    if team:
        world.group = True
        world.fate.spares()
    size = chance.choice((5, 6, 6, 8)) if team else chance.randint(1, 3)
    world.cast = [somebody(world, n) for n in range(size)]
    running = asyncio.create_task(world.keeps_running())
    if team:
        await Team(world, world.cast, group_of(world, world.cast)).looks_together()
    else:
        for _ in range(chance.randint(3, 18)):
            await _something_happens(world, chance.choice(world.cast))
            await asyncio.sleep(chance.choice(PAUSES))
    await world.comes_to_rest()
    await world.ends()
    await running


async def _something_happens(world: World, person: Person) -> None:
    chance = world.fate.people
    number = chance.random()
    if number < 0.03:
        world.restart()
    elif number < 0.07 and not world.updates.waiting and not world.coming:
        days = chance.choice((0.04, 0.5, 1.0, 3.0, 8.0, 40.0))
        if world.fate.pair:
            world.promises.leases_over()
        world.skew += timedelta(days=days)
        world.note(f"{days} days go by")
    elif number < 0.08:
        world.skew -= timedelta(seconds=chance.choice((1, 60, 7200)))
        world.note("the clock is put back")
    elif number < 0.13:
        world.updates.comes_again()
    else:
        await person.acts()


def let_go(world: World) -> None:
    """End what a history that broke off left behind, so that nothing of it warns later."""
    for _ in range(200):
        left = asyncio.all_tasks(world.loop)
        if not left:
            return
        for task in left:
            task.cancel()
        with suppress(StuckError):
            world.loop.run_until_complete(asyncio.sleep(0))
