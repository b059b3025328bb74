"""What is noted of a failure helps to mend it, and repeats nothing that somebody typed."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest
from structlog.testing import capture_logs

from bot.complaints import place
from bot.store import Store, Work
from bot.store.failure import describe
from bot.store.inbox import write_event
from dialogs.event import Called, Event, FellDue, Happening, Key, Said, Started
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, happened, key, said


def stored(text: str) -> str:
    return write_event(Event(key(7), NOW, Said(text)))


@pytest.mark.parametrize(
    ("message", "noted"),
    [
        ("no step of that name", "no step of that name"),
        ("nothing of 7412345 in -1001234567", "nothing of … in …"),
        ("cannot read Jan Janssens here", "cannot read … … here"),
        ("janssen is not a role", "… is not a role"),
        ("invalid literal: 'wat iemand vroeger zei'", "invalid literal: '…'"),
        ('unknown key "Piet"', "unknown key '…'"),
    ],
)
def test_words_of_the_person_are_left_out(message: str, noted: str) -> None:
    described = describe(ValueError(message), stored("mail naar Jan Janssens"))
    assert described == f"ValueError in ?: {noted}"


def test_an_event_that_cannot_be_read_is_not_repeated_either() -> None:
    assert "geheim" not in describe(ValueError("geheim"), '{"what": geheim')


def test_a_long_message_is_cut() -> None:
    assert len(describe(ValueError("ha " * 1000), stored("x"))) < 250


def test_the_place_is_a_file_and_a_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    assert place(caught.value).startswith("test_failure.py:")


async def test_nothing_typed_is_in_the_log(store: Store) -> None:
    def break_down(work: Work) -> Turn:
        raise ValueError(f"cannot handle {work.event.what}")

    with capture_logs() as logs:
        await store.put([said(7, "geheim", 1)])
        for hour in range(3):
            await store.turns(break_down, NOW.replace(hour=10 + hour))
    assert [entry["event"] for entry in logs] == ["turn failed", "turn failed", "event parked"]
    assert "geheim" not in str(logs)
    (parked,) = await store.parked()
    assert "geheim" not in parked.error


GROUP = Key(bot=1, chat=-100, topic=3)


@pytest.mark.parametrize(
    "what",
    [Said("de schepen liegt"), Called("peiling", "de schepen liegt"), Started("schepen")],
    ids=lambda what: type(what).__name__,
)
async def test_what_was_typed_in_a_group_is_gone_when_its_event_is_parked(
    store: Store, what: Happening
) -> None:
    def break_down(work: Work) -> Turn:
        raise ValueError(f"cannot handle {work.event.what}")

    with capture_logs() as logs:
        await store.put([happened(GROUP, what, 1)])
        for hour in range(3):
            await store.turns(break_down, NOW.replace(hour=10 + hour))
    (parked,) = await store.parked()
    assert parked.key == GROUP
    assert parked.event is None
    assert "schepen" not in f"{parked.error} {logs}"
    assert not await store.retry(parked.id)


async def test_what_nobody_typed_can_be_tried_again_in_a_group(store: Store) -> None:
    def break_down(work: Work) -> Turn:
        raise ValueError("not now")

    await store.put([happened(GROUP, FellDue("poll", "7"), 1)])
    for hour in range(3):
        await store.turns(break_down, NOW.replace(hour=10 + hour))
    (parked,) = await store.parked()
    assert parked.event is not None
    assert await store.retry(parked.id)


async def test_what_cannot_be_read_of_a_group_is_not_kept_either(sqlite: str) -> None:
    def break_down(work: Work) -> Turn:
        raise AssertionError("it cannot be read")

    file = sqlite.removeprefix("sqlite:")
    async with await Store.open(sqlite) as store:
        await store.put([happened(GROUP, Said("x"), 1)])
        with closing(connect(file)) as database, database:
            database.execute("UPDATE inbox SET event = ?", ('{"what": de schepen liegt',))
        for hour in range(3):
            await store.turns(break_down, NOW.replace(hour=10 + hour))
        assert len(await store.parked()) == 1
    with closing(connect(file)) as database:
        assert "schepen" not in "\n".join(database.iterdump())


async def test_what_nobody_can_be_told_about_holds_up_nobody(sqlite: str) -> None:
    """It is parked all the same when neither its words nor its conversation can be read."""
    async with await Store.open(sqlite) as store:
        await store.put([said(7, "x", 1), said(8, "y", 2)])
        with closing(connect(sqlite.removeprefix("sqlite:"))) as database, database:
            broken = ("1:1.2e+24:0:1.2e+24", '{"what"')
            database.execute(
                "UPDATE inbox SET conversation = ?, event = ? WHERE source_id = '1'", broken
            )
        taken = [
            (await store.turns(echo, NOW.replace(hour=10 + hour), 64)).taken for hour in range(4)
        ]
        assert taken == [2, 1, 1, 0]
        (parked,) = await store.parked()
        assert (parked.key, parked.event) == (None, None)
