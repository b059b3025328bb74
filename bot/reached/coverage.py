"""The report of what is reached: a table, and every piece that nothing comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.play import PlayError
from bot.reached.piece import Piece, Placed, pieces
from bot.reached.played import TalkError, play_cases, play_talks
from bot.reached.recorder import Recorder
from bot.reader.coach import CONTENT, read_coach
from bot.reader.shelf import read_shelf
from bot.reader.strict import ContentError, Mistake

TESTS: Final = CONTENT.parent / "tests"
"""Where the talks and cases are kept, beside the content."""

KINDS: Final = ("step", "option", "branch", "link", "advice", "more", "result", "shelf")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is reached: all pieces, and per language and piece the talks and cases that do."""

    pieces: tuple[Placed, ...]
    reached: dict[str, dict[Piece, list[str]]]
    talks: int
    cases: int

    @property
    def unreached(self) -> list[Mistake]:
        """Every piece that nothing comes to, by language, with file and line."""
        return [
            placed.unreached(language)
            for language, reached in sorted(self.reached.items())
            for placed in self.pieces
            if placed.piece not in reached
        ]

    def lines(self) -> Iterator[str]:
        """Yield the table: per dialogue how much of each kind of piece is reached everywhere."""
        yield f"{self.talks} talks, {self.cases} cases; reached in every language, of what there is"
        yield "".join(["dialogue".ljust(12), *(kind.rjust(9) for kind in KINDS), "   by most"])
        for dialogue in dict.fromkeys(placed.piece.dialogue for placed in self.pieces):
            own = [placed.piece for placed in self.pieces if placed.piece.dialogue == dialogue]
            row = [self._cell([piece for piece in own if piece.kind == kind]) for kind in KINDS]
            yield "".join([dialogue.ljust(12), *(cell.rjust(9) for cell in row), self._most(own)])

    def _cell(self, some: list[Piece]) -> str:
        there = sum(all(piece in reached for reached in self.reached.values()) for piece in some)
        return f"{there}/{len(some)}" if some else "-"

    def _most(self, some: list[Piece]) -> str:
        """Return what reaches most of *some*, with how many pieces."""
        by = Counter(
            name
            for reached in self.reached.values()
            for piece in some
            for name in reached.get(piece, ())
        )
        return "".join(f"   {name[:30]} {count}" for name, count in by.most_common(1))


class CoverageError(Exception):
    """What is reached cannot be measured: one line says why."""


def coverage(tests: Path = TESTS) -> Coverage:
    """Play all talks and cases below *tests*, and return what of the content they reach.

    Raises:
        CoverageError: there are none here, or one cannot be played as it is written.
    """
    if not tests.is_dir():
        what = f"the played talks are not here ({tests}); do this in the source tree of Knoop"
        raise CoverageError(what)
    try:
        coach = read_coach()
        recorder = Recorder({language: {} for language in coach.languages})
        talks = play_talks(coach, recorder, tests)
        count = play_cases(read_coach(headless=True), recorder, tests)
    except (ContentError, PlayError, TalkError) as error:
        raise CoverageError(str(error)) from error
    return Coverage(tuple(pieces(coach, read_shelf(CONTENT))), recorder.reached, talks, count)
