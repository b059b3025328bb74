"""The coach: all content, compiled, ready for the turns of any number of conversations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dialogs.advice import Advice
from dialogs.almanac import Almanac
from dialogs.flow import Dialogue
from dialogs.route import Doors, Errands, First
from dialogs.text import Text

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its names per language, what it says of itself, and what it does.

    ``does`` is ``["open", dialogue]``, ``["room", name]`` or one verb (``["back"]``).
    """

    id: str
    names: Mapping[str, tuple[str, ...]]
    says: Text
    does: tuple[str, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """Who runs this Knoop, and where it lives: from the settings, for the texts.

    ``sees_all``: privacy mode is off, so that Telegram passes on all messages of groups.
    """

    controller: str = ""
    contact: str = ""
    username: str = ""
    sees_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coach:
    """The compiled content.

    ``languages`` are the codes of the content, ``language`` the one it speaks first. ``know`` and
    ``sources`` are per language, ``words`` the sentences of the house, ``menu`` the dialogues of
    the first screen, of *Meer* and of groups. ``care`` recognises what must not be coached,
    ``asks`` requests that come before everything (``forget``, ``quiet``), ``first`` hears both in
    words that they do not know, ``doors`` is where typed words lead, ``propose`` the options that
    they may mean, ``shorthand`` the words of the house that short ones stand for, ``errands`` what
    a group clearly asks for. ``headless`` is a run from a file: what is remembered plays no part.
    """

    languages: frozenset[str]
    language: str
    dialogues: Mapping[str, Dialogue]
    advice: Mapping[str, Mapping[str, Advice]]
    know: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, Text]
    commands: Mapping[str, Command]
    menu: Mapping[str, tuple[str, ...]]
    care: Callable[[str], str | None]
    asks: Callable[[str], str | None]
    first: First
    doors: Doors
    propose: Callable[[str, str, str], list[str]]
    shorthand: Callable[[str], tuple[str, ...]]
    errands: Errands
    almanac: Almanac = field(default_factory=Almanac)
    """Knows time zones and free days."""
    house: House = field(default_factory=House)
    headless: bool = False

    def prepare(self) -> None:
        """Learn now what typed words mean; otherwise the first one who types has to wait for it."""
        for listen in (self.care, self.asks):
            listen("")
        self.doors.prepare()
        self.first.prepare()
        self.errands.prepare()

    def instrument(self, dialogue: str, kind: type[_Kind]) -> _Kind:
        """Return the instrument of *dialogue*, which is of this *kind*.

        Raises:
            TypeError: it has another instrument, or none; a mistake in the content.
        """
        known = self.dialogues[dialogue].instrument
        if not isinstance(known, kind):
            raise TypeError(f"the instrument of {dialogue} is no {kind.__name__}")
        return known

    def called(self, name: str) -> Command | None:
        """Return the command that *name* stands for, in whatever language."""
        return self.commands.get(name.casefold())

    def speaks(self, hint: str | None) -> str:
        """Return the language to begin in, from what the person's app is set to.

        Dutch, or nothing said: the first language of the content; English or any other foreign
        language: English (UX.md).
        """
        code = (hint or self.language).split("-")[0].casefold()
        if code in self.languages:
            return code
        return "en" if "en" in self.languages else self.language
