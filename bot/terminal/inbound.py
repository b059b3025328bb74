"""What a typed line is: a number for a button, a command, or words."""

from __future__ import annotations

from bot.terminal.paper import Page
from dialogs.event import Called, Happening, Pressed, Said, Started


def happening(typed: str, page: Page) -> Happening:
    """Return what typing this line means on *page*."""
    choice = page.choice(typed)
    if choice is not None:
        return Pressed(page.screen, choice)
    if typed.startswith("/"):
        name, _, argument = typed[1:].partition(" ")
        return Started(argument) if name == "start" else Called(name, argument)
    return Said(typed)
