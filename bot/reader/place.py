"""A dialogue under the linter: its definition and its file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reader.strict import Document, Mistake, Path_
from dialogs.coach import Coach
from dialogs.flow import Dialogue


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mistake may be: in the file of one dialogue."""

    coach: Coach
    dialogue: Dialogue
    document: Document

    def mistake(self, path: Path_, what: str) -> Mistake:
        """Return a mistake at *path* of the file."""
        return self.document.mistake(path, what)
