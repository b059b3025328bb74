"""What is remembered comes back as it was, and only what changed is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import Store, Work
from dialogs.memory import Fact, Memory, Network, Note, Plan, Profile
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, said

_numbers = count()

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
VALUES = st.one_of(WORDS, st.integers(-9, 9), st.booleans(), st.none(), st.lists(WORDS, max_size=3))
MAPPINGS = st.dictionaries(WORDS, VALUES, max_size=3)
DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))
NUMBERS = st.one_of(st.none(), st.integers(1, 4))
NETWORKS = st.builds(
    Network,
    st.integers(1, 4),
    WORDS,
    DAYS,
    st.dictionaries(WORDS, st.builds(Fact, VALUES, DAYS, WORDS), max_size=3),
    st.lists(MAPPINGS, max_size=3).map(tuple),
    st.booleans(),
)
PLANS = st.builds(
    Plan,
    st.integers(1, 4),
    NUMBERS,
    WORDS,
    WORDS,
    DAYS,
    st.sampled_from(["open", "done", "not_done", "dropped"]),
    st.one_of(st.none(), DAYS),
)
NOTES = st.builds(Note, st.integers(1, 4), NUMBERS, WORDS, DAYS, DAYS, MAPPINGS, MAPPINGS)


def _by_id(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    listed = st.lists(strategy, max_size=3, unique_by=lambda one: one.id)
    return listed.map(lambda found: tuple(sorted(found, key=lambda one: one.id)))


MEMORIES = st.builds(
    Memory,
    st.builds(Profile, st.one_of(st.none(), WORDS), NUMBERS, st.integers(0, 9), MAPPINGS),
    _by_id(NETWORKS),
    _by_id(PLANS),
    _by_id(NOTES),
)


async def remember(store: Store, chat: int, memory: Memory) -> None:
    await store.put([said(chat, "onthoud", next(_numbers))])
    worked = await store.turns(lambda work: replace(echo(work), memory=memory), NOW)
    assert (worked.taken, worked.failed) == (1, 0)


async def test_nothing_is_remembered_of_somebody_new(store: Store) -> None:
    assert await store.memory("1:7") == Memory()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(memories=st.lists(MEMORIES, min_size=1, max_size=4))
async def test_what_is_remembered_comes_back_as_it_was(
    store: Store, memories: list[Memory]
) -> None:
    chat = next(_numbers) + 1000
    for memory in memories:
        await remember(store, chat, memory)
        assert await store.memory(f"1:{chat}") == memory


async def test_people_remember_apart(store: Store) -> None:
    one = Memory(networks=(Network(1, "Jeugd", NOW.date(), partners=({"name": "school"},)),))
    await remember(store, 7, one)
    await remember(store, 8, Memory(Profile(language="en")))
    assert await store.memory("1:7") == one
    assert await store.memory("1:8") == Memory(Profile(language="en"))


async def test_only_what_changed_is_written(store: Store) -> None:
    plans = tuple(Plan(n, None, "stuck", f"plan {n}", NOW.date()) for n in range(1, 50))
    await remember(store, 7, Memory(plans=plans))
    await store._thread.unit(
        lambda unit: unit._cursor.execute("UPDATE plans SET text = 'onaangeroerd' WHERE id <> 7")
    )
    done = tuple(replace(p, status="done") if p.id == 7 else p for p in await _plans(store))
    await remember(store, 7, Memory(plans=done))
    assert [plan.text for plan in await _plans(store)].count("onaangeroerd") == 48
    assert next(plan for plan in await _plans(store) if plan.id == 7).status == "done"


async def _plans(store: Store) -> tuple[Plan, ...]:
    return (await store.memory("1:7")).plans


async def test_a_turn_that_changes_nothing_writes_no_memory(store: Store) -> None:
    def still(work: Work) -> Turn:
        return replace(echo(work), memory=work.memory)

    await remember(store, 7, Memory(Profile(language="nl")))
    await store._thread.unit(
        lambda unit: unit._cursor.execute('UPDATE people SET profile = \'{"language": "en"}\'')
    )
    await store.put([said(7, "nog")])
    await store.turns(still, NOW)
    assert (await store.memory("1:7")).profile.language == "en"
