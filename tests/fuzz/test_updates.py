"""Whatever Telegram sends: no error, no broken markup, and nobody reads what another wrote.

It goes the whole way, through the real intake, coach and store, to a Telegram that refuses markup
which it cannot read. The promises of the simulation are watched meanwhile: among them that nobody
is shown the words of another, and that no log line holds any.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest

from tests.fuzz.odd import TEXTS, TOPIC, Odd
from tests.simulation.fate import Fate
from tests.simulation.history import let_go
from tests.simulation.people import somebody
from tests.simulation.team import group_of
from tests.simulation.world import World, made

UPDATES = 120


async def _odd_things(world: World) -> None:
    world.cast = [somebody(world, number) for number in range(3)]
    running = asyncio.create_task(world.keeps_running())
    group = group_of(world, world.cast)
    group.chat.topics[TOPIC] = "Een onderwerp"
    odd = Odd(world, world.fate.people, group.chat.id)
    for person in world.cast:
        await person.user.types("/netwerken")
        await person.user.types(f"Netwerk {person.canary}")
        await person.user.types("/checkin")
    for _ in range(UPDATES):
        odd.update()
        if world.fate.people.random() < 0.3:
            await world.fate.people.choice(world.cast).acts()
        await asyncio.sleep(0.05)
    await world.comes_to_rest()
    await world.ends()
    await running


def _kept_apart(world: World) -> None:
    """Check that what is kept of somebody holds nothing of anybody else."""
    with closing(sqlite3.connect(world.path)) as reading:
        for table in ("people", "networks", "plans", "notes", "sessions", "reminders"):
            for row in reading.execute(f'SELECT owner, * FROM "{table}"'):  # noqa: S608 - ours
                for person in world.cast:
                    if row[0] != f"4242:{person.user.account.id}" and int(row[0][5:]) > 0:
                        assert person.canary not in json.dumps(row), row


@pytest.mark.parametrize("seed", range(30))
def test_nothing_that_is_sent_breaks_anything(seed: int) -> None:
    with made(Fate(seed, slow=0.001)) as world:
        try:
            world.loop.run_until_complete(_odd_things(world))
            world.promises.reckon()
            _kept_apart(world)
        except AssertionError as error:
            raise AssertionError("\n".join([str(error), *world.trace[-30:]])) from None
        finally:
            let_go(world)
        assert world.promises.taken > UPDATES / 4
        shown = "\n".join(
            m.html for chat in world.telegram.world.chats.values() for m in chat.messages
        )
        assert "49" not in [word.strip("<>/b ") for word in shown.split()]


def test_the_worst_texts_are_among_them() -> None:
    assert any(len(text) >= 10_000 for text in TEXTS)
    assert any("\u202e" in text for text in TEXTS)
