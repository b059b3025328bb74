"""What comes in by Telegram, on its way to the inbox; presses are answered at the door."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

import structlog
from telegram import Bot, InlineQuery, Update
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot import ics
from bot.clock import Clock
from bot.telegram import callback
from bot.telegram.asking import ask, is_verdict
from bot.telegram.inbound import CALENDAR, LARGEST_CALENDAR, calendar_file, moved, read
from bot.telegram.inline import CACHE, Inline
from bot.telegram.press import Press
from bot.token import Ticket
from dialogs.event import Event, Happening, Invited, Unreadable

_PAUSES: Final = (0.5, 2.0)
"""Seconds before a press is answered once more, when that failed."""

FETCH: Final = 5.0
"""Seconds that a calendar file may take to come; others wait for it."""

WAYS_IN: Final = {"fill": "poll", "link": "link"}
"""What a button of a poll does that leads to the private chat, and the kind of ticket it gives."""

_log: Final = structlog.get_logger("knoop.telegram")


@dataclass(frozen=True, slots=True)
class Received:
    """An event, with its source and the name that the source gave it, for the inbox.

    ``file`` is the name of a calendar file that came with it and is still to be fetched.
    """

    source: str
    source_id: str
    event: Event
    file: str = ""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A group that has another number now, because it became a supergroup."""

    old: int
    new: int


Keep = Callable[[Sequence[Received]], Awaitable[object]]
"""Puts events in the inbox, together; when it returns they are safe, whatever happens then."""

Move = Callable[[int, int, int], Awaitable[object]]
"""Gives all that belongs to a group another number (bot, old, new); again is harmless."""


Sign = Callable[[int, Ticket], str]
"""Signs a ticket for a press in the chat of that number."""


class Intake:
    """Takes updates from polling or from a webhook, for a bot that is initialized."""

    def __init__(
        self,
        bot: Bot,
        keep: Keep,
        clock: Clock,
        move: Move | None = None,
        sign: Sign | None = None,
        *,
        inline: Inline | None = None,
    ) -> None:
        """Hand events to *keep* and upgrades of groups to *move*; *clock* tells when a press came.

        Without *move* a group moves when the next message to it is refused (``Moved``); without
        *sign* no button leads to a private chat, without *inline* nothing is found for other chats.
        """
        self._bot = bot
        self._keep = keep
        self._move = move
        self._sign = sign
        self._inline = inline
        self._clock = clock
        self._answers: set[asyncio.Task[None]] = set()

    def receive(self, update: Update | Press) -> Received | Upgrade | None:
        """Return what *update* says to Knoop, not kept yet; a press is answered meanwhile."""
        try:
            return self._received(update)
        except Exception as error:  # one update may not hold up all others
            _log.error("update not read", update=update.update_id, error=type(error).__name__)
            return None

    def _received(self, update: Update | Press) -> Received | Upgrade | None:
        if isinstance(update, Press):
            way_in = self._way_in(update)
            self._meanwhile(self._answer(update.id, way_in))
            if way_in is not None:
                return None
        elif (numbers := moved(update)) is not None:
            return Upgrade(*numbers)
        elif update.inline_query is not None:
            self._meanwhile(self._hand_out(update.inline_query))
            return None
        event = read(update, self._bot.bot, self._clock.now())
        if event is None:
            return None
        if isinstance(update, Press):
            return Received(f"telegram:{self._bot.id}", str(update.update_id), event)
        file = calendar_file(update) if event.what == Unreadable(CALENDAR) else ""
        return Received(f"telegram:{self._bot.id}", _name(update, event), event, file)

    async def keep(self, received: Sequence[Received | Upgrade]) -> None:
        """Bring *received* into safety, the events in one go.

        Groups move before events are kept: what comes from the new number finds the talk there.
        Raises what ``Keep`` and ``Move`` raise (``AwayError`` while the database is away);
        all of it may be done again then.
        """
        for one in received:
            if isinstance(one, Upgrade) and self._move is not None:
                await self._move(self._bot.id, one.old, one.new)
        events = [one for one in received if isinstance(one, Received)]
        if any(one.file for one in events):
            events = await asyncio.gather(*map(self._fetched, events))
        if events:
            await self._keep(events)

    async def close(self, within: float = 2.0) -> None:
        """Wait, at most *within* seconds, until all presses are answered."""
        if self._answers:
            _, late = await asyncio.wait(self._answers, timeout=within)
            for answer in late:
                answer.cancel()
                with suppress(asyncio.CancelledError):
                    await answer

    async def _fetched(self, received: Received) -> Received:
        """Fetch the calendar file that came with an event, and read its meetings out of it."""
        if not received.file:
            return received
        what: Happening = Unreadable(CALENDAR)
        try:
            async with asyncio.timeout(FETCH):
                file = await self._bot.get_file(received.file)
                content = await file.download_as_bytearray()
            if len(content) <= LARGEST_CALENDAR:
                what = Invited(await asyncio.to_thread(ics.read, bytes(content), received.event.at))
        except (TelegramError, TimeoutError, ics.CalendarError) as error:
            _log.warning("calendar file not read", error=type(error).__name__)
        return replace(received, event=replace(received.event, what=what), file="")

    def _meanwhile(self, answering: Coroutine[object, object, None]) -> None:
        answer = asyncio.create_task(answering)
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def _hand_out(self, query: InlineQuery) -> None:
        """Show what there is to post for a question in another chat; nothing of it is kept."""
        if self._inline is None:
            return
        # Telegram may keep an answer, but only for whoever asked: another has another language.
        articles, following = self._inline.page(
            query.query, query.from_user.language_code, query.offset
        )
        try:
            await self._bot.answer_inline_query(
                query.id, articles, cache_time=CACHE, is_personal=True, next_offset=following
            )
        except BadRequest:
            return  # too old: whoever asked typed on
        except TelegramError as error:
            _log.warning("inline question not answered", why=type(error).__name__)

    def _way_in(self, press: Press) -> str | None:
        """Return the address of the private chat, when the button in a group leads there.

        It holds a ticket for this person and this group; no database is asked for it.
        """
        tapped = callback.read_verb(press.data)
        if tapped is None or tapped.verb not in WAYS_IN or not press.kind or self._sign is None:
            return None
        about = tapped.poll or press.chat
        word = self._sign(press.chat, Ticket(WAYS_IN[tapped.verb], about, press.person))
        return f"https://t.me/{self._bot.username}?start={word}"

    async def _answer(self, query: str, way_in: str | None) -> None:
        """Stop the spinner on a button: at once, without database or pacing."""
        for pause in (*_PAUSES, None):
            try:
                told = {"callback_query_id": query, "url": way_in}
                await ask(self._bot, "answerCallbackQuery", told)
            except TelegramError as error:
                if isinstance(error, BadRequest) and is_verdict(error):
                    return  # too old, or answered before: the update came a second time
                # What is no answer at all (a page of a proxy) is no verdict either.
                if pause is not None and not isinstance(error, InvalidToken):
                    await asyncio.sleep(pause)
                    continue
                _log.warning("press not answered", why=type(error).__name__)
            return


def _name(update: Update, event: Event) -> str:
    """Return the update's number; an album of ten photos has one name: it gets one answer."""
    message = update.message
    if message is not None and message.media_group_id and isinstance(event.what, Unreadable):
        return f"album:{message.media_group_id}"
    return str(update.update_id)
