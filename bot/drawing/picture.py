"""Draws a picture: its template filled in, then painted. Takes some tens of milliseconds.

A template stands in ``content/pictures``; it is 360 wide, as a phone is, and says itself how high.
It may ask how wide words are and break them over lines, because SVG does neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import resvg_py
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.drawing import arena
from bot.drawing.font import FAMILY, FILES, FOLDER, drawable, font
from dialogs.effect import Picture

TEMPLATES: Final = FOLDER.parent
ZOOM: Final = 2
"""Dots of the PNG for one unit of the template: sharp on a phone, and still quick to paint."""

LAYOUTS: Final[Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]]] = {
    "arena": arena.layout
}
"""What is added to the values of a template that cannot work out its places itself."""


class DrawingError(ValueError):
    """A picture cannot be drawn; the message names the template and holds no words of a person."""


def draw(picture: Picture) -> bytes:
    """Return *picture* as a PNG.

    Raises:
        DrawingError: its template and its values do not go together.
    """
    return paint(svg(picture), picture.name)


def svg(picture: Picture) -> str:
    """Return *picture* as SVG, its words as text.

    Raises:
        DrawingError: its template and its values do not go together.
    """
    values = clean(picture.values)
    try:
        if picture.name in LAYOUTS:
            values = {**values, **LAYOUTS[picture.name](values)}
        return _environment().get_template(f"{picture.name}.svg").render(values)
    except (TemplateError, LookupError, TypeError, ValueError) as error:
        why = type(error).__name__
        raise DrawingError(f"picture {picture.name} cannot be drawn: {why}") from error


def paint(drawn: str, name: str, zoom: float = ZOOM) -> bytes:
    """Return the SVG *drawn* as a PNG; *name* is for the error.

    Raises:
        DrawingError: it is no SVG.
    """
    try:
        return resvg_py.svg_to_bytes(
            svg_string=drawn,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(path) for path in FILES.values()],
            font_family=FAMILY,
        )
    except ValueError as error:
        raise DrawingError(f"picture {name} cannot be painted") from error


def clean(value: Any) -> Any:
    """Return *value* with only such signs in its words as the fonts can draw."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: clean(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [clean(entry) for entry in value]
    return value


def environment(folder: Path = TEMPLATES) -> ImmutableSandboxedEnvironment:
    """Return where the templates of *folder* live: words in them are escaped, names must exist."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True
    )
    made.filters["wide"] = _wide
    made.filters["fit"] = _fit
    made.filters["lines"] = _lines
    return made


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return environment()


def _wide(text: object, size: float, weight: str = "plain") -> float:
    return font(weight).width(str(text), size)


def _fit(text: object, size: float, width: float, weight: str = "plain") -> str:
    return font(weight).fit(str(text), size, width)


def _lines(
    text: object, size: float, width: float, weight: str = "plain", most: int = 99
) -> list[str]:
    return font(weight).wrap(str(text), size, width, most)
