"""The wire: requests of Knoop go to the simulated Telegram, and not all arrive, nor all answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.telegram.transport import Transport
from tests.botapi import parameters
from tests.botapi.parameters import Upload
from tests.botapi.refusal import Refusal, too_many
from tests.botapi.server import METHODS
from tests.simulation.life import LIFE

if TYPE_CHECKING:
    from tests.simulation.life import Life

NEW: Final = ("sendMessage", "sendDocument", "sendPhoto")
"""Methods after which there is one message more."""

_UNKNOWN: Final = 5.0
"""Seconds that Knoop waits for an answer, when it does not say so itself."""


class Wire(Transport):
    """Carries the requests of one life."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._life = LIFE.get()

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | Mapping[str, Any] | None = None,
        read_timeout: Any = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        patience = read_timeout if isinstance(read_timeout, int | float) else _UNKNOWN
        return await _Request(self._life, url.rpartition("/")[2], request_data).made(patience)


class _Request:
    """One request on its way, there and back."""

    def __init__(self, life: Life, name: str, data: RequestData | Mapping[str, Any] | None) -> None:
        self.life, self.name = life, name
        self.world = life.world
        self.post = _post_under_way()
        fields = data.json_parameters if isinstance(data, RequestData) else data
        files = data.multipart_data if isinstance(data, RequestData) else {}
        self.sent: dict[str, Any] = dict(fields or {})
        for field, (filename, content, kind) in files.items():
            raw = content if isinstance(content, bytes) else content.read()
            self.sent[field] = Upload(filename, raw, kind)

    async def made(self, patience: float) -> tuple[int, bytes]:
        fate, chance = self.world.fate, self.world.fate.wire
        await self._travels()
        trouble = ""
        if fate.happens(chance, fate.network):
            trouble = chance.choice(("reset", "502", "429", "lost", "silent", "html"))
            self.world.note(f"{self.name} meets {trouble}")
        press = self.sent.get("callback_query_id")
        if press and trouble:
            self.world.promises.troubled(press)
        match trouble:
            case "reset":
                raise NetworkError("ClientOSError")
            case "502":
                return 502, b"<html>Bad Gateway</html>"
            case "html":
                return 200, b"<html>maintenance</html>"
            case "429":
                refusal = too_many(chance.choice((1, 2, 5, 20)))
                return refusal.code, json.dumps(refusal.json()).encode()
        status, answer = await self._done()
        number = answer["result"]["message_id"] if status == 200 and self.name in NEW else None
        if number is not None:
            chat = int(self.sent["chat_id"])
            self.world.promises.sent(self.life, self.post, chat, number)
        heard = False
        try:
            if fate.happens(chance, fate.cut):
                self.life.die(f"while {self.name} was under way")
                raise NetworkError("dead")
            if trouble == "lost":
                raise NetworkError("ServerDisconnectedError")
            if trouble == "silent":
                await asyncio.sleep(patience)
                raise TimedOut
            await self._travels()
            heard = True
        finally:
            if number is not None and not heard:
                self.world.promises.unheard(self.post)
        return status, json.dumps(answer).encode()

    async def _travels(self) -> None:
        chance, slow = self.world.fate.wire, self.world.fate.slow
        await asyncio.sleep(chance.uniform(slow / 2, slow * 2))
        if not self.life.alive:
            raise NetworkError("dead")

    async def _done(self) -> tuple[int, dict[str, Any]]:
        state = self.world.telegram
        try:
            handler = METHODS[self.name]
            result = await handler(state, **parameters.typed(handler, self.sent, state.world))
        except Refusal as refusal:
            self.world.promises.refused(self.name, self.sent, refusal)
            if self.name != "answerCallbackQuery":
                self.world.note(f"{self.name} refused: {refusal}")
            return refusal.code, refusal.json()
        if self.name not in ("getUpdates", "getMe", "setMyCommands", "deleteWebhook", "setWebhook"):
            text = str(self.sent.get("text", self.sent.get("caption", "")))
            self.world.note(f"{self.name} (post {self.post}): {text[:60]!r}")
            if "chat_id" in self.sent:
                self.world.promises.shown(int(self.sent["chat_id"]), text)
        return 200, {"ok": True, "result": result}


def _post_under_way() -> int | None:
    """Return the number of the post that this task delivers, None when it does something else."""
    task = asyncio.current_task()
    name, _, number = ("" if task is None else task.get_name()).rpartition(" ")
    return int(number) if name == "knoop post" else None
