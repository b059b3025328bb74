"""What a group keeps of one person goes with that person; what is told to nobody begins nothing."""

from __future__ import annotations

from dataclasses import replace

from structlog.testing import capture_logs

from bot.store import Store, Work
from dialogs.effect import Effect, Tell
from dialogs.event import FellDue, Key, Said
from dialogs.memory import Memory, Profile
from dialogs.turn import Turn
from tests.store.echo import NOW, happened, key, said, session_of, take_all
from tests.store.remains import everything

GROUP = Key(bot=1, chat=-100)
OTHER = Key(bot=1, chat=-170)
LINK = {"owner": str(key(7)), "network": 1, "organisations": ["OCMW Zuid"]}


async def keeps(store: Store, where: Key, settings: dict[str, object]) -> None:
    def think(work: Work) -> Turn:
        return Turn(session_of(work), Memory(Profile("nl", settings=settings)), ())

    await store.put([happened(where, Said("x"), f"keeps {where} {settings}")])
    await store.turns(think, NOW)


async def settings(store: Store, where: Key) -> dict[str, object]:
    seen: list[Work] = []

    def look(work: Work) -> Turn:
        seen.append(work)
        return Turn(session_of(work), work.memory, ())

    await store.put([happened(where, Said("look"), f"look {where} {len(seen)}")])
    await store.turns(look, NOW)
    return dict(seen[-1].memory.profile.settings)


async def test_a_group_forgets_who_added_knoop_and_whose_network_it_is(store: Store) -> None:
    await keeps(store, GROUP, {"adder": 7, "link": LINK, "admin": True})
    theirs = {"adder": 77, "link": {**LINK, "owner": "1:77:0:77", "network": 7}}
    await keeps(store, OTHER, theirs)
    await store.forget("1:7")
    assert await settings(store, GROUP) == {"admin": True}
    assert await settings(store, OTHER) == theirs


async def test_what_is_told_to_somebody_forgotten_brings_nothing_back(store: Store) -> None:
    def tells(work: Work) -> Turn:
        effects: tuple[Effect, ...] = ()
        if not isinstance(work.event.what, FellDue):
            effects = (Tell(str(key(7)), "from_team", "{}"), Tell(str(key(8)), "from_team", "{}"))
        return Turn(session_of(work), replace(work.memory, profile=Profile("nl")), effects)

    await store.put([said(8, "hallo")])
    await take_all(store)
    await store.put([happened(GROUP, Said("x"), "tells")])
    while (await store.turns(tells, NOW)).taken:
        pass
    known = {row[0] for row in (await everything(store))["people"]}
    assert known == {"1:8", "1:-100"}
    told = [row[3] for row in (await everything(store))["inbox"] if row[1] == "turn"]
    assert told == [str(key(8))]


async def test_nothing_that_is_told_stands_in_the_inbox_or_the_log_once_it_was_heard(
    store: Store,
) -> None:
    """What a team agreed, an organisation, who took part: a name of an event tells none of it."""
    kinds = ("from_team", "tied", "overloaded")

    def tells(work: Work) -> Turn:
        effects: tuple[Effect, ...] = ()
        if not isinstance(work.event.what, FellDue):
            effects = tuple(Tell(str(key(8)), kind, "Els van OCMW Zuid") for kind in kinds)
        return Turn(session_of(work), work.memory, effects)

    await store.put([said(8, "hallo")])
    await take_all(store)
    with capture_logs() as logs:
        await store.put([happened(GROUP, Said("x"), "tells")])
        while (await store.turns(tells, NOW)).taken:
            pass
    rows = [row for row in (await everything(store))["inbox"] if row[1] == "turn"]
    assert len(rows) == len(kinds)
    for traces in (str(rows), str(logs)):
        assert "Els" not in traces
        assert not any(kind in traces for kind in kinds)
