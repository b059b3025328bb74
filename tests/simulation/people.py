"""People: they type, press, press twice or too late, leave, come back, and meet in a group."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from tests.botapi import Press, Seat, User
from tests.botapi.user import KINDS

if TYPE_CHECKING:
    from tests.simulation.world import World

COMMANDS: Final = (
    *("/start", "/menu", "/help", "/stop", "/terug", "/checkin", "/vast", "/keuze", "/regie"),
    *("/mandaat", "/rol", "/zoek", "/partners", "/netwerken", "/herinner", "/instellingen"),
    *("/taal", "/privacy", "/export", "/overzicht", "/nabespreking", "/vorm", "/bestaat_niet"),
)
WORDS: Final = (
    *("ja", "nee", "weet ik niet", "overslaan", "terug", "klaar", "3", "12", "nu", "ideeën"),
    *("stilte", "morgen", "vrijdag 10u", "ons overleg loopt vast", "OCMW, CAW", "menu"),
)
PATIENCE: Final = 60.0
"""Seconds that somebody looks for a button before they give up."""


@dataclass(slots=True)
class Person:
    """Somebody who uses Knoop; nobody else may ever read their ``canary``.

    ``wiped``: the last they did was ``/wis``; ``left``: they did so once, or blocked Knoop.
    """

    world: World
    user: User
    canary: str
    blocked: bool = False
    wiped: bool = False
    left: bool = False

    @property
    def chance(self) -> Random:
        return self.world.fate.people

    async def acts(self) -> None:
        """Do one thing."""
        chance = self.chance
        self.wiped = False
        if self.blocked:
            self.blocked = False
            return await self._does("unblocks", self.user.unblocks())
        kind = chance.choices(
            ("press", "word", "command", "old", "twice", "odd", "block", "wipe", "forged"),
            (40, 18, 14, 5, 5, 5, 2, 4, 2),
        )[0]
        match kind:
            case "press" | "twice":
                await self._presses_something(2 if kind == "twice" else 1)
            case "old":
                await self._presses_something(1, old=True)
            case "word":
                said = chance.choice(
                    (*WORDS, f"Als {self.canary} zwijgt, dan vraag ik een rondje.")
                )
                await self._does(f"types {said!r}", self.user.types(said))
            case "command":
                said = chance.choice(COMMANDS)
                await self._does(f"types {said}", self.user.types(said))
            case "odd":
                await self._does_something_odd()
            case "block":
                self.blocked = self.left = True
                await self._does("blocks Knoop", self.user.blocks())
            case "wipe":
                await self._wipes()
            case "forged":
                if messages := self.user.chat.from_bot:
                    data = chance.choice(("0.0", "zzz.9", "p.0.fill", "p.zz.close", "x", "1.zzzz"))
                    doing = self.user.sends_data(data, messages[-1])
                    await self._does(f"forges {data!r}", doing)
        return None

    async def _does(self, what: str, doing: Awaitable[object]) -> None:
        self.world.note(f"{self.user.account.id} {what}")
        await doing

    async def _presses_something(self, times: int, old: bool = False) -> None:
        messages = [m for m in self.user.chat.from_bot if any(b.data for r in m.rows for b in r)]
        if not messages:
            await self._does("types /start", self.user.types("/start"))
            return
        message = self.chance.choice(messages) if old else messages[-1]
        buttons = [button for row in message.rows for button in row if button.data]
        button = self.chance.choice(buttons)
        for _ in range(times):
            doing = self.user.sends_data(button.data or "", message)
            await self._does(f"presses {button.text!r}", doing)

    async def _does_something_odd(self) -> None:
        match self.chance.choice(("sends", "edits", "forwards", "album")):
            case "sends":
                kind = self.chance.choice(sorted(KINDS))
                await self._does(f"sends a {kind}", self.user.sends(kind, self.canary))
            case "edits":
                with suppress(AssertionError):
                    await self._does("edits", self.user.edits("iets anders"))
            case "forwards":
                await self._does("forwards", self.user.forwards("een nieuwsbrief"))
            case _:
                for _ in range(3):
                    await self._does("sends many", self.user.types("nog iets"))

    async def _wipes(self) -> None:
        self.left = True
        await self._does("types /wis", self.user.types("/wis"))
        with suppress(AssertionError):
            await self.user.presses("Ja, wis alles", seconds=PATIENCE)
            self.world.note(f"{self.user.account.id} confirms")
            self.wiped = True


async def presses(seat: Seat, *labels: str) -> Press | None:
    """Press these buttons one after the other; None when one does not come."""
    pressed = None
    for label in labels:
        try:
            pressed = await seat.presses(label, seconds=PATIENCE)
        except AssertionError:
            return None
        await asyncio.sleep(0.2)
    return pressed


def somebody(world: World, number: int) -> Person:
    """Return a new person; the third of three has an app in English."""
    name = f"Voornaam{number}"
    account = world.telegram.world.account(name, language="en" if number == 2 else "nl")
    return Person(world, User(world.telegram, account), f"kanarie{account.id}geheim")
