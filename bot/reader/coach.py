"""Puts the coach together from the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from bot.almanac import almanac
from bot.reader.blame import Watched, blaming
from bot.reader.dialogue import dialogue
from bot.reader.knowledge import rules
from bot.reader.shelf import Shelf, read_shelf
from bot.reader.strict import ContentError, Document
from dialogs.advice import Advice
from dialogs.care import Care
from dialogs.coach import Coach, Command, House
from dialogs.instruments import INSTRUMENTS
from dialogs.outcome import Knowledge
from dialogs.route import Doors, Proposals, Tongue
from dialogs.shorthand import Shorthand
from dialogs.text import Text, localise

CONTENT: Final = Path(__file__).resolve().parent.parent.parent / "content"
"""The content that travels with Knoop."""


def _commands(house: Document, dialogues: dict[str, Document]) -> dict[str, Command]:
    made: dict[str, Command] = {}
    for name, entry in house.value.items():
        command = Command(
            id=str(name),
            names={code: tuple(names) for code, names in entry["names"].items()},
            says=Text(entry["says"]),
            does=tuple(entry["does"]),
            group=entry.get("group", False),
        )
        made.update(dict.fromkeys(_all_names(command), command))
    for name, document in dialogues.items():
        written = document.value
        command = Command(
            id=name,
            names={code: tuple(names) for code, names in written.get("commands", {}).items()},
            says=Text(written["title"]),
            does=("open", name),
            group=written.get("team", False)
            or written.get("scope", "private") in ("group", "everywhere"),
        )
        made.update(dict.fromkeys(_all_names(command), command))
    return made


def _all_names(command: Command) -> list[str]:
    return [name for names in command.names.values() for name in names]


def read_coach(root: Path = CONTENT, house: House | None = None, headless: bool = False) -> Coach:
    """Read all content below *root* and compile it.

    Conditions and texts are compiled when they are first used; ``knoop check`` compiles them all.

    Raises:
        ContentError: something in it is wrong; every mistake is listed.
    """
    shelf = read_shelf(root)
    tables = Watched({name: found.value for name, found in _folder(shelf, "knowledge").items()})
    with blaming(tables):
        return _compiled(shelf, tables, house or House(), headless)


def _compiled(shelf: Shelf, tables: Watched, house: House, headless: bool) -> Coach:
    advice, written = _folder(shelf, "advice"), _folder(shelf, "dialogs")
    sources: dict[str, Any] = {}
    for document in _folder(shelf, "sources").values():
        sources.update(document.value)
    languages = shelf[("languages", "languages")].value
    codes = frozenset(languages)
    tables["sources"] = sources
    knowledge = Knowledge(tables, {name: rules(found) for name, found in advice.items()})
    phrases = {name: found.value for name, found in _folder(shelf, "phrases").items()}
    words = {name: phrases.pop(name, {}) for name in ("doors", "synonyms", "spoken", "shorthand")}
    tongue = Tongue(codes, words["synonyms"], words["spoken"], [words["doors"]])
    return Coach(
        languages=codes,
        language=next(iter(languages)),
        dialogues={
            name: dialogue(
                name,
                document.value,
                INSTRUMENTS[name](knowledge) if name in INSTRUMENTS else None,
            )
            for name, document in written.items()
        },
        advice={name: _advice(found) for name, found in advice.items()},
        know={code: localise(tables, code, codes) for code in codes},
        sources={code: localise(sources, code, codes) for code in codes},
        words={
            str(name): Text(entry)
            for file in ("talk", "team")
            for name, entry in shelf[(file, file)].value.items()
        },
        commands=_commands(shelf[("commands", "commands")], written),
        menu={part: tuple(names) for part, names in shelf[("menu", "menu")].value.items()},
        care=Care(tables["care"]),
        asks=Care(tables["requests"]),
        doors=Doors(tongue, words["doors"], tables["topics"]),
        propose=Proposals(phrases, codes),
        shorthand=Shorthand(words["shorthand"]),
        almanac=almanac(),
        house=house,
        headless=headless,
    )


def _advice(document: Document) -> dict[str, Advice]:
    """Return the advice of one file; an entry with ``like`` has the words of that other entry."""
    entries = {str(key): entry for key, entry in document.value.items()}
    mistakes = [
        document.mistake((key, "like"), f"there is no advice {entry['like']!r} in this file")
        for key, entry in entries.items()
        if entry.get("like", key) not in entries
    ]
    if mistakes:
        raise ContentError(mistakes)
    return {
        key: Advice.read(key, {**entries[entry["like"]], **entry} if "like" in entry else entry)
        for key, entry in entries.items()
    }


def _folder(shelf: Shelf, folder: str) -> dict[str, Document]:
    return {name: document for (where, name), document in shelf.items() if where == folder}
