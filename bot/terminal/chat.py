"""A talk in the terminal: read a line, take the turn, print what came of it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, InMemoryHistory

from bot.terminal.inbound import happening
from bot.terminal.paper import Page
from dialogs.event import Called, Happening, Started

Happens = Callable[[Happening], Awaitable[None]]


async def typed_lines(history: Path | None) -> AsyncIterator[str]:
    """Yield what is typed, line by line: with history on a screen, as it comes from a pipe."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            print(f"\n> {line.rstrip()}")  # noqa: T201 - a piped talk shows both sides
            yield line.rstrip("\n")
        return
    kept = InMemoryHistory() if history is None else FileHistory(str(history))
    session: PromptSession[str] = PromptSession(history=kept)
    while True:
        try:
            yield await session.prompt_async("\n> ")
        except (EOFError, KeyboardInterrupt):
            return


async def talk(
    happens: Happens, page: Callable[[], Page], lines: AsyncIterator[str], language: str | None
) -> None:
    """Let the person talk until they end it (an end of file, or Ctrl-C)."""
    await happens(Started() if language is None else Called("language", language))
    async for line in lines:
        if line.strip():
            await happens(happening(line.strip(), page()))
