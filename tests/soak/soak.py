"""One soak: people who talk, trouble, a process that is killed, and what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from bot.settings import Settings
from tests.botapi import User
from tests.e2e.snapshot import Books, Snapshot
from tests.soak.watched import Sent, WatchedApi

STEPS: Final = (
    ("/help", "Zo werkt Knoop"),
    ("/privacy", "Wat Knoop bewaart"),
    ("/netwerken", "Ik ken nog geen netwerk"),
    ("/menu", MENU := "Waar zit je mee?"),
    ("/taal", LANGUAGE := "In welke taal"),
)
"""What everybody says, again and again, and how the answer begins. A language that is chosen may
be answered with a menu of its own, when the question stands there twice: /help comes after it."""

KILL_EVERY: Final = 20.0
PATIENCE: Final = 240.0
"""Seconds after which an answer counts as lost."""

GAP: Final = 5.0
"""Seconds before a kill in which something may have been sent and not noted."""

TROUBLE: Final = (
    ("sendMessage", {"reset": True}),
    ("sendMessage", {"lost": True}),
    ("sendMessage", {"status": 502}),
    ("sendMessage", {"retry_after": 1}),
    ("sendMessage", {"silent": 6.0}),
    ("editMessageText", {"lost": True}),
    ("editMessageText", {"status": 500}),
    ("answerCallbackQuery", {"reset": True}),
    ("getUpdates", {"lost": True}),
    ("getUpdates", {"status": 502}),
)


@dataclass
class Soak:
    """What is asked for, and what was counted. Memory is in MB."""

    minutes: float
    people: int
    seed: int
    folder: Path
    pause: tuple[float, float] = (60.0, 160.0)
    said: int = 0
    lost: int = 0
    presses: int = 0
    unanswered: int = 0
    faults: int = 0
    kills: list[float] = field(default_factory=list)
    lives: list[float] = field(default_factory=list)
    at_the_end: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311 - what happens, no secret
        self.api = WatchedApi()
        self.over = False
        self.snapshot = Snapshot.take(self.folder / "program")
        self.database = self.folder / "knoop.sqlite3"

    async def run(self) -> None:
        """Let it happen."""
        async with self.api.running():
            self.settings = Settings(
                token=self.api.token,
                api_url=self.api.url,
                file_url=self.api.file_url,
                database_url=f"sqlite:{self.database}",
                controller="Stad Zuid",
            )
            process = await self._start()
            users = [self.api.user(f"P{number}") for number in range(self.people)]
            talks = [asyncio.create_task(self._talks(user)) for user in users]
            trouble = asyncio.create_task(self._trouble())
            process = await self._kills(process)
            self.over = True
            trouble.cancel()
            self.api.faults.clear()
            await asyncio.gather(*talks)
            await self._done()
            process.terminate()
            self.ended = await asyncio.wait_for(process.wait(), 15)

    async def _start(self) -> asyncio.subprocess.Process:
        """Start it and wait until it asks for messages: a kill before that would hit nothing."""
        before = self.api.polled
        process = await self.snapshot.start(self.settings, burst="0")
        while self.api.polled == before and process.returncode is None:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        return process

    async def _kills(self, process: asyncio.subprocess.Process) -> asyncio.subprocess.Process:
        """Kill it every so often; in the last quarter it lives on, and its memory is looked at."""
        end = time.monotonic() + self.minutes * 60
        quiet = end - self.minutes * 15
        while time.monotonic() + KILL_EVERY < quiet:
            await asyncio.sleep(KILL_EVERY * self.chance.uniform(0.8, 1.2))
            self.lives.append(_memory(process.pid))
            process.kill()
            self.kills.append(time.monotonic())
            await process.wait()
            process = await self._start()
        await asyncio.sleep(min(KILL_EVERY, self.minutes * 5))
        while time.monotonic() < end:
            self.at_the_end.append(_memory(process.pid))
            await asyncio.sleep(min(5.0, self.minutes * 2))
        self.at_the_end.append(_memory(process.pid))
        return process

    async def _trouble(self) -> None:
        polls = 0
        while True:
            await asyncio.sleep(self.chance.uniform(0.2, 1.0))
            method, how = self.chance.choice(TROUBLE)
            self.api.faults = [one for one in self.api.faults if one.met < one.times]
            # One at a time of a kind: a row of them would be a Telegram that is away for good.
            # Knoop asks less often after each poll that failed, so one of those must succeed first.
            if any(one.method == method for one in self.api.faults):
                continue
            if method == "getUpdates" and self.api.polled < polls:
                continue
            self.api.fault(method, **how)
            self.faults += 1
            if method == "getUpdates":
                polls = self.api.polled + 2

    async def _talks(self, user: User) -> None:
        await asyncio.sleep(self.chance.uniform(0, self.pause[1] * 0.7))
        while not self.over:
            for said, begins in STEPS:
                if self.over:
                    return
                await self._says(user, said, begins)
                if said == "/taal" and self.chance.random() < 0.3:
                    await self._taps_twice(user)
                await asyncio.sleep(self.chance.uniform(*self.pause))

    async def _says(self, user: User, said: str, begins: str) -> None:
        sent = self.api.sent[user.chat.id]
        before = len(sent)
        began = time.monotonic()
        await user.types(said)
        self.said += 1
        while not any(one.text.startswith(begins) for one in sent[before:]):
            if time.monotonic() - began > PATIENCE:
                self.lost += 1
                self.wrong.append(f"no answer to {said} in:\n{user.chat.transcript}")
                return
            await asyncio.sleep(0.25)
        self.waits.append(time.monotonic() - began)

    async def _taps_twice(self, user: User) -> None:
        with suppress(AssertionError):
            for _ in range(2):
                press = await user.presses("Nederlands")
            self.presses += 1
            began = time.monotonic()
            with contextlib.suppress(AssertionError):
                await press.is_answered(60)
            killed = any(began - GAP < kill < began + GAP for kill in self.kills)
            if not press.answered and not killed:
                self.unanswered += 1
                self.wrong.append(f"a press was not answered in:\n{user.chat.transcript}")

    async def _done(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(sqlite3.OperationalError):
                if not Books.read(self.database).waiting:
                    return
            await asyncio.sleep(0.5)

    # -- what came of it ------------------------------------------------------------------------

    @property
    def doubled(self) -> tuple[int, int]:
        """How many messages stand there twice: in the documented gap, and beyond it."""
        inside = beyond = 0
        for sent in self.api.sent.values():
            for first, second in pairwise(sent):
                if first.text == second.text:
                    killed = any(first.at <= kill <= first.at + GAP for kill in self.kills)
                    inside += killed or not first.heard
                    beyond += not killed and first.heard
        return inside, beyond

    @property
    def out_of_order(self) -> int:
        """How many people were answered in another order than they asked."""
        wrong = 0
        for sent in self.api.sent.values():
            texts = _distinct(sent)
            heard = [
                _step(text)
                for text, earlier in zip(texts, ["", *texts], strict=False)
                if not (text.startswith(MENU) and earlier.startswith(LANGUAGE))
            ]
            wrong += heard != [number % len(STEPS) for number in range(len(heard))]
        return wrong

    @property
    def parked(self) -> int:
        """How many events are parked."""
        with closing(sqlite3.connect(self.database)) as reading:
            found = reading.execute("SELECT count(*) FROM inbox WHERE state = 'parked'").fetchone()
        return int(found[0])

    @property
    def growth(self) -> float:
        """How much larger the process is at the end of its long last life than at its begin."""
        half = len(self.at_the_end) // 2
        return median(self.at_the_end[half:]) / median(self.at_the_end[: half or 1])

    def told(self) -> str:
        """Return the figures, a line each."""
        inside, beyond = self.doubled
        waits = sorted(self.waits) or [0.0]
        return "\n".join(
            [
                f"{self.people} people, {self.minutes:g} minutes, seed {self.seed}",
                f"{self.said} messages said, {len(self.waits)} answered, {self.lost} lost, "
                f"{self.parked} parked",
                f"{inside} doubled in the documented gap, {beyond} beyond it",
                f"{self.out_of_order} people answered out of order",
                f"{self.presses} double taps, {self.unanswered} unanswered",
                f"{len(self.kills)} times killed, {self.faults} faults",
                f"answered after {median(waits):.1f} s (median), "
                f"{waits[int(len(waits) * 0.99) - 1]:.1f} s (99 %)",
                f"memory: {median(self.lives or [0]):.0f} MB before a kill; last life from "
                f"{self.at_the_end[0]:.0f} to {self.at_the_end[-1]:.0f} MB ({self.growth:.2f})",
            ]
        )

    def kept(self) -> bool:
        """Return whether every promise was kept."""
        _, beyond = self.doubled
        wrong = self.lost + beyond + self.out_of_order + self.unanswered + self.parked
        return not wrong and self.growth < 1.2 and self.ended == 0


def _distinct(sent: list[Sent]) -> list[str]:
    """Return the texts without those that stand there twice, one after the other."""
    texts = [one.text for one in sent]
    return [text for text, before in zip(texts, [None, *texts], strict=False) if text != before]


def _step(text: str) -> int:
    return next((n for n, (_, begins) in enumerate(STEPS) if text.startswith(begins)), -1)


def _memory(pid: int) -> float:
    """Return the memory of a process in MB; 0 where the system does not tell."""
    with suppress(OSError):
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * 4096 / 1e6
    return 0.0
