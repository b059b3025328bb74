"""Nobody comes to what belongs to another: three people, two networks each, in two groups.

Whatever they do, in whatever order: with buttons that hang in the chats of others, with the tickets
of others, in both groups. A word of their own stands in all that each of them types; it may be in
no other chat, in no row of anybody else or of a group, and in no line of the log.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.botapi import Group
from tests.botapi.world import Chat, Message
from tests.simulation.fate import Fate
from tests.simulation.history import let_go
from tests.simulation.loop import StuckError
from tests.simulation.people import Person, presses, somebody
from tests.simulation.team import group_of
from tests.simulation.world import World, made

PRIVATE: Final = (
    *(
        "/checkin",
        "/vast",
        "/partners",
        "/mandaat",
        "/netwerken",
        "/menu",
        "/overzicht",
        "/herinner",
    ),
    *("/nabespreking", "/keuze", "/vorm", "/terugblik", "/zoek", "/export", "/stop", "/privacy"),
)
IN_GROUPS: Final = (
    *("/peiling@KnoopBot", "/vorm@KnoopBot", "/vast@KnoopBot", "/menu@KnoopBot"),
    *("/zoek@KnoopBot stilte", "/privacy@KnoopBot", "/export@KnoopBot", "/overzicht@KnoopBot"),
)
KINDS: Final = (
    *("press", "press", "press", "word", "word", "command", "group press", "group press"),
    *("group command", "steals a button", "steals a button in a group", "steals a ticket", "day"),
)

LABELS: Final = ("Koppel aan mijn netwerk", "Link to my network")
PAUSE: Final = 3.0
"""Seconds in which an answer has come."""

MOVES: Final = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(KINDS), st.integers(0, 10_000)),
    min_size=15,
    max_size=70,
)


@dataclass(slots=True)
class _Circle:
    """The people, their groups, and what each of them does."""

    world: World
    groups: list[Group]

    async def begins(self) -> None:
        """Each has two networks, with partners; the first two tie a group to one of theirs."""
        for person in self.world.cast:
            for name in ("een", "twee"):
                await self._says(person, "/netwerken")
                await self._presses(person, "Nieuw netwerk", "New network")
                await self._says(person, f"Netwerk {person.canary} {name}")
            await self._says(person, "/partners")
            await self._presses(person, "Begin")
            await self._says(person, f"{person.canary} OCMW, {person.canary} CAW")
        for person, group in zip(self.world.cast[::2], self.groups, strict=True):
            seat = person.user.at(group)
            await seat.types("/menu@KnoopBot")
            await asyncio.sleep(PAUSE)
            press = await presses(seat, LABELS[person.user.account.language == "en"])
            assert press is not None, group.chat.transcript
            await press.is_answered(60)
            await self._says(person, f"/start {press.url.rpartition('=')[2]}")
            await self._presses(person, f"Netwerk {person.canary} een")

    async def moves(self, who: int, kind: str, number: int) -> None:
        """Let person *who* do one thing; *number* says which."""
        person, user = self.world.cast[who], self.world.cast[who].user
        group = self.groups[number % 2]
        match kind:
            case "press":
                await self._taps(person, _buttons(user.chat)[-8:], number)
            case "word":
                await self._says(person, f"{person.canary} en nog iets")
            case "command":
                await self._says(person, PRIVATE[number % len(PRIVATE)])
            case "group press":
                await self._taps(person, _buttons(group.chat)[-8:], number, group)
            case "group command":
                await user.at(group).types(IN_GROUPS[number % len(IN_GROUPS)])
            case "steals a button":
                other = self.world.cast[(who + 1 + number % 2) % 3]
                await self._steals(person, _buttons(other.user.chat), number, user.chat)
            case "steals a button in a group":
                chats = [one.user.chat for one in self.world.cast] + [g.chat for g in self.groups]
                await self._steals(person, _buttons(chats[number % 5]), number, group.chat)
            case "steals a ticket":
                urls = [press.url for press in self.world.telegram.presses.values() if press.url]
                if urls:
                    word = urls[number % len(urls)].rpartition("=")[2]
                    await self._says(person, f"/start {word[: None if number % 3 else -1]}")
            case _:
                self.world.skew += timedelta(days=1)
        await asyncio.sleep(0.3)

    async def _says(self, person: Person, words: str) -> None:
        await person.user.types(words)
        await asyncio.sleep(PAUSE)

    async def _presses(self, person: Person, *labels: str) -> None:
        last = person.user.chat.from_bot[-1]
        button = next(filter(None, map(last.button, labels)), None)
        if button is not None:
            await person.user.sends_data(button.data or "", last)
        await asyncio.sleep(PAUSE)

    async def _taps(
        self,
        person: Person,
        buttons: list[tuple[Message, str]],
        number: int,
        group: Group | None = None,
    ) -> None:
        if buttons:
            message, data = buttons[number % len(buttons)]
            seat = person.user if group is None else person.user.at(group)
            await seat.sends_data(data, message)

    async def _steals(
        self, person: Person, buttons: list[tuple[Message, str]], number: int, chat: Chat
    ) -> None:
        """Send what hangs under a message of another, as if it hung under one in *chat*."""
        if buttons and chat.from_bot:
            _, data = buttons[number % len(buttons)]
            seat = person.user
            if chat is not person.user.chat:
                seat = person.user.at(Group(person.user.state, chat))  # type: ignore[assignment]
            await seat.sends_data(data, chat.from_bot[-1])


def _buttons(chat: Chat) -> list[tuple[Message, str]]:
    return [
        (message, button.data)
        for message in chat.from_bot
        for row in message.rows
        for button in row
        if button.data
    ]


async def _play(world: World, moves: list[tuple[int, str, int]]) -> None:
    world.cast = [somebody(world, number) for number in range(3)]
    running = asyncio.create_task(world.keeps_running())
    circle = _Circle(world, [group_of(world, world.cast), group_of(world, world.cast[::-1])])
    await circle.begins()
    for who, kind, number in moves:
        await circle.moves(who, kind, number)
    await world.comes_to_rest()
    await world.ends()
    await running


def _kept_apart(world: World) -> None:
    """Check every row that belongs to somebody, and every button that anybody was shown."""
    bot = world.telegram.world.bot.id
    with closing(sqlite3.connect(world.path)) as reading:
        tables = [name for (name,) in reading.execute("SELECT name FROM sqlite_master").fetchall()]
        owned = 0
        for table in tables:
            columns = [row[1] for row in reading.execute(f'PRAGMA table_info("{table}")')]
            if "owner" not in columns:
                continue
            for row in reading.execute(f'SELECT owner, * FROM "{table}"').fetchall():  # noqa: S608 - ours
                owned += 1
                for person in world.cast:
                    if row[0] != f"{bot}:{person.user.account.id}":
                        assert person.canary not in json.dumps(row), (table, row)
        assert owned > 10
    for chat in world.telegram.world.chats.values():
        for message in chat.from_bot:
            words = "\n".join(
                [message.html, *message.labels, message.file.name if message.file else ""]
            )
            for person in world.cast:
                if chat is not person.user.chat:
                    assert person.canary not in words, (chat.id, words)


@given(seed=st.integers(0, 10_000), moves=MOVES)
@settings(
    max_examples=int(os.environ.get("KNOOP_EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_nobody_comes_to_what_is_of_another(seed: int, moves: list[tuple[int, str, int]]) -> None:
    with made(Fate(seed, slow=0.001)) as world:
        try:
            world.loop.run_until_complete(_play(world, moves))
            world.promises.reckon()
            _kept_apart(world)
        except (AssertionError, StuckError) as error:
            raise AssertionError("\n".join([str(error), *world.trace[-40:]])) from None
        finally:
            let_go(world)


def test_each_has_two_networks_and_the_groups_are_tied_to_one() -> None:
    """What the test above needs to mean something."""
    with made(Fate(1, slow=0.001)) as world:
        world.loop.run_until_complete(_play(world, []))
        world.promises.reckon()
        with closing(sqlite3.connect(world.path)) as reading:
            networks = reading.execute("SELECT count(*) FROM networks").fetchone()
            groups = [row for row in reading.execute("SELECT * FROM people") if ":-" in str(row)]
            assert networks == (6,)
            assert sum("link" in str(row) for row in groups) == 2, groups
        let_go(world)
