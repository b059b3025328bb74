"""Makes a form: its values in a template of ``content/forms`` become a document to write in.

The template is a Word file with Jinja in it (docxtpl). What somebody typed is only ever a value:
it is escaped, and never read as a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.drawing.picture import clean
from dialogs.effect import Form

TEMPLATES: Final = Path(__file__).resolve().parent.parent / "content" / "forms"


class FormError(ValueError):
    """A form cannot be made; the message names the template and holds no words of a person."""


def filled(form: Form) -> bytes:
    """Return *form* as a Word document (.docx).

    Raises:
        FormError: its template and its values do not go together.
    """
    return fill_in(TEMPLATES / f"{form.name}.docx", form.values)


def fill_in(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return the Word file *template* with *values* in it.

    Raises:
        FormError: it cannot be read, or does not go with *values*.
    """
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made = BytesIO()
    try:
        document = DocxTemplate(template)
        document.render(clean(values), environment, autoescape=True)
        document.save(made)
    except (OSError, KeyError, ValueError, BadZipFile, TemplateError) as error:
        raise FormError(f"the form {template.stem} cannot be made") from error
    return made.getvalue()
