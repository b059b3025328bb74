"""The parts of the documentation that are made from the program, so that they cannot drift.

``knoop handbook`` writes them; a test compares them with what stands in ``docs`` and the README.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click
from pydantic_core import PydanticUndefined

from bot.draw import draw
from bot.settings import Settings
from bot.store import Queue
from bot.tally import Tally
from bot.watch import families
from dialogs.coach import Coach, Command

_MARKED: Final = re.compile(r"<!-- (\w+) begins -->\n.*?<!-- \1 ends -->", re.DOTALL)


def settings_table() -> str:
    """Return the settings as a table: name, what it is, default."""
    rows = ["| name | what | default |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = _default(field.default)
        rows.append(f"| `KNOOP_{name.upper()}` | {field.description} | {default} |")
    return "\n".join(rows)


def _default(value: Any) -> str:
    if value is PydanticUndefined:
        return "a file in your data folder"
    return "none" if value in ("", None) else f"`{value}`"


def metrics_table() -> str:
    """Return what ``/metrics`` tells as a table: name, what it is."""
    rows = ["| metric | what |", "|---|---|"]
    for family in families(Tally(), Queue(0.0, 0, 0, 0), 0.0, Counter()):
        name = f"{family.name}_total" if family.type == "counter" else family.name
        rows.append(f"| `{name}` | {family.documentation} |")
    return "\n".join(rows)


def program_table(program: click.Group) -> str:
    """Return the commands of the program as a table."""
    rows = ["| command | what it does |", "|---|---|"]
    for name, command in sorted(program.commands.items()):
        if not command.hidden:
            first = (command.help or "").strip().split("\n")[0]
            rows.append(f"| `knoop {name}` | {first} |")
    return "\n".join(rows)


def chat_table(coach: Coach) -> str:
    """Return the commands of the chat as a table, in every language."""
    languages = sorted(coach.languages, key=lambda code: code != coach.language)
    rows = [f"| {' | '.join(languages)} | what it does |", "|---" * (len(languages) + 1) + "|"]
    for command in {one.id: one for one in coach.commands.values()}.values():
        names = [_slashed(command, code) for code in languages]
        rows.append(f"| {' | '.join(names)} | {command.says.render('en', {})} |")
    return "\n".join(rows)


def _slashed(command: Command, language: str) -> str:
    return " ".join(f"`/{name}`" for name in command.names.get(language, ())) or "–"


def diagrams(coach: Coach) -> str:
    """Return the diagrams of all dialogues, as one page."""
    parts = [
        "# The dialogues, drawn",
        "",
        "Made by `knoop handbook` from the compiled definitions; do not edit.",
    ]
    for name, dialogue in sorted(coach.dialogues.items()):
        title = dialogue.title.render("en", {})
        parts += ["", f"## `{name}`: {title}", "", "```mermaid", draw(dialogue).rstrip(), "```"]
    return "\n".join(parts) + "\n"


def pages(root: Path, coach: Coach, program: click.Group) -> Iterator[tuple[Path, str]]:
    """Yield every page of the documentation below *root* that is made, with what it must say."""
    made = {
        "settings": settings_table(),
        "metrics": metrics_table(),
        "program": program_table(program),
        "chat": chat_table(coach),
    }
    yield root / "docs" / "dialogues.md", diagrams(coach)
    for name in ("README.md", "docs/running.md", "docs/using.md"):
        path = root / name
        yield path, _filled(path.read_text(encoding="utf-8"), made)


def _filled(text: str, made: dict[str, str]) -> str:
    """Return *text* with what stands between each pair of marks made anew."""

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        return f"<!-- {name} begins -->\n{made[name]}\n<!-- {name} ends -->"

    return _MARKED.sub(fill, text)
