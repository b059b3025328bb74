"""A piece of advice in words: what is shown, what stands behind *meer*, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.text import Text


@dataclass(frozen=True, slots=True)
class Advice:
    """The words of one advice id.

    ``label`` names it on a button, ``brief`` says it in a list (``text`` where there is none),
    ``text`` is the advice, ``more`` what stands behind *meer*, ``source`` the ids of its sources.
    """

    id: str
    text: Text
    more: Text | None = None
    label: Text | None = None
    brief: Text | None = None
    source: tuple[str, ...] = ()

    @classmethod
    def read(cls, name: str, written: Mapping[str, Any]) -> Advice:
        """Build it from its entry in ``content/advice``."""
        return cls(
            id=name,
            text=Text(written["text"]),
            **{part: Text(written[part]) for part in ("more", "label", "brief") if part in written},
            source=tuple(written.get("source", ())),
        )
