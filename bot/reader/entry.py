"""The shape of a step in a file of ``content/dialogs``: what is asked, and how it is answered."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Words = dict[str, str]
Scalar = str | int | float | bool
Name = Annotated[str, BeforeValidator(str), Field(pattern=r"^[A-Za-z0-9_.+]+$")]


class Entry(BaseModel):
    """Part of a file: no key more than what stands here, and every value of the kind it must be."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OptionEntry(Entry):
    """An option with more than a label."""

    label: Words
    full: Words | None = None
    when: str | None = None
    sets: dict[str, Scalar] = {}


class OptionsFrom(Entry):
    """Options taken from what the coach knows."""

    source: str = Field(alias="from")
    label: str = "label"
    full: str | None = None
    groups: str | None = None


Options = OptionsFrom | dict[Name, OptionEntry | Words]


class ChooseEntry(Entry):
    """Choose one."""

    options: Options
    unknown: bool = True
    columns: Literal[1, 2] = 1
    propose: bool = False


class ManyEntry(Entry):
    """Choose many."""

    options: Options
    most: int = 99
    columns: Literal[1, 2] = 1
    unknown: bool = False
    without: str | None = None


class TicksEntry(Entry):
    """Several yes/no questions on one screen."""

    options: dict[Name, OptionEntry | Words]
    columns: Literal[1, 2] = 1


class YesNoEntry(Entry):
    """Yes or no."""


class ScaleEntry(Entry):
    """A scale of 1 to 5, with words at both ends."""

    low: Words
    high: Words
    unknown: Words | None = None


class HighestEntry(ScaleEntry):
    """Several statements on a scale; the highest value is the answer."""

    statements: Annotated[list[Words], Field(min_length=2)]
    enough: Annotated[int, Field(ge=1, le=5)] = 5


class NumberEntry(Entry):
    """A whole number."""

    min: int = 0
    max: int = 9999
    near: list[int] = []


class WriteEntry(Entry):
    """Free text."""

    max: Annotated[int, Field(ge=1, le=1000)] = 300
    options: Options | None = None
    unknown: bool = False


class DayEntry(Entry):
    """A day."""

    ahead: list[int] = [0, 1, 7]


class FieldEntry(Entry):
    """A field of the entries of a list."""

    kind: Literal["choice", "number", "amount", "many", "yesno", "date", "text"] = "choice"
    ask: Words | None = None
    options: Options | None = None
    columns: Literal[1, 2] = 1
    unknown: bool = True


class ListEntry(Entry):
    """A list of entries with a name."""

    fields: dict[Name, FieldEntry]
    taps: list[str]
    max: Annotated[int, Field(ge=1, le=100)] = 40
    checklist: str | None = None
    known: str | None = None
    begins: str | None = None
    noun: Words | None = None
    nouns: Words | None = None


class EachEntry(Entry):
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


class LookEntry(Entry):
    """Look something up in the library."""


class SayEntry(Entry):
    """A page to read."""

    go: Words | None = None


class HandInEntry(Entry):
    """What was answered goes to the poll of the group."""

    go: Words


class AdviseEntry(Entry):
    """The advice."""

    go: Words | None = None
    pick: Words | None = None
    lenses: bool = False
    of: list[str] = []


class SuggestionEntry(Entry):
    """A ready plan with a condition."""

    text: Words
    when: str | None = None


class PlanEntry(Entry):
    """One if-then plan."""

    question: str | None = None
    suggestions: list[SuggestionEntry | Words] = []
    source: str | None = Field(default=None, alias="from")


class BranchEntry(Entry):
    """Where a step leads."""

    to: str
    when: str | None = None


class LinkEntry(Entry):
    """An extra button under a step."""

    label: Words
    when: str | None = None
    to: str | None = None
    open: str | None = None
    proposes: str | None = None
    visits: str | None = None
    sends: str | None = None
    sets: dict[str, Scalar] = {}


class ReviewEntry(Entry):
    """A day to look again that an advice promises."""

    when: str
    days: Annotated[int, Field(ge=1, le=400)]
    label: Words
    ask: Words
    new_phase: bool = False


class AnswerKinds(Entry):
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
