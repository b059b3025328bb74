"""The door: who comes in, how fast, and that nothing is lost of those who may."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot import door as doors
from bot.door import Door
from bot.telegram.intake import Received
from dialogs.access import read_access
from dialogs.event import Blocked, Event, Happening, Key, Said, Started
from tests.store.echo import NOW


@dataclass
class Behind:
    """What lies behind the door, and what was said at it."""

    kept: list[Event] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    told: list[tuple[int, str]] = field(default_factory=list)
    failures: int = 0

    async def keep(self, received: Sequence[Received]) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.kept += [one.event for one in received]

    async def who(self, keys: Collection[Key]) -> Collection[str]:
        return {key.owner for key in keys} & self.known

    async def tell(self, event: Event, why: str) -> None:
        self.told.append((event.key.chat, why))

    def door(self, allowed: str = "", at_once: int = 30) -> Door:
        return Door(self.keep, self.who, self.tell, read_access(allowed), at_once)

    @property
    def said(self) -> list[str]:
        return [event.what.text for event in self.kept if isinstance(event.what, Said)]


def did(what: Happening, person: int = 7, seconds: float = 0, group: bool = False) -> Received:
    key = Key(1, -100) if group else Key(1, person, 0, person)
    return Received("telegram:1", "x", Event(key, NOW + timedelta(seconds=seconds), what, person))


@pytest.fixture
def behind() -> Behind:
    return Behind()


async def test_everybody_comes_in_when_nothing_is_said_about_it(behind: Behind) -> None:
    await behind.door().keep([did(Said("hallo")), did(Said("dag"), 8)])
    assert behind.said == ["hallo", "dag"]


async def test_a_stranger_hears_one_sentence_and_is_not_kept(behind: Behind) -> None:
    door = behind.door("8")
    for _ in range(5):
        await door.keep([did(Said("hallo"))])
    await door.keep([did(Said("dag"), 8), did(Said("in een groep"), 9, group=True)])
    await asyncio.sleep(0)
    assert behind.said == ["dag"]
    assert behind.told == [(7, "not_admitted"), (-100, "not_admitted")]


async def test_a_code_lets_in_at_once_and_for_good(behind: Behind) -> None:
    door = behind.door("code:zuid2026")
    await door.keep([did(Said("hallo")), did(Said("zuid2026")), did(Said("daarna"))])
    assert [event.what for event in behind.kept] == [Started(), Said("daarna")]
    behind.known.add("1:7")
    await door.keep([did(Said("later")), did(Said("in een groep"), group=True)])
    assert behind.said == ["daarna", "later", "in een groep"]


async def test_nobody_is_told_that_blocks(behind: Behind) -> None:
    await behind.door("8").keep([did(Blocked())])
    await asyncio.sleep(0)
    assert behind.told == []


async def test_too_fast_is_told_once_and_costs_nobody_else_anything(behind: Behind) -> None:
    door = behind.door()
    flood = [did(Said(f"{number}")) for number in range(100)]
    await door.keep([*flood, did(Said("van een ander"), 8)])
    await door.keep([did(Said("nog"), seconds=0.5)])
    await asyncio.sleep(0)
    assert behind.said == [*(f"{number}" for number in range(30)), "van een ander"]
    assert behind.told == [(7, "too_fast")]
    await door.keep([did(Said("rustig"), seconds=2), did(Blocked(), seconds=2)])
    await door.keep([did(Blocked(), seconds=2)])
    assert behind.said[-1] == "rustig"
    assert len([event for event in behind.kept if isinstance(event.what, Blocked)]) == 2


async def test_what_was_sent_slowly_while_knoop_was_away_is_all_taken(behind: Behind) -> None:
    night = [did(Said(f"{number}"), seconds=120 * number) for number in range(200)]
    await behind.door().keep(night)
    assert len(behind.kept) == 200


async def test_what_could_not_be_kept_comes_again_and_is_counted_once(behind: Behind) -> None:
    behind.failures = 20
    door, flood = behind.door(), [did(Said(f"{number}")) for number in range(30)]
    for _ in range(20):
        with pytest.raises(OSError, match="disk full"):
            await door.keep(flood)
    await door.keep(flood)
    assert len(behind.kept) == 30


async def test_any_number_is_taken_when_the_pace_is_free(behind: Behind) -> None:
    await behind.door(at_once=0).keep([did(Said(f"{number}")) for number in range(500)])
    assert len(behind.kept) == 500


async def test_sentences_are_said_slowly_however_many_come(behind: Behind) -> None:
    door = behind.door("8")
    await door.keep([did(Said("hallo"), person) for person in range(100, 200)])
    await asyncio.sleep(0)
    assert len(behind.told) == doors.SENTENCES.burst


async def test_the_calm_are_forgotten(behind: Behind) -> None:
    door = behind.door()
    await door.keep([did(Said("x"), person) for person in range(10_000)])
    await door.keep([did(Said("x"), 20_000, seconds=60)])
    assert set(door._buckets) == {20_000}


async def test_a_sentence_that_cannot_be_said_is_no_trouble(behind: Behind) -> None:
    async def broken(event: Event, why: str) -> None:
        await asyncio.sleep(60 if event.key.chat == 7 else 0)
        raise RuntimeError

    door = Door(behind.keep, behind.who, broken, read_access("8"), 30)
    await door.keep([did(Said("hallo")), did(Said("hallo"), 9)])
    await asyncio.sleep(0.01)
    await door.close()
    assert behind.kept == []
