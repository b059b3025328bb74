"""The polls of a history, watched from outside: what a group is shown, and who answered what."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

LEAST: Final = {"pulse": 5, "type": 5, "stuck": 5, "lens": 5, "step": 5, "team_roles": 2}
"""So many must have taken part before the group is shown anything (UX.md)."""

MARKS: Final = {
    "pulse": ("Zo staan we ervoor</b> ·", "This is how we are doing</b> ·"),
    "type": ("Past onze netwerkvorm?</b> ·", "Does our network form fit?</b> ·"),
    "stuck": ("Waar zit ons netwerk vast?</b> ·", "Where is our network stuck?</b> ·"),
    "team_roles": ("Wie neemt welke rol op?</b> ·", "Who covers which role?</b> ·"),
}
SENSITIVE: Final = ("S03", "S05", "S21")


class Polls:
    """What was answered to each poll as long as it was open."""

    def __init__(self, noticed: Callable[[str], object]) -> None:
        self._noticed = noticed
        self._answers: dict[int, dict[str, dict[str, Any]]] = {}
        self._closed: set[int] = set()
        self.results: Counter[str] = Counter()

    def committed(self, looking: sqlite3.Cursor) -> None:
        """A transaction is in the file: look what became of the polls in it."""
        for number, state, told in looking.execute("SELECT id, state, poll FROM polls").fetchall():
            voters = looking.execute(
                "SELECT voter, answers FROM votes WHERE poll = ?", (number,)
            ).fetchall()
            if state == "open":
                self._answers[number] = {voter: _read(answers) for voter, answers in voters}
            elif number not in self._closed:
                self._closed.add(number)
                if shown := json.loads(told).get("shown"):
                    kind = json.loads(told)["kind"]
                    self._shows(kind, shown, self._answers.get(number, {}), len(voters))

    def said(self, text: str, voters: int) -> None:
        """A group can read *text*; *voters* is the most that any poll has."""
        for kind, marks in MARKS.items():
            if any(mark in text for mark in marks) and voters < LEAST[kind]:
                self._noticed(f"a result of {kind} is shown of {voters} answers")

    def _shows(
        self, kind: str, shown: dict[str, Any], answers: dict[str, dict[str, Any]], voters: int
    ) -> None:
        self.results[kind] += 1
        if voters < LEAST[kind]:
            self._noticed(f"a poll of {kind} has a result of {voters} answers")
        late = voters - len(answers)  # these came in the same commit as the end
        if kind == "stuck":
            ticked = Counter(
                name for one in answers.values() for name in set(one.get("symptoms") or ())
            )
            least = 3 if voters < 7 else 4
            for name in shown["symptoms"]:
                if ticked[name] + late < least or (name in SENSITIVE and voters < 8):
                    self._noticed(f"the group sees {name}, which {ticked[name]} chose")
        elif kind == "pulse" and shown["lines"]:
            wrote = sum(bool(one.get("open_line")) for one in answers.values())
            if wrote + late < LEAST[kind]:
                self._noticed(f"the group sees sentences of {wrote} people")
        elif kind == "team_roles" and not late:
            agreed = {one.get("name") for one in answers.values() if one.get("share") == "named"}
            words = json.dumps(shown, ensure_ascii=False)
            for one in answers.values():
                if (name := one.get("name")) and name not in agreed and name in words:
                    self._noticed(f"the group sees the name {name}, who did not agree")


def _read(answers: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(answers) if answers else {}
    return read
