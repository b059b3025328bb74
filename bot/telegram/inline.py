"""Inline mode: ``@bot vormen`` in any chat finds principles, types and techniques to post there.

Only what stands in the library is handed out, in the language of the app of whoever asks. Nothing
is read of the chat, nothing is kept, no session is touched. It works once the bot's owner has
switched it on with /setinline at @BotFather.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.telegram.html import fit
from dialogs.coach import Coach
from dialogs.instruments.library import Librarian
from dialogs.library import Library
from dialogs.text import plain

SHELVES: Final = ("principle", "form", "regie", "instrument", "role", "technique")
"""The shelves of the library that may be posted: principles, types and techniques."""

PAGE: Final = 20
"""Results at a time; Telegram takes 50 at most."""

CACHE: Final = 3600
"""Seconds for which Telegram may remember an answer, for the same person."""

LONGEST_QUERY: Final = 256
LONGEST_TEXT: Final = 4096
LONGEST_TEASER: Final = 120
LIBRARY: Final = "library"


class Inline:
    """Finds what to post. The same question has the same answer, so the last ones are kept."""

    def __init__(self, coach: Coach, username: str = "") -> None:
        """Look in the library of *coach*; *username* is the bot's own."""
        self._coach = coach
        self._signature = f"@{username}" if username else "Knoop"
        dialogue = coach.dialogues.get(LIBRARY)
        instrument = dialogue.instrument if dialogue else None
        self._librarian = instrument if isinstance(instrument, Librarian) else None
        # By entry and not by what is asked: that is kept nowhere.
        self.article = lru_cache(maxsize=None)(self._article)

    def page(
        self, query: str, code: str | None, offset: str
    ) -> tuple[list[InlineQueryResultArticle], str]:
        """Return the articles for *query* from *offset* on, and where to go on ("" at the end).

        *code* is the language of the app. Nothing asked for is everything, shelf after shelf.
        """
        words = " ".join(query.split())[:LONGEST_QUERY].casefold()
        found = self._find(words, self._coach.speaks(code))
        start = int(offset) if offset.isascii() and offset.isdigit() else 0
        following = start + PAGE
        return list(found[start:following]), str(following) if following < len(found) else ""

    def _find(self, words: str, language: str) -> list[InlineQueryResultArticle]:
        if self._librarian is None:
            return []
        library = self._librarian.libraries[language]
        asked = self._librarian.find(words) if words else list(library.entries)
        entries = [library.entries[name] for name in asked if name in library.entries]
        return [self.article(library, one.id) for one in entries if one.shelf.id in SHELVES]

    def _article(self, library: Library, name: str) -> InlineQueryResultArticle:
        entry = library.entries[name]
        page = str(library.page(entry.id))
        _, _, body = plain(page).partition("\n")
        teaser = " ".join(body.split())
        text = fit(f"{page}\n\n<i>{self._signature}</i>", LONGEST_TEXT)
        return InlineQueryResultArticle(
            id=entry.id,
            title=f"{plain(str(entry.title))} · {plain(str(entry.shelf.label))}",
            description=teaser[:LONGEST_TEASER],
            input_message_content=InputTextMessageContent(
                text, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
            ),
        )
