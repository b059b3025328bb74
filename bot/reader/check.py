"""Checks all content: shapes, names, languages, ways through, and what fits on a phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from bot.reader.blame import unusable
from bot.reader.coach import CONTENT, read_coach
from bot.reader.letters import AGAIN, FILE, read_learnt
from bot.reader.lint import lint
from bot.reader.markup import markup_mistakes
from bot.reader.schema import models, shape_mistakes
from bot.reader.shelf import paths
from bot.reader.strict import ContentError, Document, Mistake, read_file
from bot.training import fingerprint
from dialogs.coach import Coach


def check(root: Path = CONTENT) -> list[Mistake]:
    """Return everything that is wrong with the content below *root*, by file and line."""
    found: list[Mistake] = []
    documents: dict[tuple[str, str], Document] = {}
    for folder, path in paths(root):
        try:
            document = read_file(path, root)
        except ContentError as error:
            found += error.mistakes
            continue
        documents[(folder, path.stem)] = document
        found += shape_mistakes(document, folder)
    languages = documents.get(("languages", "languages"))
    if languages is None or not isinstance(languages.value, dict):
        found.append(Mistake("languages.yaml", 1, "this file is needed: it names the languages"))
        return _sorted(found)
    codes = frozenset(map(str, languages.value))
    for (folder, _), document in documents.items():
        found += markup_mistakes(document, codes, folder not in ("knowledge", "sources"))
    if not found:
        found += _compiled(root, documents)
    return _sorted(found)


def _compiled(root: Path, documents: dict[tuple[str, str], Document]) -> list[Mistake]:
    """Look at what only shows once everything is put together."""
    # Only needed here: the libraries of pictures and reports take a while to load.
    from bot.reader.templates import template_mistakes  # noqa: PLC0415

    found: list[Mistake] = []
    try:
        coach = read_coach(root)
        found += lint(coach, documents)
        found += template_mistakes(root, coach)
        found += _learnt_before(root, coach)
    except ContentError as error:
        found += error.mistakes
    except Exception as error:  # whatever the files hold: a traceback helps nobody
        found.append(Mistake("knowledge", 1, unusable(error)))
    return found


def _learnt_before(root: Path, coach: Coach) -> Iterator[Mistake]:
    """Yield whether the phrases have changed since their letters were learnt."""
    learnt = read_learnt(root)
    if learnt is not None and learnt.of != fingerprint(coach.doors.lessons()):
        yield Mistake(FILE, 1, f"the phrases have changed since it was learnt; {AGAIN}")


def json_schema(folder: str) -> str:
    """Return the JSON Schema of the files of *folder*, for editors.

    Raises:
        KeyError: no files of that kind exist.
    """
    return json.dumps(TypeAdapter(models(folder)).json_schema(), indent=2, ensure_ascii=False)


def _sorted(found: list[Mistake]) -> list[Mistake]:
    return sorted(set(found), key=lambda mistake: (mistake.file, mistake.line, mistake.what))
