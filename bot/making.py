"""Makes the files that the coach describes as values: a picture, a report, a form."""

from __future__ import annotations

from typing import Final

from dialogs.effect import Document, Form, Made, Picture, Report

ENDINGS: Final[dict[type[Made], str]] = {Picture: "png", Report: "pdf", Form: "docx"}


def named(made: Made) -> str:
    """Return the name of its file."""
    return f"{made.file}.{ENDINGS[type(made)]}"


def file_of(made: Made) -> Document:
    """Return the file; takes a moment, so call it in a thread.

    Raises:
        ValueError: It cannot be made; the message holds no words of a person.
    """
    # The libraries are loaded with the first file of their kind: they take a while.
    content: bytes
    match made:
        case Picture():
            from bot.drawing import draw  # noqa: PLC0415

            content = draw(made)
        case Report():
            from bot.report import printed  # noqa: PLC0415

            content = printed(made)
        case Form():
            from bot.form import filled  # noqa: PLC0415

            content = filled(made)
    return Document(named(made), content, made.caption)
