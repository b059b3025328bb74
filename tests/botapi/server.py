"""A Telegram Bot API on this machine, for tests: real HTTP, Telegram's checks and its errors.

It knows the methods and parameters that Knoop uses; anything else is refused loudly, so that a
misspelt parameter fails a test instead of being ignored.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from tests.botapi import asking, parameters, sending
from tests.botapi.account import Account
from tests.botapi.refusal import Refusal, mistake
from tests.botapi.state import Press, State
from tests.botapi.trouble import Fault, FloodControl
from tests.botapi.updates import Updates
from tests.botapi.user import Group, User
from tests.botapi.world import World

LARGEST_UPLOAD: Final = 50 * 1024 * 1024
Method = Callable[..., Coroutine[Any, Any, Any]]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


METHODS: Final[dict[str, Method]] = {
    _camel(name): method
    for module in (asking, sending)
    for name, method in vars(module).items()
    if asyncio.iscoroutinefunction(method) and not name.startswith("_")
}


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the bot and what it was answered with (``error`` is None when it was done)."""

    method: str
    parameters: dict[str, Any]
    error: Refusal | None = None


class BotApi:
    """The loopback server, and the hands of its users.

    Attributes:
        url: What to give as ``base_url`` (it ends in ``/bot``).
        file_url: What to give as ``base_file_url``.
        token: The one token that is right.
        calls: All requests, in order.
        refused: Requests that no correct program makes; the fixture fails when any are left.
    """

    def __init__(self, bot_id: int = 4242, username: str = "KnoopBot") -> None:
        bot = Account(bot_id, "Knoop", username=username, is_bot=True)
        self.state = State(World(bot), token=f"{bot_id}:loopback")
        self.calls: list[Call] = []
        self.refused: list[Call] = []
        self.faults: list[Fault] = []
        self.under_way = 0
        self.url = ""
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        return self.state.token

    @property
    def file_url(self) -> str:
        return self.url.removesuffix("/bot") + "/file/bot"

    @property
    def world(self) -> World:
        return self.state.world

    @property
    def updates(self) -> Updates:
        return self.state.updates

    @property
    def flood(self) -> FloodControl:
        return self.state.flood

    @property
    def commands(self) -> dict[tuple[str, str], dict[str, str]]:
        """Command lists as ``{(scope, language): {name: description}}``."""
        return self.state.commands

    @property
    def presses(self) -> list[Press]:
        return list(self.state.presses.values())

    def user(self, first_name: str = "Ann", *, language: str | None = "nl", **more: Any) -> User:
        """A new person with an app in *language*."""
        return User(self.state, self.world.account(first_name, language=language, **more))

    def group(
        self, title: str = "Team", *members: User, kind: str = "supergroup", forum: bool = False
    ) -> Group:
        """A group of *members* in which the bot is a member; the first one made it."""
        chat = self.world.group(title, kind, forum=forum)
        chat.members = {user.account.id: "member" for user in members}
        if members:
            chat.members[members[0].account.id] = "creator"
        chat.members[self.world.bot.id] = "member"
        return Group(self.state, chat)

    def fault(self, method: str = "*", **trouble: Any) -> Fault:
        """Switch trouble on for coming requests of *method*; see :class:`Fault`."""
        fault = Fault(method, **trouble)
        self.faults.append(fault)
        return fault

    def deliver(self, content: dict[str, Any]) -> dict[str, Any]:
        """Send the bot an update as it is, numbered: ``{"channel_post": {...}}``."""
        return self.updates.put(content)

    def deliver_again(self, update: dict[str, Any]) -> None:
        """Send an update once more, even though the bot confirmed it."""
        self.updates.put_again(update)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def start(self, port: int = 0) -> None:
        application = web.Application(client_max_size=LARGEST_UPLOAD + 1024 * 1024)
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        application.router.add_get("/file/bot{token}/documents/{file}", self._file)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}/bot"

    async def stop(self) -> None:
        await self.updates.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[BotApi]:
        await self.start()
        try:
            yield self
        finally:
            await self.stop()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fault = next((fault for fault in self.faults if fault.concerns(method)), None)
        if fault is not None:
            fault.met += 1
            await asyncio.sleep(fault.delay)
            if fault.reset:
                return self._broken(request)
            if fault.status is not None or fault.content is not None:
                content = b"<html>Bad Gateway</html>" if fault.content is None else fault.content
                return web.Response(status=fault.status or 200, body=content)
        self.under_way += 1
        try:
            answer = await self._do(request, method, fault)
        finally:
            self.under_way -= 1
        if fault is not None:
            await asyncio.sleep(fault.silent)
            if fault.lost:
                return self._broken(request)
        return answer

    async def _do(self, request: web.Request, method: str, fault: Fault | None) -> web.Response:
        sent: dict[str, Any] = {}
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            if method not in METHODS:
                raise mistake(f"method {method} is not known here")
            sent = await parameters.read(request)
            if fault is not None and fault.retry_after is not None:
                seconds = fault.retry_after
                raise Refusal(
                    429,
                    f"Too Many Requests: retry after {seconds}",
                    parameters={"retry_after": seconds},
                )
            handler = METHODS[method]
            arguments = parameters.typed(handler, sent, self.world)
            result = await handler(self.state, **arguments)
        except Refusal as refusal:
            self._note(Call(method, sent, refusal))
            return web.json_response(refusal.json(), status=refusal.code)
        except web.HTTPRequestEntityTooLarge:
            too_large = Refusal(413, "Request Entity Too Large")
            self._note(Call(method, sent, too_large))
            return web.json_response(too_large.json(), status=413)
        self._note(Call(method, sent))
        return web.json_response({"ok": True, "result": result})

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        if call.error is not None and call.error.loud:
            self.refused.append(call)
        self.world.notify()

    async def _file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file"])
        if request.match_info["token"] != self.token or file is None:
            return web.json_response(Refusal(404, "Not Found").json(), status=404)
        return web.Response(body=file.content)

    @staticmethod
    def _broken(request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
