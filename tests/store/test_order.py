"""Whatever happens in whatever order: nothing is lost, nothing doubled, nothing out of order.

A model of what should be in the store, against the store; between any two steps the process may
"crash" (the store is closed without a word and opened anew, with what was leased forgotten).
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.gateway import Delivered, Later
from bot.store import Store, Waiting, Work
from dialogs.effect import Say
from dialogs.event import Said
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import NOW, echo, said

Result = TypeVar("Result")
CHATS = st.integers(1, 3)


class Life(RuleBasedStateMachine):
    """Three people talk with Knoop; any of it may fail, be repeated or be cut off."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.url = self.address or f"sqlite:{Path(self.folder.name) / 'knoop.sqlite3'}"
        self.store = self.run(Store.open(self.url))
        self.run(self.store._thread.unit(_empty))
        self.now = NOW
        self.number = 0
        self.put_in: dict[int, list[str]] = defaultdict(list)
        self.sent: dict[int, list[str]] = defaultdict(list)
        self.leased: list[Waiting] = []

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)

    # -- what may happen ------------------------------------------------------------------------

    @rule(chat=CHATS, fails=st.booleans())
    def somebody_speaks(self, chat: int, fails: bool) -> None:
        self.number += 1
        text = f"fail{self.number}" if fails and self.number % 4 == 0 else f"t{self.number}"
        assert self.run(self.store.put([said(chat, text)])) == 1
        self.put_in[chat].append(text)

    @precondition(lambda self: any(self.put_in.values()))
    @rule(chat=CHATS, place=st.integers(0, 99))
    def an_update_is_delivered_again(self, chat: int, place: int) -> None:
        if self.put_in[chat]:
            text = self.put_in[chat][place % len(self.put_in[chat])]
            assert self.run(self.store.put([said(chat, text)])) == 0

    @rule(limit=st.integers(1, 4))
    def turns_are_taken(self, limit: int) -> None:
        self.run(self.store.turns(echo, self.now, limit))

    @rule()
    def a_turn_cannot_be_written_down(self) -> None:
        # Only an event that fails anyway may be spoilt: else the model has to know its tries.
        def think(work: Work) -> Turn:
            fails = isinstance(work.event.what, Said) and work.event.what.text.startswith("fail")
            spoilt = Session("nl", scratch={"unwritable": object()})
            return Turn(spoilt, work.memory, ()) if fails else echo(work)

        self.run(self.store.turns(think, self.now, 2))

    @rule(seconds=st.sampled_from([1, 5, 61]))
    def time_goes_by(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        if seconds > 60:
            self.leased = []

    @rule(limit=st.integers(1, 3))
    def posts_are_leased(self, limit: int) -> None:
        self.leased += self.run(self.store.posts(self.now, limit))

    @precondition(lambda self: self.leased)
    @rule(arrives=st.booleans(), place=st.integers(0, 9))
    def a_delivery_ends(self, arrives: bool, place: int) -> None:
        waiting = self.leased.pop(place % len(self.leased))
        if arrives:
            assert isinstance(waiting.post.effect, Say)
            self.sent[waiting.post.key.chat].append(waiting.post.effect.text)
            result: Delivered | Later = Delivered(waiting.post.id)
        else:
            result = Later(1)
        self.run(self.store.settle([(waiting.post, result)], self.now))

    @rule()
    def it_crashes(self) -> None:
        self.run(self.store.close())
        self.store = self.run(Store.open(self.url))
        self.leased = []
        self.now += timedelta(seconds=61)

    # -- what holds always ----------------------------------------------------------------------

    @invariant()
    def each_chat_gets_its_answers_in_order_and_once(self) -> None:
        for sent in self.sent.values():
            assert [int(text.split()[0]) for text in sent] == list(range(1, len(sent) + 1))

    def teardown(self) -> None:
        """In the end all that came in was handled in order, and all answers arrived."""
        for _ in range(200):
            self.now += timedelta(seconds=61)
            taken = self.run(self.store.turns(echo, self.now)).taken
            for waiting in self.run(self.store.posts(self.now, 9)):
                assert isinstance(waiting.post.effect, Say)
                self.sent[waiting.post.key.chat].append(waiting.post.effect.text)
                self.run(self.store.settle([(waiting.post, Delivered(1))], self.now))
            if not taken and not self.run(self.store.unsent()):
                break
        self.each_chat_gets_its_answers_in_order_and_once()
        parked = [one.event for one in self.run(self.store.parked())]
        failed = {event.what.text for event in parked if event and isinstance(event.what, Said)}
        for chat, texts in self.put_in.items():
            answered = [text.split()[1] for text in self.sent[chat]]
            assert [text for text in answered if text != "Broke"] == [
                text for text in texts if not text.startswith("fail")
            ]
            broken = [text for text in texts if text.startswith("fail")]
            assert answered.count("Broke") == len(broken)
            assert set(broken) <= failed
        self.run(self.store.close())
        self.loop.close()
        self.folder.cleanup()


def _empty(unit: Any) -> None:
    for table in ("inbox", "outbox", "sessions", "screens", "people"):
        unit._cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def _live(address: str, examples: int) -> None:
    settled = settings(
        max_examples=examples,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    case: Any = type("LifeHere", (Life,), {"address": address})
    run_state_machine_as_test(case, settings=settled)


def test_any_life_is_in_order_with_sqlite() -> None:
    _live("", 40)


def test_any_life_is_in_order_with_postgresql(postgresql: str) -> None:
    _live(postgresql, 8)
