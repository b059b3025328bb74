"""A small content of its own for the tests of the check, and a way to spoil it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.reader.check import check
from bot.reader.coach import CONTENT

TRIAL, ADVICE = "dialogs/trial.yaml", "advice/trial.yaml"

DIALOGUE = """\
title: {nl: "Proef", en: "Trial"}
commands: {nl: [proef], en: [trial]}
remember: {size: size}
facts: {size: size}
later: [more]
silent:
  before: {from: "past.size[-1]", number: {}}
steps:
  size:
    ask: {nl: "<b>Hoeveel?</b> {{ network.name }}", en: "<b>How many?</b>"}
    short: {nl: "aantal", en: "number"}
    number: {}
    keep: network.size
    then: [{when: "size is known and size > 3", to: more}, {to: advice}]
  more:
    ask: {nl: "Wat nog?", en: "What else?"}
    only: "size is known"
    many: {options: {a: {nl: "Aap", en: "Ape"}, b: {label: {nl: "Beer", en: "Bear"}}}}
    links: [{label: {nl: "Advies", en: "Advice"}, to: advice, when: "size > 5"}]
  advice:
    ask: {nl: "{{ said.size }}", en: "{{ said.size }}"}
    advise: {}
"""

WORDS = """\
few:
  when: size < 3
  because: [size]
  text: {nl: "Zoek er meer.", en: "Find more."}
  more: {nl: "{{ said.size }}", en: "{{ said.size }}"}
  source: [ours, vvsg-regie]
"""

DOORS = """\
checkin: {nl: ["Straks heb ik een overleg"], en: ["I have a meeting soon"]}
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """A content folder with all of the house, and the dialogues ``trial`` and ``checkin``."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Folder:
        """Copy what is shipped to *root*, without what takes long to check, and add the trial."""
        left_out = shutil.ignore_patterns("pictures", "reports", "phrases")
        shutil.copytree(CONTENT, root, ignore=left_out)
        for path in (*(root / "dialogs").glob("*.yaml"), *(root / "advice").glob("*.yaml")):
            if path.stem != "checkin":
                path.unlink()
        (root / "phrases").mkdir()
        (root / "phrases" / "doors.yaml").write_text(DOORS, encoding="utf-8")
        (root / TRIAL).write_text(DIALOGUE, encoding="utf-8")
        (root / ADVICE).write_text(WORDS, encoding="utf-8")
        return cls(root)

    def spoil(self, file: str, old: str, new: str) -> None:
        """Write *new* where *old* stands in *file*."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def mistakes(self) -> list[str]:
        """Return what is wrong, as it is printed."""
        return [str(mistake) for mistake in check(self.root)]
