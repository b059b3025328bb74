"""Reads what the coach knows: the tables of ``content/knowledge``, the rules of the advice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.reader.strict import ContentError, Document, Mistake, read_file
from dialogs.condition import BadConditionError, Condition
from dialogs.outcome import Knowledge
from dialogs.rule import Rule


def documents(root: Path, folder: str) -> dict[str, Document]:
    """Read all YAML files of *folder* below *root*, by name without ending."""
    found: dict[str, Document] = {}
    mistakes: list[Mistake] = []
    for path in sorted((root / folder).glob("*.yaml")):
        try:
            found[path.stem] = read_file(path, root)
        except ContentError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise ContentError(mistakes)
    return found


def conditions(written: Any) -> tuple[Condition, ...]:
    """Return the conditions of a ``when``: one expression, or a list of which one must hold."""
    if written is None:
        return ()
    return tuple(
        Condition(str(one)) for one in ([written] if isinstance(written, str) else written)
    )


def rules(document: Document) -> tuple[Rule, ...]:
    """Return the rules of one file of ``content/advice``, in the order of the file."""
    made: list[Rule] = []
    mistakes: list[Mistake] = []
    for name, entry in document.value.items():
        try:
            because = tuple(entry.get("because", ()))
            made.append(Rule(str(name), conditions(entry.get("when")), because))
        except BadConditionError as error:
            mistakes.append(document.mistake((name, "when"), str(error)))
    if mistakes:
        raise ContentError(mistakes)
    return tuple(made)


def read_knowledge(root: Path) -> Knowledge:
    """Read tables and rules below *root*, the content folder."""
    return Knowledge(
        tables={name: document.value for name, document in documents(root, "knowledge").items()},
        rules={name: rules(document) for name, document in documents(root, "advice").items()},
    )
