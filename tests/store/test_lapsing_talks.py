"""What a talk that was left still holds lapses too, in the database itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.store import Store
from bot.thinking import thinking
from dialogs.coach import Coach
from dialogs.event import Called, Happening, Key, Said
from tests.store.echo import NOW, happened, key
from tests.store.remains import everything

TODAY = NOW.date()
SECRET = "het dossier van de brug in de Kerkstraat"


async def happens(store: Store, coach: Coach, *whats: Happening, at: datetime = NOW) -> None:
    """Let things happen to person 7, one after the other."""
    for number, what in enumerate(whats):
        await store.put([happened(key(7), what, f"{at}/{what}/{number}", at)])
        assert (await store.turns(thinking(coach), at)).taken == 1


async def talk_of(store: Store) -> str:
    """The session of person 7, as stored."""
    ((_, _, session, *_),) = (await everything(store))["sessions"]
    return str(session)


@pytest.mark.parametrize(
    ("command", "days"), [("mandaat", 14), ("terugkoppeling", 14), ("nabespreking", 90)]
)
async def test_answers_of_a_talk_that_was_left_lapse_with_their_words(
    store: Store, coach: Coach, command: str, days: int
) -> None:
    await happens(store, coach, Called(command, ""), Said(SECRET), Said("/stop"))
    assert SECRET in await talk_of(store)
    assert (await store.lapse(TODAY + timedelta(days=days - 1))).talks == 0
    assert SECRET in await talk_of(store)
    assert (await store.lapse(TODAY + timedelta(days=days + 1))).talks == 1
    assert SECRET not in await talk_of(store)
    assert (await store.lapse(TODAY + timedelta(days=days + 2))).talks == 0


async def test_the_last_screen_lapses_after_ninety_days(store: Store, coach: Coach) -> None:
    await happens(store, coach, Called("start", ""))
    before = await talk_of(store)
    assert (await store.lapse(TODAY + timedelta(days=90))).talks == 0
    assert await talk_of(store) == before
    assert (await store.lapse(TODAY + timedelta(days=91))).talks == 1
    left = await talk_of(store)
    assert '"text":""' in left
    assert '"room":"menu"' in left
    assert (await store.lapse(TODAY + timedelta(days=200))).talks == 0
    assert (await store.lapse(TODAY + timedelta(days=549))).people == 1


async def test_a_talk_of_a_group_goes_back_to_its_menu(store: Store, coach: Coach) -> None:
    group = Key(bot=1, chat=-100)
    await store.put([happened(group, Called("zoek", ""), 1)])
    await store.turns(thinking(coach), NOW)
    assert (await store.lapse(TODAY + timedelta(days=91))).talks == 1
    assert '"room":"team"' in await talk_of(store)


async def test_who_comes_back_afterwards_is_told_and_goes_on(store: Store, coach: Coach) -> None:
    await happens(store, coach, Called("mandaat", ""), Said(SECRET))
    later = NOW + timedelta(days=20)
    await store.lapse(later.date())
    await happens(store, coach, Called("mandaat", ""), at=later)
    assert SECRET not in await talk_of(store)
    assert '"began":"2026-03-22"' in await talk_of(store)
