"""The linter: what only shows when all files are put together and every screen is drawn.

Every step is reachable and has a way to the end; every name in a condition or a text is known;
every screen, drawn with sample answers in every language, fits on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from jinja2 import TemplateError

from bot.reader.samples import sample_answers
from bot.reader.strict import Document, Mistake, Path_
from dialogs.coach import Coach
from dialogs.condition import BadConditionError, Condition, Expression, UnknownFact
from dialogs.event import Event, Key, Said
from dialogs.facts import DOSSIER_FIELDS, Given
from dialogs.flow import END, Dialogue, Step
from dialogs.instruments import MODULES
from dialogs.memory import Memory
from dialogs.navigation import navigation
from dialogs.sent import SENT
from dialogs.session import Frame, Session
from dialogs.steps.advise import Advise
from dialogs.steps.plan import MakePlan
from dialogs.steps.say import Say
from dialogs.talk import Talk
from dialogs.text import length

Documents = Mapping[tuple[str, str], Document]

ALWAYS: Final = frozenset(
    {
        "network",
        "past",
        "know",
        "today",
        "scratch",
        "result",
        "said",
        "figure",
        "private",
        "advised",
        "advice",
        "my_networks",
    }
)
"""Names that every condition and text of a dialogue may use."""

QUESTION: Final = 500
LIMITS: Final = {Say: 900, Advise: 1100, MakePlan: 900}
"""Characters on a phone: of a question, and of the screens that may be longer (UX.md)."""

ONE_COLUMN, TWO_COLUMNS = 38, 18
_WORD: Final = re.compile(r"\.word\(\s*\"([a-z_]+)\"")


@dataclass(frozen=True, slots=True)
class _Place:
    """A dialogue under the linter: its definition and its file."""

    coach: Coach
    dialogue: Dialogue
    document: Document

    def mistake(self, path: Path_, what: str) -> Mistake:
        return self.document.mistake(path, what)


def lint(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    """Yield what is wrong with the content as a whole."""
    for name, dialogue in coach.dialogues.items():
        place = _Place(coach, dialogue, documents[("dialogs", name)])
        yield from _ways(place)
        yield from _names(place)
        yield from _screens(place)
    yield from _advice(coach, documents)
    yield from _words(coach, documents)
    yield from _commands(documents)


# -- ways through a dialogue --------------------------------------------------------------------


def _leads(step: Step) -> list[str]:
    return [branch.to for branch in step.then] + [link.to for link in step.links if link.to]


def _ways(place: _Place) -> Iterator[Mistake]:
    steps = place.dialogue.steps
    broken = False
    for name, step in steps.items():
        for to in _leads(step):
            if to not in steps and to != END:
                broken = True
                what = f"there is no step {to!r}; the steps are {', '.join(steps)}, {END}"
                yield place.mistake(("steps", name), what)
        if step.then[-1].when is not None:
            what = "the last branch of `then` must have no `when`, or the talk can get stuck"
            yield place.mistake(("steps", name, "then"), what)
    if broken:
        return
    reached = _reached(place.dialogue.first, steps)
    for name in steps:
        if name not in reached:
            what = f"no step leads to {name!r}; add it to a `then` or a link, or take it out"
            yield place.mistake(("steps", name), what)
        elif END not in _reached(name, steps):
            yield place.mistake(("steps", name), f"from {name!r} there is no way to the end")


def _reached(first: str, steps: Mapping[str, Step]) -> set[str]:
    seen, waiting = {first}, [first]
    while waiting:
        for to in _leads(steps[waiting.pop()]):
            if to not in seen:
                seen.add(to)
                waiting += [to] if to != END else []
    return seen


# -- names --------------------------------------------------------------------------------------


def _names(place: _Place) -> Iterator[Mistake]:
    dialogue = place.dialogue
    own = frozenset(dialogue.questions)
    results = _results(dialogue)
    for path, expression in _expressions(dialogue):
        try:
            expression.compile()
        except BadConditionError as error:
            yield place.mistake(path, str(error))
            continue
        allowed = own | ALWAYS | {"entry"}
        for what in _unknown(expression, allowed, own, results):
            yield place.mistake(path, what)
    for name, step in dialogue.steps.items():
        for link in step.links:
            if link.open is not None and link.open not in (*MODULES, "library"):
                yield place.mistake(("steps", name, "links"), f"no dialogue is called {link.open}")
            if link.sends is not None and link.sends not in SENT:
                what = f"nothing to send is called {link.sends!r}; there are {', '.join(SENT)}"
                yield place.mistake(("steps", name, "links"), what)
        for fact in step.keep.values():
            if fact not in DOSSIER_FIELDS:
                what = f"{fact!r} is no fact of a network; there are {sorted(DOSSIER_FIELDS)}"
                yield place.mistake(("steps", name, "keep"), what)
    for question in dialogue.later:
        if question not in own:
            yield place.mistake(("later",), f"there is no question {question!r}")


def _results(dialogue: Dialogue) -> frozenset[str] | None:
    """Return the names of the results, from the instrument itself; None where there is none."""
    if dialogue.instrument is None:
        return None
    return frozenset(dialogue.instrument(Given({})).results)


def _unknown(
    expression: Expression, allowed: frozenset[str], own: frozenset[str], results: Any
) -> Iterator[str]:
    for name in sorted(expression.names - allowed):
        yield f"{name!r} in {expression.source!r} is not known here; questions: {sorted(own)}"
    for dotted in sorted(expression.dotted):
        whole, part = dotted.split(".", 1)
        if whole == "network" and part not in DOSSIER_FIELDS:
            yield f"{dotted!r} is no fact of a network; there are {sorted(DOSSIER_FIELDS)}"
        if whole == "result" and results is not None and part not in results:
            yield f"{dotted!r} is no result; there are {sorted(results)}"
        if whole == "said" and part not in own:
            yield f"{dotted!r} is no question; there are {sorted(own)}"


def _expressions(dialogue: Dialogue) -> Iterator[tuple[Path_, Expression]]:
    for name, step in dialogue.steps.items():
        at: Path_ = ("steps", name)
        if step.only is not None:
            yield (*at, "only"), step.only
        yield from ((((*at, "then")), b.when) for b in step.then if b.when is not None)
        yield from ((((*at, "links")), link.when) for link in step.links if link.when is not None)
    for name, expression in dialogue.remember.items():
        yield ("remember", name), expression
    for name, silent in dialogue.silent.items():
        if silent.source is not None:
            yield ("silent", name), silent.source


# -- screens ------------------------------------------------------------------------------------


def _screens(place: _Place) -> Iterator[Mistake]:
    dialogue = place.dialogue
    for language in sorted(place.coach.languages):
        for text, at in ((dialogue.title, ("title",)), (dialogue.button, ("button",))):
            if len(text.words[language]) > ONE_COLUMN:
                yield place.mistake(at, f"{language}: longer than {ONE_COLUMN} characters")
        for answers in sample_answers(dialogue, place.coach, language):
            for name in dialogue.steps:
                yield from _drawn(place, name, answers, language)


def _drawn(
    place: _Place, name: str, answers: Mapping[str, Any], language: str
) -> Iterator[Mistake]:
    talk = sample_talk(place.coach, place.dialogue, name, answers, language)
    at: Path_ = ("steps", name)
    try:
        screen = talk.step.screen(talk)
        rows = [*screen.rows, *navigation(talk)]
    except (
        TemplateError,
        UnknownFact,
        LookupError,
        AttributeError,
        TypeError,
        ValueError,
    ) as error:
        what = f"{language}: this screen cannot be drawn: {type(error).__name__}: {error}"
        yield place.mistake(at, what)
        return
    most = next((limit for kind, limit in LIMITS.items() if isinstance(talk.step, kind)), QUESTION)
    if length(screen.text) > most:
        what = (
            f"{language}: {length(screen.text)} characters; this kind of screen has {most} at most"
        )
        yield place.mistake(at, what)
    for row in rows:
        longest = {1: ONE_COLUMN, 2: TWO_COLUMNS + 3}.get(len(row), 14)
        for choice in row:
            if length(choice.label) > longest:
                what = f"{language}: the button {str(choice.label)!r} is over {longest} characters"
                yield place.mistake(at, what)


def sample_talk(
    coach: Coach, dialogue: Dialogue, step: str, answers: Mapping[str, Any], language: str
) -> Talk:
    """Return a talk that stands at *step* with *answers* given on the way."""
    frame = Frame(dialogue.id, step, answers=dict(answers), path=[*dialogue.steps, step])
    event = Event(Key(0, 0, 0, 0), datetime(2026, 3, 2, 12, tzinfo=UTC), Said(""))
    return Talk(coach, Session(language, frames=[frame]), Memory(), event)


# -- advice, words, commands --------------------------------------------------------------------


def _advice(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    sources = {*next(iter(coach.sources.values()), {}), "ours"}
    for (folder, name), document in documents.items():
        if folder != "advice":
            continue
        dialogue = coach.dialogues.get(name)
        derived = _derived(name)
        for key, entry in document.value.items():
            for source in entry.get("source", ()):
                if source not in sources:
                    what = f"no source is called {source!r}; add it to content/sources"
                    yield document.mistake((key, "source"), what)
            if dialogue is None:
                continue
            allowed = frozenset({*dialogue.questions, *derived, *ALWAYS})
            for because in entry.get("because", ()):
                if because not in allowed:
                    yield document.mistake((key, "because"), f"there is no question {because!r}")
            written = entry.get("when", ())
            for source in [written] if isinstance(written, str) else written:
                yield from _condition(document, key, source, allowed)


def _condition(
    document: Document, key: str, source: str, allowed: frozenset[str]
) -> Iterator[Mistake]:
    try:
        unknown = sorted(Condition(source).names - allowed)
    except BadConditionError as error:
        yield document.mistake((key, "when"), str(error))
        return
    for name in unknown:
        what = f"{name!r} is not known here; there are {sorted(allowed)}"
        yield document.mistake((key, "when"), what)


def _derived(name: str) -> frozenset[str]:
    """Return the names that the instrument of dialogue *name* derives for its rules."""
    if name not in MODULES:
        return frozenset()
    module = import_module(f"dialogs.instruments.{MODULES[name]}")
    return frozenset(getattr(module, "DERIVED", ()))


def _words(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    """The code asks for words of the house by key: every key must be there."""
    package = Path(import_module("dialogs").__file__ or "").parent
    asked = {
        key
        for path in sorted(package.rglob("*.py"))
        for key in _WORD.findall(path.read_text(encoding="utf-8"))
    }
    document = documents[("talk", "talk")]
    for key in sorted(asked - set(coach.words)):
        yield document.mistake((), f"the sentence {key!r} is missing here; add it")


def _commands(documents: Documents) -> Iterator[Mistake]:
    taken: dict[str, str] = {}
    for (folder, stem), document in documents.items():
        entries = {
            "dialogs": {stem: document.value.get("commands", {})} if folder == "dialogs" else {},
            "commands": {name: entry["names"] for name, entry in document.value.items()}
            if folder == "commands"
            else {},
        }.get(folder, {})
        for name, languages in entries.items():
            for word in {word for names in languages.values() for word in names}:
                if taken.setdefault(word, name) != name:
                    what = f"the command /{word} is taken by {taken[word]}; choose another"
                    yield document.mistake((), what)
