"""The hands of people: they type, press, edit, forward, block, and meet in groups."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Final

from tests.botapi import markup
from tests.botapi.account import Account
from tests.botapi.asking import member
from tests.botapi.keyboard import Button
from tests.botapi.state import Press, Question, State
from tests.botapi.world import Chat, Message

ANONYMOUS: Final = Account(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
_FILE: Final = {"file_id": "sent", "file_unique_id": "sent", "file_size": 9}
KINDS: Final[dict[str, Any]] = {
    "voice": {**_FILE, "duration": 3},
    "photo": [{**_FILE, "width": 90, "height": 90}],
    "video": {**_FILE, "width": 90, "height": 90, "duration": 3},
    "video_note": {**_FILE, "length": 90, "duration": 3},
    "audio": {**_FILE, "duration": 3},
    "animation": {**_FILE, "width": 90, "height": 90, "duration": 3},
    "sticker": {
        **_FILE,
        "type": "regular",
        "width": 90,
        "height": 90,
        "is_animated": False,
        "is_video": False,
    },
    "location": {"latitude": 51.0, "longitude": 4.4},
    "contact": {"phone_number": "000", "first_name": "Bo"},
    "dice": {"emoji": "🎲", "value": 3},
    "poll": {
        "id": "1",
        "question": "Wanneer?",
        "options": [{"persistent_id": "0", "text": "Nu", "voter_count": 0}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a chat (and topic): what they do there."""

    state: State
    account: Account
    chat: Chat
    topic: int | None = None

    async def types(self, text: str, *, reply_to: Message | None = None, **extra: Any) -> Message:
        """Send a text; the bot gets it unless privacy mode in a group keeps it away."""
        message = self._add(markup.typed(text), reply_to=reply_to, extra=extra)
        self._tell("message", message)
        return message

    async def starts(self, payload: str = "") -> Message:
        """Press the start button, or follow a deep link."""
        return await self.types(f"/start {payload}".strip())

    async def replies(self, message: Message, text: str) -> Message:
        return await self.types(text, reply_to=message)

    async def forwards(self, text: str, origin: str = "Bo") -> Message:
        """Pass on what somebody else wrote."""
        source = {"type": "hidden_user", "sender_user_name": origin, "date": int(time.time())}
        return await self.types(text, forward_origin=source)

    async def edits(self, text: str, message: Message | None = None) -> Message:
        """Change *message*, or the newest message of this person here."""
        mine = [one for one in self.chat.messages if one.sender is self.account]
        if message is None and not mine:
            raise AssertionError(f"{self.account.first_name} wrote nothing to edit in {self.chat}")
        message = message or mine[-1]
        message.content = markup.typed(text)
        message.edits += 1
        self._tell("edited_message", message)
        return message

    async def sends(self, kind: str, caption: str = "") -> Message:
        """Send something that is no text: a ``voice``, ``photo``, ``sticker`` ..."""
        message = self._add(markup.typed(caption), extra={kind: KINDS[kind]})
        self._tell("message", message)
        return message

    async def sends_voice(self) -> Message:
        return await self.sends("voice")

    async def sends_document(self, name: str, content: bytes, caption: str = "") -> Message:
        file = self.state.world.keep(name, content)
        message = self._add(markup.typed(caption), file=file)
        self._tell("message", message)
        return message

    async def presses(self, label: str, *, seconds: float = 5.0) -> Press:
        """Press the button with these words on the newest message that has one.

        Waits up to *seconds* for it to appear.

        Raises:
            AssertionError: When there is no such button, or it leads out of the chat.
        """

        def newest() -> tuple[Message, Button] | None:
            for message in reversed(self._seen()):
                if button := message.button(label):
                    return message, button
            return None

        found = await self.state.world.wait_for(newest, seconds)
        if found is None:
            raise AssertionError(f"no button {label!r} in {self.chat}:\n{self.chat.transcript}")
        message, button = found
        if button.data is None:
            raise AssertionError(f"the button {label!r} is a link or copies: {button}")
        return await self.sends_data(button.data, message)

    async def sends_data(self, data: str, message: Message) -> Press:
        """Press with *data* whatever hangs under *message* now (an old or a forged button)."""
        press = Press(f"{7_000_000 + len(self.state.presses)}", message, data)
        self.state.presses[press.id] = press
        self.chat.touch()
        query = {
            "id": press.id,
            "from": self.account.json(),
            "message": message.json(),
            "chat_instance": str(self.chat.id),
            "data": data,
        }
        self.state.updates.put({"callback_query": query}, self.chat.id)
        await asyncio.sleep(0)
        return press

    async def asks_inline(self, words: str, offset: str = "") -> Question:
        """Type the bot's name and *words* in some chat where the bot need not be."""
        question = Question(f"{8_000_000 + len(self.state.questions)}")
        self.state.questions[question.id] = question
        asked = {"id": question.id, "from": self.account.json(), "query": words, "offset": offset}
        if self.state.inline:
            self.state.updates.put({"inline_query": asked})
        await asyncio.sleep(0)
        return question

    async def adds_bot(self) -> None:
        """Make the bot a member of this group."""
        self.membership("member")

    async def removes_bot(self) -> None:
        self.membership("kicked")

    async def promotes_bot(self) -> None:
        self.membership("administrator")

    def membership(self, status: str, account: Account | None = None) -> None:
        """Give the bot another place in this chat and tell it."""
        account = account or self.state.world.bot
        before = self.chat.members.get(account.id, "member" if self.chat.person else "left")
        if status in ("left", "kicked") and self.chat.person is None:
            self.chat.members.pop(account.id, None)
        else:
            self.chat.members[account.id] = status
        change = {
            "chat": self.chat.json(),
            "from": self.account.json(),
            "date": int(time.time()),
            "old_chat_member": member(account, before),
            "new_chat_member": member(account, status),
        }
        self.chat.touch()
        self.state.updates.put({"my_chat_member": change}, self.chat.id)

    def _seen(self) -> list[Message]:
        return [message for message in self.chat.messages if message.thread == self.topic]

    def _add(self, content: markup.Formatted, **more: Any) -> Message:
        reply_to = more.get("reply_to")
        thread = self.topic
        if thread is None and reply_to is not None and self.chat.kind == "supergroup":
            thread = reply_to.thread or reply_to.id
        if self.chat.person is not None:
            self.chat.started = True
        return self.chat.add(self.account, content=content, thread=thread, **more)

    def _tell(self, kind: str, message: Message) -> None:
        self.chat.touch()
        if self.chat.person is None and not self._reaches_bot(message):
            return
        self.state.updates.put({kind: message.json()}, self.chat.id)

    def _reaches_bot(self, message: Message) -> bool:
        """In privacy mode a bot gets commands (not those of others) and replies to it."""
        bot = self.state.world.bot
        if bot.id not in self.chat.members:
            return False
        if not self.state.privacy or self.chat.members[bot.id] == "administrator":
            return True
        if message.reply_to is not None and message.reply_to.sender is bot:
            return True
        if not message.text.startswith("/"):
            return False
        addressee = message.text.split()[0].partition("@")[2]
        return not addressee or addressee.lower() == str(bot.username).lower()


class User(Seat):
    """A person, in the private chat with the bot; :meth:`at` takes them to a group."""

    def __init__(self, state: State, account: Account) -> None:
        super().__init__(state, account, state.world.private(account))

    def at(self, group: Group, topic: int | None = None) -> Seat:
        """This person in *group* (and one of its topics)."""
        group.chat.members.setdefault(self.account.id, "member")
        return Seat(self.state, self.account, group.chat, topic)

    async def follows(self, press: Press) -> Message:
        """Go where the answer to a press leads: to the private chat, with its start parameter."""
        await press.is_answered()
        if "?start=" not in press.url:
            raise AssertionError(f"the press of {press.data!r} leads nowhere: {press.url!r}")
        return await self.starts(press.url.rpartition("=")[2])

    async def blocks(self) -> None:
        self.chat.blocked = True
        self.membership("kicked")

    async def unblocks(self) -> None:
        self.chat.blocked = False
        self.membership("member")


@dataclass(slots=True)
class Group:
    """A group with the bot in it."""

    state: State
    chat: Chat

    @property
    def messages(self) -> list[Message]:
        return self.chat.messages

    def topic(self, name: str) -> int:
        """Open a topic and return its number."""
        created = self.chat.add(
            None, extra={"forum_topic_created": {"name": name, "icon_color": 7322096}}
        )
        self.chat.topics[created.id] = name
        return created.id

    async def anonymous_admin_types(self, text: str) -> Message:
        """An admin who hides behind the group's name writes."""
        message = self.chat.add(
            ANONYMOUS, content=markup.typed(text), extra={"sender_chat": self.chat.json()}
        )
        self.state.updates.put({"message": message.json()}, self.chat.id)
        return message

    async def upgrades(self) -> Group:
        """Become a supergroup: with another number, as Telegram does; return it."""
        world = self.state.world
        chat = world.group(self.chat.title, "supergroup")
        chat.members = dict(self.chat.members)
        self.chat.moved_to = chat.id
        old = self.chat.add(None, extra={"migrate_to_chat_id": chat.id})
        new = chat.add(None, extra={"migrate_from_chat_id": self.chat.id})
        self.state.updates.put({"message": old.json()}, self.chat.id)
        self.state.updates.put({"message": new.json()}, chat.id)
        return Group(self.state, chat)
