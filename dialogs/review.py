"""A day to look again, that an advice promises: offered under it, set with one tap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.condition import Condition
from dialogs.text import Text


@dataclass(frozen=True, slots=True)
class Review:
    """What is asked again ``days`` after an advice for which ``when`` holds.

    ``label`` stands on the button, ``ask`` is what is said on the day. With ``new_phase`` it comes
    sooner when the network gets to another phase.
    """

    when: Condition
    days: int
    label: Text
    ask: Text
    new_phase: bool = False

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Review:
        """Build it from its entry under ``reviews`` in the file of a dialogue."""
        return cls(
            when=Condition(written["when"]),
            days=written["days"],
            label=Text(written["label"]),
            ask=Text(written["ask"]),
            new_phase=written.get("new_phase", False),
        )
