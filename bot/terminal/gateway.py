"""Carries effects to a terminal: screens are printed, files are written beside the person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.gateway import Delivered, Delivery, Lost, Post
from bot.ics import as_document
from bot.making import file_of, named
from bot.terminal.paper import Page, lines, page_of
from dialogs.effect import Appointment, Document, Edit, Made, Say
from dialogs.text import plain


class TerminalGateway:
    """Prints; keeps the last page, so that a typed number finds its button."""

    def __init__(self, show: Callable[[str], None], ink: bool, folder: Path) -> None:
        self._show = show
        self._ink = ink
        self._folder = folder
        self.page = Page()

    async def deliver(self, post: Post, message: int | None) -> Delivery:
        """Print a screen or write a file; what a terminal has no place for is passed over."""
        effect = post.effect
        if isinstance(effect, Say) or (isinstance(effect, Edit) and effect.rows):
            self.page = page_of(effect)
            for line in lines(effect, self._ink):
                self._show(line)
        elif isinstance(effect, Document):
            return self._write(effect)
        elif isinstance(effect, Appointment):
            return self._write(as_document(effect))
        elif isinstance(effect, Made):
            return await self._make(effect)
        return Delivered(post.id if isinstance(effect, Say) else message)

    async def _make(self, effect: Made) -> Delivery:
        """Write a file that must be made beside the person, and print what its caption tells."""
        self._show(f"  {named(effect)} ...")
        try:
            document = await asyncio.to_thread(file_of, effect)
        except ValueError as error:
            return Lost(str(error))
        self._show(plain(effect.caption))
        return self._write(Document(document.name, document.content))

    def _write(self, document: Document) -> Delivery:
        path = self._folder / document.name
        content = document.content
        try:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        except OSError as error:
            self._show(f"  {document.name}: {error.strerror or error}")
            return Lost("the file cannot be written")
        self._show(f"  {document.caption} {path}".rstrip())
        return Delivered()
