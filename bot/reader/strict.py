"""YAML as people mean it: strict, with line numbers.

Plain PyYAML turns ``no`` into False, ``10:30`` into 630 and a telephone number into an octal
number, and lets a doubled key win in silence. Here a scalar is a string unless it is a number,
``true``, ``false`` or ``null`` of YAML 1.2; a doubled key, a tag and a merge key are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, Final

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - a PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Path_ = tuple[str | int, ...]

DEEPEST: Final = 40
"""Levels of lists and mappings within each other; more is no file that people write."""

LONGEST: Final = 18
"""Digits of a whole number; a longer row of them is a text."""

_WORDS: Final = {
    "": None,
    "null": None,
    "~": None,
    "true": True,
    "false": False,
    **dict.fromkeys(("True", "TRUE"), True),
    **dict.fromkeys(("False", "FALSE"), False),
}
_INTEGER: Final = re.compile(rf"[-+]?(0|[1-9][0-9]{{0,{LONGEST - 1}}})\Z")
_FLOAT: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?\Z")
_QUOTED: Final = frozenset("'\"|>")
_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "map", "seq", "int", "float", "bool", "null", "timestamp", "merge", "value")
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a file of the content: where, what, and what to do about it."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class ContentError(Exception):
    """The content cannot be used; ``mistakes`` lists everything that is wrong with it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


@dataclass(slots=True)
class Document:
    """One YAML file: its value, and the line on which every key and entry stands."""

    file: str
    value: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """Return the line of *path*, or of the nearest thing around it that is written down."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def mistake(self, path: Path_, what: str) -> Mistake:
        """Return a mistake at *path* of this file."""
        return Mistake(self.file, self.line(path), what)


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


class _Reading:
    """Turns the nodes of one file into values, collecting mistakes on the way."""

    def __init__(self, document: Document, aliases: int) -> None:
        self.document = document
        self.mistakes: list[Mistake] = []
        self._seen: set[int] = set()
        self._aliases = aliases

    def _repeatable(self, node: yaml.Node) -> bool:
        """Return whether an alias of *node* is harmless: a word or words, not too often."""
        self._aliases -= 1
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return self._aliases >= 0 and all(isinstance(part, yaml.ScalarNode) for part in parts)

    def _refuse(self, node: yaml.Node, what: str) -> None:
        line = node.start_mark.line + 1
        self.mistakes.append(Mistake(self.document.file, line, what))

    def value(self, node: yaml.Node, path: Path_) -> Any:
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if node.tag not in _TAGS:
            self._refuse(node, f"the tag {node.tag} is not allowed; leave it out")
        if id(node) in self._seen and not self._repeatable(node):
            self._refuse(node, "an alias (*name) is not allowed; write it out")
            return None
        self._seen.add(id(node))
        if len(path) > DEEPEST:
            self._refuse(node, f"this stands more than {DEEPEST} levels deep; make it flatter")
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, (*path, n)) for n, entry in enumerate(node.value)]
        value = _scalar(node) if isinstance(node, yaml.ScalarNode) else None
        if isinstance(value, float) and not isfinite(value):
            self._refuse(node, "this number is too large; write a smaller one")
        return value

    def _pairs(self, node: yaml.MappingNode, path: Path_) -> Iterator[tuple[str | int, Any]]:
        seen: set[str | int] = set()
        for key_node, value_node in node.value:
            key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int) or isinstance(key, bool) or key == "<<":
                self._refuse(key_node, "a key must be a word; put it in quotes")
                continue
            if key in seen:
                self._refuse(key_node, f"the key {key!r} stands here twice; keep one of the two")
                continue
            seen.add(key)
            self.document.lines[(*path, key)] = key_node.start_mark.line + 1
            yield key, self.value(value_node, (*path, key))


def read(text: str, file: str, aliases: int = 0) -> Document:
    """Read the YAML in *text*; *file* is its name in messages.

    Up to *aliases* times a word or a list of words may stand by its alias, as programs write it.

    Raises:
        ContentError: the text is no YAML, is empty, or holds something that is refused.
    """
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        what = f"this is no YAML: {problem}; check the indentation and the quotes"
        raise ContentError([Mistake(file, line, what)]) from error
    if node is None:
        what = "the file is empty; fill it in or remove it"
        raise ContentError([Mistake(file, 1, what)])
    document = Document(file, None)
    reading = _Reading(document, aliases)
    document.value = reading.value(node, ())
    if reading.mistakes:
        raise ContentError(reading.mistakes)
    return document


def read_file(path: Path, root: Path) -> Document:
    """Read the YAML file at *path*; messages name it from *root*.

    Raises:
        ContentError: it cannot be read, is not UTF-8, or :func:`read` refuses it.
    """
    name = path.relative_to(root).as_posix()
    try:
        return read(path.read_text(encoding="utf-8"), name)
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot read the file: {error}; save it as UTF-8 text"
        raise ContentError([Mistake(name, 1, what)]) from error
