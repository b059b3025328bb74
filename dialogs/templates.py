"""Templates to fill in, as plain text: a persona, a journey, the checklist before any contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

BLANK: Final = "…"


def template_text(template: Mapping[str, Any], first: str = "") -> str:
    """Return *template* (``title``, ``intro``, ``fields``) as a text with room to write.

    ``first`` is a line above everything else, such as a warning that it is an assumption.
    """
    blocks = [first, str(template["title"]).upper(), str(template["intro"])]
    for field in template["fields"]:
        blocks.append(f"{_heading(field)}\n{BLANK}")
    return _text(blocks)


def checklist_text(title: str, questions: Sequence[str], rules: Sequence[str]) -> str:
    """Return *questions* to tick off, and below them the *rules* that go with them."""
    boxes = "\n".join(f"[ ] {question}" for question in questions)
    lines = "\n".join(f"- {rule}" for rule in rules)
    return _text([title.upper(), boxes, lines])


def _heading(field: Mapping[str, Any]) -> str:
    """Return the label of *field* with its help; a question or a quotation gets no colon."""
    label = str(field["label"])
    heading = f"{label} ({field['help']})" if "help" in field else label
    return heading if heading.endswith(("?", "”")) else f"{heading}:"


def _text(blocks: Sequence[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"
