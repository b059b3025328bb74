"""The promises of Knoop, watched while a history goes on and reckoned up at its end."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from telegram import Update
from telegram import User as Account

from bot.telegram import callback
from bot.telegram.inbound import moved, read
from bot.telegram.intake import WAYS_IN, _name
from dialogs.rooms import ROOMS
from dialogs.session import from_json
from tests.botapi.refusal import Refusal
from tests.simulation.polls import Polls

if TYPE_CHECKING:
    from tests.simulation.life import Life
    from tests.simulation.world import World

TRIES: Final = 3
TOO_LATE: Final = 60.0
"""Seconds after which a press cannot be answered any more."""

FORGOTTEN: Final = ("Alles is gewist", "Everything is deleted")
BAD_NEWS: Final = (
    *("went wrong", "delivery broke", "post lost", "event parked", "turn failed"),
    *("update not read", "update unreadable"),
)


class BrokenError(AssertionError):
    """A promise was not kept."""


class Promises:
    """What was done so far, as far as promises are about it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.polls = Polls(self.noticed)
        self._messages: defaultdict[int | None, list[int]] = defaultdict(list)
        self._newest: dict[int, int] = {}
        self._excused: Counter[int | None] = Counter()
        self._heard: list[int | None] = []
        self._posted: dict[int, str] = {}
        self._done: set[tuple[str, str]] = set()
        self._last: dict[str, int] = {}
        self._troubled: Counter[str] = Counter()
        self._ends: list[float] = []

    @property
    def repeated(self) -> int:
        """How many messages stand there twice, in the documented gap."""
        return sum(len(numbers) - 1 for numbers in self._messages.values() if len(numbers) > 1)

    @property
    def taken(self) -> int:
        """How many events were taken."""
        return len(self._done)

    # -- while it goes on -----------------------------------------------------------------------

    def sent(self, life: Life, post: int | None, chat: int, number: int) -> None:
        """A new message stands in *chat*."""
        known = self._messages[post]
        known.append(number)
        if post is None:
            return
        if len(known) > 1 + self._excused[post]:
            self.noticed(f"post {post} was sent {len(known)} times; nothing excuses that")
        if len(known) == 1:
            if post < self._newest.get(chat, 0):
                self.noticed(f"post {post} comes after post {self._newest[chat]} in {chat}")
            self._newest[chat] = post
        self._heard.append(post)

    def unheard(self, post: int | None) -> None:
        """The answer got lost: Knoop cannot know that *post* arrived."""
        self._excused[post] += 1
        if post in self._heard:
            self._heard.remove(post)

    def over(self) -> None:
        """The process is gone: what it could not write down may be sent once more."""
        self._ends.append(self._world.loop.time())
        if not self._world.path.exists():
            return
        with closing(sqlite3.connect(self._world.path)) as reading:
            waiting = {number for (number,) in reading.execute("SELECT id FROM outbox")}
        self._excused.update(post for post in self._heard if post in waiting)
        self._heard.clear()

    def leases_over(self) -> None:
        """The clock jumps ahead: each of two workers takes the other for dead, and sends again."""
        with closing(sqlite3.connect(self._world.path)) as reading:
            leased = reading.execute("SELECT id FROM outbox WHERE leased_until IS NOT NULL")
            self._excused.update(number for (number,) in leased)

    def committed(self, cursor: sqlite3.Cursor) -> None:
        """A transaction is in the file."""
        looking = sqlite3.Cursor(cursor.connection)
        looking.execute("SELECT id, source, source_id, conversation, state FROM inbox ORDER BY id")
        for number, source, name, conversation, state in looking.fetchall():
            event = (source, name)
            if state == "parked":
                self.noticed(f"event {number} is parked")
            elif state == "open" and event in self._done:
                self.noticed(f"{name} of {source} is open again")
            elif state == "done" and event not in self._done:
                self._done.add(event)
                if conversation is not None:
                    if number < self._last.get(conversation, 0):
                        self.noticed(f"event {number} of {conversation} was taken too late")
                    self._last[conversation] = number

        looking.execute("SELECT id, chat FROM outbox WHERE kind IN ('say', 'document')")
        self._posted.update(looking.fetchall())
        if self._world.group:
            self.polls.committed(looking)

    def shown(self, chat: int, text: str) -> None:
        """Somebody can read *text* in *chat*."""
        for person in self._world.cast:
            if person.canary in text and person.user.chat.id != chat:
                self.noticed(f"words of {person.user.account.id} are shown in {chat}")
            if person.user.account.first_name in text:
                self.noticed(f"a name is shown in {chat}")
        if chat < 0:
            with closing(sqlite3.connect(self._world.path)) as reading:
                rows = reading.execute("SELECT count(*) FROM votes GROUP BY poll").fetchall()
            self.polls.said(text, max((count for (count,) in rows), default=0))

    def refused(self, method: str, sent: dict[str, Any], refusal: Refusal) -> None:
        """Telegram did not do what *method* asked."""
        press = self._world.telegram.presses.get(sent.get("callback_query_id", ""))
        if press is not None and self._world.loop.time() - press.at > TOO_LATE:
            self._troubled[press.id] += TRIES
        if refusal.loud:
            self.noticed(f"{method}: {refusal}")

    def troubled(self, press: str) -> None:
        """The answer to *press* met trouble."""
        self._troubled[press] += 1

    def logged(self, entry: dict[str, Any]) -> None:
        """Knoop wrote a line in its log."""
        if entry.get("event") in BAD_NEWS:
            self.noticed(f"the log says: {entry}")
        words = json.dumps(entry, default=str)
        for person in self._world.cast:
            if person.canary in words or person.user.account.first_name in words:
                self.noticed(f"the log knows somebody's words: {entry}")
        if self._world.telegram.token in words:
            self.noticed("the log knows the token")

    def noticed(self, what: str) -> None:
        """Note a broken promise; it is raised at the end of the history.

        Here it would be Knoop's to handle."""
        self._world.note(f"BROKEN: {what}")
        self._world.mistakes.append(what)

    # -- at the end -----------------------------------------------------------------------------

    def reckon(self) -> None:
        """See whether everything was kept.

        Raises:
            BrokenError: it was not; the first thing that was wrong.
        """
        if not self._world.mistakes:
            self._nothing_lost()
            self._every_press_answered()
            with closing(sqlite3.connect(self._world.path)) as reading:
                self._sessions_stand_somewhere(reading)
                self._answers_are_gone(reading)
                self._nobody_is_remembered_who_wiped(reading)
        if self._world.mistakes:
            raise BrokenError(self._world.mistakes[0])

    def _nothing_lost(self) -> None:
        updates = self._world.telegram.updates
        for update in updates.sent:
            number = update["update_id"]
            if not updates.allowed & update.keys():
                continue
            if number not in updates.confirmed:
                self.noticed(f"update {number} was never asked for")
            elif (name := self._called(update)) and (self._source, name) not in self._done:
                self.noticed(f"update {number} is lost")

        for post, chat in self._posted.items():
            if post not in self._messages and chat not in self._left:
                self.noticed(f"post {post} to {chat} was never sent")

    @property
    def _left(self) -> set[str]:
        """The chats to which nothing had to be sent any more at some time."""
        bot = self._world.telegram.world.bot.id
        return {f"{bot}:{person.user.chat.id}" for person in self._world.cast if person.left}

    @property
    def _source(self) -> str:
        return f"telegram:{self._world.telegram.world.bot.id}"

    def _called(self, raw: dict[str, Any]) -> str | None:
        """Return the name of the event that an update brings, None when it brings none."""
        update = Update.de_json(raw, None)
        if update is None or moved(update) is not None:
            return None
        query = update.callback_query
        tapped = callback.read_verb(query.data) if query is not None else None
        if tapped is not None and tapped.verb in WAYS_IN:
            return None
        bot = self._world.telegram.world.bot
        me = Account(bot.id, bot.first_name, is_bot=True, username=bot.username)
        event = read(update, me, self._world.now())
        return None if event is None else _name(update, event)

    def _every_press_answered(self) -> None:
        for press in self._world.telegram.presses.values():
            if press.answered or self._troubled[press.id] >= TRIES:
                continue
            if any(press.at - 1 <= end <= press.at + 70 for end in self._ends):
                continue
            self.noticed(f"press {press.id} was not answered")

    def _sessions_stand_somewhere(self, reading: sqlite3.Connection) -> None:
        dialogues = self._world.coach.dialogues
        for conversation, stored in reading.execute("SELECT conversation, session FROM sessions"):
            session = from_json(json.loads(stored))
            if session.room is not None and session.room not in ROOMS:
                self.noticed(f"{conversation} is in a room {session.room} that is not there")
            for frame in (*session.frames, *session.paused):
                known = dialogues[frame.dialogue].steps
                if not {frame.state, *frame.path} <= known.keys():
                    self.noticed(f"{conversation} is at a step that {frame.dialogue} does not know")

    def _answers_are_gone(self, reading: sqlite3.Connection) -> None:
        kept = reading.execute(
            "SELECT count(*) FROM votes JOIN polls ON polls.id = votes.poll"
            " WHERE polls.state != 'open' AND votes.answers != ''"
        ).fetchone()
        if kept != (0,):
            self.noticed("answers are kept of a poll that is over")

    def _nobody_is_remembered_who_wiped(self, reading: sqlite3.Connection) -> None:
        file = self._world.path.read_bytes()
        rows = "\n".join(reading.iterdump())
        for person in self._world.cast:
            said = person.user.chat.from_bot
            if not person.wiped or not said or not said[-1].text.startswith(FORGOTTEN):
                continue
            if person.canary.encode() in file:
                self.noticed(f"the file knows words of {person.user.account.id}, who wiped")
            if f":{person.user.account.id}:" in rows:
                self.noticed(f"a row knows {person.user.account.id}, who wiped")
