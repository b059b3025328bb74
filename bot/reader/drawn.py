"""Draws every screen of a dialogue with sample answers: does it fit on a phone?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from jinja2 import TemplateError
from markupsafe import Markup

from bot.reader.place import Place
from bot.reader.samples import sample_answers
from bot.reader.strict import Mistake, Path_
from dialogs.coach import Coach
from dialogs.condition import UnknownFact
from dialogs.event import Event, Key, Said
from dialogs.flow import Dialogue, Step
from dialogs.memory import Memory
from dialogs.navigation import navigation
from dialogs.screen import Row
from dialogs.session import Frame, Session
from dialogs.steps.advise import Advise, shown_and_hidden
from dialogs.steps.choose import Choose
from dialogs.steps.many import Many
from dialogs.steps.plan import MakePlan
from dialogs.steps.say import Say
from dialogs.talk import Talk
from dialogs.text import length

QUESTION: Final = 500
LIMITS: Final = {Say: 900, Advise: 1100, MakePlan: 900}
"""Characters on a phone: of a question, and of the screens that may be longer (UX.md)."""

ONE_COLUMN, TWO_COLUMNS = 38, 18

CANNOT: Final = (
    *(TemplateError, UnknownFact, LookupError, AttributeError, TypeError, ValueError),
    ArithmeticError,
)
"""What a screen raises that the content makes impossible to draw."""


def screen_mistakes(place: Place) -> Iterator[Mistake]:
    """Yield what does not fit, or cannot be drawn, in any language."""
    dialogue = place.dialogue
    for language in sorted(place.coach.languages):
        for text, at in ((dialogue.title, ("title",)), (dialogue.button, ("button",))):
            if len(text.words[language]) > ONE_COLUMN:
                yield place.mistake(at, f"{language}: longer than {ONE_COLUMN} characters")
        for answers in sample_answers(dialogue, place.coach, language):
            for name in dialogue.steps:
                yield from _drawn(place, name, answers, language)


def _drawn(place: Place, name: str, answers: Mapping[str, Any], language: str) -> Iterator[Mistake]:
    talk = sample_talk(place.coach, place.dialogue, name, answers, language)
    at: Path_ = ("steps", name)
    try:
        for opened in _opened(talk):
            talk.frame.scratch = opened
            screen = talk.step.screen(talk)
            rows = [*screen.rows, *navigation(talk)]
            for what in (*_too_long(screen.text, talk.step), *_too_wide(rows)):
                yield place.mistake(at, f"{language}: {what}")
    except CANNOT as error:
        what = f"{language}: this screen cannot be drawn: {type(error).__name__}: {error}"
        yield place.mistake(at, what)


def _opened(talk: Talk) -> Iterator[dict[str, Any]]:
    """Yield what may be open on the screen of this step: nothing, each group, each page."""
    step = talk.step
    yield {}
    if isinstance(step, Choose | Many):
        yield from ({f"group:{step.id}": name} for name in step.options.grouped(talk))
    if isinstance(step, Advise):
        yield from ({f"page:{step.id}": page} for page in range(1, len(step.pages(talk))))
        if step.lenses:
            shown, _ = shown_and_hidden(talk, step.of)
            yield from ({"lens_open": advised.id} for advised in shown)


def _too_long(text: Markup, step: Step) -> Iterator[str]:
    most = next((limit for kind, limit in LIMITS.items() if isinstance(step, kind)), QUESTION)
    if length(text) > most:
        yield f"{length(text)} characters; this kind of screen has {most} at most"


def _too_wide(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        longest = {1: ONE_COLUMN, 2: TWO_COLUMNS + 3}.get(len(row), 14)
        for choice in row:
            if length(choice.label) > longest:
                yield f"the button {str(choice.label)!r} is over {longest} characters"


def sample_talk(
    coach: Coach, dialogue: Dialogue, step: str, answers: Mapping[str, Any], language: str
) -> Talk:
    """Return a talk that stands at *step* with *answers* given on the way."""
    frame = Frame(dialogue.id, step, answers=dict(answers), path=[*dialogue.steps, step])
    event = Event(Key(0, 0, 0, 0), datetime(2026, 3, 2, 12, tzinfo=UTC), Said(""))
    return Talk(coach, Session(language, frames=[frame]), Memory(), event)
