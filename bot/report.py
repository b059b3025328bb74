"""Sets a report: its values in a template of ``content/reports`` become a PDF of a few pages.

Typst does the setting. What somebody typed reaches it as data, never as its language, and nothing
is fetched: the template, its values, its drawings and our fonts are all it sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from bot.drawing.font import FOLDER as FONTS
from bot.drawing.picture import clean, svg
from dialogs.effect import Picture, Report

TEMPLATES: Final = Path(__file__).resolve().parent.parent / "content" / "reports"


class ReportError(ValueError):
    """A report cannot be set; the message names the template and holds no words of a person."""


def printed(report: Report) -> bytes:
    """Return *report* as a PDF (A4, tagged, with the day of the report in it).

    Raises:
        ReportError: its template and its values do not go together.
        DrawingError: one of its pictures cannot be drawn.
    """
    values = clean({**report.values, "language": report.language})
    values["pictures"] = {
        name: svg(Picture(name, "", shown, "")) for name, shown in values["pictures"].items()
    }
    return set_pages(TEMPLATES / f"{report.name}.typ", values)


def set_pages(template: Path, values: Mapping[str, Any]) -> bytes:
    """Return the pages of *template*, filled in, as a PDF.

    Raises:
        ReportError: it cannot be read, or does not go with *values*.
    """
    day = datetime.fromisoformat(values["date"]).replace(tzinfo=UTC)
    try:
        return typst.compile(
            template.read_bytes(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"values": json.dumps(values)},
            timestamp=day,
        )
    except (OSError, typst.TypstError) as error:
        raise ReportError(
            f"report {template.stem} cannot be set: {type(error).__name__}"
        ) from error


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
