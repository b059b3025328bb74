"""Watching over Knoop: ``/healthz`` for whoever restarts it, ``/metrics`` for Prometheus.

Numbers only: nobody's words, names or numbers. Still it is for those who run Knoop, and listens at
an address of its own.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from bot.clock import Clock
from bot.store import Queue, Store, StoreError
from bot.tally import Tally
from bot.web import listening

LATE: Final = 60.0
"""Seconds that an event may wait before something is wrong (our judgement): a turn takes less than
a hundredth, and what fails is parked after six."""

OK: Final = "ok"

SLOW: Final = 5.0
"""Seconds that the database has to answer."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How long ago Telegram was heard (``silence``, seconds), and when that is too long.

    ``longest`` is None where nobody need say anything for hours.
    """

    silence: Callable[[], float]
    longest: float | None = None


class Watch:
    """Tells how one process is doing."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tally: Tally,
        contact: Contact,
        webhook: Counter[int] | None = None,
    ) -> None:
        """Tell of *store*, of what a worker did (*tally*), and of what came by *webhook*."""
        self._store = store
        self._clock = clock
        self._tally = tally
        self._contact = contact
        self._webhook = Counter[int]() if webhook is None else webhook

    def listening(self, address: str) -> AbstractAsyncContextManager[str]:
        """Answer at *address* for as long as the block lasts; raises ``ListenError``."""
        application = web.Application(client_max_size=1024)
        application.router.add_get("/healthz", self._healthz)
        application.router.add_get("/metrics", self._metrics)
        return listening(application, address, "KNOOP_WATCH_LISTEN")

    async def _healthz(self, _: web.Request) -> web.Response:
        """200 when all is well, 503 when somebody should look; the reasons are in it."""
        queue, database = await self._look()
        silence = self._contact.silence()
        wrong = []
        if queue is None:
            wrong.append("the database does not answer")
        elif database != OK:
            wrong.append("the database does not work")
        elif queue.age > LATE:
            wrong.append("events wait too long")
        if self._contact.longest is not None and silence > self._contact.longest:
            wrong.append("Telegram does not answer")
        told = {
            "healthy": not wrong,
            "wrong": wrong,
            "oldest_open_seconds": None if queue is None else round(queue.age, 1),
            "database": database,
            "telegram_seconds": round(silence, 1),
        }
        return web.Response(
            text=json.dumps(told) + "\n",
            status=503 if wrong else 200,
            content_type="application/json",
        )

    async def _metrics(self, _: web.Request) -> web.Response:
        queue, said = await self._look()
        registry = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=registry)
        silence = self._contact.silence()
        told = families(self._tally, queue, silence, self._webhook, up=said == OK)
        registry.register(_Told(told))
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )

    async def _look(self) -> tuple[Queue | None, str]:
        """Return what waits, and how the database is; None when it does not answer in time."""
        try:
            async with asyncio.timeout(SLOW):
                queue = await self._store.queue(self._clock.now())
        except StoreError as error:
            return None, str(error)
        except TimeoutError:
            return None, f"no answer within {SLOW:.0f} s"
        # It may answer and yet not work: on a full disk much can be read.
        return queue, self._store.away or OK


def families(
    tally: Tally, queue: Queue | None, silence: float, webhook: Counter[int], *, up: bool = True
) -> Iterator[Metric]:
    """Yield what ``/metrics`` tells of Knoop itself; of a database that is away no queue.

    *up*: whether the database does all its work.
    """
    yield _counter("knoop_turns", "Events whose turn was taken.", tally.taken)
    yield _counter("knoop_turns_failed", "Turns that failed.", tally.failed)
    yield _counter("knoop_events_parked", "Events parked after three failures.", tally.parked)
    yield _counter("knoop_commits", "Commits of turns, each of many.", tally.batches)
    yield _counter("knoop_turn_seconds", "Time that turns took.", tally.turn_seconds)
    yield _counter("knoop_delivery_seconds", "Time of deliveries.", tally.delivery_seconds)
    yield _by("knoop_deliveries", "How deliveries ended.", "how", tally.deliveries)
    yield _by("knoop_webhook_answers", "Updates brought, by answer.", "status", webhook)
    yield _gauge("knoop_telegram_silence_seconds", "Since Telegram was last heard.", silence)
    yield _gauge("knoop_database_up", "Whether the database works.", up)
    if queue is not None:
        yield _gauge("knoop_oldest_open_seconds", "Age of the oldest open event.", queue.age)
        yield _gauge("knoop_open_events", "Events that wait for their turn.", queue.open)
        yield _gauge("knoop_parked_events", "Events that wait for somebody.", queue.parked)
        yield _gauge("knoop_unsent_posts", "Posts that wait or are on their way.", queue.unsent)


class _Told(Collector):
    """Hands over what was counted already."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = list(families)

    def collect(self) -> Iterable[Metric]:
        return self._families


def _counter(name: str, says: str, value: float) -> Metric:
    return CounterMetricFamily(name, says, value=value)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)


def _by(name: str, says: str, label: str, counted: Counter[str] | Counter[int]) -> Metric:
    family = CounterMetricFamily(name, says, labels=[label])
    for which, times in sorted(counted.items(), key=str):
        family.add_metric([str(which)], times)
    return family
