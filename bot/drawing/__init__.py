"""Pictures: values of the coach become an SVG by a template of the content, and that a PNG."""

from bot.drawing.picture import DrawingError, draw, svg

__all__ = ["DrawingError", "draw", "svg"]
