"""The shape of the files of the content, for the check and for editors (JSON Schema).

The models only check: dialogues are built from the plain values (``bot.reader.dialogue``).
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from bot.reader.entry import Entry, Name, ReviewEntry, SilentEntry, StepEntry, Words
from bot.reader.strict import Document, Mistake


class DialogueFile(Entry):
    """One file of ``content/dialogs``."""

    title: Words
    button: Words | None = None
    about: Words | None = None
    scope: Literal["private", "private_only", "group", "everywhere"] = "private"
    team: bool = False
    commands: dict[str, list[str]] = {}
    lapses: Annotated[int, Field(ge=1, le=366)] = 90
    offers: Literal["plan", "meeting", "nothing"] = "plan"
    remember: dict[str, str] = {}
    words: list[Name] = []
    reviews: dict[Name, ReviewEntry] = {}
    facts: dict[str, str] = {}
    silent: dict[Name, SilentEntry] = {}
    later: list[str] = []
    respondents: bool = False
    steps: Annotated[dict[Name, StepEntry], Field(min_length=1)]


class AdviceEntry(Entry):
    """One entry of a file of ``content/advice``; ``like`` takes the words of another entry."""

    text: Words | None = None
    like: Name | None = None
    more: Words | None = None
    label: Words | None = None
    brief: Words | None = None
    when: str | list[str] | None = None
    because: list[str] = []
    source: list[str] = []

    @model_validator(mode="after")
    def _text_or_like(self) -> AdviceEntry:
        if (self.text is None) == (self.like is None):
            raise ValueError("either a text is needed here, or `like` with the id of another entry")
        return self


class SourceEntry(Entry):
    """One entry of a file of ``content/sources``."""

    author: str
    year: int | str | None
    title: str
    kind: str
    find: Words


class CommandEntry(Entry):
    """One entry of ``content/commands.yaml``."""

    names: dict[str, list[str]]
    says: Words
    does: list[str]
    group: bool = False


def models(folder: str) -> Any:
    """Return the type that a file of *folder* must have."""
    return {
        "dialogs": DialogueFile,
        "advice": dict[Name, AdviceEntry],
        "sources": dict[str, SourceEntry],
        "phrases": dict[str, dict[str, list[str]]],
        "commands": dict[str, CommandEntry],
        "menu": dict[Literal["first", "more", "team"], list[str]],
        "languages": dict[str, dict[Literal["name"], str]],
        "talk": dict[str, Words],
        "team": dict[str, Words],
    }[folder]


NAME: Final = "{name}"
_SAYS: Final = {
    "missing": "{name} is missing here; add it",
    "extra_forbidden": "{name} is not known here; take it out, or look how it is spelled",
    "dict_type": "{name} must be a mapping (key: value)",
    "model_type": "{name} must be a mapping (key: value)",
    "list_type": "{name} must be a list ([one, two])",
    "string_type": "{name} must be a text; put it in quotes",
    "bool_type": "{name} must be true or false",
    "int_type": "{name} must be a whole number",
}


def shape_mistakes(document: Document, folder: str) -> list[Mistake]:
    """Return where *document* does not have the shape of the files of *folder*, with lines."""
    if folder == "knowledge":
        return []
    try:
        TypeAdapter(models(folder)).validate_python(document.value)
    except ValidationError as error:
        return _mistakes(document, error)
    return []


def _mistakes(document: Document, error: ValidationError) -> list[Mistake]:
    found: dict[tuple[int, str], Mistake] = {}
    for one in error.errors():
        path = _path(document, one["loc"])
        names = [part for part in one["loc"] if part != "[key]"]
        name = repr(str(names[-1])) if names else "the file"
        told = _SAYS.get(one["type"], f"{NAME}: {one['msg']}").replace(NAME, name)
        line = document.line(path)
        found.setdefault((line, str(path)), Mistake(document.file, line, told))
    return list(found.values())


def _path(document: Document, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the part of a pydantic location that stands in the file."""
    path: tuple[str | int, ...] = ()
    for part in location:
        for candidate in (part, str(part), int(part) if str(part).isdecimal() else part):
            if (*path, candidate) in document.lines:
                path = (*path, candidate)
                break
    return path
