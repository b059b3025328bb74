"""Puts the coach together from the content folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.almanac import almanac
from bot.reader.blame import Watched, blaming
from bot.reader.dialogue import dialogue
from bot.reader.knowledge import rules
from bot.reader.letters import read_learnt, write_learnt
from bot.reader.shelf import Shelf, read_shelf
from bot.reader.strict import ContentError, Document, Mistake
from bot.training import learn
from dialogs.advice import Advice
from dialogs.care import Care
from dialogs.coach import Coach, Command, House
from dialogs.flow import Dialogue
from dialogs.instruments import INSTRUMENTS
from dialogs.instruments.library import Librarian
from dialogs.outcome import Knowledge
from dialogs.route import Doors, Errands, First, Letters, Proposals, Tongue
from dialogs.shorthand import Shorthand
from dialogs.text import Text, localise

CONTENT: Final = Path(__file__).resolve().parent.parent.parent / "content"
"""The content that travels with Knoop."""


OF_DOORS: Final = ("doors", "synonyms", "spoken", "first")
"""The files of phrases from which doors are found; every other one is of a dialogue."""


def read_phrases(root: Path = CONTENT) -> Doors:
    """Read how people ask for each door, without what was learnt from it before.

    Raises:
        ContentError: something in the content is wrong; every mistake is listed.
    """
    return _routes(read_shelf(root), None)[1]


def learn_anew(root: Path = CONTENT) -> tuple[int, Path]:
    """Learn from the phrases below *root* how topics are written; return how many, and the file.

    Raises:
        ContentError: something in the content is wrong, or there are no phrases.
    """
    lessons = read_phrases(root).lessons()
    if not lessons:
        raise ContentError([Mistake("phrases/doors.yaml", 1, "there are no phrases to learn from")])
    return len(lessons), write_learnt(root, learn(lessons))


def _routes(shelf: Shelf, letters: Letters | None) -> tuple[Tongue, Doors, First]:
    known, synonyms, spoken, before = (
        shelf[("phrases", name)].value if ("phrases", name) in shelf else {} for name in OF_DOORS
    )
    codes = frozenset(shelf[("languages", "languages")].value)
    topics = shelf[("knowledge", "topics")].value
    requests = shelf[("knowledge", "requests")].value["kinds"]
    tongue = Tongue(codes, synonyms, spoken, [known, before])
    doors = Doors(tongue, known, topics, letters)
    return tongue, doors, First(tongue, doors, before, requests)


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
    learnt = read_learnt(root)
    letters = None if learnt is None else Letters(learnt.topics, learnt.unit, learnt.table)
    tables = Watched({name: found.value for name, found in _folder(shelf, "knowledge").items()})
    with blaming(tables):
        return _compiled(shelf, tables, letters, house or House(), headless)


def _compiled(
    shelf: Shelf, tables: Watched, letters: Letters | None, house: House, headless: bool
) -> Coach:
    advice, written = _folder(shelf, "advice"), _folder(shelf, "dialogs")
    sources: dict[str, Any] = {}
    for document in _folder(shelf, "sources").values():
        sources.update(document.value)
    languages = shelf[("languages", "languages")].value
    codes = frozenset(languages)
    tables["sources"] = sources
    knowledge = Knowledge(tables, {name: rules(found) for name, found in advice.items()})
    phrases = {name: found.value for name, found in _folder(shelf, "phrases").items()}
    shorthand, errands = phrases.pop("shorthand", {}), phrases.pop("errands", {})
    tongue, doors, first = _routes(shelf, letters)
    dialogues = {
        name: dialogue(
            name,
            document.value,
            INSTRUMENTS[name](knowledge) if name in INSTRUMENTS else None,
        )
        for name, document in written.items()
    }
    menu = {part: tuple(names) for part, names in shelf[("menu", "menu")].value.items()}
    return Coach(
        languages=codes,
        language=next(iter(languages)),
        dialogues=dialogues,
        advice={name: _advice(found) for name, found in advice.items()},
        know={code: localise(tables, code, codes) for code in codes},
        sources={code: localise(sources, code, codes) for code in codes},
        words={
            str(name): Text(entry)
            for file in ("talk", "team")
            for name, entry in shelf[(file, file)].value.items()
        },
        commands=_commands(shelf[("commands", "commands")], written),
        menu=menu,
        care=Care(tables["care"]),
        asks=Care(tables["requests"]),
        first=first,
        doors=doors,
        propose=Proposals(
            {name: table for name, table in phrases.items() if name not in OF_DOORS}, codes
        ),
        shorthand=Shorthand(shorthand),
        errands=Errands(
            errands, (*menu["team"], "talkcard"), lambda: _terms(dialogues), tongue.spells
        ),
        almanac=almanac(),
        house=house,
        headless=headless,
    )


def _terms(dialogues: Mapping[str, Dialogue]) -> Iterator[tuple[str, str]]:
    """Yield the entries of the library that a group may look up, with what they are called."""
    for known in dialogues.values():
        if isinstance(known.instrument, Librarian):
            yield from known.instrument.terms()


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
