"""How a test puts something in the outbox, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from bot.gateway import Delivery
from bot.store import Store
from dialogs.effect import Button, Effect
from dialogs.event import Said
from dialogs.memory import Memory
from dialogs.session import Session
from dialogs.turn import Turn
from tests.store.echo import NOW, happened, key

_numbers = count()
ROWS = ((Button("Ja", 0), Button("Nee", 1)), (Button("Lees", link="https://vvsg.be"),))


async def post(store: Store, chat: int, *effects: Effect) -> None:
    """Put *effects* in the outbox of *chat*, as the turn of one event."""
    await store.put([happened(key(chat), Said("x"), next(_numbers))])
    await store.turns(lambda work: Turn(Session("nl"), Memory(), effects), NOW)


async def ends(store: Store, *results: Delivery, at_seconds: float = 0) -> list[Effect]:
    """Take what may go, let it end as in *results*, and return what was taken."""
    now = NOW + timedelta(seconds=at_seconds)
    waiting = await store.posts(now, 64)
    await store.settle([(w.post, r) for w, r in zip(waiting, results, strict=True)], now)
    return [one.post.effect for one in waiting]
