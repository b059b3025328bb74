"""The linter: what only shows when all files are put together and every screen is drawn.

Every step is reachable and has a way to the end; every name in a condition or a text is known;
every screen, drawn with sample answers in every language, fits on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from bot.reader.blame import unusable
from bot.reader.drawn import screen_mistakes
from bot.reader.household import household_mistakes
from bot.reader.markup import bare, texts
from bot.reader.place import Place
from bot.reader.strict import Document, Mistake, Path_
from dialogs.coach import Coach
from dialogs.condition import BadConditionError, Condition, Expression, names_in
from dialogs.facts import DOSSIER_FIELDS, Given
from dialogs.figures import FIGURES
from dialogs.flow import END, Dialogue, Step
from dialogs.instruments import MODULES
from dialogs.rooms import ROOMS
from dialogs.sent import SENT
from dialogs.text import length, written_in

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

PAGE: Final = 900
"""Characters of an advice at most, without what its template fills in (UX.md)."""


def lint(coach: Coach, documents: Documents) -> Iterator[Mistake]:
    """Yield what is wrong with the content as a whole.

    Screens are drawn only when all ways and names are right: what is wrong there shows there.
    """
    places = [
        Place(coach, dialogue, documents[("dialogs", name)])
        for name, dialogue in coach.dialogues.items()
    ]
    found = [*household_mistakes(coach, documents), *_advice(coach, documents)]
    for place in places:
        advice = documents.get(("advice", place.dialogue.id), Document("", {}))
        found += [*_ways(place), *_kept_words(place), *_names(place, advice)]
    yield from found
    if not found:
        for place in places:
            yield from screen_mistakes(place)


# -- ways through a dialogue --------------------------------------------------------------------


def _leads(step: Step) -> list[str]:
    return [branch.to for branch in step.then] + [link.to for link in step.links if link.to]


def _ways(place: Place) -> Iterator[Mistake]:
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


def _kept_words(place: Place) -> Iterator[Mistake]:
    questions = place.dialogue.questions
    for name in place.dialogue.words:
        if name not in questions:
            yield place.mistake(("words",), f"there is no question {name!r} whose words to keep")


# -- names --------------------------------------------------------------------------------------


def _names(place: Place, advice: Document) -> Iterator[Mistake]:
    """Yield the names that nothing stands for, in the dialogue and in the words of its advice."""
    dialogue = place.dialogue
    own = frozenset(dialogue.questions)
    try:
        parts = _parts(place.coach, dialogue)
    except Exception as error:  # the tables that it reads have no shape of their own to check
        yield place.mistake((), f"its instrument cannot work: {unusable(error)}")
        return
    allowed = own | ALWAYS | {"entry"}
    for path, expression in _expressions(dialogue):
        try:
            expression.compile()
        except BadConditionError as error:
            yield place.mistake(path, str(error))
            continue
        for name in sorted(expression.names - allowed):
            what = f"{name!r} in {expression.source!r} is not known here; questions: {sorted(own)}"
            yield place.mistake(path, what)
        yield from (place.mistake(path, what) for what in _no_parts(expression.dotted, parts))
    for path, text in texts(place.document, place.coach.languages):
        names, dotted = _names_of(text)
        for name in sorted(names - allowed):
            what = f"{name!r} in the text is not known here; questions: {sorted(own)}"
            yield place.mistake(path, what)
        yield from (place.mistake(path, what) for what in _no_parts(dotted, parts))
    for path, text in texts(advice, place.coach.languages):
        # The instrument adds names of its own to a text of advice; only the parts are known here.
        for what in _no_parts(_names_of(text)[1], parts):
            yield advice.mistake(path, what)
    for name, step in dialogue.steps.items():
        for link in step.links:
            if link.open is not None and link.open not in (*MODULES, "library"):
                yield place.mistake(("steps", name, "links"), f"no dialogue is called {link.open}")
            if link.visits is not None and link.visits not in ROOMS:
                what = f"no room is called {link.visits!r}; there are {', '.join(ROOMS)}"
                yield place.mistake(("steps", name, "links"), what)
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


def _parts(coach: Coach, dialogue: Dialogue) -> dict[str, frozenset[str]]:
    """Return what may stand behind the dot of each name of the house, where that is known.

    The names of the results come from the instrument itself.
    """
    advice = frozenset(coach.advice.get(dialogue.id, ()))
    parts = {
        "network": frozenset(DOSSIER_FIELDS),
        "said": frozenset(dialogue.questions),
        "know": frozenset(coach.know[coach.language]),
        "figure": frozenset(FIGURES),
        "advice": advice,
        "advised": advice,
    }
    if dialogue.instrument is not None:
        parts["result"] = frozenset(dialogue.instrument(Given({})).results)
    return parts


def _no_parts(dotted: frozenset[str], parts: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for name in sorted(dotted):
        whole, part = name.split(".", 1)
        if part not in parts.get(whole, (part,)):
            yield f"{name!r} does not exist; behind {whole!r} may stand {sorted(parts[whole])}"


def _names_of(text: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names and the dotted names that a text uses, in all its languages."""
    found = [names_in(written_in(code).parse(str(words))) for code, words in text.items()]
    names = frozenset(name for some, _ in found for name in some)
    return names, frozenset(name for _, some in found for name in some)


def _expressions(dialogue: Dialogue) -> Iterator[tuple[Path_, Expression]]:
    for name, step in dialogue.steps.items():
        at: Path_ = ("steps", name)
        if step.only is not None:
            yield (*at, "only"), step.only
        yield from ((((*at, "then")), b.when) for b in step.then if b.when is not None)
        for link in step.links:
            found = (link.when, link.proposes)
            yield from (((*at, "links"), one) for one in found if one is not None)
    for at_all, expressions in (("remember", dialogue.remember), ("facts", dialogue.facts)):
        yield from (((at_all, name), expression) for name, expression in expressions.items())
    for name, review in dialogue.reviews.items():
        yield ("reviews", name), review.when
    for name, silent in dialogue.silent.items():
        if silent.source is not None:
            yield ("silent", name), silent.source


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
            for part in ("text", "more"):
                if any(length(bare(words)) > PAGE for words in entry.get(part, {}).values()):
                    what = f"longer than {PAGE} characters, what a page holds; make it shorter"
                    yield document.mistake((key, part), what)
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
