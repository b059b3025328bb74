"""The simulation finds mistakes: each of these is planted, and a history shows it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Integer, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.gateway import Delivered, Delivery, Later, Post
from bot.store import inbox, oblivion, settlement, turns
from bot.store.schema import inbox as table
from bot.store.schema import outbox
from bot.store.statement import ONE, ZERO, constant
from bot.telegram.intake import Intake
from bot.telegram.line import Line
from dialogs.team import closing, symptoms
from tests.simulation import history
from tests.simulation.disk import Disk
from tests.simulation.history import play
from tests.simulation.life import Life

MOST = 150
"""Histories in which a mistake must have shown itself."""


def shown(*words: str, most: int = MOST) -> str:
    """Play until a promise is broken with one of these *words*; return what was broken."""
    other = ""
    for seed in range(most):
        broken = play(seed).broken
        if any(word in broken for word in words):
            return broken
        other = other or broken
    raise AssertionError(f"in {most} histories nobody noticed; only {other!r}")


def test_a_second_delivery_that_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = ("source", "source_id", "conversation", "owner", "event", "arrived")
    put = insert(table).values(
        {name: bindparam(name) for name in fields}
        | {"tries": ZERO, "not_before": ZERO, "state": constant("open")}
    )
    again = put.on_conflict_do_update(
        index_elements=["source", "source_id"],
        set_={"state": constant("open"), "event": put.excluded.event},
    )
    monkeypatch.setattr(inbox, "_PUT", again.inline())
    assert "is open again" in shown("is open again")


def test_an_update_that_is_confirmed_before_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def before_poll(self: Line, secure: Any) -> None:
        async def too_late() -> None:
            asyncio.get_running_loop().call_later(0.5, lambda: asyncio.ensure_future(secure()))

        self._before_poll = too_late

    monkeypatch.setattr(Line, "before_poll", before_poll)
    assert shown("is lost", "never asked for")


def test_sending_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that says "done" before it is: the commit follows when more is asked of it."""
    boundary = Disk.boundary
    waiting: set[Life] = set()

    def late(self: Disk, life: Life, sql: str, carry_out: Any) -> Any:
        if sql == "COMMIT":
            waiting.add(life)
            return None
        if life in waiting:
            waiting.remove(life)
            assert life.database is not None
            again = sqlite3.Cursor(life.database._driver).execute("COMMIT")
            self._made(life, again)  # type: ignore[arg-type]
        return boundary(self, life, sql, carry_out)

    monkeypatch.setattr(Disk, "boundary", late)
    assert shown("nothing excuses that", "is lost", "never asked for", "was never sent")


def test_the_newest_event_first(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = (
        select(*(table.c[name] for name in turns.Head._fields))
        .where(table.c.state == constant("open"), table.c.not_before <= bindparam("now"))
        .where(bindparam("ahead") > ZERO, bindparam("most", type_=Integer) > ZERO)
        .order_by(table.c.id.desc())
        .limit(ONE)
    )
    monkeypatch.setattr(turns, "_CLAIM", newest)
    assert "was taken too late" in shown("was taken too late")


def test_a_post_that_is_dropped_when_telegram_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = settlement.settle

    def careless(unit: Any, results: Sequence[tuple[Post, Delivery]], now: Any) -> None:
        settle(
            unit,
            [(post, Delivered() if isinstance(how, Later) else how) for post, how in results],
            now,
        )

    monkeypatch.setattr(settlement, "settle", careless)
    assert "was never sent" in shown("was never sent")


def test_what_was_sent_and_is_not_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful = settlement._DROP.where(outbox.c.kind != constant("say"))
    monkeypatch.setattr(settlement, "_DROP", forgetful)
    assert "nothing excuses that" in shown("nothing excuses that")


def test_a_press_that_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(self: Intake, query: str, way_in: str | None) -> None:
        return

    monkeypatch.setattr(Intake, "_answer", never)
    assert "was not answered" in shown("was not answered")


def test_a_result_of_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "least", lambda talk, poll: 1)
    monkeypatch.setattr(history, "IN_A_GROUP", 1)
    assert "answers" in shown("is shown of", "has a result of")


def test_a_symptom_that_one_person_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    def carelessly(talk: Any, poll: Any) -> list[str]:
        ticked = [name for one in poll.answers(symptoms.TICKED) for name in one or ()]
        return sorted(set(ticked))[:3]

    monkeypatch.setattr(symptoms, "shared", carelessly)
    monkeypatch.setattr(history, "IN_A_GROUP", 1)
    assert "the group sees S" in shown("the group sees S")


def test_somebody_who_is_not_quite_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oblivion, "_DROP", oblivion._DROP[1:])
    assert "who wiped" in shown("who wiped")
