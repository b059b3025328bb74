"""Checks what the house itself needs: its sentences, its commands, its menu, and what listens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bot.reader.blame import unusable
from bot.reader.strict import Document, Mistake
from dialogs.coach import Coach
from dialogs.instruments import MODULES
from dialogs.rooms import ROOMS
from dialogs.route.errands import COURTESY, NO_DOORS, Words, plainly
from dialogs.team.manners import ROOMS_HERE

_WORD: Final = re.compile(r"\.word\(\s*\"([a-z_]+)\"")

_DOORS: Final = (*MODULES, "library")

_HEARD: Final = "ik ben iets kwijt en iemand in het overleg doet lelijk tegen mij"
"""Something to hear, so that what listens prepares what it listens for."""

Documents = Mapping[tuple[str, str], Document]


def household_mistakes(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    """Yield what is wrong with what belongs to no dialogue."""
    yield from _words(coach, documents)
    yield from _commands(documents)
    yield from _menu(documents)
    yield from _shorthand(coach, documents)
    yield from _errands(coach, documents)
    yield from _listeners(coach)


def _words(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    """The code asks for words of the house by key: every key must be there."""
    package = Path(import_module("dialogs").__file__ or "").parent
    asked = {
        key
        for path in sorted(package.rglob("*.py"))
        for key in _WORD.findall(path.read_text(encoding="utf-8"))
    }
    document = documents[("talk", "talk")]
    for key in sorted(asked - set(coach.words)):
        yield document.mistake((), f"the sentence {key!r} is missing here; add it")


def _commands(documents: Documents) -> Iterator[Mistake]:
    taken: dict[str, str] = {}
    house = documents[("commands", "commands")]
    for name, entry in house.value.items():
        yield from _names(house, name, entry["names"], taken)
        match entry["does"]:
            case ["room", room] if room not in ROOMS:
                what = f"no room is called {room!r}; there are {', '.join(ROOMS)}"
                yield house.mistake((name, "does"), what)
            case ["open", door] if door not in _DOORS:
                yield house.mistake((name, "does"), f"no dialogue is called {door!r}")
    for (folder, name), document in documents.items():
        if folder == "dialogs":
            yield from _names(document, name, document.value.get("commands", {}), taken)


def _names(
    document: Document, name: str, names: Mapping[str, list[str]], taken: dict[str, str]
) -> Iterator[Mistake]:
    for word in dict.fromkeys(word for words in names.values() for word in words):
        if taken.setdefault(word, name) != name:
            what = f"the command /{word} is taken by {taken[word]}; choose another"
            yield document.mistake((), what)


def _menu(documents: Documents) -> Iterator[Mistake]:
    document = documents[("menu", "menu")]
    for part, doors in document.value.items():
        for door in doors:
            if door not in _DOORS:
                what = f"no dialogue is called {door!r}; there are {', '.join(_DOORS)}"
                yield document.mistake((part,), what)


def _shorthand(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    document = documents.get(("phrases", "shorthand"), Document("", {}))
    for word in document.value:
        if word not in coach.words:
            what = f"{word!r} is no sentence of talk.yaml, so nothing can be short for it"
            yield document.mistake((word,), what)


def _errands(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    """What a group asks for must be something that a group may open, said in one way each."""
    document = documents.get(("phrases", "errands"), Document("", {}))
    owners: dict[Words, str] = {}
    for door, ways in document.value.items():
        if door in (*NO_DOORS, COURTESY):
            continue
        if not _opens_here(coach, door):
            what = (
                f"{door!r} is nothing that a group may open; take it out, or look how it is spelled"
            )
            yield document.mistake((door,), what)
        for way in (way for spoken in ways.values() for way in spoken):
            owner = owners.setdefault(plainly(way), door)
            if owner != door:
                what = f"{way!r} stands under {owner!r} too; a way of asking has one door"
                yield document.mistake((door,), what)


def _opens_here(coach: Coach, door: str) -> bool:
    dialogue = coach.dialogues.get(door)
    if dialogue is not None:
        return dialogue.team or dialogue.scope in ("group", "everywhere")
    command = coach.called(door)
    return command is not None and command.does[-1] in ROOMS_HERE


def _listeners(coach: Coach) -> Iterator[Mistake]:
    """What listens to typed words prepares itself when it first hears some: let it."""
    listeners: dict[str, Callable[[], Any]] = {
        "knowledge/care.yaml": lambda: coach.care(_HEARD),
        "knowledge/requests.yaml": lambda: coach.asks(_HEARD),
        "phrases/doors.yaml": lambda: coach.doors(_HEARD, coach.language),
        "phrases/first.yaml": coach.first.prepare,
        "phrases/errands.yaml": coach.errands.prepare,
    }
    for file, hear in listeners.items():
        try:
            hear()
        except Exception as error:  # these tables have no shape of their own to check
            yield Mistake(file, 1, unusable(error))
