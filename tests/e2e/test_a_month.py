"""A month in the life of a network manager: real content, real database, the clock put forward.

Knoop is stopped and started again in the middle, and once it is down for two days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import ics
from bot.gateway import Delivered
from bot.report import printed
from bot.store import Arrival, Store, Work
from bot.thinking import thinking
from dialogs.coach import Coach
from dialogs.effect import Effect, Say
from dialogs.event import Event, Happening, Invited
from dialogs.memory import Memory
from dialogs.text import plain
from dialogs.turn import Turn
from tests.dialogs.sample import session_of
from tests.phone import Phone
from tests.rhythm.people import at

STEP = timedelta(minutes=15)
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:stuurgroep-1
SUMMARY:Stuurgroep kinderarmoede
DTSTART;TZID=Europe/Brussels:20260326T193000
DTEND;TZID=Europe/Brussels:20260326T213000
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Pocket(Phone):
    """A phone whose owner does things; they wait until Knoop takes them."""

    pending: list[Happening] = field(default_factory=list)

    def happens(self, what: Happening) -> list[Effect]:
        """Note what the owner does."""
        self.pending.append(what)
        return []


class Life:
    """A person with a phone, and a Knoop with a database of its own that can be down."""

    def __init__(self, coach: Coach, path: Path) -> None:
        self.coach, self.url = coach, f"sqlite:{path}"
        self.phone = Pocket(coach, now=at("2026-03-02T09:00"))
        self.think = thinking(coach)
        self.came: list[str] = []
        self.number = 0

    async def starts(self) -> None:
        self.store = await Store.open(self.url)
        await self.store.take_charge()

    async def stops(self) -> None:
        await self.store.close()

    def _turn(self, work: Work) -> Turn:
        turn = self.think(work)
        self.phone.shows(turn)
        return turn

    async def _settles(self) -> None:
        """Let everything that waits be taken, and sent."""
        for what in self.phone.pending:
            self.number += 1
            event = Event(self.phone.key, self.phone.now, what, self.phone.key.person, "nl")
            await self.store.put([Arrival("test", str(self.number), event)])
        self.phone.pending.clear()
        while (await self.store.turns(self._turn, self.phone.now)).taken:
            pass
        while waiting := await self.store.posts(self.phone.now, 64):
            self.came += [
                plain(one.post.effect.text) for one in waiting if isinstance(one.post.effect, Say)
            ]
            results = [(one.post, Delivered(1000 + one.post.id)) for one in waiting]
            await self.store.settle(results, self.phone.now)

    async def does(self, *deeds: str) -> str:
        """Type what begins with a slash or >, press the rest; return what is shown then."""
        for deed in deeds:
            if deed[0] in "/>":
                self.phone.types(deed.lstrip(">"))
            else:
                self.phone.presses(deed)
            await self._settles()
            self.phone.now += timedelta(seconds=20)
        return self.shown

    async def gets(self, content: str) -> None:
        """Forward a calendar file."""
        self.phone.happens(Invited(ics.read(content.encode(), self.phone.now)))
        await self._settles()

    async def waits(self, until: str, down: bool = False) -> list[str]:
        """Let time pass until then; return the new messages that came by themselves."""
        before = len(self.came)
        end, day = at(until), self.phone.now.date()
        while self.phone.now < end:
            self.phone.now = min(end, self.phone.now + STEP)
            if down:
                continue
            if await self.store.fall_due(self.phone.now):
                await self._settles()
            if self.phone.now.date() != day:
                day = self.phone.now.date()
                await self.store.lapse(day)
        return self.came[before:]

    @property
    def shown(self) -> str:
        """The message with the buttons, in plain words."""
        message = self.phone.messages.get(session_of(self.phone).live.ref)
        return plain(message.text) if message else ""

    async def memory(self) -> Memory:
        return await self.store.memory(self.phone.key.owner)


async def test_a_month_in_the_life_of_a_network_manager(coach: Coach, tmp_path: Path) -> None:
    life = Life(coach, tmp_path / "knoop.sqlite3")
    await life.starts()

    # Monday 2 March: it is stuck. A plan, a reminder with consent, and a name for the network.
    await life.does("/start", "Mijn netwerk zit vast", "Wie komt, en wie doet mee")
    await life.does("Leden komen niet opdagen", "Telkens dezelfde organisaties", "Klaar", "1 uur")
    shown = await life.does("Vertrek van wat mensen drijft")
    assert "Omdat je zei" in shown
    shown = await life.does("Met deze lens maak ik een plan", "Plan 1", "Bewaar")
    assert "Zal ik vragen of het lukte?" in shown
    await life.does("ma 9 mrt")
    shown = await life.does(">Kinderarmoede")
    assert "Onthouden: Kinderarmoede" in shown
    memory = await life.memory()
    assert [plan.network for plan in memory.plans] == [memory.networks[0].id]

    # One message comes, on Monday 9 March at 16:00; nothing before, nothing after.
    assert await life.waits("2026-03-09T15:59") == []
    (asked,) = await life.waits("2026-03-09T20:00")
    assert "maakte je dit plan" in asked
    shown = await life.does("Ja, geprobeerd", ">Vijf mensen schreven iets op.")
    assert "Waar zit je mee" in shown

    # Tuesday 10 March: a check-in for tonight's meeting, in quiet hours because she picked it.
    await life.waits("2026-03-10T11:00")
    await life.does(
        "/herinner", "Nieuwe herinnering", "Een overleg", ">vandaag van 19.30 tot 21.30 u"
    )
    shown = await life.does("Voorbereiden: 30 min.", "Terugkijken", "Klaar")
    assert "dinsdag 10 maart om 19 u." in shown
    await life.stops()
    await life.starts()
    (evening,) = await life.waits("2026-03-10T23:00")
    assert "Drie minuten om je voor te bereiden?" in evening
    assert life.phone.now == at("2026-03-10T23:00")
    await life.does("Ja, begin", "Nu", "Ideeën", "Stilte", "Plan 1")
    assert "Open met" in life.shown
    shown = await life.does("Deel")
    assert any("een gespreksstarter" in said and "Kinderarmoede" not in said for said in life.came)
    await life.does("Klaar")
    if "Hoelang duurt het?" in life.shown:
        await life.does("Nee, niet nodig")

    # The morning after she looks back, once.
    (morning,) = await life.waits("2026-03-11T12:00")
    assert "Drie minuten om terug te kijken?" in morning
    await life.does("Ja, begin", ">De stille partner nam het woord.", ">Ik wachtte.", "Half")
    await life.does("Ja, en ik deed het", "Stilte", ">Langer wachten.", "Overslaan", "Overslaan")
    await life.does("Maak een plan", "Plan 1", "Bewaar", "Nee, niet nodig")

    # A calendar file becomes a meeting; it moves, and what was set moves along.
    await life.waits("2026-03-12T10:00")
    await life.gets(INVITATION)
    assert "Stuurgroep kinderarmoede" in life.shown
    await life.does("Voorbereiden: wo 25 mrt", "Terugkijken", "Naar mijn agenda", "Klaar")
    assert life.phone.files[-1].name == "Stuurgroep kinderarmoede.ics"
    await life.gets(INVITATION.replace("20260326", "20260402"))
    assert "is veranderd" in life.shown

    # Holiday mode for a week: nothing comes. Then Knoop is down for two days, and goes on.
    await life.does("/instellingen", "Vakantie", ">23 maart")
    assert await life.waits("2026-03-22T23:00") == []
    await life.stops()
    await life.waits("2026-03-24T09:00", down=True)
    await life.starts()

    # Summer time begins on 29 March; the check-in of 2 April still comes at four on the wall.
    assert await life.waits("2026-04-01T15:59") == []
    (before,) = await life.waits("2026-04-01T17:00")
    assert "donderdag 2 april om 19.30 u." in before
    await life.does("Niet nodig")

    # What the month left: to look back on, on paper, as a file; and then it is all gone.
    shown = await life.does("/terugblik")
    for words in ("De stille partner nam het woord", "plan gedaan", "je zag: Vijf mensen"):
        assert words in shown
    await life.does("/rapport", "Voor mij")
    assert printed(life.phone.reports[-1]).startswith(b"%PDF")
    await life.does("/export")
    everything = life.phone.files[-2].content
    assert "Kinderarmoede" in str(everything)
    assert "De stille partner" in str(everything)
    await life.does("/wis", "Ja, wis alles")
    assert await life.memory() == Memory()
    assert await life.waits("2026-04-10T12:00") == []
    await life.stops()
    assert life.phone.now.astimezone(UTC) == datetime(2026, 4, 10, 10, tzinfo=UTC)
