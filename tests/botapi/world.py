"""What Telegram remembers: chats, members, topics and messages."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.botapi.account import Account, File
from tests.botapi.keyboard import Button, Rows
from tests.botapi.markup import Formatted

Found = TypeVar("Found")


@dataclass(slots=True)
class Message:
    """A message as it stands now."""

    chat: Chat
    id: int
    sender: Account | None
    content: Formatted = field(default_factory=lambda: Formatted(""))
    html: str = ""
    rows: Rows = ()
    thread: int | None = None
    reply_to: Message | None = None
    file: File | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    quiet: bool = False
    edits: int = 0
    deleted: bool = False
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def text(self) -> str:
        """The words as people see them (of a file: its caption)."""
        return self.content.text

    @property
    def buttons(self) -> list[list[str]]:
        """The words on the buttons, row by row."""
        return [[button.text for button in row] for row in self.rows]

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label in row]

    @property
    def from_bot(self) -> bool:
        return self.sender is not None and self.sender.is_bot

    def button(self, label: str) -> Button | None:
        """The button with these words; else the one that holds them."""
        buttons = [button for row in self.rows for button in row]
        exact = [button for button in buttons if button.text == label]
        return next(iter(exact or [button for button in buttons if label in button.text]), None)

    def json(self, *, with_reply: bool = True) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "message_id": self.id,
            "date": self.date,
            "chat": self.chat.json(),
            **self.extra,
        }
        if self.sender is not None:
            shown["from"] = self.sender.json()
        if self.content.text:
            text, entities = (
                ("caption", "caption_entities") if self._media else ("text", "entities")
            )
            shown[text] = self.content.text
            if self.content.entities:
                shown[entities] = self.content.entities
        if self.file is not None and self.file.kind == "document":
            shown["document"] = {**self.file.json(), "file_name": self.file.name}
        elif self.file is not None:
            shown["photo"] = [{**self.file.json(), "width": 90, "height": 90}]
        if self.rows:
            keyboard = [[button.json() for button in row] for row in self.rows]
            shown["reply_markup"] = {"inline_keyboard": keyboard}
        if self.thread is not None:
            shown["message_thread_id"] = self.thread
            if self.thread in self.chat.topics:
                shown["is_topic_message"] = True
        if self.reply_to is not None and with_reply:
            shown["reply_to_message"] = self.reply_to.json(with_reply=False)
        if self.edits:
            shown["edit_date"] = int(time.time())
        return shown

    @property
    def _media(self) -> bool:
        return self.file is not None or bool({"voice", "photo", "video"} & self.extra.keys())

    def __str__(self) -> str:
        who = "-" if self.sender is None else self.sender.first_name
        buttons = "".join(f"\n    {row}" for row in self.buttons)
        name = f" [{self.file.name}]" if self.file else ""
        return f"{self.id} {who}: {self.text!r}{name}{buttons}"


@dataclass(slots=True)
class Chat:
    """A private chat, a group, a supergroup or a channel."""

    world: World
    id: int
    kind: str
    title: str = ""
    person: Account | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    forum: bool = False
    started: bool = False
    blocked: bool = False
    moved_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    touched: float = field(default_factory=lambda: time.monotonic())  # noqa: PLW0108 - looked up anew
    _messages: list[Message] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        """The messages as they are now, oldest first; deleted ones are gone."""
        return [message for message in self._messages if not message.deleted]

    @property
    def from_bot(self) -> list[Message]:
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        if not self.from_bot:
            raise AssertionError(f"the bot said nothing yet in {self}")
        return self.from_bot[-1]

    @property
    def transcript(self) -> str:
        return "\n".join(str(message) for message in self.messages) or "(no messages)"

    def add(self, sender: Account | None, **content: Any) -> Message:
        """Put a message in the chat and return it."""
        message = Message(self, self.world.next_message_id(self), sender, **content)
        self._messages.append(message)
        self.touch()
        return message

    def find(self, message_id: int) -> Message | None:
        return next((message for message in self.messages if message.id == message_id), None)

    def touch(self) -> None:
        """Note that something happened here, and wake whoever waits for it."""
        self.touched = time.monotonic()
        self.world.notify()

    async def until(
        self, wanted: str | Callable[[Message], object], seconds: float = 5.0
    ) -> Message:
        """Wait for a message of the bot with these words, or of which *wanted* is true.

        Returns:
            The newest such message.

        Raises:
            AssertionError: When it did not come within *seconds*; it shows the chat.
        """

        def suits(message: Message) -> object:
            return wanted in message.text if isinstance(wanted, str) else wanted(message)

        def newest() -> Message | None:
            return next((message for message in reversed(self.from_bot) if suits(message)), None)

        found = await self.world.wait_for(newest, seconds)
        if found is None:
            raise AssertionError(
                f"waited {seconds} s in vain for {wanted!r} in {self}:\n{self.transcript}"
            )
        return found

    async def settled(self, seconds: float = 5.0, still: float = 0.15) -> Chat:
        """Wait until everything here is answered and nothing moves for *still* seconds.

        "Answered" is: every update of this chat was confirmed, every press answered, and nothing
        waits inside the bot, as far as the test said how to see that (``World.at_work``).

        Raises:
            AssertionError: When that did not happen within *seconds*.
        """
        deadline = time.monotonic() + seconds
        while True:
            waiting: list[object] = [*self.world.unanswered(self)]
            if not waiting:
                waiting = [await look() for look in self.world.at_work]
                waiting = [work for work in waiting if work]
            if not waiting and time.monotonic() - self.touched >= still:
                return self
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"{self} did not come to rest within {seconds} s; open: "
                    f"{waiting or 'it kept moving'}\n{self.transcript}"
                )
            await asyncio.sleep(0.01)

    def json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "type": self.kind}
        if self.person is not None:
            shown["first_name"] = self.person.first_name
            if self.person.username:
                shown["username"] = self.person.username
        else:
            shown["title"] = self.title
        if self.forum:
            shown["is_forum"] = True
        return shown

    def __str__(self) -> str:
        name = self.person.first_name if self.person else self.title
        return f"{self.kind} chat {name!r} ({self.id})"


class World:
    """All chats and accounts, and a bell that rings whenever something changes.

    ``at_work`` tells what still waits inside the bot (``store.unsent``): without it a chat seems
    at rest while the bot keeps its pace between two messages.
    """

    def __init__(self, bot: Account) -> None:
        self.bot = bot
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.unanswered: Callable[[Chat], list[str]] = lambda _chat: []
        self.at_work: list[Callable[[], Awaitable[object]]] = []
        self._last_message_id = 100
        self._supergroup_ids: dict[int, int] = {}
        self._bell = asyncio.Event()

    def account(self, first_name: str, **details: Any) -> Account:
        account = Account(id=7000 + len(self.accounts), first_name=first_name, **details)
        self.accounts[account.id] = account
        return account

    def private(self, person: Account) -> Chat:
        """The chat of *person* with the bot."""
        if person.id not in self.chats:
            self.chats[person.id] = Chat(self, person.id, "private", person=person)
        return self.chats[person.id]

    def group(self, title: str, kind: str, **details: Any) -> Chat:
        number = 500 + len(self.chats)
        identifier = -number if kind == "group" else -1_000_000_000_000 - number
        chat = Chat(self, identifier, kind, title=title, **details)
        self.chats[chat.id] = chat
        return chat

    def keep(self, name: str, content: bytes, kind: str = "document") -> File:
        file = File(f"file{len(self.files) + 1}", name, content, kind)
        self.files[file.id] = file
        return file

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; all other chats share one count, as at Telegram."""
        if chat.kind in ("supergroup", "channel"):
            self._supergroup_ids[chat.id] = self._supergroup_ids.get(chat.id, 0) + 1
            return self._supergroup_ids[chat.id]
        self._last_message_id += 1
        return self._last_message_id

    def notify(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    async def wait_for(self, look: Callable[[], Found | None], seconds: float) -> Found | None:
        """Return what *look* finds, looking again at every change; None after *seconds*."""
        deadline = time.monotonic() + seconds
        while (found := look()) is None:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), left)
        return found
