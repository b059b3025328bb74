"""All that the loopback Telegram knows, in one place for its methods."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from tests.botapi.trouble import FloodControl
from tests.botapi.updates import Updates
from tests.botapi.world import Chat, Message, World


@dataclass(slots=True)
class Press:
    """A press on a button: the spinner turns until the bot answers."""

    id: str
    message: Message
    data: str
    at: float = field(default_factory=lambda: time.monotonic())  # noqa: PLW0108 - looked up anew
    text: str = ""
    alert: bool = False
    url: str = ""
    after: float | None = None
    _done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answered(self) -> bool:
        return self._done.is_set()

    def answer(self) -> None:
        self.after = time.monotonic() - self.at
        self._done.set()
        self.message.chat.touch()

    async def is_answered(self, seconds: float = 5.0) -> Press:
        """Wait until the spinner stops.

        Raises:
            AssertionError: When it still turns after *seconds*.
        """
        try:
            await asyncio.wait_for(self._done.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"a press was not answered within {seconds} s") from None
        return self


@dataclass(slots=True)
class Question:
    """Words that somebody typed behind the bot's name in another chat, and what they were shown."""

    id: str
    at: float = field(default_factory=time.monotonic)
    articles: list[dict[str, str]] = field(default_factory=list)
    cache_time: int = 0
    is_personal: bool = False
    next_offset: str = ""
    _done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answered(self) -> bool:
        return self._done.is_set()

    def answer(
        self, articles: list[dict[str, str]], cache: int, personal: bool, following: str
    ) -> None:
        self.articles, self.cache_time = articles, cache
        self.is_personal, self.next_offset = personal, following
        self._done.set()

    async def is_answered(self, seconds: float = 5.0) -> Question:
        """Wait until there is something to see."""
        await asyncio.wait_for(self._done.wait(), seconds)
        return self


@dataclass(slots=True)
class State:
    """Chats, updates, presses and command lists of one bot."""

    world: World
    token: str
    privacy: bool = True
    inline: bool = True
    answer_within: float = 60.0
    question_within: float = 15.0
    updates: Updates = field(default_factory=Updates)
    flood: FloodControl = field(default_factory=FloodControl)
    presses: dict[str, Press] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    commands: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world.unanswered = self.unanswered

    def unanswered(self, chat: Chat) -> list[str]:
        """What still has to be done for *chat*, in words."""
        updates = [
            f"update {one.id} is not confirmed"
            for one in self.updates.waiting
            if one.chat == chat.id
        ]
        presses = [
            f"press {press.id} is not answered"
            for press in self.presses.values()
            if press.message.chat is chat and not press.answered
        ]
        return updates + presses
