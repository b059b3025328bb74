"""Updates on their way to the bot: by long polling or by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

from tests.botapi.refusal import conflict, mistake

KINDS: Final = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "callback_query",
    "poll",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction"})
LONGEST_POLL: Final = 50


@dataclass(slots=True)
class Webhook:
    """Where updates are sent to, and how that went."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""


@dataclass(slots=True)
class Waiting:
    """An update that the bot has not confirmed. ``again`` ones were confirmed before."""

    update: dict[str, Any]
    chat: int | None
    again: bool = False
    handed_out: int = 0

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


@dataclass(slots=True)
class Updates:
    """The updates of one bot, oldest first."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    confirmed: set[int] = field(default_factory=set)
    waiting: list[Waiting] = field(default_factory=list)
    webhook: Webhook = field(default_factory=Webhook)
    allowed: frozenset[str] = frozenset(KINDS) - NOT_BY_DEFAULT
    retry_webhook_after: float = 0.2
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _poll: asyncio.Event | None = None
    _courier: asyncio.Task[None] | None = None
    _next_id: int = 880_000_001

    def put(self, content: dict[str, Any], chat: int | None = None) -> dict[str, Any]:
        """Number an update and let it wait for the bot; kinds that it did not ask for go."""
        (kind,) = content.keys()
        update = {"update_id": self._next_id, **content}
        self._next_id += 1
        self.sent.append(update)
        if kind in self.allowed:
            self._queue(Waiting(update, chat))
        return update

    def put_again(self, update: dict[str, Any]) -> None:
        """Deliver an update that was delivered before once more, whatever was confirmed."""
        self._queue(Waiting(update, None, again=True))

    def choose(self, kinds: list[str] | None) -> None:
        """Note which kinds the bot wants from now on; an empty list means the usual ones."""
        if kinds is None:
            return
        if unknown := set(kinds) - set(KINDS):
            raise mistake(f"unexpected allowed_updates {sorted(unknown)}")
        self.allowed = frozenset(kinds) or frozenset(KINDS) - NOT_BY_DEFAULT

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Answer ``getUpdates``: forget what lies before *offset*, wait for what comes.

        Raises:
            Refusal: 409 when a webhook is set, or for the older of two pollers.
        """
        if self.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        if self._poll is not None:
            self._poll.set()
        ended = self._poll = asyncio.Event()
        try:
            self._confirm(offset)
            if not self.waiting and seconds > 0:
                await self._first_of(ended, min(seconds, LONGEST_POLL))
            if ended.is_set():
                raise conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
        finally:
            if self._poll is ended:
                self._poll = None
        batch = sorted(self.waiting, key=lambda one: one.id)[: min(max(limit, 1), 100)]
        for one in batch:
            one.handed_out += 1
        return [one.update for one in batch]

    def set_webhook(self, webhook: Webhook) -> None:
        if self._poll is not None:
            self._poll.set()
        self.webhook = webhook
        if webhook.url and (self._courier is None or self._courier.done()):
            self._courier = asyncio.create_task(self._carry())

    async def close(self) -> None:
        self.webhook = Webhook()
        if self._poll is not None:
            self._poll.set()
        if self._courier is not None:
            self._courier.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._courier

    def _queue(self, waiting: Waiting) -> None:
        self.waiting.append(waiting)
        arrived, self._arrived = self._arrived, asyncio.Event()
        arrived.set()

    def _confirm(self, offset: int) -> None:
        """A negative offset keeps that many of the newest; else all before it are forgotten."""
        if offset < 0:
            offset = (sorted(one.id for one in self.waiting)[offset:] or [0])[0]
        kept = []
        for one in self.waiting:
            if one.id < offset and (one.handed_out or not one.again):
                self.confirmed.add(one.id)
            else:
                kept.append(one)
        self.waiting = kept

    async def _first_of(self, ended: asyncio.Event, seconds: float) -> None:
        waits = [asyncio.create_task(event.wait()) for event in (ended, self._arrived)]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _carry(self) -> None:
        """Send waiting updates to the webhook, in order, each until it is accepted."""
        async with aiohttp.ClientSession() as session:
            while self.webhook.url:
                if not self.waiting:
                    await self._arrived.wait()
                    continue
                one = self.waiting[0]
                one.handed_out += 1
                if await self._accepted(session, one.update):
                    self.waiting.remove(one)
                    self.confirmed.add(one.id)
                else:
                    await asyncio.sleep(self.retry_webhook_after)

    async def _accepted(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook.secret
        try:
            async with session.post(
                self.webhook.url, data=json.dumps(update), headers=headers
            ) as answer:
                await answer.read()
                if answer.ok:
                    return True
                self.webhook.last_error = (
                    f"Wrong response from the webhook: {answer.status} {answer.reason}"
                )
        except aiohttp.ClientError as error:
            self.webhook.last_error = str(error)
        return False
