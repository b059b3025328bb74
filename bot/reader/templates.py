"""Checks the templates of pictures, reports and forms: that they can be read, and filled in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jinja2 import TemplateSyntaxError

from bot.drawing.picture import DrawingError, clean, environment, svg
from bot.form import FormError, fill_in
from bot.reader.strict import Mistake
from bot.report import ReportError, set_pages
from dialogs.coach import Coach
from dialogs.effect import Picture
from dialogs.event import Event, Key, Said
from dialogs.example import example_memory
from dialogs.report import report
from dialogs.session import Session
from dialogs.templates import FORM, template_values
from dialogs.view import View

_AT: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)


def template_mistakes(root: Path, coach: Coach) -> Iterator[Mistake]:
    """Yield what is wrong with the templates below *root*; a content without them has none.

    Pictures are read one by one; the report is set for the example network, in every language and
    both versions, and every form is made in every language.
    """
    yield from _pictures(root / "pictures")
    if (root / "reports").is_dir():
        for language in sorted(coach.languages):
            yield from _reports(root / "reports", coach, language)
    if (root / "forms").is_dir():
        for language in sorted(coach.languages):
            yield from _forms(root / "forms", coach, language)


def _pictures(folder: Path) -> Iterator[Mistake]:
    templates = environment(folder)
    for path in sorted(folder.glob("*.svg")):
        try:
            templates.get_template(path.name)
        except TemplateSyntaxError as error:
            what = f"the template cannot be read: {error.message}; check the braces"
            yield Mistake(f"pictures/{path.name}", error.lineno, what)


def _reports(folder: Path, coach: Coach, language: str) -> Iterator[Mistake]:
    event = Event(Key(0, 0, 0, 0), _AT, Said(""))
    memory = example_memory(coach, language, _AT.date())
    view = View(coach, Session(language), memory, event)
    for private in (True, False):
        made = report(view, private=private)
        values = {**clean(made.values), "language": language}
        try:
            values["pictures"] = {
                name: svg(Picture(name, "", shown, ""))
                for name, shown in made.values["pictures"].items()
            }
            set_pages(folder / f"{made.name}.typ", values)
        except (DrawingError, ReportError) as error:
            cause = getattr(error.__cause__, "message", error.__cause__)
            what = f"{language}: {error} ({cause}); mend the template"
            yield Mistake(f"reports/{made.name}.typ", 1, what)


def _forms(folder: Path, coach: Coach, language: str) -> Iterator[Mistake]:
    for name, template in coach.know[language]["insights"]["templates"].items():
        try:
            fill_in(folder / f"{FORM}.docx", template_values(template, [name], name))
        except FormError as error:
            what = f"{language}: {error} ({error.__cause__}); mend it in a word processor"
            yield Mistake(f"forms/{FORM}.docx", 1, what)
            return
