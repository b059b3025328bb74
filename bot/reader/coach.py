"""Puts the coach together from the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from bot.reader.dialogue import dialogue
from bot.reader.knowledge import documents, rules
from bot.reader.strict import Document, read_file
from dialogs.advice import Advice
from dialogs.care import Care
from dialogs.coach import Coach, Command, House
from dialogs.instruments import INSTRUMENTS
from dialogs.outcome import Knowledge
from dialogs.route import Proposals
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
            group=written.get("scope", "private") in ("group", "everywhere"),
        )
        made.update(dict.fromkeys(_all_names(command), command))
    return made


def _all_names(command: Command) -> list[str]:
    return [name for names in command.names.values() for name in names]


def read_coach(root: Path = CONTENT, house: House | None = None, headless: bool = False) -> Coach:
    """Read all content below *root* and compile it.

    Raises:
        ContentError: something in it is wrong; every mistake is listed.
    """
    tables = {name: found.value for name, found in documents(root, "knowledge").items()}
    advice = documents(root, "advice")
    written = documents(root, "dialogs")
    sources: dict[str, Any] = {}
    for document in documents(root, "sources").values():
        sources.update(document.value)
    languages = read_file(root / "languages.yaml", root).value
    codes = frozenset(languages)
    knowledge = Knowledge(tables, {name: rules(found) for name, found in advice.items()})
    talk = read_file(root / "talk.yaml", root)
    menu = read_file(root / "menu.yaml", root)
    commands = read_file(root / "commands.yaml", root)
    built = {
        name: dialogue(
            name,
            document.value,
            INSTRUMENTS[name](knowledge) if name in INSTRUMENTS else None,
        )
        for name, document in written.items()
    }
    phrases = {name: found.value for name, found in documents(root, "phrases").items()}
    return Coach(
        languages=codes,
        language=next(iter(languages)),
        dialogues=built,
        advice={
            name: {str(key): Advice.read(str(key), entry) for key, entry in found.value.items()}
            for name, found in advice.items()
        },
        know={code: localise(tables, code, codes) for code in codes},
        sources={code: localise(sources, code, codes) for code in codes},
        words={str(name): Text(entry) for name, entry in talk.value.items()},
        commands=_commands(commands, written),
        menu={part: tuple(names) for part, names in menu.value.items()},
        care=Care(tables["care"]),
        propose=Proposals(phrases, codes),
        house=house or House(),
        headless=headless,
    )
