"""Reads what the coach knows: the tables of ``content/knowledge``, the rules of the advice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.reader.shelf import read_shelf
from bot.reader.strict import Document
from dialogs.condition import Condition
from dialogs.outcome import Knowledge
from dialogs.rule import Rule


def conditions(written: Any) -> tuple[Condition, ...]:
    """Return the conditions of a ``when``: one expression, or a list of which one must hold."""
    if written is None:
        return ()
    return tuple(
        Condition(str(one)) for one in ([written] if isinstance(written, str) else written)
    )


def rules(document: Document) -> tuple[Rule, ...]:
    """Return the rules of one file of ``content/advice``, in the order of the file."""
    return tuple(
        Rule(str(name), conditions(entry.get("when")), tuple(entry.get("because", ())))
        for name, entry in document.value.items()
    )


def read_knowledge(root: Path) -> Knowledge:
    """Read tables and rules below *root*, the content folder."""
    shelf = read_shelf(root)
    tables = {name: found.value for (at, name), found in shelf.items() if at == "knowledge"}
    tables["sources"] = {
        name: source
        for (at, _), found in shelf.items()
        if at == "sources"
        for name, source in found.value.items()
    }
    return Knowledge(
        tables=tables,
        rules={name: rules(found) for (at, name), found in shelf.items() if at == "advice"},
    )
