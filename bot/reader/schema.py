"""The shape of the files of the content, for the check and for editors (JSON Schema).

The models only check: dialogues are built from the plain values (``bot.reader.dialogue``).
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from bot.reader.strict import Document, Mistake

Words = dict[str, str]
Scalar = str | int | float | bool
Name = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Za-z0-9_.+]+$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class OptionEntry(_File):
    """An option with more than a label."""

    label: Words
    full: Words | None = None
    when: str | None = None
    sets: dict[str, Scalar] = {}


class OptionsFrom(_File):
    """Options taken from what the coach knows."""

    source: str = Field(alias="from")
    label: str = "label"
    full: str | None = None
    groups: str | None = None


Options = OptionsFrom | dict[Name, OptionEntry | Words]


class ChooseEntry(_File):
    """Choose one."""

    options: Options
    unknown: bool = True
    columns: Literal[1, 2] = 1
    propose: bool = False


class ManyEntry(_File):
    """Choose many."""

    options: Options
    most: int = 99
    columns: Literal[1, 2] = 1
    unknown: bool = False
    without: str | None = None


class TicksEntry(_File):
    """Several yes/no questions on one screen."""

    options: dict[Name, OptionEntry | Words]
    columns: Literal[1, 2] = 1


class YesNoEntry(_File):
    """Yes or no."""


class ScaleEntry(_File):
    """A scale of 1 to 5, with words at both ends."""

    low: Words
    high: Words
    unknown: Words | None = None


class HighestEntry(ScaleEntry):
    """Several statements on a scale; the highest value is the answer."""

    statements: Annotated[list[Words], Field(min_length=2)]
    enough: Annotated[int, Field(ge=1, le=5)] = 5


class NumberEntry(_File):
    """A whole number."""

    min: int = 0
    max: int = 9999
    near: list[int] = []


class WriteEntry(_File):
    """Free text."""

    max: Annotated[int, Field(ge=1, le=1000)] = 300
    options: Options | None = None
    unknown: bool = False


class DayEntry(_File):
    """A day."""

    ahead: list[int] = [0, 1, 7]


class FieldEntry(_File):
    """A field of the entries of a list."""

    kind: Literal["choice", "number", "amount", "many", "yesno", "date", "text"] = "choice"
    ask: Words | None = None
    options: Options | None = None
    columns: Literal[1, 2] = 1
    unknown: bool = True


class ListEntry(_File):
    """A list of entries with a name."""

    fields: dict[Name, FieldEntry]
    taps: list[str]
    max: Annotated[int, Field(ge=1, le=100)] = 40
    checklist: str | None = None
    known: str | None = None
    begins: str | None = None
    noun: Words | None = None
    nouns: Words | None = None


class EachEntry(_File):
    """One field over a whole list."""

    of: str
    field: str
    value: str | None = None
    otherwise: str | None = None
    values: str | None = None
    days: bool = False
    among: str | None = None
    shows: str | None = None
    none: Words | None = None
    counts: bool = True


class LookEntry(_File):
    """Look something up in the library."""


class SayEntry(_File):
    """A page to read."""

    go: Words | None = None


class HandInEntry(_File):
    """What was answered goes to the poll of the group."""

    go: Words


class AdviseEntry(_File):
    """The advice."""

    go: Words | None = None
    pick: Words | None = None
    lenses: bool = False
    of: list[str] = []


class SuggestionEntry(_File):
    """A ready plan with a condition."""

    text: Words
    when: str | None = None


class PlanEntry(_File):
    """One if-then plan."""

    question: str | None = None
    suggestions: list[SuggestionEntry | Words] = []
    source: str | None = Field(default=None, alias="from")


class BranchEntry(_File):
    """Where a step leads."""

    to: str
    when: str | None = None


class LinkEntry(_File):
    """An extra button under a step."""

    label: Words
    when: str | None = None
    to: str | None = None
    open: str | None = None
    sends: str | None = None
    sets: dict[str, Scalar] = {}


class AnswerKinds(_File):
    """The kinds of answer that a question may have."""

    choose: ChooseEntry | None = None
    many: ManyEntry | None = None
    yesno: YesNoEntry | None = None
    scale: ScaleEntry | None = None
    highest: HighestEntry | None = None
    number: NumberEntry | None = None
    write: WriteEntry | None = None
    day: DayEntry | None = None
    list_: ListEntry | None = Field(default=None, alias="list")

    @model_validator(mode="after")
    def _one_kind(self) -> AnswerKinds:
        kinds = [name for name in KIND_NAMES if getattr(self, name, None) is not None]
        if len(kinds) != 1:
            names = ", ".join(name.rstrip("_") for name in KIND_NAMES)
            raise ValueError(f"exactly one kind is needed here: {names}")
        return self


class StepEntry(AnswerKinds):
    """One step of a dialogue."""

    ask: Words
    ticks: TicksEntry | None = None
    each: EachEntry | None = None
    look: LookEntry | None = None
    say: SayEntry | None = None
    hand_in: HandInEntry | None = None
    advise: AdviseEntry | None = None
    plan: PlanEntry | None = None
    question: str | None = None
    short: Words | None = None
    keep: str | dict[str, str] | None = None
    only: str | None = None
    skip: bool = True
    optional: bool = False
    then: str | list[BranchEntry] | None = None
    links: list[LinkEntry] = []
    was: list[str] = []


KIND_NAMES: Final = (
    *("choose", "many", "ticks", "yesno", "scale", "highest", "number", "write", "day", "list_"),
    *("each", "look", "say", "hand_in", "advise", "plan"),
)


class SilentEntry(AnswerKinds):
    """A question without a screen."""

    source: str | None = Field(default=None, alias="from")
    short: Words | None = None


class DialogueFile(_File):
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
    facts: dict[str, str] = {}
    silent: dict[Name, SilentEntry] = {}
    later: list[str] = []
    respondents: bool = False
    steps: Annotated[dict[Name, StepEntry], Field(min_length=1)]


class AdviceEntry(_File):
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


class SourceEntry(_File):
    """One entry of a file of ``content/sources``."""

    author: str
    year: int | str | None
    title: str
    kind: str
    find: Words


class CommandEntry(_File):
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
