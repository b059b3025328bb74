"""A piece of content that somebody can come to, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.reached.results import RESULTS
from bot.reader.drawn import sample_talk
from bot.reader.shelf import Shelf
from bot.reader.strict import Document, Mistake, Path_
from dialogs.coach import Coach
from dialogs.flow import Dialogue, Link, Step
from dialogs.instruments.library import Librarian
from dialogs.options import Options
from dialogs.session import Action
from dialogs.steps.choose import Choose
from dialogs.steps.listing import Listing
from dialogs.steps.many import Many, Ticks
from dialogs.steps.write import Write
from dialogs.steps.yesno import YesNo
from dialogs.view import View

ASKING: Final = ("choose", "many", "ticks", "yesno", "write", "list")
"""The kinds of step that have options, as a dialogue names them."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One piece: its dialogue, what kind of thing it is, and its name within these.

    ``kind`` is ``step``, ``option``, ``branch``, ``link``, ``advice``, ``more`` (what stands
    behind the advice), ``result`` (a value that a result can have) or ``shelf``.
    """

    dialogue: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and where it is written."""

    piece: Piece
    document: Document
    path: Path_

    def unreached(self, language: str) -> Mistake:
        """Return that nobody comes to it in *language*, with file and line."""
        what = f"{self.piece.kind} {self.piece.name} is reached by no talk and no case ({language})"
        return self.document.mistake(self.path, what)


def pieces(coach: Coach, shelf: Shelf) -> Iterator[Placed]:
    """Yield every piece of the content that a talk or a case can reach."""
    for name, dialogue in coach.dialogues.items():
        document = shelf[("dialogs", name)]
        for step in dialogue.steps.values():
            yield from _of_step(coach, dialogue, step, document)
        advice = shelf.get(("advice", name), document)
        for key, one in coach.advice.get(name, {}).items():
            yield Placed(Piece(name, "advice", key), advice, (key,))
            if one.more is not None:
                yield Placed(Piece(name, "more", key), advice, (key, "more"))
        for result, there_are in RESULTS.get(name, {}).items():
            for value in there_are:
                yield Placed(Piece(name, "result", f"{result} {value}"), advice, ())
        if isinstance(dialogue.instrument, Librarian):
            book = shelf[("knowledge", "library")]
            for kind in dialogue.instrument.libraries[coach.language].shelves:
                yield Placed(Piece(name, "shelf", kind), book, ("shelves", kind))


def _of_step(coach: Coach, dialogue: Dialogue, step: Step, document: Document) -> Iterator[Placed]:
    at: Path_ = ("steps", step.id)
    yield Placed(Piece(dialogue.id, "step", step.id), document, at)
    view = sample_talk(coach, dialogue, step.id, {}, coach.language)
    kind = next((one for one in document.value["steps"][step.id] if one in ASKING), "")
    for name, (key, value) in options(step, view).items():
        path = (*at, kind, *key, value)
        yield Placed(Piece(dialogue.id, "option", name), document, path)
    if len(step.then) > 1:
        for number in range(len(step.then)):
            piece = Piece(dialogue.id, "branch", branch(step, number))
            yield Placed(piece, document, (*at, "then", number))
    for number, link in enumerate(step.links):
        piece = Piece(dialogue.id, "link", linked(step, link, coach))
        yield Placed(piece, document, (*at, "links", number))


def linked(step: Step, link: Link, coach: Coach) -> str:
    """Return the name of *link* under *step*: its label, and where it leads."""
    leads = link.to or link.open or link.visits or link.sends
    return f"{step.id}: {link.label.words[coach.language]} ({leads})"


def branch(step: Step, number: int) -> str:
    """Return the name of one way on from *step*."""
    way = step.then[number]
    when = "" if way.when is None else f" when {way.when.source}"
    return f"{step.id} to {way.to}{when}"


def options(step: Step, view: View) -> dict[str, tuple[Path_, str]]:
    """Return the options of *step*: their names, and where each is written below the step."""
    match step:
        case Listing():
            return {
                f"{step.id}.{name}: {value}": (("fields", name, "options"), value)
                for name, field in step.fields.items()
                for value in _ids(field.options, view)
            }
        case YesNo():
            return {f"{step.id}: {value}": ((), value) for value in ("yes", "no")}
        case Choose() | Many() | Ticks() | Write():
            table = _table(step)
            return {
                f"{table}: {value}": (("options",), value) for value in _ids(step.options, view)
            }
    return {}


def _table(step: Choose | Many | Write) -> str:
    """Return where the options of *step* are from: two steps may share one table."""
    return step.id if step.options.source is None else step.options.source.source


def _ids(options: Options, view: View) -> list[str]:
    """Return the ids of *options*, also of those that stand there only sometimes."""
    return [one.id for one in options.written] or list(options.of(view))


def chosen(step: Step, answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the options of *step* that *answers* hold."""
    told = [answers.get(question) for question in step.questions]
    match step:
        case Listing():
            for entry in told[0] or ():
                yield from (
                    f"{step.id}.{name}: {one}"
                    for name in step.fields
                    for one in _several(entry.get(name))
                )
        case Ticks():
            yield from (f"{step.id}: {q}" for q in step.questions if answers.get(q) == "yes")
        case YesNo():
            yield from (f"{step.id}: {one}" for one in _several(told[0]))
        case Choose() | Many() | Write():
            for option in step.options.written:
                if option.sets and all(answers.get(q) == v for q, v in option.sets.items()):
                    yield f"{step.id}: {option.id}"
            yield from (f"{_table(step)}: {one}" for one in _several(told[0]))


def _several(value: Any) -> list[Any]:
    """Return what was chosen as a list: nothing, one or several."""
    several = value if isinstance(value, list) else [value]
    return [one for one in several if one is not None]


def actions(step: Step) -> dict[int, list[Action]]:
    """Return what the buttons of each link of *step* do, by the number of the link."""
    does: dict[int, list[Action]] = {}
    for number, link in enumerate(step.links):
        if link.sets:
            does[number] = [["note", q, value, link.to] for q, value in link.sets.items()]
        elif link.sends is not None:
            does[number] = [["send", link.sends]]
        elif link.visits is not None:
            does[number] = [["room", link.visits]]
        elif link.open is not None:
            does[number] = [["call", link.open]]
        else:
            does[number] = [["to", link.to]]
    return does
